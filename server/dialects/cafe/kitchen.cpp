// SPDX-License-Identifier: GPL-3.0-or-later
// /api/cafe/kitchen/tasks/ (contracts.md B4).
#include "dialects/cafe/answers.h"
#include "dialects/cafe/endpoints.h"
#include "dialects/cafe/json.h"
#include "dialects/cafe/names.h"
#include "domain/cafe/kitchenservice.h"

namespace dialects::cafe {

using namespace Qt::StringLiterals;
using domain::KitchenService;
using domain::KitchenTask;
using domain::OrderRepository;
using domain::Workspace;
using protocol::ErrorCode;
using protocol::TaskStatus;

namespace {

enum class KitchenDeed { Claim, Ready };
constexpr int mostAtOnce = 500;

protocol::Result<KitchenTask> doDeed(Workspace& work, const Guest& guest, KitchenDeed deed, const QUuid& uuid)
{
    auto& kitchen = work.get<KitchenService>();
    return deed == KitchenDeed::Claim ? kitchen.claim(guest.reach, uuid, guest.who.user)
                                      : kitchen.ready(guest.reach, uuid, guest.who.user);
}

/// ?status=a,b and ?mine=1; without them what is to be done and is nobody else's. all: everybody's.
void listTasks(const CafeContext& context, const net::Request& request, const Guest& guest,
               const net::Responder& respond, bool all)
{
    answerFromRead(context, respond, [request, guest, all](Workspace& work) -> protocol::Result<net::Response> {
        const auto span = pageOf(request);
        if (!span)
            return pageAnswer(request, guest, 0, {});
        Query query(request);
        domain::TaskFilter filter{.statuses = query.choices(u"status"_s, protocol::taskStatusFromWire)};
        if (filter.statuses.empty())
            filter.statuses = {TaskStatus::Pending, TaskStatus::InProgress};
        if (!all)
            filter.cook = guest.who.user;
        filter.free = !query.flag(u"mine"_s);
        if (!query.ok())
            return query.refusal();
        const auto page = work.get<OrderRepository>().tasks(guest.reach, filter, *span);
        QJsonArray rows;
        for (const KitchenTask& task : page.rows)
            rows.append(toJson(task, guest.zone));
        return pageAnswer(request, guest, page.total, rows);
    });
}

void showTask(const CafeContext& context, const net::Request& request, const Guest& guest,
              const net::Responder& respond)
{
    const auto uuid = capturedUuid(request);
    if (!uuid)
        return respond(notFound());
    answerFromRead(context, respond, [guest, uuid](Workspace& work) -> protocol::Result<net::Response> {
        const auto task = work.get<OrderRepository>().task(guest.reach, *uuid);
        return task ? jsonAnswer(toJson(*task, guest.zone)) : notFound();
    });
}

void doOne(const CafeContext& context, const Guest& guest, const net::Responder& respond, KitchenDeed deed,
           const std::optional<QUuid>& uuid)
{
    if (!uuid)
        return respond(notFound());
    domain::writeThen<net::Response>(
        context.executor,
        [guest, deed, uuid](Workspace& work) -> protocol::Result<net::Response> {
            const auto task = doDeed(work, guest, deed, *uuid);
            if (!task)
                return base::Unexpected{task.error()};
            return jsonAnswer(toJson(*task, guest.zone));
        },
        [respond](protocol::Result<net::Response> response) {
            if (response)
                return respond(std::move(*response));
            if (response.error().code == ErrorCode::Conflict)
                return respond(detailAnswer(409, u"Задача уже взята другим поваром или снята."_s));
            respond(refusalOf(response.error()));
        });
}

/// {"status":"in_progress"} or {"status":"ready"}: contracts.md B3 knows a task made ready by PATCH.
void patchTask(const CafeContext& context, const net::Request& request, const Guest& guest,
               const net::Responder& respond)
{
    const auto body = Input::bodyOf(request);
    if (!body)
        return respond(body.error());
    Input in(*body, false);
    TaskStatus status = TaskStatus::Pending;
    in.choice("status"_L1, status, protocol::taskStatusFromWire, Input::Need::Required);
    if (in.ok() && status != TaskStatus::InProgress && status != TaskStatus::Ready)
        in.complain("status"_L1, u"Задачу можно взять в работу или отметить готовой."_s);
    if (!in.ok())
        return respond(in.refusal());
    doOne(context, guest, respond, status == TaskStatus::Ready ? KitchenDeed::Ready : KitchenDeed::Claim,
          capturedUuid(request));
}

/// {"task_ids":[…]} → {"claimed"|"updated":[…],"count"}: those of them that could be.
void doMany(const CafeContext& context, const net::Request& request, const Guest& guest,
            const net::Responder& respond, KitchenDeed deed)
{
    const auto refuse = [&](const QString& text) {
        respond(jsonAnswer({{u"ok"_s, false}, {u"error"_s, text}}, 400));
    };
    const auto body = Input::bodyOf(request);
    const QJsonArray ids = body ? body->value(u"task_ids"_s).toArray() : QJsonArray();
    if (ids.isEmpty() || ids.size() > mostAtOnce)
        return refuse(u"task_ids: нужен список от 1 до %1 задач"_s.arg(mostAtOnce));
    std::vector<QUuid> uuids;
    for (const QJsonValue& id : ids) {
        const auto uuid = uuidFrom(id.toString());
        if (!uuid)
            return refuse(u"task_ids: не UUID"_s);
        uuids.push_back(*uuid);
    }
    answerFromWrite(context, respond, [guest, deed, uuids](Workspace& work) -> protocol::Result<net::Response> {
        QJsonArray done;
        for (const QUuid& uuid : uuids) {
            if (const auto task = doDeed(work, guest, deed, uuid))
                done.append(toJson(*task, guest.zone));
        }
        return jsonAnswer(
            {{deed == KitchenDeed::Claim ? u"claimed"_s : u"updated"_s, done}, {u"count"_s, done.size()}});
    });
}

} // namespace

void addKitchen(net::Router& router, const CafeContext& context)
{
    const auto add = [&](const char* method, const QByteArray& path, protocol::Roles roles, auto work) {
        addBoth(router, context, method, "/kitchen/tasks" + path, roles,
                [&context, work](const net::Request& request, const Guest& guest, const net::Responder& respond) {
                    work(context, request, guest, respond);
                });
    };
    for (const bool all : {false, true}) {
        add("GET", all ? "/monitor/" : "/", all ? bosses : everybody,
            [all](const CafeContext& its, const net::Request& request, const Guest& guest,
                  const net::Responder& respond) { listTasks(its, request, guest, respond, all); });
    }
    add("GET", "/{id}/", everybody, showTask);
    add("PATCH", "/{id}/", cooks, patchTask);
    for (const auto& [word, deed] :
         {std::pair<const char*, KitchenDeed>{"claim/", KitchenDeed::Claim}, {"ready/", KitchenDeed::Ready}}) {
        add("POST", QByteArray("/") + word, cooks,
            [its = deed](const CafeContext& shared, const net::Request& request, const Guest& guest,
                         const net::Responder& respond) { doMany(shared, request, guest, respond, its); });
        add("POST", QByteArray("/{id}/") + word, cooks,
            [its = deed](const CafeContext& shared, const net::Request& request, const Guest& guest,
                         const net::Responder& respond) {
                doOne(shared, guest, respond, its, capturedUuid(request));
            });
    }
}

} // namespace dialects::cafe
