// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlaccounts.h"

#include "storage/connection.h"
#include "storage/sqljournal.h"

namespace storage {

using namespace Qt::StringLiterals;

namespace {

#define VAKHTA_ACCOUNTS                                                                                      \
    "SELECT id, company_id, branch_id, username, password_hash, full_name, phone, email, roles, active, "    \
    "created_at FROM accounts "

domain::Account readAccount(const Rows& rows)
{
    return {.id = rows.id<protocol::UserId>(0),
            .company = rows.id<protocol::CompanyId>(1),
            .branch = rows.optionalId<protocol::BranchId>(2),
            .username = rows.text(3),
            .passwordHash = rows.text(4),
            .fullName = rows.text(5),
            .phone = rows.text(6),
            .email = rows.text(7),
            .roles = rows.roles(8),
            .active = rows.boolean(9),
            .createdAt = rows.optionalTime(10)};
}

std::optional<domain::Account> readOneAccount(Rows rows)
{
    return rows.next() ? std::optional(readAccount(rows)) : std::nullopt;
}

} // namespace

std::optional<domain::Account> SqlAccounts::find(protocol::UserId id)
{
    return readOneAccount(m_db.query(VAKHTA_ACCOUNTS "WHERE id = ?"_L1, id));
}

std::optional<domain::Account> SqlAccounts::findByUsername(const QString& username)
{
    return readOneAccount(m_db.query(VAKHTA_ACCOUNTS "WHERE username_key = ?"_L1, username.toCaseFolded()));
}

std::vector<domain::Account> SqlAccounts::all()
{
    std::vector<domain::Account> accounts;
    auto rows = m_db.query(VAKHTA_ACCOUNTS "ORDER BY id"_L1);
    while (rows.next())
        accounts.push_back(readAccount(rows));
    return accounts;
}

domain::Account SqlAccounts::insert(const domain::NewAccount& account)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const qint64 id =
        m_db.insert("INSERT INTO accounts (company_id, branch_id, username, username_key, password_hash, "
                    "full_name, phone, "
                    "email, roles, active, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)"_L1,
                    account.company, account.branch, account.username, account.username.toCaseFolded(),
                    account.passwordHash, account.fullName, account.phone, account.email, account.roles, now);
    return {.id = *protocol::UserId::from(id),
            .company = account.company,
            .branch = account.branch,
            .username = account.username,
            .passwordHash = account.passwordHash,
            .fullName = account.fullName,
            .phone = account.phone,
            .email = account.email,
            .roles = account.roles,
            .active = true,
            .createdAt = now};
}

void SqlAccounts::update(const domain::Account& account)
{
    m_db.exec("UPDATE accounts SET company_id = ?, branch_id = ?, username = ?, username_key = ?, "
              "password_hash = ?, full_name = ?, phone = ?, email = ?, roles = ?, active = ? WHERE id = ?"_L1,
              account.company, account.branch, account.username, account.username.toCaseFolded(),
              account.passwordHash, account.fullName, account.phone, account.email, account.roles,
              account.active, account.id);
}

void SqlAccounts::markAudienceChanged(protocol::UserId id)
{
    const auto account = find(id);
    if (!account)
        return;
    if (!m_journal)
        throw SqlError(u"An audience can only be changed on the writer."_s);
    // A number of its own: someone whose cursor is the journal's end is behind it, too.
    m_db.exec("UPDATE accounts SET audience_seq = ? WHERE id = ?"_L1, m_journal->mark(account->company, id),
              id);
}

} // namespace storage
