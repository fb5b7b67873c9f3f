// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/topics.h"

namespace protocol {

using namespace Qt::StringLiterals;

const std::vector<Topic>& topicTable()
{
    using enum Role;
    static constexpr Roles floor{Operator, Master, Foreman, EquipmentManager};
    static constexpr Roles cafe{Waiter, Cook};
    static constexpr Roles builders{Planner,    Viewer,           Foreman,          Accountant,
                                    HrManager,  EquipmentManager, MaterialsManager, ProcurementManager};
    // Each of these rows names the roles or the person it is for.
    static const Roles everybody = Roles::fromNames(Roles::allNames()).value();
    static const std::vector<Topic> table{
        {"machines"_L1, floor, 0, 0, {}},
        {"shifts"_L1, floor, 2'000, 31, "started_at"_L1},
        {"calls"_L1, floor, 2'000, 31, "called_at"_L1},
        {"states"_L1, floor, 20'000, 8, "from"_L1},
        {"worktime"_L1, {HrManager, Accountant}, 20'000, 62, "date"_L1},
        {"access"_L1, {Security, HrManager}, 2'000, 31, "at"_L1},
        {"people"_L1, {Security, HrManager}, 0, 0, {}},
        {"alarms"_L1, everybody, 0, 0, {}},
        {"notifications"_L1, everybody, 0, 31, "created_at"_L1, true},
        // A foreman's rows are the foreman's own: each of these names whom it is for.
        {"budgets"_L1, {Accountant, MaterialsManager, Foreman}, 0, 0, {}, true},
        {"costs"_L1, {Accountant, MaterialsManager, Foreman}, 5'000, 366, "at"_L1, true},
        {"timesheets"_L1, {HrManager, Accountant, Foreman}, 2'000, 366, "created_at"_L1, true},
        {"comments"_L1, {HrManager, Accountant, Foreman}, 5'000, 366, "at"_L1, true},
        {"tables"_L1, cafe, 0, 0, {}},
        {"bookings"_L1, {Waiter}, 2'000, 62, "at"_L1},
        {"orders"_L1, cafe, 5'000, 8, "created_at"_L1},
        {"kitchen"_L1, cafe, 5'000, 2, "created_at"_L1},
        // Beyond the staff, each row is for whoever has reported it.
        {"tickets"_L1, everybody, 5'000, 0, {}, true},
        {"ticketlog"_L1, everybody, 20'000, 92, "at"_L1, true},
        {"projects"_L1, builders, 0, 0, {}},
        {"schedule"_L1, builders, 0, 0, {}},
        {"dailyworks"_L1, builders, 20'000, 366, "date"_L1},
        {"monthly"_L1, builders, 10'000, 0, {}},
        {"brigades"_L1, builders, 0, 0, {}},
        {"executors"_L1, builders, 10'000, 92, "date"_L1},
        {"equipment"_L1, builders, 10'000, 92, "date"_L1},
    };
    return table;
}

std::optional<TopicIndex> topicIndex(QStringView name)
{
    const auto& table = topicTable();
    for (size_t i = 0; i < table.size(); ++i) {
        if (name == table[i].name)
            return static_cast<TopicIndex>(i);
    }
    return std::nullopt;
}

Topics Topics::all()
{
    Topics topics;
    for (size_t i = 0; i < topicTable().size(); ++i)
        topics.insert(static_cast<TopicIndex>(i));
    return topics;
}

Topics Topics::readableBy(Roles roles)
{
    Topics topics;
    for (size_t i = 0; i < topicTable().size(); ++i) {
        if (roles.passes(topicTable()[i].readers))
            topics.insert(static_cast<TopicIndex>(i));
    }
    return topics;
}

Topics Topics::fromNames(const QStringList& names)
{
    Topics topics;
    for (const QString& name : names) {
        if (const auto index = topicIndex(name))
            topics.insert(*index);
    }
    return topics;
}

bool Topics::arePersonal() const
{
    for (size_t i = 0; i < topicTable().size(); ++i) {
        if (topicTable()[i].personal && has(static_cast<TopicIndex>(i)))
            return true;
    }
    return false;
}

QStringList Topics::toNames() const
{
    QStringList names;
    for (size_t i = 0; i < topicTable().size(); ++i) {
        if (has(static_cast<TopicIndex>(i)))
            names.append(QString(topicTable()[i].name));
    }
    return names;
}

} // namespace protocol
