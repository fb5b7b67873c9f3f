// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/crew.h"

#include "protocol/fields.h"

namespace protocol {

using namespace Qt::StringLiterals;

QJsonObject toJson(const BrigadeRow& row)
{
    // {"id":2,"project_id":1,"name":"Каменщики"}
    return {{u"id"_s, row.id}, {u"project_id"_s, row.projectId}, {u"name"_s, row.name}};
}

Result<BrigadeRow> brigadeRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    BrigadeRow row;
    row.id = in.integer("id"_L1);
    row.projectId = in.integer("project_id"_L1);
    row.name = in.string("name"_L1);
    return in.finish(std::move(row));
}

QJsonObject toJson(const ExecutorRow& row)
{
    // {"id":11,"brigade_id":2,"employee_id":5,"employee":"Петров Пётр","date":"2026-01-26","hours":"10.00",
    //  "responsible":true}
    return {{u"id"_s, row.id},
            {u"brigade_id"_s, row.brigadeId},
            {u"employee_id"_s, row.employeeId},
            {u"employee"_s, row.employee},
            {u"date"_s, row.date.toString(Qt::ISODate)},
            {u"hours"_s, row.hours.toText()},
            {u"responsible"_s, row.responsible}};
}

Result<ExecutorRow> executorRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    ExecutorRow row;
    row.id = in.integer("id"_L1);
    row.brigadeId = in.integer("brigade_id"_L1);
    row.employeeId = in.integer("employee_id"_L1);
    row.employee = in.string("employee"_L1);
    row.date = in.date("date"_L1);
    row.hours = in.decimal<Hours>("hours"_L1);
    row.responsible = in.boolean("responsible"_L1);
    return in.finish(std::move(row));
}

QJsonObject toJson(const EquipmentUseRow& row)
{
    // {"id":4,"equipment_id":3,"equipment":"Кран КС-55713","date":"2026-01-26","machine_hours":"8.00",
    //  "brigade_id":2}
    QJsonObject object{{u"id"_s, row.id},
                       {u"equipment_id"_s, row.equipmentId},
                       {u"equipment"_s, row.equipment},
                       {u"date"_s, row.date.toString(Qt::ISODate)},
                       {u"machine_hours"_s, row.machineHours.toText()}};
    if (row.brigadeId)
        object.insert(u"brigade_id"_s, *row.brigadeId);
    return object;
}

Result<EquipmentUseRow> equipmentUseRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    EquipmentUseRow row;
    row.id = in.integer("id"_L1);
    row.equipmentId = in.integer("equipment_id"_L1);
    row.equipment = in.string("equipment"_L1);
    row.date = in.date("date"_L1);
    row.machineHours = in.decimal<Hours>("machine_hours"_L1);
    row.brigadeId = in.optionalInteger("brigade_id"_L1);
    return in.finish(std::move(row));
}

} // namespace protocol
