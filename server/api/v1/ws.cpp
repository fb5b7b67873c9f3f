// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.h"
#include "api/auth/guard.h"
#include "api/stream/hub.h"
#include "api/v1/routes.h"
#include "net/websocketsession.h"

#include <QJsonArray>

namespace api {

using namespace Qt::StringLiterals;

namespace {

void openSocket(const Context& context, net::WebSocketSession& session)
{
    // The guard has found this token good a moment ago; its end is the session's end.
    const auto credential = credentialOf(session.request(), false);
    const auto claims = credential ? context.tokens.verify(credential->token, TokenKind::Access)
                                   : protocol::failure(protocol::ErrorCode::NotAuthenticated);
    if (!claims)
        return session.close(static_cast<quint16>(protocol::CloseCode::TokenExpired),
                             u"The token has expired."_s);
    context.hub.accept(session, *claims);
}

/// GET /api/v1/ws/stats → {"status":"ok","stats":{"total_users","total_connections","active_users":[…],
/// "connections_per_user":{"<id>":n}}}: contracts.md C2, of the asker's company.
net::Response statsAnswer(const Context& context, protocol::CompanyId company)
{
    QJsonArray users;
    QJsonObject perUser;
    int total = 0;
    for (const auto& [user, count] : context.hub.connections(company)) {
        users.append(user);
        perUser.insert(QString::number(user), count);
        total += count;
    }
    const QJsonObject stats{{u"total_users"_s, users.size()},
                            {u"total_connections"_s, total},
                            {u"active_users"_s, users},
                            {u"connections_per_user"_s, perUser}};
    return jsonAnswer({{u"status"_s, u"ok"_s}, {u"stats"_s, stats}});
}

} // namespace

void addWebSocketRoutes(net::Router& router, const Context& context)
{
    using protocol::Role;
    router.add(net::WebSocketRoute{
        "/api/v1/ws", net::Access::user(), {}, [&context](net::WebSocketSession& session) {
            openSocket(context, session);
        }});
    router.add(net::Route{"GET", "/api/v1/ws/stats", net::Access::user({Role::Admin, Role::Manager}),
                          [&context](const net::Request& request, const net::Responder& respond) {
                              respond(statsAnswer(context, request.principal->company));
                          }});
}

} // namespace api
