// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alertof.h"

#include "models/notificationsmodel.h"
#include "protocol/topics.h"

namespace client {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {

client::Priority priorityOf(AlarmPriority priority)
{
    switch (priority) {
    case AlarmPriority::Critical:
        return client::Priority::Critical;
    case AlarmPriority::High:
        return client::Priority::High;
    case AlarmPriority::Medium:
        return client::Priority::Medium;
    case AlarmPriority::Low:
        return client::Priority::Low;
    }
    return client::Priority::Medium;
}

/// contracts.md C2's types; none of them carries a priority.
client::Priority priorityOf(const NotificationRow& row)
{
    if (row.type == "budget_alert_100"_L1)
        return client::Priority::High;
    if (row.type == "new_ticket"_L1) {
        const QString priority = row.data.value("ticket_priority"_L1).toString();
        return priority == "urgent"_L1 ? client::Priority::High
               : priority == "high"_L1 ? client::Priority::Medium
                                       : client::Priority::Low;
    }
    const bool wantsLook = row.type.startsWith("budget_"_L1) || row.type.startsWith("timesheet_"_L1) ||
                           row.type == "upd_duplicate_detected"_L1 || row.type == "kitchen_ready"_L1;
    return wantsLook ? client::Priority::Medium : client::Priority::Low;
}

QString budgetKey(const QString& object, const QString& percent)
{
    return u"budget:%1:%2"_s.arg(object, percent);
}

QString ticketKey(const QString& ticket)
{
    return u"ticket:"_s + ticket;
}

QString textOf(const QJsonObject& args, QLatin1StringView dotted)
{
    QJsonValue value = args;
    if (const QJsonValue flat = args.value(dotted); !flat.isUndefined())
        return flat.toVariant().toString();
    for (const auto part : QStringView(QString(dotted)).split(u'.'))
        value = value.toObject().value(part);
    return value.toVariant().toString();
}

} // namespace

bool isTwofold(const QString& key)
{
    return key.startsWith("budget:"_L1) || key.startsWith("ticket:"_L1) || key.startsWith("kitchen:"_L1);
}

QString portionKey(qint64 task)
{
    return u"kitchen:%1"_s.arg(task);
}

Alert alertOf(const AlarmRow& row)
{
    Alert alert{.key = u"alarm:%1"_s.arg(row.id),
                .kind = AlertKind::Alarm,
                .priority = priorityOf(row.priority),
                .topic = row.topic,
                .rowId = row.record.toLongLong(),
                .title = row.title,
                .message = row.message,
                .type = row.rule,
                .alarm = row.id,
                .at = row.lastAt,
                .count = row.count,
                .counted = true,
                .sticky = row.priority == AlarmPriority::Critical};
    if (!topicIndex(row.topic)) { // the server's own health: the alarm is the record
        alert.topic = u"alarms"_s;
        alert.rowId = row.id;
    }
    const auto arg = [&](QLatin1StringView name) { return textOf(row.args, name); };
    if (row.rule == "maintenance-call"_L1 || row.rule == "maintenance-call-overdue"_L1) {
        alert.kind = row.rule == "maintenance-call"_L1 ? AlertKind::MaintenanceCall : AlertKind::CallOverdue;
        alert.subject = arg("machine"_L1);
        alert.who = arg("operator"_L1);
    } else if (row.rule == "machine-stopped"_L1) {
        alert.kind = AlertKind::MachineStopped;
        alert.subject = arg("name"_L1);
        alert.who = arg("operator.name"_L1);
    } else if (row.rule == "access-denied"_L1) {
        alert.kind = AlertKind::AccessDenied;
        alert.subject = arg("device"_L1);
        alert.detail = arg("card"_L1);
    } else if (row.rule.startsWith("budget-"_L1) && row.topic == "budgets"_L1) {
        alert.key = budgetKey(row.record, row.rule.sliced(7));
    } else if (row.rule == "ticket-urgent"_L1 && row.topic == "tickets"_L1) {
        alert.key = ticketKey(row.record);
        alert.kind = AlertKind::NewTicket;
        alert.subject = arg("title"_L1);
        alert.who = arg("reporter"_L1);
        alert.detail = row.record;
    } else if (row.rule == "kitchen-task-ready"_L1 && row.topic == "kitchen"_L1) {
        alert.key = portionKey(row.record.toLongLong());
        alert.kind = AlertKind::DishReady;
        alert.subject = arg("menu_item_title"_L1);
        alert.detail = arg("table_number"_L1);
    }
    // A rule may have been changed to say something else.
    const bool named = alert.kind == AlertKind::Alarm || !alert.subject.isEmpty();
    if (!named)
        alert.kind = AlertKind::Alarm;
    return alert;
}

Alert alertOf(const NotificationRow& row)
{
    const NotificationsModel::Target target = NotificationsModel::targetOf(row);
    Alert alert{.key = u"notice:%1"_s.arg(row.id),
                .kind = AlertKind::Notice,
                .priority = priorityOf(row),
                .topic = target.topic.isEmpty() ? u"notifications"_s : target.topic,
                .rowId = target.topic.isEmpty() ? row.id : target.id,
                .title = row.title,
                .message = row.message,
                .type = row.type,
                .notification = row.id,
                .at = row.createdAt,
                .counted = true};
    if (row.type.startsWith("budget_alert_"_L1) && target.id != 0)
        alert.key = budgetKey(QString::number(target.id), row.type.sliced(13));
    if (row.type == "new_ticket"_L1 && target.id != 0) {
        alert.key = ticketKey(QString::number(target.id));
        alert.kind = AlertKind::NewTicket;
        alert.subject = row.data.value("ticket_title"_L1).toString();
        alert.who = row.data.value("reporter_name"_L1).toString();
        alert.detail = QString::number(target.id);
        if (alert.subject.isEmpty())
            alert.kind = AlertKind::Notice;
    }
    if (row.type == "kitchen_ready"_L1 && target.id != 0) {
        alert.key = portionKey(target.id);
        alert.subject = row.data.value("menu_item"_L1).toString();
        alert.detail = textOf(row.data, "table"_L1);
        if (!alert.subject.isEmpty())
            alert.kind = AlertKind::DishReady;
    }
    return alert;
}

} // namespace client
