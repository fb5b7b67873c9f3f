// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/machines/import.h"

#include "domain/machines/rules.h"

#include <QHash>

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;

namespace {

void readGear(ImportColumns& in, QLatin1StringView column, double& value, double byDefault)
{
    // The sprockets' teeth and the rest are all well within; below, a division would run away.
    if (const auto number = in.number(column, 0.001, 100'000))
        value = number->value_or(byDefault);
}

Machine readMachine(ImportColumns& in, Machine machine)
{
    machine.name = in.required("name"_L1, 100);
    machine.deviceId = in.required("esp32_id"_L1, 50);
    const auto isSpace = [](QChar c) { return c.isSpace(); };
    if (std::any_of(machine.deviceId.cbegin(), machine.deviceId.cend(), isSpace))
        in.complain("esp32_id"_L1, u"has a space inside"_s);
    constexpr Gearing standard;
    const bool computed = machine.metersPerPulse == metersPerPulse(machine.gearing);
    readGear(in, "transmit_pulse"_L1, machine.gearing.transmitPulse, standard.transmitPulse);
    readGear(in, "gear_box_ratio"_L1, machine.gearing.gearBoxRatio, standard.gearBoxRatio);
    readGear(in, "sprocket_gear_box"_L1, machine.gearing.sprocketGearBox, standard.sprocketGearBox);
    readGear(in, "sprocket_takeup_roller"_L1, machine.gearing.sprocketTakeupRoller, standard.sprocketTakeupRoller);
    readGear(in, "roller_diameter_cm"_L1, machine.gearing.rollerDiameterCm, standard.rollerDiameterCm);
    if (const auto number = in.number("meters_per_pulse"_L1, 0, 1000))
        machine.metersPerPulse = number->value_or(0);
    else if (computed)
        machine.metersPerPulse = 0; // it followed from the gearing and follows it still
    if (machine.metersPerPulse == 0)
        machine.metersPerPulse = metersPerPulse(machine.gearing);
    machine.active = true;
    return machine;
}

bool sameMachine(const Machine& a, const Machine& b)
{
    return a.name == b.name && a.gearing == b.gearing && a.metersPerPulse == b.metersPerPulse && a.active == b.active;
}

} // namespace

MachineImport planMachineImport(const CsvTable& table, protocol::CompanyId company,
                                std::optional<protocol::BranchId> branch, const std::vector<Machine>& existing,
                                const std::function<bool(const QString&)>& isTaken)
{
    MachineImport plan;
    std::vector<ImportFault>& faults = plan.report.faults;
    ImportColumns in(table, {u"name"_s, u"esp32_id"_s},
                     {u"meters_per_pulse"_s, u"transmit_pulse"_s, u"gear_box_ratio"_s, u"sprocket_gear_box"_s,
                      u"sprocket_takeup_roller"_s, u"roller_diameter_cm"_s},
                     faults);
    if (!faults.empty())
        return plan;

    QHash<QString, const Machine*> known;
    for (const Machine& machine : existing)
        known.insert(machine.deviceId, &machine);

    QHash<QString, int> lines;
    std::vector<Machine> planned;
    for (const CsvTable::Record& record : table.records) {
        if (!in.enter(record))
            continue;
        const QString device = in.field("esp32_id"_L1).value_or(QString());
        const Machine* before = known.value(device);
        const Machine blank{.id = protocol::MachineId::from(1).value(), .company = company, .branch = branch};
        Machine machine = readMachine(in, before ? *before : blank);
        if (const int line = device.isEmpty() ? 0 : lines.value(device))
            in.complain("esp32_id"_L1, u"is already in line %1"_s.arg(line));
        else if (!before && !device.isEmpty() && isTaken(device))
            in.complain("esp32_id"_L1, u"is registered to another company"_s);
        if (!lines.contains(device))
            lines.insert(device, record.line);
        if (in.clean())
            planned.push_back(std::move(machine));
    }
    if (!faults.empty())
        return plan;

    for (Machine& machine : planned) {
        const Machine* before = known.value(machine.deviceId);
        if (!before) {
            plan.added.push_back(std::move(machine));
            ++plan.report.added;
        } else if (sameMachine(*before, machine)) {
            ++plan.report.unchanged;
        } else {
            plan.updated.push_back(std::move(machine));
            ++plan.report.updated;
        }
    }
    return plan;
}

} // namespace domain
