// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/v1/routes.h"

#include "api/answers.h"

namespace api {

void addRoutes(net::Router& router, const Context& context)
{
    router.setFallback(fallbackAnswer);
    addHealthRoutes(router, context);
    addAuthRoutes(router, context);
    addChangesRoute(router, context);
    addSnapshotRoute(router, context);
    addWebSocketRoutes(router, context);
    addEchoRoute(router, context);
    addAlarmRoutes(router, context);
    addNotificationRoutes(router, context);
    addTelegramRoutes(router, context);
    addObjectRoutes(router, context);
    addBudgetRoutes(router, context);
    addMaterialCostRoutes(router, context);
    addDistributionRoutes(router, context);
    addTicketRoutes(router, context);
    addScheduleRoutes(router, context);
    addTimesheetRoutes(router, context);
    addCafeRoutes(router, context);
}

} // namespace api
