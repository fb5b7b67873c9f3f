// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/alarms: what wants an answer, and answering it (design.md §5).
#include "api/answers.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/alarms/health.h"
#include "domain/alarms/service.h"
#include "protocol/fields.h"
#include "protocol/time.h"

#include <QJsonArray>

#include <optional>

namespace api {

using namespace Qt::StringLiterals;
using domain::Alarm;
using protocol::ErrorCode;

namespace {

constexpr qsizetype mostAtOnce = 500;
constexpr int historyMost = 500;
constexpr int healthMostHours = 24 * 31;

/// What people can do, by the last part of the path.
enum class Deed { Acknowledge, Reset, Shelve, Unshelve, Suppress, Unsuppress, TakeOut, PutBack };

struct DeedName
{
    const char* path;
    Deed deed;
};
constexpr DeedName deedNames[] = {
    {"acknowledge", Deed::Acknowledge},   {"reset", Deed::Reset},
    {"shelve", Deed::Shelve},             {"unshelve", Deed::Unshelve},
    {"suppress", Deed::Suppress},         {"unsuppress", Deed::Unsuppress},
    {"out-of-service", Deed::TakeOut},    {"return-to-service", Deed::PutBack},
};

/// A deed with all it needs.
struct Order
{
    Deed deed = Deed::Acknowledge;
    QString note;    ///< or the reason
    QDateTime until; ///< of shelving
};

/// {"note":"…"}; to shelve {"reason":"…","minutes":30} or {"reason":"…","until":"…Z"}
Order readOrder(protocol::Fields& in, Deed deed, const base::Clock& clock)
{
    Order order{.deed = deed, .note = {}, .until = {}};
    order.note = in.optionalString(deed == Deed::Acknowledge ? "note"_L1 : "reason"_L1).value_or(QString());
    if (deed != Deed::Shelve)
        return order;
    const auto minutes = in.optionalInteger("minutes"_L1);
    const auto until = in.optionalTime("until"_L1);
    if (minutes && (*minutes < 1 || *minutes > 60 * 24 * 30))
        in.complain("minutes"_L1, u"must be from 1 to 43200"_s);
    else if (minutes)
        order.until = clock.now().addSecs(*minutes * 60);
    else if (until)
        order.until = *until;
    else
        in.complain("until"_L1, u"or minutes must say how long"_s);
    return order;
}

protocol::Result<Alarm> carryOut(domain::AlarmService& alarms, const protocol::Principal& who, qint64 id,
                                 const Order& order)
{
    switch (order.deed) {
    case Deed::Acknowledge:
        return alarms.acknowledge(who, id, order.note);
    case Deed::Reset:
        return alarms.reset(who, id);
    case Deed::Shelve:
        return alarms.shelve(who, id, order.until, order.note);
    case Deed::Unshelve:
        return alarms.unshelve(who, id);
    case Deed::Suppress:
        return alarms.suppress(who, id, order.note);
    case Deed::Unsuppress:
        return alarms.unsuppress(who, id);
    case Deed::TakeOut:
        return alarms.takeOut(who, id, order.note);
    case Deed::PutBack:
        return alarms.putBack(who, id);
    }
    return protocol::failure(ErrorCode::Internal);
}

/// As on the stream, with what only history has.
QJsonObject alarmJson(const Alarm& alarm)
{
    QJsonObject object = protocol::toJson(domain::toRow(alarm));
    if (alarm.branch)
        object.insert(u"branch_id"_s, alarm.branch->value());
    if (alarm.returnedAt)
        object.insert(u"returned_at"_s, protocol::toWire(*alarm.returnedAt));
    if (alarm.endedAt)
        object.insert(u"ended_at"_s, protocol::toWire(*alarm.endedAt));
    return object;
}

std::optional<qint64> alarmIdFromPath(const net::Request& request)
{
    bool ok = false;
    const qint64 id = request.captures.at(0).toLongLong(&ok);
    return ok && id > 0 ? std::optional(id) : std::nullopt;
}

/// The body, or nothing where none was sent: most deeds need none.
protocol::Result<QJsonObject> optionalBody(const net::Request& request)
{
    return request.body.isEmpty() ? protocol::Result<QJsonObject>(QJsonObject()) : jsonBody(request);
}

/// POST /alarms/{id}/acknowledge {"note":"иду"} → {"alarm":{…},"seq":118}, and so on
void doOne(const Context& context, Deed deed, const net::Request& request, const net::Responder& respond)
{
    const auto id = alarmIdFromPath(request);
    if (!id)
        return respond(errorAnswer({ErrorCode::NotFound, {}, {}}));
    const auto body = optionalBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    protocol::Fields in(*body);
    const auto order = in.finish(readOrder(in, deed, context.clock));
    if (!order)
        return respond(errorAnswer(order.error()));
    answerByWriting(context, request, respond,
                    [which = *id, order = *order, who = *request.principal](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto alarm = carryOut(workspace.get<domain::AlarmService>(), who, which, order);
                        if (!alarm)
                            return base::Unexpected<protocol::Error>{alarm.error()};
                        return writtenAnswer(workspace, {{u"alarm"_s, alarmJson(*alarm)}});
                    });
}

/// POST /alarms/acknowledge {"ids":[41,42],"note":"иду"} →
/// {"results":[{"id":41,"ok":true,"alarm":{…}},{"id":42,"ok":false,"error":{"code","message","detail"}}],"seq":118}
void doMany(const Context& context, Deed deed, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    protocol::Fields in(*body);
    std::vector<qint64> ids;
    const QJsonArray given = in.array("ids"_L1);
    for (const QJsonValue& value : given)
        ids.push_back(value.toInteger());
    if (given.isEmpty() || given.size() > mostAtOnce)
        in.complain("ids"_L1, u"must be 1 to %1 ids"_s.arg(mostAtOnce));
    const auto order = in.finish(readOrder(in, deed, context.clock));
    if (!order)
        return respond(errorAnswer(order.error()));
    answerByWriting(context, request, respond,
                    [ids = std::move(ids), order = *order, who = *request.principal](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        QJsonArray results;
                        for (const qint64 id : ids) {
                            const auto alarm = carryOut(workspace.get<domain::AlarmService>(), who, id, order);
                            QJsonObject result{{u"id"_s, id}, {u"ok"_s, alarm.has_value()}};
                            if (alarm)
                                result.insert(u"alarm"_s, alarmJson(*alarm));
                            else
                                result.insert(u"error"_s, protocol::toJson(alarm.error())[u"error"_s]);
                            results.append(result);
                        }
                        return writtenAnswer(workspace, {{u"results"_s, results}});
                    });
}

/// GET /alarms → {"alarms":[…]}: the open ones the asker may see, worst first
void listOpen(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerByReading(context, respond,
                    [who = *request.principal](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        QJsonArray list;
                        for (const Alarm& alarm : workspace.get<domain::AlarmRepository>().open(who.company)) {
                            if (domain::AlarmService::maySee(who, alarm))
                                list.append(alarmJson(alarm));
                        }
                        return jsonAnswer({{u"alarms"_s, list}});
                    });
}

/// GET /alarms/{id} → {"alarm":{…},"log":[{"at":"…Z","what":"raised","user_id":null,"name":"","note":""}]}
void showOne(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto id = alarmIdFromPath(request);
    if (!id)
        return respond(errorAnswer({ErrorCode::NotFound, {}, {}}));
    answerByReading(
        context, respond,
        [which = *id, who = *request.principal](domain::Workspace& workspace) -> protocol::Result<net::Response> {
            auto& alarms = workspace.get<domain::AlarmRepository>();
            const auto alarm = alarms.find(who.company, which);
            if (!alarm || !domain::AlarmService::maySee(who, *alarm))
                return protocol::failure(ErrorCode::NotFound);
            QJsonArray log;
            for (const domain::AlarmLogEntry& entry : alarms.logOf(who.company, which)) {
                log.append(QJsonObject{{u"at"_s, protocol::toWire(entry.at)},
                                       {u"what"_s, QString(toWire(entry.what))},
                                       {u"user_id"_s, entry.by.user ? QJsonValue(entry.by.user->value()) : QJsonValue()},
                                       {u"name"_s, entry.by.name},
                                       {u"note"_s, entry.note}});
            }
            return jsonAnswer({{u"alarm"_s, alarmJson(*alarm)}, {u"log"_s, log}});
        });
}

protocol::Result<QDateTime> queryTime(const net::Request& request, const QString& name, const QDateTime& fallback)
{
    if (!request.hasQuery(name))
        return fallback;
    const auto time = protocol::timeFromWire(request.query(name));
    if (!time) {
        return protocol::failure(ErrorCode::ValidationFailed, u"%1 must be an RFC 3339 time with an offset"_s.arg(name),
                                 {{u"field"_s, name}, {u"in"_s, u"query"_s}});
    }
    return *time;
}

protocol::Result<qint64> queryWhole(const net::Request& request, const QString& name, qint64 fallback, qint64 most)
{
    if (!request.hasQuery(name))
        return fallback;
    bool ok = false;
    const qint64 number = request.query(name).toLongLong(&ok);
    if (!ok || number < 1 || number > most) {
        return protocol::failure(ErrorCode::ValidationFailed, u"%1 must be a whole number from 1 to %2"_s.arg(name).arg(most),
                                 {{u"field"_s, name}, {u"in"_s, u"query"_s}});
    }
    return number;
}

/// GET /alarms/history?from=…Z&to=…Z&before=<id>&limit=100 → {"alarms":[…],"next":<id>|null}: raised in
/// that time, newest first, open ones too; next goes on as before
void history(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const QDateTime now = context.clock.now();
    const auto from = queryTime(request, u"from"_s, now.addDays(-1));
    const auto to = queryTime(request, u"to"_s, now.addSecs(1));
    const auto before = queryWhole(request, u"before"_s, 0, std::numeric_limits<qint64>::max());
    const auto limit = queryWhole(request, u"limit"_s, 100, historyMost);
    for (const auto* time : {&from, &to}) {
        if (!*time)
            return respond(errorAnswer(time->error()));
    }
    for (const auto* number : {&before, &limit}) {
        if (!*number)
            return respond(errorAnswer(number->error()));
    }
    answerByReading(context, respond,
                    [begin = *from, end = *to, below = *before, most = static_cast<int>(*limit),
                     who = *request.principal](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto found =
                            workspace.get<domain::AlarmRepository>().history(who.company, begin, end, below, most);
                        QJsonArray list;
                        for (const Alarm& alarm : found) {
                            if (domain::AlarmService::maySee(who, alarm))
                                list.append(alarmJson(alarm));
                        }
                        const bool more = found.size() == static_cast<size_t>(most);
                        return jsonAnswer({{u"alarms"_s, list},
                                           {u"next"_s, more ? QJsonValue(found.back().id) : QJsonValue()}});
                    });
}

QJsonArray sharesJson(const std::vector<domain::AlarmHealth::Share>& shares)
{
    QJsonArray list;
    for (const auto& share : shares)
        list.append(QJsonObject{{u"rule"_s, share.rule}, {u"source"_s, share.source}, {u"count"_s, share.count}});
    return list;
}

QJsonObject healthJson(const domain::AlarmHealth& health)
{
    QJsonObject priorities;
    QJsonObject targets;
    for (size_t i = 0; i < health.byPriority.size(); ++i) {
        const QString name(toWire(static_cast<protocol::AlarmPriority>(i)));
        priorities.insert(name, health.byPriority[i]);
        targets.insert(name, domain::AlarmHealth::targetPrioritySplit[i]);
    }
    QJsonArray stale;
    for (const Alarm& alarm : health.stale)
        stale.append(alarmJson(alarm));
    return {{u"from"_s, protocol::toWire(health.from)},
            {u"to"_s, protocol::toWire(health.to)},
            {u"total"_s, health.total},
            {u"per_10_minutes"_s, health.perTenMinutes},
            {u"per_hour"_s, health.perHour},
            {u"per_day"_s, health.perDay},
            {u"most_in_10_minutes"_s, health.mostInTenMinutes},
            {u"floods"_s, health.floods},
            {u"flood_share"_s, health.floodShare},
            {u"top"_s, sharesJson(health.top)},
            {u"top_share"_s, health.topShare},
            {u"chattering"_s, sharesJson(health.chattering)},
            {u"stale"_s, stale},
            {u"by_priority"_s, priorities},
            {u"open"_s, health.open},
            {u"unanswered"_s, health.unanswered},
            {u"targets"_s, QJsonObject{{u"per_10_minutes"_s, domain::AlarmHealth::manageablePerTenMinutes},
                                       {u"most_in_10_minutes"_s, domain::AlarmHealth::floodBegins},
                                       {u"flood_share"_s, domain::AlarmHealth::acceptableFloodShare},
                                       {u"by_priority"_s, targets}}}};
}

/// GET /alarms/health?hours=24 → the figures of EEMUA 191, of the alarms the asker may see
void health(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto hours = queryWhole(request, u"hours"_s, 24, healthMostHours);
    if (!hours)
        return respond(errorAnswer(hours.error()));
    const QDateTime to = context.clock.now();
    answerByReading(context, respond,
                    [from = to.addSecs(-3600 * *hours), to,
                     who = *request.principal](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        auto& alarms = workspace.get<domain::AlarmRepository>();
                        domain::AlarmHealthCount count(from, to);
                        alarms.forEachOccurrence(who.company, from, to, [&](const Alarm& alarm) {
                            if (domain::AlarmService::maySee(who, alarm))
                                count.add(alarm);
                        });
                        std::vector<Alarm> open = alarms.open(who.company);
                        std::erase_if(open, [&](const Alarm& alarm) {
                            return !domain::AlarmService::maySee(who, alarm);
                        });
                        return jsonAnswer(healthJson(std::move(count).finish(open)));
                    });
}

} // namespace

void addAlarmRoutes(net::Router& router, const Context& context)
{
    using net::Access;
    using Handle = void (*)(const Context&, const net::Request&, const net::Responder&);
    const auto add = [&](const char* path, Handle handle) {
        router.add(net::Route{"GET", path, Access::user(),
                              [&context, handle](const net::Request& request, const net::Responder& respond) {
                                  handle(context, request, respond);
                              }});
    };
    add("/api/v1/alarms", listOpen);
    add("/api/v1/alarms/history", history);
    add("/api/v1/alarms/health", health);
    add("/api/v1/alarms/{id}", showOne);
    for (const DeedName& name : deedNames) {
        router.add(net::Route{"POST", QByteArray("/api/v1/alarms/") + name.path, Access::user(),
                              [&context, deed = name.deed](const net::Request& request, const net::Responder& respond) {
                                  doMany(context, deed, request, respond);
                              }});
        router.add(net::Route{"POST", QByteArray("/api/v1/alarms/{id}/") + name.path, Access::user(),
                              [&context, deed = name.deed](const net::Request& request, const net::Responder& respond) {
                                  doOne(context, deed, request, respond);
                              }});
    }
}

} // namespace api
