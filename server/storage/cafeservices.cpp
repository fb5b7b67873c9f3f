// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/cafeservices.h"

#include "domain/cafe/hallservice.h"
#include "domain/cafe/kitchenservice.h"
#include "domain/cafe/menuservice.h"
#include "domain/cafe/orderservice.h"
#include "domain/notifications/service.h"
#include "domain/people/company.h"
#include "storage/connection.h"
#include "storage/sqlcafehall.h"
#include "storage/sqlcafemenu.h"
#include "storage/sqlcafeorders.h"

namespace storage {

void addCafeServices(Connection& connection, domain::Workspace& workspace, const base::Clock& clock)
{
    const auto halls = std::make_shared<SqlCafeHall>(connection);
    const auto menu = std::make_shared<SqlCafeMenu>(connection);
    const auto orders = std::make_shared<SqlCafeOrders>(connection);
    workspace.add<domain::HallRepository>(halls);
    workspace.add<domain::MenuRepository>(menu);
    workspace.add<domain::OrderRepository>(orders);
    if (!connection.isWriter())
        return;

    auto& accounts = workspace.get<domain::AccountRepository>();
    auto& journal = workspace.get<domain::Journal>();
    const auto hall = std::make_shared<domain::HallService>(*halls, *orders, workspace.get<domain::CompanyRepository>(),
                                                            journal, clock);
    const auto kitchen = std::make_shared<domain::KitchenService>(
        *orders, accounts, workspace.get<domain::NotificationService>(), journal, clock);
    workspace.add<domain::HallService>(hall);
    workspace.add<domain::KitchenService>(kitchen);
    workspace.add<domain::MenuService>(std::make_shared<domain::MenuService>(*menu));
    workspace.add<domain::OrderService>(std::make_shared<domain::OrderService>(*orders, *halls, *menu, accounts, *hall,
                                                                               *kitchen, journal, clock));
}

} // namespace storage
