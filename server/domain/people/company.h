// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/ids.h"

#include <QString>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace domain {

struct Branch
{
    protocol::BranchId id;
    QString name;
};

/// A tenant. Its "today" is the day in its own time zone.
struct Company
{
    protocol::CompanyId id;
    QString name;
    QTimeZone timeZone;
    std::vector<Branch> branches;
};

class CompanyRepository
{
public:
    virtual ~CompanyRepository() = default;
    virtual std::optional<Company> find(protocol::CompanyId id) = 0;
    virtual std::optional<Company> findByName(const QString& name) = 0;
    virtual std::vector<Company> all() = 0;
    virtual Company insert(const QString& name, const QTimeZone& timeZone) = 0;
    virtual Branch insertBranch(protocol::CompanyId company, const QString& name) = 0;
};

} // namespace domain
