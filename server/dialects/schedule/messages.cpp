// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/schedule/messages.h"

#include "dialects/schedule/json.h"
#include "domain/schedule/topics.h"
#include "protocol/time.h"

#include <QJsonDocument>

namespace dialects {

using namespace Qt::StringLiterals;
using Op = protocol::Event::Op;

namespace plantopic {

unsigned fromNames(const QJsonArray& names)
{
    unsigned bits = 0;
    for (const QJsonValue& value : names) {
        const QString name = value.toString();
        bits |= name == u"tasks"           ? tasks
                : name == u"daily_works"   ? dailyWorks
                : name == u"monthly_tasks" ? monthlyTasks
                : name == u"analytics"     ? analytics
                                           : 0u;
    }
    return bits;
}

unsigned of(protocol::TopicIndex topic)
{
    if (topic == domain::topic::schedule || topic == domain::topic::projects)
        return tasks;
    if (topic == domain::topic::dailyWorks)
        return dailyWorks;
    return topic == domain::topic::monthly ? monthlyTasks : 0;
}

} // namespace plantopic

namespace {

QByteArray compactPlan(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// What an event says, without what only our own wire needs.
struct PlanEvent
{
    Op op;
    qint64 id;
    domain::PlanReach reach;
    QJsonObject row; ///< whole with Put, what changed with Patch
    QString cause;
    QString timestamp;

    /// {"type":"task_created","event":"tasks","data":{…},"timestamp":"2026-01-26T22:00:00.000000"}
    QByteArray message(const QString& type, const QString& topic, const QJsonObject& data) const
    {
        return compactPlan({{u"type"_s, type}, {u"event"_s, topic}, {u"data"_s, data}, {u"timestamp"_s, timestamp}});
    }
};

using PlanMessages = std::vector<QByteArray>;

/// task_created, task_updated: the whole row, both generations' fields; task_deleted {"id"}
PlanMessages taskMessages(domain::Workspace& work, const PlanEvent& event)
{
    if (event.op == Op::Delete) {
        if (event.cause == domain::cause::cleared) // tasks_cleared says it for all of them
            return {};
        return {event.message(u"task_deleted"_s, u"tasks"_s, {{u"id"_s, event.id}})};
    }
    if (event.op == Op::Put) {
        const auto row = protocol::planTaskRowFromJson(event.row);
        return row ? PlanMessages{event.message(u"task_created"_s, u"tasks"_s, planTaskJson(*row))} : PlanMessages();
    }
    const auto task = work.get<domain::PlanRepository>().findTask(event.reach, event.id);
    return task ? PlanMessages{event.message(u"task_updated"_s, u"tasks"_s, planTaskJson(toRow(*task)))}
                : PlanMessages();
}

/// tasks_cleared {"project_id"[,"custom_only":true]}; beside it, when all went, schedule_cleared
/// {"message","deleted_count"}, after which its clients show an empty table
PlanMessages projectMessages(domain::Workspace& work, const PlanEvent& event)
{
    if (event.op != Op::Patch || event.cause != domain::cause::cleared)
        return {};
    const auto project = work.get<domain::PlanRepository>().findProject(event.reach, event.id);
    if (!project || !project->cleared)
        return {};
    QJsonObject data{{u"project_id"_s, event.id}};
    if (project->cleared->customOnly) {
        data.insert(u"custom_only"_s, true);
        return {event.message(u"tasks_cleared"_s, u"tasks"_s, data)};
    }
    const int count = project->cleared->tasks;
    return {event.message(u"tasks_cleared"_s, u"tasks"_s, data),
            event.message(u"schedule_cleared"_s, u"tasks"_s,
                          {{u"message"_s, u"Deleted %1 tasks"_s.arg(count)}, {u"deleted_count"_s, count}})};
}

/// daily_work_created {"id","task_id"|null,"date","volume","description","is_ancillary",…}
PlanMessages dailyWorkMessages(const PlanEvent& event)
{
    const auto row = event.op == Op::Put ? std::optional(protocol::dailyWorkRowFromJson(event.row)) : std::nullopt;
    if (!row || !*row)
        return {};
    return {event.message(u"daily_work_created"_s, u"daily_works"_s, dailyWorkJson(**row))};
}

/// monthly_task_created {"id","task_id","month":"YYYY-MM-01","volume_plan"}
PlanMessages monthlyMessages(const PlanEvent& event)
{
    const auto row = event.op == Op::Put ? std::optional(protocol::monthlyPlanRowFromJson(event.row)) : std::nullopt;
    if (!row || !*row)
        return {};
    return {event.message(u"monthly_task_created"_s, u"monthly_tasks"_s, monthlyPlanJson(**row))};
}

/// brigade_created {"id","project_id"}, brigade_updated {"id"}, brigade_deleted {"id"}
PlanMessages brigadeMessages(const PlanEvent& event)
{
    QJsonObject data{{u"id"_s, event.id}};
    if (event.op == Op::Put)
        data.insert(u"project_id"_s, event.row["project_id"_L1]);
    const QString type = event.op == Op::Put     ? u"brigade_created"_s
                         : event.op == Op::Patch ? u"brigade_updated"_s
                                                 : u"brigade_deleted"_s;
    return {event.message(type, u"brigades"_s, data)};
}

/// executor_added, executor_updated {"id","date","employee_id","hours_worked","is_responsible","brigade_id"};
/// executor_deleted {"id","date","employee_id","brigade_id"}
PlanMessages executorMessages(domain::Workspace& work, const PlanEvent& event)
{
    const auto day = work.get<domain::CrewRepository>().findExecutor(event.reach, event.id);
    if (!day)
        return {};
    QJsonObject data = executorChangeJson(toRow(*day));
    if (event.op == Op::Delete) {
        data.remove(u"hours_worked"_s);
        data.remove(u"is_responsible"_s);
    }
    const QString type = event.op == Op::Put     ? u"executor_added"_s
                         : event.op == Op::Patch ? u"executor_updated"_s
                                                 : u"executor_deleted"_s;
    return {event.message(type, u"executors"_s, data)};
}

/// equipment_usage_added, equipment_usage_updated {"id","date","equipment_id","machine_hours"};
/// equipment_usage_deleted {"id","date","equipment_id"}
PlanMessages equipmentMessages(domain::Workspace& work, const PlanEvent& event)
{
    const auto use = work.get<domain::CrewRepository>().findUse(event.reach, event.id);
    if (!use)
        return {};
    QJsonObject data = equipmentUseChangeJson(toRow(*use));
    if (event.op == Op::Delete)
        data.remove(u"machine_hours"_s);
    const QString type = event.op == Op::Put     ? u"equipment_usage_added"_s
                         : event.op == Op::Patch ? u"equipment_usage_updated"_s
                                                 : u"equipment_usage_deleted"_s;
    return {event.message(type, u"equipment_usage"_s, data)};
}

} // namespace

protocol::Topics planTopics()
{
    protocol::Topics topics;
    for (const auto topic : {domain::topic::projects, domain::topic::schedule, domain::topic::dailyWorks,
                             domain::topic::monthly, domain::topic::brigades, domain::topic::executors,
                             domain::topic::equipmentUse})
        topics.insert(topic);
    return topics;
}

std::vector<QByteArray> planMessages(domain::Workspace& work, const domain::StoredEvent& stored)
{
    const QJsonObject json = QJsonDocument::fromJson(stored.json).object();
    const auto at = protocol::timeFromWire(json["at"_L1].toString());
    const PlanEvent event{.op = stored.op,
                          .id = stored.id.toLongLong(),
                          .reach = {stored.audience.company, std::nullopt},
                          .row = json["row"_L1].toObject(),
                          .cause = json["cause"_L1].toString(),
                          .timestamp = protocol::toNaiveLocal(at.value_or(QDateTime()))};
    if (stored.topic == domain::topic::schedule)
        return taskMessages(work, event);
    if (stored.topic == domain::topic::projects)
        return projectMessages(work, event);
    if (stored.topic == domain::topic::dailyWorks)
        return dailyWorkMessages(event);
    if (stored.topic == domain::topic::monthly)
        return monthlyMessages(event);
    if (stored.topic == domain::topic::brigades)
        return brigadeMessages(event);
    if (stored.topic == domain::topic::executors)
        return executorMessages(work, event);
    return equipmentMessages(work, event);
}

QByteArray planGreeting()
{
    return compactPlan({{u"type"_s, u"connection"_s},
                        {u"status"_s, u"connected"_s},
                        {u"message"_s, u"WebSocket connected"_s}});
}

QByteArray planReply(const QByteArray& utf8, unsigned& topics)
{
    const QJsonDocument document = QJsonDocument::fromJson(utf8);
    if (!document.isObject())
        return compactPlan({{u"type"_s, u"error"_s}, {u"message"_s, u"Invalid JSON"_s}});
    const QJsonObject message = document.object();
    const QString action = message["action"_L1].toString();
    const QJsonArray events = message["events"_L1].toArray();
    if (action == u"ping") {
        const QJsonValue timestamp = message["timestamp"_L1];
        return compactPlan(
            {{u"type"_s, u"pong"_s}, {u"timestamp"_s, timestamp.isUndefined() ? QJsonValue() : timestamp}});
    }
    if (action == u"subscribe") {
        topics |= plantopic::fromNames(events);
        return compactPlan(
            {{u"type"_s, u"subscription"_s}, {u"status"_s, u"success"_s}, {u"subscribed_to"_s, events}});
    }
    if (action == u"unsubscribe") {
        topics &= ~plantopic::fromNames(events);
        return compactPlan(
            {{u"type"_s, u"subscription"_s}, {u"status"_s, u"success"_s}, {u"unsubscribed_from"_s, events}});
    }
    return {};
}

} // namespace dialects
