// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deeds/schedule.h"

namespace client {

using namespace Qt::StringLiterals;

namespace {

/// "new-work" of "schedule/daily-works", "replan-month" of "schedule/months/5".
QString scheduleDeed(const OutboxRequest& request, const QStringList& parts)
{
    const QString what = parts.value(1);
    if (what == "tasks"_L1)
        return u"check"_s;
    if (what == "daily-works"_L1)
        return request.method == "DELETE" ? u"remove-work"_s : u"new-work"_s;
    return request.method == "PUT" ? u"replan-month"_s : u"plan-month"_s;
}

DeedSubjects scheduleSubjects(const OutboxRequest& request, const QStringList& parts)
{
    const QString what = parts.value(1);
    const qint64 id = parts.value(2).toLongLong();
    const QString topic = what == "tasks"_L1         ? u"schedule"_s
                          : what == "daily-works"_L1 ? u"dailyworks"_s
                                                     : u"monthly"_s;
    if (id > 0)
        return {{topic, id}};
    // What is new is about its task.
    const qint64 task = request.body.value("task_id"_L1).toInteger();
    return task > 0 ? DeedSubjects{{u"schedule"_s, task}} : DeedSubjects();
}

} // namespace

const DeedReader ScheduleDeeds::reader{"schedule"_L1, &scheduleDeed, &scheduleSubjects};

QString ScheduleDeeds::keyOf(CheckItem item)
{
    switch (item) {
    case CheckItem::People:
        return u"people"_s;
    case CheckItem::Equipment:
        return u"equipment"_s;
    case CheckItem::Materials:
        return u"materials"_s;
    case CheckItem::Access:
        break;
    }
    return u"access"_s;
}

QString ScheduleDeeds::setCheck(qint64 task, int version, CheckItem item, protocol::CheckState state) const
{
    return send({.method = "PUT",
                 .path = u"/api/v1/schedule/tasks/%1"_s.arg(task),
                 .body = {{keyOf(item), QString(protocol::toWire(state))}},
                 .ifMatch = QByteArray::number(version)});
}

QString ScheduleDeeds::enterWork(const NewWork& work) const
{
    QJsonObject body{{u"date"_s, work.date.toString(Qt::ISODate)}, {u"volume"_s, work.volume.toText()}};
    if (work.task)
        body.insert(u"task_id"_s, *work.task);
    else
        body.insert(u"ancillary"_s, true);
    if (!work.description.isEmpty())
        body.insert(u"description"_s, work.description);
    if (work.brigade)
        body.insert(u"brigade_id"_s, *work.brigade);
    return post(u"schedule/daily-works"_s, body);
}

QString ScheduleDeeds::removeWork(qint64 work) const
{
    return send({.method = "DELETE",
                 .path = u"/api/v1/schedule/daily-works/%1"_s.arg(work),
                 .body = {},
                 .ifMatch = {}});
}

QString ScheduleDeeds::planMonth(qint64 task, QDate month, protocol::Quantity volume) const
{
    return post(u"schedule/months"_s, {{u"task_id"_s, task},
                                       {u"month"_s, month.toString(u"yyyy-MM"_s)},
                                       {u"volume_plan"_s, volume.toText()}});
}

QString ScheduleDeeds::replanMonth(qint64 plan, protocol::Quantity volume) const
{
    return send({.method = "PUT",
                 .path = u"/api/v1/schedule/months/%1"_s.arg(plan),
                 .body = {{u"volume_plan"_s, volume.toText()}},
                 .ifMatch = {}});
}

} // namespace client
