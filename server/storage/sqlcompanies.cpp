// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlcompanies.h"

#include "base/logging.h"
#include "storage/connection.h"

namespace storage {

using namespace Qt::StringLiterals;

QTimeZone SqlCompanies::zone(const QByteArray& id)
{
    const auto known = m_zones.constFind(id);
    if (known != m_zones.constEnd())
        return *known;
    QTimeZone made(id);
    if (!made.isValid()) {
        qCWarning(lcStorage).noquote()
            << "The time zone" << id << "is not known to this machine (is tzdata installed?): UTC is used.";
        made = QTimeZone::utc();
    }
    m_zones.insert(id, made);
    return made;
}

domain::Company SqlCompanies::read(const Rows& rows)
{
    domain::Company company{rows.id<protocol::CompanyId>(0), rows.text(1), zone(rows.text(2).toLatin1()), {}};
    auto branches =
        m_db.query("SELECT id, name FROM branches WHERE company_id = ? ORDER BY id"_L1, company.id);
    while (branches.next())
        company.branches.push_back({branches.id<protocol::BranchId>(0), branches.text(1)});
    return company;
}

std::optional<domain::Company> SqlCompanies::readOne(Rows rows)
{
    return rows.next() ? std::optional(read(rows)) : std::nullopt;
}

std::optional<domain::Company> SqlCompanies::find(protocol::CompanyId id)
{
    return readOne(m_db.query("SELECT id, name, time_zone FROM companies WHERE id = ?"_L1, id));
}

std::optional<domain::Company> SqlCompanies::findByName(const QString& name)
{
    return readOne(m_db.query("SELECT id, name, time_zone FROM companies WHERE name = ?"_L1, name));
}

std::vector<domain::Company> SqlCompanies::all()
{
    std::vector<domain::Company> companies;
    auto rows = m_db.query("SELECT id, name, time_zone FROM companies ORDER BY id"_L1);
    while (rows.next())
        companies.push_back(read(rows));
    return companies;
}

domain::Company SqlCompanies::insert(const QString& name, const QTimeZone& timeZone)
{
    const qint64 id = m_db.insert("INSERT INTO companies (name, time_zone) VALUES (?, ?)"_L1, name,
                                  QString::fromLatin1(timeZone.id()));
    return {*protocol::CompanyId::from(id), name, timeZone, {}};
}

domain::Branch SqlCompanies::insertBranch(protocol::CompanyId company, const QString& name)
{
    const qint64 id = m_db.insert("INSERT INTO branches (company_id, name) VALUES (?, ?)"_L1, company, name);
    return {*protocol::BranchId::from(id), name};
}

} // namespace storage
