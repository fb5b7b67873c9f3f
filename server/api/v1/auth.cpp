// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.h"
#include "api/auth/directory.h"
#include "api/auth/logins.h"
#include "api/auth/tokens.h"
#include "api/load.h"
#include "api/v1/routes.h"
#include "api/work.h"
#include "base/logging.h"
#include "domain/notifications/outbox.h"
#include "protocol/fields.h"

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

net::Response tokensAnswer(const TokenService& tokens, protocol::UserId user, protocol::Roles roles)
{
    net::Response response = jsonAnswer(protocol::toJson(tokens.issuePair(user, roles)));
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

/// POST /api/v1/auth/login {"username","password"} → {"access_token","refresh_token","token_type"}
void logIn(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    const auto login = protocol::loginFromJson(*body);
    if (!login)
        return respond(errorAnswer(login.error()));
    context.logins.attempt(login->username, login->password, request.peer,
                           [&context, peer = request.peer, respond](Logins::Outcome outcome) {
                               if (outcome)
                                   return respond(tokensAnswer(context.tokens, outcome->id, outcome->roles));
                               if (outcome.error().error.code == ErrorCode::Unavailable)
                                   context.load.noteRefusal();
                               qCInfo(lcAuth, "A login from %s was refused: %s", qPrintable(peer.toString()),
                                      qPrintable(outcome.error().error.text()));
                               respond(errorAnswer(outcome.error().error, outcome.error().retryAfter));
                           });
}

/// POST /api/v1/auth/refresh {"refresh_token"} → a new pair
void refresh(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = jsonBody(request);
    if (!body)
        return respond(errorAnswer(body.error()));
    protocol::Fields in(*body);
    const auto token = in.finish(in.string("refresh_token"_L1));
    if (!token)
        return respond(errorAnswer(token.error()));
    const auto claims = context.tokens.verify(token->toLatin1(), TokenKind::Refresh);
    if (!claims)
        return respond(errorAnswer(claims.error()));
    const auto snapshot = context.directory.snapshot();
    const DirectorySnapshot::Person* person = snapshot->person(claims->user);
    if (!person)
        return respond(errorAnswer({ErrorCode::InvalidToken, {}, {}}));
    if (!person->account.active)
        return respond(errorAnswer({ErrorCode::AccountInactive, {}, {}}));
    respond(tokensAnswer(context.tokens, claims->user, person->account.roles));
}

/// GET /api/v1/auth/me
void me(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto snapshot = context.directory.snapshot();
    const DirectorySnapshot::Person* person = snapshot->person(request.principal->user);
    if (!person)
        return respond(errorAnswer({ErrorCode::InvalidToken, {}, {}}));
    const domain::Account& account = person->account;
    protocol::Me answer{.id = account.id,
                        .username = account.username,
                        .phone = account.phone,
                        .email = account.email,
                        .fullName = account.fullName,
                        .roles = account.roles,
                        .active = account.active,
                        .company = account.company,
                        .companyName = {},
                        .branch = account.branch,
                        .branchName = {},
                        .timeZone = {}};
    if (const domain::Company* company = snapshot->company(account.company)) {
        answer.companyName = company->name;
        answer.timeZone = QString::fromLatin1(company->timeZone.id());
        for (const domain::Branch& branch : company->branches) {
            if (account.branch == branch.id)
                answer.branchName = branch.name;
        }
    }
    answerByReading(context, respond, [answer](domain::Workspace& workspace) -> protocol::Result<net::Response> {
        protocol::Me whole = answer;
        if (const auto link = workspace.get<domain::ChatLinks>().linkOf(whole.id))
            whole.telegramChat = link->chat;
        return jsonAnswer(protocol::toJson(whole));
    });
}

} // namespace

void addAuthRoutes(net::Router& router, const Context& context)
{
    using net::Access;
    router.add(net::Route{"POST", "/api/v1/auth/login", Access::anybody(),
                          [&context](const net::Request& request, const net::Responder& respond) {
                              logIn(context, request, respond);
                          }});
    router.add(net::Route{"POST", "/api/v1/auth/refresh", Access::anybody(),
                          [&context](const net::Request& request, const net::Responder& respond) {
                              refresh(context, request, respond);
                          }});
    router.add(net::Route{"GET", "/api/v1/auth/me", Access::user(),
                          [&context](const net::Request& request, const net::Responder& respond) {
                              me(context, request, respond);
                          }});
}

} // namespace api
