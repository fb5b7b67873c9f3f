// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/context.h"
#include "net/probe.h"
#include "net/router.h"

#include <vector>

namespace api {

/// Puts all of /api/v1 and GET /health into the router, with the words for what no route matches.
/// context must outlive the router. The Guard is the composition root's to set: dialects add to it.
void addRoutes(net::Router& router, const Context& context);

/// contracts.md C1's GET /: what this is and where its API begins. A dialect may have pages there for
/// browsers, so the composition root decides who gets which.
net::Response infoAnswer();

/// /api/v1/ws/dialects: the sockets of other wires, for those who look whether theirs works.
void addDialectRoutes(net::Router& router, const Context& context, std::vector<net::SocketProbe> probes);

// A file each; addRoutes() calls them all.
void addAlarmRoutes(net::Router& router, const Context& context);
void addAuthRoutes(net::Router& router, const Context& context);
void addCafeRoutes(net::Router& router, const Context& context);
void addChangesRoute(net::Router& router, const Context& context);
void addSnapshotRoute(net::Router& router, const Context& context);
void addWebSocketRoutes(net::Router& router, const Context& context);
void addEchoRoute(net::Router& router, const Context& context);
void addHealthRoutes(net::Router& router, const Context& context);
void addNotificationRoutes(net::Router& router, const Context& context);
void addTelegramRoutes(net::Router& router, const Context& context);
void addObjectRoutes(net::Router& router, const Context& context);
void addBudgetRoutes(net::Router& router, const Context& context);
void addMaterialCostRoutes(net::Router& router, const Context& context);
void addDistributionRoutes(net::Router& router, const Context& context);
void addTicketRoutes(net::Router& router, const Context& context);
void addScheduleRoutes(net::Router& router, const Context& context);
void addTimesheetRoutes(net::Router& router, const Context& context);

} // namespace api
