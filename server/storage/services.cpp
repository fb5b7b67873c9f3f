// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/services.h"

#include "storage/sqlaccounts.h"
#include "storage/sqlcompanies.h"
#include "storage/sqlidempotency.h"
#include "storage/sqljournal.h"
#include "storage/sqljournalreader.h"

namespace storage {

void addServices(Connection& connection, const base::Clock& clock, SqlJournal* journal,
                 domain::Workspace& workspace)
{
    if (journal) // not the workspace's to delete
        workspace.add<domain::Journal>(std::shared_ptr<domain::Journal>(std::shared_ptr<void>(), journal));
    workspace.add<domain::JournalReader>(std::make_shared<SqlJournalReader>(connection));
    workspace.add<domain::CompanyRepository>(std::make_shared<SqlCompanies>(connection));
    workspace.add<domain::AccountRepository>(std::make_shared<SqlAccounts>(connection, journal));
    workspace.add<domain::IdempotencyRepository>(std::make_shared<SqlIdempotency>(connection, clock));
}

} // namespace storage
