// SPDX-License-Identifier: GPL-3.0-or-later
// /api/auth: contracts.md D1.
#include "dialects/schedule/login.h"

#include "base/logging.h"
#include "dialects/schedule/endpoints.h"
#include "domain/schedule/topics.h"
#include "protocol/time.h"

namespace dialects {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

constexpr qsizetype longestCredential = 256;
constexpr qsizetype shortestPlanPassword = 8;

/// POST /auth/login {"username","password"} → {"access_token","token_type":"bearer","user":{…}}
void planLogIn(const ScheduleContext& context, const net::Request& request, net::Responder responder)
{
    const auto body = planBody(request);
    if (!body)
        return responder(planRefusal(body.error()));
    protocol::Fields in(*body);
    const QString username = in.string("username"_L1).trimmed();
    const QString password = in.string("password"_L1);
    if (const auto read = in.finish(true); !read)
        return responder(planRefusal(read.error()));
    if (username.isEmpty() || username.size() > longestCredential || password.size() > longestCredential)
        return responder(planRefusal({ErrorCode::InvalidCredentials, {}, {}}));
    context.accounts.logIn(username, password, request.peer,
                           [responder, peer = request.peer](protocol::Result<ScheduleSession> session) {
                               if (!session) {
                                   qCInfo(lcAuth, "A login to the schedule from %s was refused: %s",
                                          qPrintable(peer.toString()), qPrintable(session.error().text()));
                                   return responder(planRefusal(session.error()));
                               }
                               net::Response response =
                                   planAnswer({{u"access_token"_s, QString::fromLatin1(session->token)},
                                               {u"token_type"_s, u"bearer"_s},
                                               {u"user"_s, planUser(session->account)}});
                               response.headers.emplace_back("Cache-Control", "no-store");
                               responder(std::move(response));
                           });
}

/// GET /auth/me → the user
void planMe(const ScheduleContext& context, const net::Request& request, const net::Responder& responder)
{
    answerPlanRead(context, responder,
                   [user = request.principal->user](domain::Workspace& work) -> protocol::Result<net::Response> {
                       const auto account = work.get<domain::AccountRepository>().find(user);
                       if (!account)
                           return protocol::failure(ErrorCode::InvalidToken);
                       return planAnswer(planUser(*account));
                   });
}

/// POST /auth/register {"username","password","email","full_name","role":"user"} → 201, the user; by an
/// administrator: the original lets anybody make an account.
void planRegister(const ScheduleContext& context, const net::Request& request, const domain::PlanReach& reach,
                  net::Responder responder)
{
    const auto body = planBody(request);
    if (!body)
        return responder(planRefusal(body.error()));
    protocol::Fields in(*body);
    const QString role = in.optionalString("role"_L1).value_or(u"user"_s);
    domain::NewAccount account{.company = reach.company,
                               .branch = reach.branch,
                               .username = in.string("username"_L1).trimmed(),
                               .passwordHash = {},
                               .fullName = in.optionalString("full_name"_L1).value_or(QString()),
                               .phone = {},
                               .email = in.optionalString("email"_L1).value_or(QString()),
                               .roles = {protocol::Role::Viewer}};
    const QString password = in.string("password"_L1);
    if (account.username.size() < 3 || account.username.size() > 100)
        in.complain("username"_L1, u"must have 3 to 100 characters"_s);
    if (account.fullName.size() > 255)
        in.complain("full_name"_L1, u"must have at most 255 characters"_s);
    if (account.email.size() > 255)
        in.complain("email"_L1, u"must have at most 255 characters"_s);
    if (password.size() < shortestPlanPassword || password.size() > longestCredential)
        in.complain("password"_L1, u"must have %1 to %2 characters"_s.arg(shortestPlanPassword).arg(longestCredential));
    if (role == u"admin")
        account.roles = {protocol::Role::Admin};
    else if (role == u"user")
        account.roles = {protocol::Role::Planner};
    else if (role != u"viewer")
        in.complain("role"_L1, u"must be admin, user or viewer"_s);
    // A manager runs the schedule, but makes nobody more than they are.
    if (role == u"admin" && !request.principal->roles.has(protocol::Role::Admin))
        return responder(planRefusal({ErrorCode::Forbidden, {}, {}}));
    if (const auto read = in.finish(true); !read)
        return responder(planRefusal(read.error()));
    context.accounts.enlist(account, password, [responder](const protocol::Result<domain::Account>& made) {
        responder(made ? planAnswer(planUser(*made), 201) : planRefusal(made.error()));
    });
}

} // namespace

QString planRole(protocol::Roles roles)
{
    if (roles.has(protocol::Role::Admin) || roles.has(protocol::Role::Manager))
        return u"admin"_s;
    return roles.intersects(domain::planWriters) ? u"user"_s : u"viewer"_s;
}

QJsonObject planUser(const domain::Account& account)
{
    const auto& made = account.createdAt;
    return {{u"id"_s, account.id.value()},
            {u"username"_s, account.username},
            {u"email"_s, account.email},
            {u"full_name"_s, account.fullName},
            {u"role"_s, planRole(account.roles)},
            {u"created_at"_s, made ? QJsonValue(protocol::toNaiveLocal(*made)) : QJsonValue()}};
}

void addPlanAuth(net::Router& router, const ScheduleContext& context)
{
    for (const char* path : {"/api/auth/login", "/api/auth/login/"}) {
        router.add(net::Route{"POST", path, net::Access::anybody(),
                              [&context](const net::Request& request, net::Responder responder) {
                                  planLogIn(context, request, std::move(responder));
                              },
                              ScheduleRest});
    }
    for (const char* path : {"/api/auth/me", "/api/auth/me/"}) {
        router.add(net::Route{"GET", path, net::Access::user(),
                              [&context](const net::Request& request, const net::Responder& responder) {
                                  planMe(context, request, responder);
                              },
                              ScheduleRest});
    }
    addPlanRoute(router, context, "POST", "/auth/register", PlanDeed::Manage,
                 [&context](const net::Request& request, const domain::PlanReach& reach, net::Responder responder) {
                     planRegister(context, request, reach, std::move(responder));
                 });
}

} // namespace dialects
