// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alarmapi.h"
#include "domain/budgets/service.h"
#include "domain/people/employee.h"

#include <map>

namespace support {

/// A building company's people on /api/v1, one of each role, and some beyond its walls.
class SiteApi final
{
public:
    SiteApi()
    {
        using enum protocol::Role;
        const std::pair<const char*, protocol::Role> roles[] = {
            {"foreman", Foreman},
            {"accountant", Accountant},
            {"hr", HrManager},
            {"equipment", EquipmentManager},
            {"materials", MaterialsManager},
            {"procurement", ProcurementManager},
            {"manager", Manager},
            {"admin", Admin},
            {"operator", Operator},
            {"security", Security},
            {"master", Master},
        };
        for (const auto& [name, role] : roles)
            m_people.emplace(name, api.hire(QString::fromLatin1(name), {role}));
        m_people.emplace("foreman2", api.hire(QStringLiteral("foreman2"), {Foreman}));
        m_people.emplace("southern", api.hire(QStringLiteral("southern"), {Manager}, api.south));
        m_people.emplace("southaccountant", api.hire(QStringLiteral("southaccountant"), {Accountant}, api.south));
        m_people.emplace("stranger", api.hire(QStringLiteral("stranger"), {Manager, Admin, Accountant, Foreman}, {},
                                              api.other));
    }

    const domain::Account& who(const std::string& name) const { return m_people.at(name); }

    QJsonObject ok(const net::Response& response, int status = 200)
    {
        if (response.status != status)
            qFatal("%d instead of %d: %s", response.status, status, response.body.constData());
        return AlarmApi::json(response);
    }
    net::Response put(const QByteArray& target, const domain::Account& account, const QJsonObject& body)
    {
        return api.call("PUT", target, &account, QJsonDocument(body).toJson(QJsonDocument::Compact));
    }

    /// An object of the foreman's; body overrides.
    qint64 object(const char* budget, QJsonObject body = {})
    {
        QJsonObject whole{{QStringLiteral("code"), QStringLiteral("Д-%1").arg(++m_objects)},
                          {QStringLiteral("name"), QStringLiteral("Строительство дома")},
                          {QStringLiteral("foreman_id"), who("foreman").id.value()},
                          {QStringLiteral("budget_amount"), QString::fromLatin1(budget)}};
        if (!*budget)
            whole.remove(QStringLiteral("budget_amount"));
        for (auto it = body.begin(); it != body.end(); ++it)
            whole.insert(it.key(), it.value());
        return ok(api.post("/api/v1/objects/", who("manager"), whole), 201)[QStringLiteral("id")].toInteger();
    }
    net::Response spend(qint64 object, const QJsonValue& amount, const char* name = "accountant")
    {
        return api.post("/api/v1/material-costs/distribute", who(name),
                        {{QStringLiteral("object_id"), object},
                         {QStringLiteral("amount"), amount},
                         {QStringLiteral("description"), QStringLiteral("Бетон")}});
    }
    qint64 worker(const QString& name, std::optional<protocol::CompanyId> company = {})
    {
        qint64 id = 0;
        api.write([&](domain::Workspace& workspace) {
            id = workspace.get<domain::EmployeeRepository>()
                     .insert({.id = *protocol::EmployeeId::from(1),
                              .company = company.value_or(api.company),
                              .personnelNumber = QStringLiteral("Т-%1").arg(++m_workers),
                              .lastName = name,
                              .firstName = QStringLiteral("Иван")})
                     .id.value();
        });
        return id;
    }
    /// Of a notification type, oldest first; all types where none is given.
    std::vector<domain::Notification> told(const std::string& name, const QString& type = {})
    {
        std::vector<domain::Notification> found;
        api.write([&](domain::Workspace& workspace) {
            auto& notifications = workspace.get<domain::NotificationRepository>();
            for (domain::Notification& one : notifications.list(who(name).id, false, 1'000, 0)) {
                if (type.isEmpty() || one.type == type)
                    found.insert(found.begin(), std::move(one));
            }
        });
        return found;
    }
    /// Everybody who was told anything of that type.
    QStringList listeners(const QString& type)
    {
        QStringList names;
        for (const auto& [name, account] : m_people) {
            if (!told(name, type).empty())
                names.append(QString::fromStdString(name));
        }
        return names;
    }
    /// A topic's rows as somebody gets them.
    QJsonArray rows(const char* topic, const std::string& name)
    {
        api.write([](domain::Workspace&) {}); // then the feed has heard of all before it
        const QJsonObject body =
            ok(api.get(QByteArray("/api/v1/snapshot?topics=") + topic, who(name)));
        const QJsonArray topics = body[QStringLiteral("snapshots")].toArray();
        return topics.isEmpty() ? QJsonArray() : topics[0].toObject()[QStringLiteral("rows")].toArray();
    }
    const std::map<std::string, domain::Account>& people() const { return m_people; }

    AlarmApi api{{}};

private:
    std::map<std::string, domain::Account> m_people;
    int m_objects = 0;
    int m_workers = 0;
};

} // namespace support
