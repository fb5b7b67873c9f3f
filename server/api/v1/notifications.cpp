// SPDX-License-Identifier: GPL-3.0-or-later
// /api/v1/notifications: contracts.md C4, and the ledger's receipts.
#include "api/answers.h"
#include "api/parameters.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "domain/notifications/service.h"
#include "protocol/fields.h"
#include "protocol/time.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <optional>

namespace api {

using namespace Qt::StringLiterals;
using domain::Notification;
using protocol::ErrorCode;

namespace {

constexpr int badgeLatest = 5;
constexpr int pendingMost = 500;
constexpr qsizetype longestTitle = 255;
constexpr qsizetype longestMessage = 4000;

QJsonValue naiveOrNull(const std::optional<QDateTime>& time)
{
    return time ? QJsonValue(protocol::toNaiveLocal(*time)) : QJsonValue();
}

/// {"id":90,"user_id":5,"notification_type":"budget_alert_80","title":"…","message":"…",
///  "data":{"object_id":3}|null,"is_read":false,"sent_at":"2026-01-26T22:00:00.000000"|null,"read_at":null,
///  "telegram_message_id":null,"status":"pending","created_at":"2026-01-26T22:00:00.000000"}
QJsonObject notificationJson(const Notification& notification)
{
    return {{u"id"_s, notification.id},
            {u"user_id"_s, notification.user.value()},
            {u"notification_type"_s, notification.type},
            {u"title"_s, notification.title},
            {u"message"_s, notification.message},
            {u"data"_s, notification.data.isEmpty() ? QJsonValue() : QJsonValue(notification.data)},
            {u"is_read"_s, notification.readAt.has_value()},
            {u"sent_at"_s, naiveOrNull(notification.sentAt)},
            {u"read_at"_s, naiveOrNull(notification.readAt)},
            {u"telegram_message_id"_s,
             notification.telegramMessage ? QJsonValue(*notification.telegramMessage) : QJsonValue()},
            {u"status"_s, QString(toWire(notification.status))},
            {u"created_at"_s, protocol::toNaiveLocal(notification.createdAt)}};
}

QJsonArray notificationsJson(const std::vector<Notification>& list)
{
    QJsonArray array;
    for (const Notification& notification : list)
        array.append(notificationJson(notification));
    return array;
}

net::Response arrayAnswer(const QJsonArray& array)
{
    net::Response response;
    response.body = QJsonDocument(array).toJson(QJsonDocument::Compact);
    return response;
}

base::Unexpected<protocol::Error> badParameter(const QString& name, const QString& what)
{
    return protocol::failure(ErrorCode::ValidationFailed, u"%1 %2"_s.arg(name, what),
                             {{u"field"_s, name}, {u"in"_s, u"query"_s}});
}

protocol::Result<int> queryNumber(const net::Request& request, const QString& name, int fallback, int least, int most)
{
    if (!request.hasQuery(name))
        return fallback;
    bool ok = false;
    const int number = request.query(name).toInt(&ok);
    if (!ok || number < least || number > most)
        return badParameter(name, u"must be a whole number from %1 to %2"_s.arg(least).arg(most));
    return number;
}

protocol::Result<bool> queryFlag(const net::Request& request, const QString& name)
{
    const QString text = request.query(name).toLower();
    if (text.isEmpty() || text == "false"_L1 || text == "0"_L1)
        return false;
    if (text == "true"_L1 || text == "1"_L1)
        return true;
    return badParameter(name, u"must be true or false"_s);
}

protocol::Result<qint64> idFromPath(const net::Request& request)
{
    bool ok = false;
    const qint64 id = request.captures.at(0).toLongLong(&ok);
    if (!ok || id < 1)
        return base::Unexpected<protocol::Error>{badPathId()};
    return id;
}

/// GET /notifications/?unread_only=false&limit=50&offset=0 → [ … ], newest first
void list(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto unreadOnly = queryFlag(request, u"unread_only"_s);
    const auto limit = queryNumber(request, u"limit"_s, 50, 1, 100);
    const auto offset = queryNumber(request, u"offset"_s, 0, 0, 1'000'000'000);
    if (!unreadOnly)
        return respond(errorAnswer(unreadOnly.error()));
    for (const auto* number : {&limit, &offset}) {
        if (!*number)
            return respond(errorAnswer(number->error()));
    }
    answerByReading(context, respond,
                    [user = request.principal->user, unread = *unreadOnly, most = *limit,
                     from = *offset](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        auto& notifications = workspace.get<domain::NotificationRepository>();
                        return arrayAnswer(notificationsJson(notifications.list(user, unread, most, from)));
                    });
}

/// GET /notifications/badge → {"unread_count":3,"latest_notifications":[≤5]}
void badge(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerByReading(context, respond,
                    [user = request.principal->user](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        auto& notifications = workspace.get<domain::NotificationRepository>();
                        const auto latest = notifications.list(user, false, badgeLatest, 0);
                        return jsonAnswer({{u"unread_count"_s, notifications.countUnread(user)},
                                           {u"latest_notifications"_s, notificationsJson(latest)}});
                    });
}

/// GET /notifications/stats → {"total","unread","sent","failed","by_type":{}}; failed = total − sent
void stats(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerByReading(context, respond,
                    [user = request.principal->user](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto found = workspace.get<domain::NotificationRepository>().stats(user);
                        QJsonObject byType;
                        for (const auto& [type, count] : found.byType)
                            byType.insert(type, count);
                        return jsonAnswer({{u"total"_s, found.total},
                                           {u"unread"_s, found.unread},
                                           {u"sent"_s, found.sent},
                                           {u"failed"_s, found.total - found.sent},
                                           {u"by_type"_s, byType}});
                    });
}

/// Whether somebody who looks after a branch looks after this person: one of that branch. Who looks after
/// all branches does.
bool looksAfter(const protocol::Principal& who, const std::optional<domain::Account>& person)
{
    return person && person->company == who.company && (!who.branch || person->branch == who.branch);
}

/// GET /notifications/pending → [ … ], of the asker's company, or branch
void pending(const Context& context, const net::Request& request, const net::Responder& respond)
{
    answerByReading(
        context, respond,
        [who = *request.principal](domain::Workspace& workspace) -> protocol::Result<net::Response> {
            auto& notifications = workspace.get<domain::NotificationRepository>();
            return arrayAnswer(notificationsJson(notifications.pending(who.company, who.branch, pendingMost)));
        });
}

/// GET /notifications/{id}/ledger → {"ledger":[{"stage":"displayed","via":"…","at":"…Z","user_id":null,"name":""}]}
/// to its owner, and to MANAGER and ADMIN who look after them
void ledger(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto id = idFromPath(request);
    if (!id)
        return respond(errorAnswer(id.error()));
    answerByReading(
        context, respond,
        [id = *id, who = *request.principal](domain::Workspace& workspace) -> protocol::Result<net::Response> {
            auto& notifications = workspace.get<domain::NotificationRepository>();
            const auto notification = notifications.find(id);
            const bool may = notification
                && (notification->user == who.user
                    || (who.roles.passes({protocol::Role::Admin})
                        && looksAfter(who, workspace.get<domain::AccountRepository>().find(notification->user))));
            if (!may)
                return protocol::failure(ErrorCode::NotFound);
            QJsonArray lines;
            for (const domain::LedgerEntry& entry : notifications.ledger(id)) {
                lines.append(QJsonObject{{u"stage"_s, QString(toWire(entry.stage))},
                                         {u"via"_s, entry.via},
                                         {u"at"_s, protocol::toWire(entry.at)},
                                         {u"user_id"_s, entry.by ? QJsonValue(entry.by->value()) : QJsonValue()},
                                         {u"name"_s, entry.name}});
            }
            return jsonAnswer({{u"ledger"_s, lines}});
        });
}

using Work = std::function<protocol::Result<void>(domain::NotificationService&, protocol::UserId)>;

/// Does something to the asker's own notifications; 204.
void change(const Context& context, const net::Request& request, const net::Responder& respond, Work work)
{
    answerByWriting(context, request, respond,
                    [user = request.principal->user,
                     work = std::move(work)](domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto done = work(workspace.get<domain::NotificationService>(), user);
                        if (!done)
                            return base::Unexpected<protocol::Error>{done.error()};
                        return emptyAnswer();
                    });
}

/// POST /notifications/{id}/read, DELETE /notifications/{id}
void changeOne(const Context& context, const net::Request& request, const net::Responder& respond, bool remove)
{
    const auto id = idFromPath(request);
    if (!id)
        return respond(errorAnswer(id.error()));
    change(context, request, respond, [id = *id, remove](auto& notifications, protocol::UserId user) {
        return remove ? notifications.remove(user, id) : notifications.read(user, id);
    });
}

/// POST /notifications/read-all
void readAll(const Context& context, const net::Request& request, const net::Responder& respond)
{
    change(context, request, respond, [](auto& notifications, protocol::UserId user) -> protocol::Result<void> {
        notifications.readAll(user);
        return {};
    });
}

/// POST /notifications/mark-read {"notification_ids":[90,91]}
void markRead(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    protocol::Fields in(*body);
    std::vector<qint64> ids;
    const QJsonArray given = in.array("notification_ids"_L1);
    for (const QJsonValue& value : given) {
        const qint64 id = value.toInteger();
        if (id < 1)
            in.complain("notification_ids"_L1, u"must be whole numbers"_s);
        ids.push_back(id);
    }
    const auto checked = in.finish(std::move(ids));
    if (!checked)
        return respond(errorAnswer(checked.error()));
    change(context, request, respond,
           [wanted = *checked](auto& notifications, protocol::UserId user) -> protocol::Result<void> {
               notifications.read(user, wanted);
               return {};
           });
}

/// POST /notifications/receipts {"client":"…","receipts":[{"id":90,"stage":"displayed","at":"…Z"}]}
void takeReceipts(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    const auto receipts = protocol::receiptsFromJson(*body);
    if (!receipts)
        return respond(errorAnswer(receipts.error()));
    change(context, request, respond,
           [told = *receipts](auto& notifications, protocol::UserId user) -> protocol::Result<void> {
               notifications.take(user, told);
               return {};
           });
}

/// The part of a body that says what is told.
domain::NotificationDraft readDraft(protocol::Fields& in)
{
    domain::NotificationDraft draft;
    draft.type = in.optionalString("notification_type"_L1).value_or(u"general"_s);
    draft.title = in.string("title"_L1);
    draft.message = in.string("message"_L1);
    draft.data = in.optionalObject("data"_L1).value_or(QJsonObject());
    draft.push = in.optionalBoolean("send_websocket"_L1).value_or(true);
    draft.telegram = in.optionalBoolean("send_telegram"_L1).value_or(true);
    if (draft.type.isEmpty() || draft.type.size() > 64)
        in.complain("notification_type"_L1, u"must have 1 to 64 characters"_s);
    if (draft.title.isEmpty() || draft.title.size() > longestTitle)
        in.complain("title"_L1, u"must have 1 to %1 characters"_s.arg(longestTitle));
    if (draft.message.size() > longestMessage)
        in.complain("message"_L1, u"must have at most %1 characters"_s.arg(longestMessage));
    return draft;
}

/// POST /notifications/send {"user_id":5,"notification_type":"general","title":"…","message":"…","data":{}}
/// → 201, the notification
void send(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    protocol::Fields in(*body);
    const auto user = protocol::UserId::from(in.integer("user_id"_L1));
    if (!user)
        in.complain("user_id"_L1, u"must be a positive whole number"_s);
    const auto draft = in.finish(readDraft(in));
    if (!draft)
        return respond(errorAnswer(draft.error()));
    answerByWriting(context, request, respond,
                    [to = *user, told = *draft, who = *request.principal](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto account = workspace.get<domain::AccountRepository>().find(to);
                        const bool hears = account && (!account->branch || looksAfter(who, account));
                        if (!hears || account->company != who.company)
                            return protocol::failure(ErrorCode::NotFound, u"No account has this id."_s);
                        const auto made = workspace.get<domain::NotificationService>().notify(to, told);
                        if (!made)
                            return base::Unexpected<protocol::Error>{made.error()};
                        return jsonAnswer(notificationJson(*made), 201);
                    });
}

/// POST /notifications/send-by-role {"roles":["MANAGER"],"notification_type":"…","title":"…","message":"…"}
/// → 201 {"created":2,"roles":["MANAGER"],"notification_type":"…"}; only people with a Telegram chat; by
/// somebody of a branch to those who see that branch
void sendByRole(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    protocol::Fields in(*body);
    QStringList names;
    const QJsonArray given = in.array("roles"_L1);
    for (const QJsonValue& value : given)
        names.append(value.toString());
    const auto roles = protocol::Roles::fromNames(names);
    if (!roles || roles->isEmpty())
        in.complain("roles"_L1, u"must be a list of role names"_s);
    auto draft = in.finish(readDraft(in));
    if (!draft)
        return respond(errorAnswer(draft.error()));
    draft->linkedOnly = true;
    answerByWriting(context, request, respond,
                    [told = *draft, to = *roles, who = *request.principal](
                        domain::Workspace& workspace) -> protocol::Result<net::Response> {
                        const auto reached = workspace.get<domain::NotificationService>().notifyRoles(
                            who.company, who.branch, to, told);
                        return jsonAnswer({{u"created"_s, static_cast<qint64>(reached.size())},
                                           {u"roles"_s, QJsonArray::fromStringList(to.toNames())},
                                           {u"notification_type"_s, told.type}},
                                          201);
                    });
}

} // namespace

void addNotificationRoutes(net::Router& router, const Context& context)
{
    using net::Access;
    using protocol::Role;
    using Handle = void (*)(const Context&, const net::Request&, const net::Responder&);
    const auto add = [&](const char* method, const char* path, const Access& access, Handle handle) {
        router.add(net::Route{method, path, access,
                              [&context, handle](const net::Request& request, const net::Responder& respond) {
                                  handle(context, request, respond);
                              }});
    };
    const Access managers = Access::user({Role::Manager, Role::Admin});
    // C's own web client leaves the slash out.
    add("GET", "/api/v1/notifications/", Access::user(), list);
    add("GET", "/api/v1/notifications", Access::user(), list);
    add("GET", "/api/v1/notifications/badge", Access::user(), badge);
    add("GET", "/api/v1/notifications/stats", Access::user(), stats);
    add("GET", "/api/v1/notifications/pending", Access::user({Role::Admin}), pending);
    add("POST", "/api/v1/notifications/send", managers, send);
    add("POST", "/api/v1/notifications/send-by-role", managers, sendByRole);
    add("POST", "/api/v1/notifications/read-all", Access::user(), readAll);
    add("POST", "/api/v1/notifications/mark-read", Access::user(), markRead);
    add("POST", "/api/v1/notifications/receipts", Access::user(), takeReceipts);
    add("GET", "/api/v1/notifications/{id}/ledger", Access::user(), ledger);
    add("POST", "/api/v1/notifications/{id}/read", Access::user(),
        [](const Context& c, const net::Request& request, const net::Responder& respond) {
            changeOne(c, request, respond, false);
        });
    add("DELETE", "/api/v1/notifications/{id}", Access::user(),
        [](const Context& c, const net::Request& request, const net::Responder& respond) {
            changeOne(c, request, respond, true);
        });
}

} // namespace api
