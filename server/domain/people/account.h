// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"
#include "protocol/error.h"
#include "protocol/ids.h"
#include "protocol/principal.h"
#include "protocol/roles.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace domain {

/// Someone who can log in.
struct Account
{
    protocol::UserId id;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch;
    QString username; ///< unique over all companies: contracts.md C1 logs in without a company
    QString passwordHash; ///< libsodium's string form; never leaves the server
    QString fullName;
    QString phone;
    QString email;
    protocol::Roles roles;
    bool active = true;
    std::optional<QDateTime> createdAt{}; ///< none: before anybody kept it

    /// What others are shown.
    QString displayName() const { return fullName.isEmpty() ? username : fullName; }
    protocol::Principal principal() const { return {id, company, branch, roles, username}; }
};

/// An account to be.
struct NewAccount
{
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch;
    QString username;
    QString passwordHash;
    QString fullName;
    QString phone;
    QString email;
    protocol::Roles roles;
};

class AccountRepository
{
public:
    virtual ~AccountRepository() = default;
    virtual std::optional<Account> find(protocol::UserId id) = 0;
    virtual std::optional<Account> findByUsername(const QString& username) = 0; ///< letter case ignored
    virtual std::vector<Account> all() = 0;
    virtual Account insert(const NewAccount& account) = 0;
    virtual void update(const Account& account) = 0;
    /// Remembers that what this person may see has changed as of the journal's newest seq.
    virtual void markAudienceChanged(protocol::UserId id) = 0;
};

} // namespace domain
