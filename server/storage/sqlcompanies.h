// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/people/company.h"

#include <QByteArray>
#include <QHash>

namespace storage {

class Connection;
class Rows;

class SqlCompanies final : public domain::CompanyRepository
{
public:
    explicit SqlCompanies(Connection& connection) : m_db(connection) {}

    std::optional<domain::Company> find(protocol::CompanyId id) override;
    std::optional<domain::Company> findByName(const QString& name) override;
    std::vector<domain::Company> all() override;
    domain::Company insert(const QString& name, const QTimeZone& timeZone) override;
    domain::Branch insertBranch(protocol::CompanyId company, const QString& name) override;

private:
    domain::Company read(const Rows& rows);
    std::optional<domain::Company> readOne(Rows rows);
    QTimeZone zone(const QByteArray& id);

    Connection& m_db;
    QHash<QByteArray, QTimeZone> m_zones; ///< making one reads a file
};

} // namespace storage
