// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/desk.h"
#include "dialects/tickets/wire.h"
#include "domain/notifications/service.h"

#include <QJsonArray>

#include <algorithm>

namespace dialects::tickets {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostNotifications = 50;
constexpr int polledNotifications = 5;
constexpr int recentNotifications = 1'000; ///< so many are looked at for "recent"

/// GET /api/notifications?limit≤50&unread_only →
/// {"notifications","unread_count","total_count","last_updated"}
void notifications(const TicketsContext& context, const net::Request& request, const net::Responder& respond)
{
    const QString only = request.query(u"unread_only"_s);
    const QString limitText = request.query(u"limit"_s);
    bool ok = true;
    const int asked = limitText.isEmpty() ? mostNotifications : limitText.toInt(&ok);
    if (!ok || asked < 1)
        return respond(failure(wrong(u"limit"_s, u"limit must be a positive whole number."_s).error));
    read(context, respond,
         [&context, who = *request.principal, unread = only == "1"_L1 || only == "true"_L1,
          limit = std::min(asked, mostNotifications),
          origin = originOf(request)](domain::Workspace& work) -> protocol::Result<net::Response> {
             auto& rows = work.get<domain::NotificationRepository>();
             const QTimeZone zone = ticketZone(work, who.company);
             QJsonArray array;
             for (const auto& notification : rows.list(who.user, unread, limit, 0))
                 array.append(bellJson(notification, zone, origin));
             return answer({{u"notifications"_s, array},
                            {u"unread_count"_s, rows.countUnread(who.user)},
                            {u"total_count"_s, rows.stats(who.user).total},
                            {u"last_updated"_s, lastUpdated(context.clock.now(), zone)}});
         });
}

/// GET /api/notifications/unread-count → {"unread_count","has_unread","last_updated"}
void unreadCount(const TicketsContext& context, const net::Request& request, const net::Responder& respond)
{
    read(context, respond,
         [&context, who = *request.principal](domain::Workspace& work) -> protocol::Result<net::Response> {
             const int count = work.get<domain::NotificationRepository>().countUnread(who.user);
             return answer(
                 {{u"unread_count"_s, count},
                  {u"has_unread"_s, count > 0},
                  {u"last_updated"_s, lastUpdated(context.clock.now(), ticketZone(work, who.company))}});
         });
}

/// GET /api/notifications/poll?last_check=<ISO> → {"has_new","new_notifications"(≤5 unread),"unread_count",
/// "last_updated"}
void poll(const TicketsContext& context, const net::Request& request, const net::Responder& respond)
{
    const QString text = request.query(u"last_check"_s);
    const QDateTime since = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!text.isEmpty() && !since.isValid())
        return respond(failure(wrong(u"last_check"_s, u"last_check must be an ISO 8601 time."_s).error));
    read(context, respond,
         [&context, who = *request.principal, since,
          origin = originOf(request)](domain::Workspace& work) -> protocol::Result<net::Response> {
             auto& rows = work.get<domain::NotificationRepository>();
             const QTimeZone zone = ticketZone(work, who.company);
             QJsonArray fresh;
             for (const auto& notification : rows.list(who.user, true, polledNotifications, 0)) {
                 if (!since.isValid() || notification.createdAt > since)
                     fresh.append(bellJson(notification, zone, origin));
             }
             return answer({{u"has_new"_s, !fresh.isEmpty()},
                            {u"new_notifications"_s, fresh},
                            {u"unread_count"_s, rows.countUnread(who.user)},
                            {u"last_updated"_s, lastUpdated(context.clock.now(), zone)}});
         });
}

/// GET /api/notifications/stats → {"stats":{"total","unread","by_type":{},"recent"}}; recent: of the last day
void bellStats(const TicketsContext& context, const net::Request& request, const net::Responder& respond)
{
    read(context, respond,
         [&context, who = *request.principal](domain::Workspace& work) -> protocol::Result<net::Response> {
             auto& rows = work.get<domain::NotificationRepository>();
             const auto found = rows.stats(who.user);
             QJsonObject byType;
             for (const auto& [type, count] : found.byType)
                 byType.insert(type, count);
             int recent = 0;
             for (const auto& notification : rows.list(who.user, false, recentNotifications, 0))
                 recent += notification.createdAt > context.clock.now().addDays(-1) ? 1 : 0;
             return answer({{u"stats"_s, QJsonObject{{u"total"_s, found.total},
                                                     {u"unread"_s, found.unread},
                                                     {u"by_type"_s, byType},
                                                     {u"recent"_s, recent}}}});
         });
}

/// POST /api/notifications/mark-as-read/{id}, /mark-all-as-read → {"success","message","unread_count"}
void markRead(const TicketsContext& context, const net::Request& request, const net::Responder& respond,
              bool all)
{
    write(context, request, respond,
          [who = *request.principal, id = idIn(request),
           all](domain::Workspace& work) -> protocol::Result<net::Response> {
              auto& service = work.get<domain::NotificationService>();
              if (!all && !work.get<domain::NotificationRepository>().find(who.user, id))
                  return protocol::failure(protocol::ErrorCode::NotFound, u"No notification has this id."_s);
              if (all)
                  service.readAll(who.user);
              else
                  service.read(who.user, std::vector{id}); // a second time is no mistake here
              return answer(
                  {{u"success"_s, true},
                   {u"message"_s, u"Прочитано"_s},
                   {u"unread_count"_s, work.get<domain::NotificationRepository>().countUnread(who.user)}});
          });
}

} // namespace

void addBell(net::Router& router, const TicketsContext& context)
{
    const net::Access users = net::Access::user();
    addPath(router, context, "GET", "/api/notifications", users, notifications);
    addPath(router, context, "GET", "/api/notifications/unread-count", users, unreadCount);
    addPath(router, context, "GET", "/api/notifications/poll", users, poll);
    addPath(router, context, "GET", "/api/notifications/stats", users, bellStats);
    for (const bool all : {false, true}) {
        addPath(router, context, "POST",
                all ? "/api/notifications/mark-all-as-read" : "/api/notifications/mark-as-read/{id}", users,
                [all](const auto& c, const auto& request, const auto& respond) {
                    markRead(c, request, respond, all);
                });
    }
}

} // namespace dialects::tickets
