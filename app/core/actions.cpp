// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/actions.h"

#include "protocol/time.h"

#include <QJsonArray>

namespace client {

using namespace Qt::StringLiterals;

namespace {

QJsonArray idsToJson(const QList<qint64>& ids)
{
    QJsonArray array;
    for (const qint64 id : ids)
        array.append(id);
    return array;
}

QJsonObject withReason(const QString& key, const QString& text)
{
    return text.isEmpty() ? QJsonObject() : QJsonObject{{key, text}};
}

} // namespace

QString Actions::post(const QString& path, const QJsonObject& body) const
{
    return m_send({.method = "POST", .path = path, .body = body, .ifMatch = {}});
}

// ---- alarms ----

QString Actions::toAlarms(const QList<qint64>& alarms, const QString& deed, QJsonObject body) const
{
    if (alarms.isEmpty())
        return {};
    if (alarms.size() == 1)
        return post(u"/api/v1/alarms/%1/%2"_s.arg(alarms.first()).arg(deed), body);
    body.insert(u"ids"_s, idsToJson(alarms));
    return post(u"/api/v1/alarms/"_s + deed, body);
}

QString Actions::acknowledge(const QList<qint64>& alarms, const QString& note) const
{
    return toAlarms(alarms, u"acknowledge"_s, withReason(u"note"_s, note));
}

QString Actions::shelve(const QList<qint64>& alarms, const QDateTime& until, const QString& reason) const
{
    return toAlarms(alarms, u"shelve"_s,
                    {{u"reason"_s, reason}, {u"until"_s, protocol::toWire(until.toUTC())}});
}

QString Actions::unshelve(const QList<qint64>& alarms) const
{
    return toAlarms(alarms, u"unshelve"_s, {});
}

QString Actions::reset(const QList<qint64>& alarms) const
{
    return toAlarms(alarms, u"reset"_s, {});
}

QString Actions::suppress(const QList<qint64>& alarms, const QString& reason) const
{
    return toAlarms(alarms, u"suppress"_s, withReason(u"reason"_s, reason));
}

QString Actions::unsuppress(const QList<qint64>& alarms) const
{
    return toAlarms(alarms, u"unsuppress"_s, {});
}

QString Actions::takeOutOfService(const QList<qint64>& alarms, const QString& reason) const
{
    return toAlarms(alarms, u"out-of-service"_s, withReason(u"reason"_s, reason));
}

QString Actions::returnToService(const QList<qint64>& alarms) const
{
    return toAlarms(alarms, u"return-to-service"_s, {});
}

// ---- notifications ----

QString Actions::markRead(const QList<qint64>& notifications) const
{
    // Not /{id}/read, which refuses what another desktop has read already.
    if (notifications.isEmpty())
        return {};
    return post(u"/api/v1/notifications/mark-read"_s,
                {{u"notification_ids"_s, idsToJson(notifications)}});
}

QString Actions::markAllRead() const
{
    return post(u"/api/v1/notifications/read-all"_s);
}

QString Actions::removeNotification(qint64 notification) const
{
    return m_send({.method = "DELETE",
                   .path = u"/api/v1/notifications/%1"_s.arg(notification),
                   .body = {},
                   .ifMatch = {}});
}

// ---- budgets ----

QString Actions::setBudget(qint64 object, protocol::Money amount) const
{
    return m_send({.method = "PUT",
                   .path = u"/api/v1/objects/%1/budget"_s.arg(object),
                   .body = {{u"budget_amount"_s, amount.toText()}},
                   .ifMatch = {}});
}

QString Actions::postCost(qint64 object, protocol::Money amount, const QString& description) const
{
    return post(u"/api/v1/material-costs/distribute"_s, {{u"object_id"_s, object},
                                                         {u"amount"_s, amount.toText()},
                                                         {u"description"_s, description}});
}

// ---- timesheets ----

QString Actions::comment(qint64 timesheet, protocol::CommentType type, const QString& text) const
{
    return post(u"/api/v1/time-sheets/%1/comments"_s.arg(timesheet),
                {{u"comment_text"_s, text}, {u"comment_type"_s, QString(protocol::toWire(type))}});
}

QString Actions::submit(qint64 timesheet) const
{
    return post(u"/api/v1/time-sheets/%1/submit"_s.arg(timesheet));
}

QString Actions::approve(qint64 timesheet, std::optional<protocol::Money> rate) const
{
    return post(u"/api/v1/time-sheets/%1/approve"_s.arg(timesheet),
                rate ? QJsonObject{{u"rate"_s, rate->toText()}} : QJsonObject());
}

QString Actions::reject(qint64 timesheet, const QString& why) const
{
    return post(u"/api/v1/time-sheets/%1/reject"_s.arg(timesheet), withReason(u"reason"_s, why));
}

QString Actions::cancel(qint64 timesheet, const QString& why) const
{
    return post(u"/api/v1/time-sheets/%1/cancel"_s.arg(timesheet), withReason(u"reason"_s, why));
}

// ---- what waits ----

QString Actions::deedOf(const OutboxRequest& request)
{
    const QStringList parts = request.path.section(u"/api/v1/"_s, 1).split(u'/', Qt::SkipEmptyParts);
    const QString subject = parts.value(0);
    const QString last = parts.size() > 1 ? parts.last() : QString();
    if (subject == "alarms"_L1)
        return last;
    if (subject == "notifications"_L1)
        return request.method == "DELETE" ? u"remove"_s : last;
    if (subject == "time-sheets"_L1)
        return last == "comments"_L1 ? u"comment"_s : last;
    if (subject == "objects"_L1 && last == "budget"_L1)
        return u"budget"_s;
    return subject == "material-costs"_L1 ? u"cost"_s : QString();
}

std::vector<std::pair<QString, qint64>> Actions::subjectsOf(const OutboxRequest& request)
{
    struct Place
    {
        QLatin1StringView path;
        QLatin1StringView topic;
    };
    static constexpr Place places[] = {{"alarms"_L1, "alarms"_L1},
                                       {"notifications"_L1, "notifications"_L1},
                                       {"objects"_L1, "budgets"_L1},
                                       {"time-sheets"_L1, "timesheets"_L1}};
    std::vector<std::pair<QString, qint64>> subjects;
    const QStringList parts = request.path.section(u"/api/v1/"_s, 1).split(u'/', Qt::SkipEmptyParts);
    for (const Place& place : places) {
        if (parts.isEmpty() || parts.first() != place.path)
            continue;
        const qint64 id = parts.value(1).toLongLong();
        if (id > 0)
            subjects.emplace_back(QString(place.topic), id);
        for (const auto* key : {"ids", "notification_ids"}) {
            const QJsonArray ids = request.body.value(QLatin1StringView(key)).toArray();
            for (const auto& one : ids)
                subjects.emplace_back(QString(place.topic), one.toInteger());
        }
    }
    if (parts.value(0) == "material-costs"_L1 && request.body.contains("object_id"_L1))
        subjects.emplace_back(u"budgets"_s, request.body.value("object_id"_L1).toInteger());
    return subjects;
}

} // namespace client
