// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/alarmplant.h"
#include "support/alarmrules.h"

#include <chrono>
#include <optional>
#include <vector>

namespace domaintest {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using domain::Alarm;
using domain::AlarmRule;
using protocol::AlarmState;
using protocol::Role;
using support::AlarmPlant;
using support::deniedRow;
using support::deniedRule;
using support::machineRow;
using support::stoppedRule;

/// A plant with one of each who matters here.
struct Shop
{
    explicit Shop(std::vector<AlarmRule> rules) : plant(std::move(rules)) {}

    AlarmPlant plant;
    domain::Account master = plant.hire(u"master"_s, {Role::Master});
    domain::Account equipment = plant.hire(u"equipment"_s, {Role::EquipmentManager});
    domain::Account manager = plant.hire(u"manager"_s, {Role::Manager});
    domain::Account guard = plant.hire(u"guard"_s, {Role::Security});

    void stop(qint64 machine) { plant.tell(domain::topic::machines, machineRow(machine, "stopped"), "silence"_L1); }
    void run(qint64 machine) { plant.tell(domain::topic::machines, machineRow(machine, "working"), "pulse"_L1); }
    void deny(qint64 id)
    {
        plant.tell(domain::topic::access, deniedRow(id, plant.clock.now()), "denied"_L1);
    }
    AlarmState state(const QString& rule = u"machine-stopped"_s)
    {
        const auto alarm = plant.alarmOf(rule);
        return alarm ? alarm->life.state : AlarmState::Normal;
    }
    protocol::Result<Alarm> acknowledge(const domain::Account& who, qint64 alarm, const QString& note = {})
    {
        std::optional<protocol::Result<Alarm>> result;
        plant.change([&] { result = plant.service().acknowledge(who.principal(), alarm, note); });
        return *result;
    }
    protocol::Result<Alarm> shelve(const domain::Account& who, qint64 alarm, std::chrono::minutes time)
    {
        std::optional<protocol::Result<Alarm>> result;
        plant.change([&] {
            result = plant.service().shelve(who.principal(), alarm, plant.clock.now() + time, u"ремонт"_s);
        });
        return *result;
    }
    /// Rows of the topic as clients hold them.
    std::vector<protocol::AlarmRow> rows()
    {
        std::vector<protocol::AlarmRow> found;
        plant.get<domain::SubjectRows>().forEach(plant.company, domain::topic::alarms, [&](const auto& row) {
            found.push_back(protocol::alarmRowFromJson(row.row).value());
        });
        return found;
    }
    void displayed(const domain::Account& who, qint64 notification)
    {
        plant.change([&] {
            plant.notifier().take(who.id, {u"desktop-1"_s,
                                           {{notification, protocol::Receipt::Stage::Displayed, plant.clock.now()}}});
        });
    }
};

/// A machine that is stopped; nobody is told but the first.
inline AlarmRule withoutEscalation()
{
    AlarmRule rule = stoppedRule();
    rule.escalation.clear();
    rule.displayWithin = rule.acknowledgeWithin = rule.repeatEvery = 0ms;
    return rule;
}

} // namespace domaintest
