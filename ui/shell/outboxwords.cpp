// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/outboxwords.h"

#include "core/actions.h"
#include "models/models.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct OutboxWords
{
    Q_DECLARE_TR_FUNCTIONS(Outbox)
};

/// What to call the row; empty: it is not known here any more.
QString nameOfSubject(const QString& topic, qint64 id, const client::Models& models)
{
    if (topic == "alarms"_L1) {
        const auto* row = models.alarms.find(id);
        return row ? row->title : QString();
    }
    if (topic == "budgets"_L1) {
        const auto* row = models.budgets.find(id);
        return row ? row->name : QString();
    }
    if (topic == "timesheets"_L1)
        return OutboxWords::tr("timesheet no. %1").arg(id);
    if (topic == "tickets"_L1) {
        const auto* row = models.tickets.find(id);
        return row ? row->title : QString();
    }
    if (topic == "notifications"_L1) {
        const auto* row = models.notifications.find(id);
        return row ? row->title : QString();
    }
    if (topic == "tables"_L1) {
        const auto* row = models.tables.find(id);
        return row ? OutboxWords::tr("table %1").arg(row->number) : QString();
    }
    if (topic == "orders"_L1) {
        const auto* row = models.orders.find(id);
        return row && row->tableNumber ? OutboxWords::tr("table %1").arg(*row->tableNumber)
                                       : OutboxWords::tr("order no. %1").arg(id);
    }
    if (topic == "kitchen"_L1) {
        const auto* row = models.kitchen.find(id);
        return row ? row->title : QString();
    }
    const auto taskName = [&models](qint64 task) {
        const auto* row = models.schedule.find(task);
        return row ? row->code + u' ' + row->name : QString();
    };
    if (topic == "schedule"_L1)
        return taskName(id);
    if (topic == "dailyworks"_L1) {
        const auto* row = models.dailyWorks.find(id);
        return row ? (row->taskId ? taskName(*row->taskId) : row->description) : QString();
    }
    if (topic == "monthly"_L1) {
        const auto* row = models.monthly.find(id);
        return row ? taskName(row->taskId) : QString();
    }
    return {};
}

QString verbOf(const QString& deed)
{
    if (deed == "acknowledge"_L1)
        return OutboxWords::tr("Acknowledge");
    if (deed == "shelve"_L1)
        return OutboxWords::tr("Shelve");
    if (deed == "unshelve"_L1)
        return OutboxWords::tr("Unshelve");
    if (deed == "reset"_L1)
        return OutboxWords::tr("Reset");
    if (deed == "suppress"_L1)
        return OutboxWords::tr("Suppress");
    if (deed == "unsuppress"_L1)
        return OutboxWords::tr("End the suppression");
    if (deed == "out-of-service"_L1)
        return OutboxWords::tr("Take out of service");
    if (deed == "return-to-service"_L1)
        return OutboxWords::tr("Return to service");
    if (deed == "mark-read"_L1)
        return OutboxWords::tr("Mark as read");
    if (deed == "read-all"_L1)
        return OutboxWords::tr("Mark all notifications as read");
    if (deed == "remove"_L1)
        return OutboxWords::tr("Delete the notification");
    if (deed == "budget"_L1)
        return OutboxWords::tr("Set the budget");
    if (deed == "cost"_L1)
        return OutboxWords::tr("Post a cost");
    if (deed == "comment"_L1)
        return OutboxWords::tr("Comment");
    if (deed == "submit"_L1)
        return OutboxWords::tr("Hand in");
    if (deed == "approve"_L1)
        return OutboxWords::tr("Approve");
    if (deed == "reject"_L1)
        return OutboxWords::tr("Hand back");
    if (deed == "cancel"_L1)
        return OutboxWords::tr("Cancel", "a timesheet");
    if (deed == "new-ticket"_L1)
        return OutboxWords::tr("Ask for help");
    if (deed == "take"_L1)
        return OutboxWords::tr("Take", "a ticket");
    if (deed == "assign"_L1)
        return OutboxWords::tr("Assign", "a ticket");
    if (deed == "resolve"_L1)
        return OutboxWords::tr("Resolve", "a ticket");
    if (deed == "close"_L1)
        return OutboxWords::tr("Close", "a ticket or an order");
    if (deed == "reopen"_L1)
        return OutboxWords::tr("Open again", "a ticket or an order");
    if (deed == "pay"_L1)
        return OutboxWords::tr("Take the payment");
    if (deed == "cancel-order"_L1)
        return OutboxWords::tr("Cancel the order");
    if (deed == "move"_L1)
        return OutboxWords::tr("Move the guests");
    if (deed == "claim"_L1)
        return OutboxWords::tr("Take the dish");
    if (deed == "ready"_L1)
        return OutboxWords::tr("Call the dish ready");
    if (deed == "serve"_L1)
        return OutboxWords::tr("Put the dish on the table");
    if (deed == "place"_L1)
        return OutboxWords::tr("Place on the hall's map");
    if (deed == "check"_L1)
        return OutboxWords::tr("Mark the readiness");
    if (deed == "new-work"_L1)
        return OutboxWords::tr("Enter a day's work");
    if (deed == "remove-work"_L1)
        return OutboxWords::tr("Take back a day's work");
    if (deed == "plan-month"_L1 || deed == "replan-month"_L1)
        return OutboxWords::tr("Plan for the month");
    return OutboxWords::tr("A change");
}

} // namespace

QString deedText(const client::OutboxRequest& request, const client::Models& models)
{
    const QString verb = verbOf(client::Actions::deedOf(request));
    const auto subjects = client::Actions::subjectsOf(request);
    QString first;
    for (const auto& [topic, id] : subjects) {
        first = nameOfSubject(topic, id, models);
        if (!first.isEmpty())
            break;
    }
    if (first.isEmpty())
        return verb;
    const int others = int(subjects.size()) - 1;
    return others > 0 ? OutboxWords::tr("%1: %2 and %n more", "a deed and what it is done to", others)
                            .arg(verb, first)
                      : OutboxWords::tr("%1: %2", "a deed and what it is done to").arg(verb, first);
}

QString typedText(const client::OutboxRequest& request)
{
    for (const auto* key : {"comment_text", "reason", "note", "text", "description"})
        if (const QString text = request.body.value(QLatin1StringView(key)).toString(); !text.isEmpty())
            return text;
    return {};
}

QString refusalText(const client::OutboxEntry& entry)
{
    const QString& code = entry.errorCode;
    if (code == "unknown_outcome"_L1)
        return OutboxWords::tr("Nobody knows whether it reached the server. Look first, then do it again "
                               "if need be.");
    if (code == "conflict"_L1 || code == "precondition_failed"_L1 || entry.status == 409 ||
        entry.status == 412)
        return OutboxWords::tr("Somebody was faster: it has changed meanwhile.");
    if (code == "forbidden"_L1 || entry.status == 403)
        return OutboxWords::tr("Your role does not allow this.");
    if (code == "not_found"_L1 || entry.status == 404)
        return OutboxWords::tr("It does not exist any more.");
    if (code == "bad_request"_L1)
        return OutboxWords::tr("In the state it is in now, this cannot be done.");
    if (code == "validation_failed"_L1)
        return OutboxWords::tr("The server found a mistake in it.");
    return OutboxWords::tr("The server did not take it (%1).")
        .arg(code.isEmpty() ? QString::number(entry.status) : code);
}

} // namespace ui
