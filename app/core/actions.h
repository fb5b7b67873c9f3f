// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/budget.h"
#include "protocol/rows/timesheet.h"
#include "store/outboxentry.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace client {

/// What a person does to alarms, notifications, budgets and timesheets. Each deed is one write in the
/// outbox: it waits there while there is no link, and is carried out exactly once. Every function
/// returns the write's key (Client::outbox() shows what became of it), or an empty text when there was
/// nothing to do. Interface thread only.
class Actions final
{
public:
    /// Puts a write into the outbox and returns its key.
    using Send = std::function<QString(const OutboxRequest&)>;
    explicit Actions(Send send) : m_send(std::move(send)) {}

    // ---- alarms: one, or many at a time ----
    QString acknowledge(const QList<qint64>& alarms, const QString& note = {}) const;
    /// until: UTC, at most 30 days ahead. The server wants a reason.
    QString shelve(const QList<qint64>& alarms, const QDateTime& until, const QString& reason) const;
    QString unshelve(const QList<qint64>& alarms) const;
    /// Of a latching alarm whose condition is over.
    QString reset(const QList<qint64>& alarms) const;
    // These four want EQUIPMENT_MANAGER, MANAGER or ADMIN.
    QString suppress(const QList<qint64>& alarms, const QString& reason) const;
    QString unsuppress(const QList<qint64>& alarms) const;
    QString takeOutOfService(const QList<qint64>& alarms, const QString& reason) const;
    QString returnToService(const QList<qint64>& alarms) const;

    // ---- notifications ----
    QString markRead(const QList<qint64>& notifications) const;
    QString markAllRead() const;
    QString removeNotification(qint64 notification) const;

    // ---- budgets ----
    QString setBudget(qint64 object, protocol::Money amount) const;
    /// A cost without a delivery document.
    QString postCost(qint64 object, protocol::Money amount, const QString& description) const;

    // ---- timesheets ----
    QString comment(qint64 timesheet, protocol::CommentType type, const QString& text) const;
    QString submit(qint64 timesheet) const;
    /// rate: of an hour, for the lines that have none; none: such lines cost nothing.
    QString approve(qint64 timesheet, std::optional<protocol::Money> rate = {}) const;
    /// Back to the foreman; why becomes a comment.
    QString reject(qint64 timesheet, const QString& why) const;
    QString cancel(qint64 timesheet, const QString& why) const;

    /// What a write does: "acknowledge", "shelve", "comment", "mark-read"; empty: none of these.
    static QString deedOf(const OutboxRequest& request);
    /// The rows that a write in the outbox is about, as topic and id: what is shown as «не отправлено».
    static std::vector<std::pair<QString, qint64>> subjectsOf(const OutboxRequest& request);

private:
    QString toAlarms(const QList<qint64>& alarms, const QString& deed, QJsonObject body) const;
    QString post(const QString& path, const QJsonObject& body = {}) const;

    Send m_send;
};

} // namespace client
