// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deeds/deeds.h"

#include "core/actions.h"

namespace client {

using namespace Qt::StringLiterals;

namespace {

/// The one list that a new subject is added to.
constexpr const DeedReader* deedReaders[] = {&AlarmDeeds::reader, &NotificationDeeds::reader,
                                             &BudgetDeeds::reader, &CostDeeds::reader,
                                             &TimesheetDeeds::reader, &TicketDeeds::reader,
                                             &CafeDeeds::reader, &ScheduleDeeds::reader};

QStringList deedParts(const OutboxRequest& request)
{
    return request.path.section(u"/api/v1/"_s, 1).split(u'/', Qt::SkipEmptyParts);
}

const DeedReader* readerFor(const QStringList& parts)
{
    for (const DeedReader* reader : deedReaders) {
        if (parts.value(0) == reader->path)
            return reader;
    }
    return nullptr;
}

} // namespace

QString Actions::deedOf(const OutboxRequest& request)
{
    const QStringList parts = deedParts(request);
    const DeedReader* reader = readerFor(parts);
    return reader ? reader->deed(request, parts) : QString();
}

DeedSubjects Actions::subjectsOf(const OutboxRequest& request)
{
    const QStringList parts = deedParts(request);
    const DeedReader* reader = readerFor(parts);
    return reader ? reader->subjects(request, parts) : DeedSubjects();
}

QString Deeds::post(const QString& path, const QJsonObject& body, const QByteArray& seen) const
{
    return send({.method = "POST", .path = u"/api/v1/"_s + path, .body = body, .ifMatch = seen});
}

QJsonArray idsToJson(const QList<qint64>& ids)
{
    QJsonArray array;
    for (const qint64 id : ids)
        array.append(id);
    return array;
}

QJsonObject withText(const QString& key, const QString& text)
{
    return text.isEmpty() ? QJsonObject() : QJsonObject{{key, text}};
}

DeedSubjects subjectOfPath(QLatin1StringView topic, const QStringList& parts)
{
    const qint64 id = parts.value(1).toLongLong();
    return id > 0 ? DeedSubjects{{QString(topic), id}} : DeedSubjects();
}

DeedSubjects subjectsOfList(QLatin1StringView topic, const OutboxRequest& request, QLatin1StringView key)
{
    DeedSubjects subjects;
    const QJsonArray ids = request.body.value(key).toArray();
    for (const auto& one : ids)
        subjects.emplace_back(QString(topic), one.toInteger());
    return subjects;
}

} // namespace client
