// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/access.h"

#include "protocol/fields.h"
#include "protocol/time.h"

namespace protocol {

using namespace Qt::StringLiterals;

QLatin1StringView toWire(AccessKind kind)
{
    switch (kind) {
    case AccessKind::Gate:
        return "gate"_L1;
    case AccessKind::Terminal:
        return "terminal"_L1;
    case AccessKind::Machine:
        return "machine"_L1;
    }
    return {};
}

QLatin1StringView toWire(AccessAction action)
{
    return action == AccessAction::In ? "in"_L1 : "out"_L1;
}

QJsonObject toJson(const AccessRow& row)
{
    // {"id":9,"kind":"gate","granted":true,"action":"in","employee":{"id":3,"name":"Тест Анна",
    //  "department":"Склад","position":"кладовщик","personnel_number":"T-3"},"device":"ESP32-SEC-001",
    //  "at":"…Z"}; denied: "granted":false,"card":"0A1B2C3D", with no action
    QJsonObject object{{u"id"_s, row.id},
                       {u"kind"_s, QString(toWire(row.kind))},
                       {u"granted"_s, row.granted},
                       {u"device"_s, row.device},
                       {u"at"_s, toWire(row.at)}};
    if (row.action)
        object.insert(u"action"_s, QString(toWire(*row.action)));
    if (row.employee) {
        object.insert(u"employee"_s, QJsonObject{{u"id"_s, row.employee->id},
                                                 {u"name"_s, row.employee->name},
                                                 {u"department"_s, row.employee->department},
                                                 {u"position"_s, row.employee->position},
                                                 {u"personnel_number"_s, row.employee->personnelNumber}});
    }
    if (!row.card.isEmpty())
        object.insert(u"card"_s, row.card);
    if (!row.notes.isEmpty())
        object.insert(u"notes"_s, row.notes);
    return object;
}

Result<AccessRow> accessRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    AccessRow row;
    row.id = in.integer("id"_L1);
    const QString kind = in.string("kind"_L1);
    if (kind == toWire(AccessKind::Terminal))
        row.kind = AccessKind::Terminal;
    else if (kind == toWire(AccessKind::Machine))
        row.kind = AccessKind::Machine;
    else if (kind != toWire(AccessKind::Gate))
        in.complain("kind"_L1, u"must be gate, terminal or machine"_s);
    row.granted = in.boolean("granted"_L1);
    if (const auto action = in.optionalString("action"_L1)) {
        if (*action != "in"_L1 && *action != "out"_L1)
            in.complain("action"_L1, u"must be in or out"_s);
        row.action = *action == "in"_L1 ? AccessAction::In : AccessAction::Out;
    }
    if (const auto part = in.optionalObject("employee"_L1)) {
        Fields employee(*part);
        row.employee = AccessRow::Employee{employee.integer("id"_L1), employee.string("name"_L1),
                                           employee.string("department"_L1), employee.string("position"_L1),
                                           employee.string("personnel_number"_L1)};
        if (!employee.ok())
            in.complain("employee"_L1, u"is incomplete"_s);
    }
    row.card = in.optionalString("card"_L1).value_or(QString());
    row.device = in.string("device"_L1);
    row.at = in.time("at"_L1);
    row.notes = in.optionalString("notes"_L1).value_or(QString());
    return in.finish(std::move(row));
}

QString PersonRow::fullName() const
{
    return QStringList{lastName, firstName, middleName}.join(u' ').simplified();
}

QJsonObject toJson(const PersonRow& row)
{
    // {"id":3,"personnel_number":"T-3","last_name":"Тест","first_name":"Анна","middle_name":"",
    //  "department":"Склад","position":"кладовщик","branch_id":1,"active":true,"inside":false,
    //  "last_seen_at":"…Z"}
    QJsonObject object{{u"id"_s, row.id},
                       {u"personnel_number"_s, row.personnelNumber},
                       {u"last_name"_s, row.lastName},
                       {u"first_name"_s, row.firstName},
                       {u"middle_name"_s, row.middleName},
                       {u"department"_s, row.department},
                       {u"position"_s, row.position},
                       {u"active"_s, row.active},
                       {u"inside"_s, row.inside}};
    if (row.branch)
        object.insert(u"branch_id"_s, *row.branch);
    if (row.lastSeenAt)
        object.insert(u"last_seen_at"_s, toWire(*row.lastSeenAt));
    return object;
}

Result<PersonRow> personRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    PersonRow row;
    row.id = in.integer("id"_L1);
    row.personnelNumber = in.string("personnel_number"_L1);
    row.lastName = in.string("last_name"_L1);
    row.firstName = in.string("first_name"_L1);
    row.middleName = in.optionalString("middle_name"_L1).value_or(QString());
    row.department = in.string("department"_L1);
    row.position = in.string("position"_L1);
    row.branch = in.optionalInteger("branch_id"_L1);
    row.active = in.boolean("active"_L1);
    row.inside = in.boolean("inside"_L1);
    row.lastSeenAt = in.optionalTime("last_seen_at"_L1);
    return in.finish(std::move(row));
}

} // namespace protocol
