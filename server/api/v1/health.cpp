// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.h"
#include "api/load.h"
#include "api/stream/feed.h"
#include "api/upkeep.h"
#include "api/v1/routes.h"

namespace api {

using namespace Qt::StringLiterals;

namespace {

/// GET /health {"status":"ok","database":true,"busy":false,"uptime_s":…,"seq":…,…}: contracts.md C1
/// and what an operator asks first. 503 and "status":"degraded" when the database does not answer.
/// Made from what is known already: asking often costs nothing.
net::Response healthAnswer(const Context& context)
{
    const bool well = context.upkeep.isDatabaseWell();
    QJsonObject health = context.figures ? context.figures() : QJsonObject();
    health.insert(u"status"_s, well ? u"ok"_s : u"degraded"_s);
    health.insert(u"database"_s, well);
    health.insert(u"busy"_s, context.load.isBusy());
    health.insert(u"uptime_s"_s, qint64(context.upkeep.uptime().count() / 1000));
    health.insert(u"seq"_s, context.feed.head());
    health.insert(u"version"_s, QStringLiteral(VAKHTA_VERSION));
    return jsonAnswer(health, well ? 200 : 503);
}

} // namespace

net::Response infoAnswer()
{
    return jsonAnswer({{u"name"_s, u"vakhtad"_s},
                       {u"version"_s, QStringLiteral(VAKHTA_VERSION)},
                       {u"api"_s, u"/api/v1"_s},
                       {u"websocket"_s, u"/api/v1/ws"_s},
                       {u"health"_s, u"/health"_s}});
}

void addHealthRoutes(net::Router& router, const Context& context)
{
    router.add(net::Route{
        "GET", "/health", net::Access::anybody(),
        [&context](const net::Request&, const net::Responder& respond) { respond(healthAnswer(context)); }});
}

} // namespace api
