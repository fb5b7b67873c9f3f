// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deeds/alarms.h"

#include "protocol/time.h"


namespace client {

using namespace Qt::StringLiterals;

const DeedReader AlarmDeeds::reader{
    "alarms"_L1, [](const OutboxRequest&, const QStringList& parts) { return parts.last(); },
    [](const OutboxRequest& request, const QStringList& parts) {
        const DeedSubjects one = subjectOfPath("alarms"_L1, parts);
        return one.empty() ? subjectsOfList("alarms"_L1, request, "ids"_L1) : one;
    }};

QString AlarmDeeds::toAll(const QList<qint64>& alarms, const QString& deed, QJsonObject body) const
{
    if (alarms.isEmpty())
        return {};
    if (alarms.size() == 1)
        return post(u"alarms/%1/%2"_s.arg(alarms.first()).arg(deed), body);
    body.insert(u"ids"_s, idsToJson(alarms));
    return post(u"alarms/"_s + deed, body);
}

QString AlarmDeeds::acknowledge(const QList<qint64>& alarms, const QString& note) const
{
    return toAll(alarms, u"acknowledge"_s, withText(u"note"_s, note));
}

QString AlarmDeeds::shelve(const QList<qint64>& alarms, const QDateTime& until, const QString& reason) const
{
    return toAll(alarms, u"shelve"_s,
                 {{u"reason"_s, reason}, {u"until"_s, protocol::toWire(until.toUTC())}});
}

QString AlarmDeeds::unshelve(const QList<qint64>& alarms) const
{
    return toAll(alarms, u"unshelve"_s, {});
}

QString AlarmDeeds::reset(const QList<qint64>& alarms) const
{
    return toAll(alarms, u"reset"_s, {});
}

QString AlarmDeeds::suppress(const QList<qint64>& alarms, const QString& reason) const
{
    return toAll(alarms, u"suppress"_s, withText(u"reason"_s, reason));
}

QString AlarmDeeds::unsuppress(const QList<qint64>& alarms) const
{
    return toAll(alarms, u"unsuppress"_s, {});
}

QString AlarmDeeds::takeOutOfService(const QList<qint64>& alarms, const QString& reason) const
{
    return toAll(alarms, u"out-of-service"_s, withText(u"reason"_s, reason));
}

QString AlarmDeeds::returnToService(const QList<qint64>& alarms) const
{
    return toAll(alarms, u"return-to-service"_s, {});
}

} // namespace client
