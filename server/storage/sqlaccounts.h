// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/account.h"

namespace storage {

class Connection;
class SqlJournal;

class SqlAccounts final : public domain::AccountRepository
{
public:
    /// journal: none on a reader, where nothing is changed.
    SqlAccounts(Connection& connection, SqlJournal* journal) : m_db(connection), m_journal(journal) {}

    std::optional<domain::Account> find(protocol::UserId id) override;
    std::optional<domain::Account> findByUsername(const QString& username) override;
    std::vector<domain::Account> all() override;
    domain::Account insert(const domain::NewAccount& account) override;
    void update(const domain::Account& account) override;
    void markAudienceChanged(protocol::UserId id) override;

private:
    Connection& m_db;
    SqlJournal* m_journal;
};

} // namespace storage
