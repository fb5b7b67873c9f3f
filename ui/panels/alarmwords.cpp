// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/alarmwords.h"

#include "models/models.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct RuleWords
{
    Q_DECLARE_TR_FUNCTIONS(AlarmRules)
};

} // namespace

QString ruleText(const QString& rule)
{
    const struct
    {
        QLatin1StringView rule;
        QString text;
    } known[]{
        {"maintenance-call"_L1, RuleWords::tr("Call of the master")},
        {"maintenance-call-overdue"_L1, RuleWords::tr("The master has not come")},
        {"machine-stopped"_L1, RuleWords::tr("Machine stopped")},
        {"machine-silent"_L1, RuleWords::tr("Machine silent")},
        {"device-silent"_L1, RuleWords::tr("Reader silent")},
        {"access-denied"_L1, RuleWords::tr("Access denied")},
        {"access-denied-repeated"_L1, RuleWords::tr("Access denied repeatedly")},
        {"budget-80"_L1, RuleWords::tr("Budget at 80 %")},
        {"budget-100"_L1, RuleWords::tr("Budget exceeded")},
        {"ticket-urgent"_L1, RuleWords::tr("Urgent ticket")},
        {"ticket-ageing"_L1, RuleWords::tr("Ageing ticket")},
        {"kitchen-task-ready"_L1, RuleWords::tr("Dish waiting")},
        {"task-overdue"_L1, RuleWords::tr("Work overdue")},
        {"disk-low"_L1, RuleWords::tr("Disk almost full")},
        {"queue-long"_L1, RuleWords::tr("Server behind with writing")},
        {"lag-high"_L1, RuleWords::tr("Alarms behind")},
    };
    for (const auto& one : known)
        if (one.rule == rule)
            return one.text;
    return rule;
}

QString sourceText(const QString& source, const client::Models& models)
{
    const QString topic = source.section(u'/', 0, 0);
    const QString name = source.section(u'/', 1);
    const qint64 id = name.toLongLong();
    if (topic == "health"_L1) // its own: disk, queue, lag; the rule says which
        return RuleWords::tr("The server");
    if (topic == "machines"_L1)
        if (const auto* row = models.machines.find(id))
            return row->name;
    if (topic == "budgets"_L1)
        if (const auto* row = models.budgets.find(id))
            return row->name;
    if (topic == "tickets"_L1)
        if (const auto* row = models.tickets.find(id))
            return row->title;
    if (topic == "people"_L1)
        if (const auto* row = models.people.find(id))
            return row->fullName();
    if (topic == "schedule"_L1)
        if (const auto* row = models.schedule.find(id))
            return row->code + u' ' + row->name;
    if (topic == "kitchen"_L1)
        if (const auto* row = models.kitchen.find(id))
            return row->title;
    if (topic == "schedule"_L1)
        return RuleWords::tr("Work No. %1", "of a building schedule").arg(name);
    return name.isEmpty() ? source : name;
}

} // namespace ui
