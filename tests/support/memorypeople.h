// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/account.h"
#include "domain/people/company.h"

#include <algorithm>

namespace support {

/// Used on the thread of its executor only.
class MemoryAccounts final : public domain::AccountRepository
{
public:
    std::optional<domain::Account> find(protocol::UserId id) override
    {
        for (const domain::Account& account : m_accounts) {
            if (account.id == id)
                return account;
        }
        return std::nullopt;
    }
    std::optional<domain::Account> findByUsername(const QString& username) override
    {
        for (const domain::Account& account : m_accounts) {
            if (account.username.compare(username, Qt::CaseInsensitive) == 0)
                return account;
        }
        return std::nullopt;
    }
    std::vector<domain::Account> all() override { return m_accounts; }
    domain::Account insert(const domain::NewAccount& account) override
    {
        m_accounts.push_back({*protocol::UserId::from(++m_lastId), account.company, account.branch,
                              account.username, account.passwordHash, account.fullName, account.phone,
                              account.email, account.roles, true});
        return m_accounts.back();
    }
    void update(const domain::Account& account) override
    {
        std::replace_if(
            m_accounts.begin(), m_accounts.end(), [&](const auto& old) { return old.id == account.id; },
            account);
    }
    void markAudienceChanged(protocol::UserId id) override { audienceChanged(id); }

    void remove(protocol::UserId id)
    {
        std::erase_if(m_accounts, [&](const auto& account) { return account.id == id; });
    }
    std::function<void(protocol::UserId)> audienceChanged = [](protocol::UserId) {};

private:
    std::vector<domain::Account> m_accounts;
    qint64 m_lastId = 0;
};

/// Used on the thread of its executor only.
class MemoryCompanies final : public domain::CompanyRepository
{
public:
    std::optional<domain::Company> find(protocol::CompanyId id) override
    {
        return first([&](const auto& company) { return company.id == id; });
    }
    std::optional<domain::Company> findByName(const QString& name) override
    {
        return first([&](const auto& company) { return company.name == name; });
    }
    std::vector<domain::Company> all() override { return m_companies; }
    domain::Company insert(const QString& name, const QTimeZone& timeZone) override
    {
        m_companies.push_back({*protocol::CompanyId::from(++m_lastId), name, timeZone, {}});
        return m_companies.back();
    }
    domain::Branch insertBranch(protocol::CompanyId company, const QString& name) override
    {
        const domain::Branch branch{*protocol::BranchId::from(++m_lastId), name};
        for (domain::Company& candidate : m_companies) {
            if (candidate.id == company)
                candidate.branches.push_back(branch);
        }
        return branch;
    }

private:
    std::optional<domain::Company> first(const auto& matches) const
    {
        const auto it = std::find_if(m_companies.begin(), m_companies.end(), matches);
        return it == m_companies.end() ? std::nullopt : std::optional(*it);
    }

    std::vector<domain::Company> m_companies;
    qint64 m_lastId = 0;
};

} // namespace support
