// SPDX-License-Identifier: GPL-3.0-or-later
// /api/equipment and /api/equipment-usage: contracts.md D3, D4.
#include "dialects/schedule/endpoints.h"
#include "dialects/schedule/json.h"
#include "domain/schedule/crewservice.h"

namespace dialects {

using namespace Qt::StringLiterals;
using domain::CrewRepository;
using domain::CrewService;
using domain::Equipment;
using domain::EquipmentUse;
using domain::PlanReach;
using protocol::ErrorCode;

namespace {

/// GET /equipment/ → [{"id","name","equipment_type","registration_number","is_active"}]
void listEquipment(const ScheduleContext& context, const net::Request&, const PlanReach& reach,
                   const net::Responder& responder)
{
    answerPlanRead(context, responder, [reach](domain::Workspace& work) -> protocol::Result<net::Response> {
        QJsonArray list;
        for (const Equipment& machine : work.get<CrewRepository>().equipment(reach))
            list.append(equipmentJson(machine));
        return planAnswer(list);
    });
}

protocol::Result<Equipment> readEquipment(const QJsonObject& body, Equipment machine)
{
    protocol::Fields in(body);
    machine.name = in.optionalString("name"_L1).value_or(machine.name).trimmed();
    machine.kind = in.optionalString("equipment_type"_L1).value_or(machine.kind).left(255);
    machine.number = in.optionalString("registration_number"_L1).value_or(machine.number).left(255);
    machine.active = in.optionalBoolean("is_active"_L1).value_or(machine.active);
    return in.finish(std::move(machine));
}

/// POST /equipment/ → the machine; PUT /equipment/{id} what the body names
void saveEquipment(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
                   const net::Responder& responder)
{
    answerPlanSave(context, request, responder,
                   [reach](domain::Workspace& work, qint64 id,
                           const QJsonObject& body) -> protocol::Result<net::Response> {
                       std::optional<Equipment> before = Equipment{.company = reach.company};
                       if (id > 0)
                           before = work.get<CrewRepository>().findEquipment(reach, id);
                       if (!before)
                           return protocol::failure(ErrorCode::NotFound, u"Equipment not found"_s);
                       const auto machine = readEquipment(body, *before);
                       if (!machine)
                           return base::Unexpected<protocol::Error>{machine.error()};
                       auto& crew = work.get<CrewService>();
                       return planRowAnswer(id > 0 ? crew.changeEquipment(reach, *machine)
                                                   : crew.addEquipment(reach, *machine),
                                            equipmentJson);
                   });
}

/// GET /equipment-usage/?date&equipment_id → [{"id","date","equipment_id","equipment_name","machine_hours",
/// "brigade_id"}]
void listUses(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
              const net::Responder& responder)
{
    PlanQuery in(request);
    const auto date = in.optionalDate(request.hasQuery(u"work_date"_s) ? u"work_date"_s : u"date"_s);
    const auto machine = in.optionalId(u"equipment_id"_s);
    if (in.error())
        return responder(planRefusal(*in.error()));
    answerPlanRead(context, responder,
                   [reach, date, machine](domain::Workspace& work) -> protocol::Result<net::Response> {
                       QJsonArray list;
                       for (const EquipmentUse& use : work.get<CrewRepository>().uses(reach, date, machine))
                           list.append(equipmentUseJson(use));
                       return planAnswer(list);
                   });
}

protocol::Result<EquipmentUse> readUse(const QJsonObject& body, EquipmentUse use)
{
    protocol::Fields in(body);
    if (use.id == 0 || body.contains("equipment_id"_L1))
        use.equipment = in.integer("equipment_id"_L1);
    if (use.id == 0 || body.contains("date"_L1))
        use.date = in.date("date"_L1);
    if (const auto hours = in.optionalDecimal<protocol::Hours>("machine_hours"_L1))
        use.machineHours = *hours;
    if (body.contains("brigade_id"_L1))
        use.brigade = in.optionalInteger("brigade_id"_L1);
    return in.finish(std::move(use));
}

/// POST /equipment-usage/ {"equipment_id","date","machine_hours"=8,"brigade_id"?} → the usage; a machine
/// twice on a date: 400. PUT /equipment-usage/{id} what the body names.
void saveUse(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
             const net::Responder& responder)
{
    answerPlanSave(context, request, responder,
                   [reach](domain::Workspace& work, qint64 id,
                           const QJsonObject& body) -> protocol::Result<net::Response> {
                       std::optional<EquipmentUse> before = EquipmentUse{.company = reach.company};
                       if (id > 0)
                           before = work.get<CrewRepository>().findUse(reach, id);
                       if (!before || before->removed)
                           return protocol::failure(ErrorCode::NotFound, u"Equipment usage not found"_s);
                       const auto use = readUse(body, *before);
                       if (!use)
                           return base::Unexpected<protocol::Error>{use.error()};
                       auto& crew = work.get<CrewService>();
                       return planRowAnswer(id > 0 ? crew.changeUse(reach, *use) : crew.addUse(reach, *use),
                                            equipmentUseJson);
                   });
}

/// DELETE /equipment-usage/{id} → {"message","id"}
void removeUse(const ScheduleContext& context, const net::Request& request, const PlanReach& reach,
               const net::Responder& responder)
{
    answerPlanRemoval(context, request, responder, u"Deleted"_s, [reach](domain::Workspace& work, qint64 id) {
        return work.get<CrewService>().removeUse(reach, id);
    });
}

} // namespace

void addPlanMachines(net::Router& router, const ScheduleContext& context)
{
    const auto add = [&](const char* method, const char* path, PlanDeed deed, PlanHandle handle) {
        addPlanHandle(router, context, method, path, deed, handle);
    };
    add("GET", "/equipment", PlanDeed::Read, listEquipment);
    add("POST", "/equipment", PlanDeed::Write, saveEquipment);
    add("PUT", "/equipment/{id}", PlanDeed::Write, saveEquipment);
    add("GET", "/equipment-usage", PlanDeed::Read, listUses);
    add("POST", "/equipment-usage", PlanDeed::Write, saveUse);
    add("PUT", "/equipment-usage/{id}", PlanDeed::Write, saveUse);
    add("DELETE", "/equipment-usage/{id}", PlanDeed::Write, removeUse);
}

} // namespace dialects
