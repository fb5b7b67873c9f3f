// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/hallservice.h"
#include "domain/cafe/kitchenservice.h"
#include "domain/cafe/menuservice.h"
#include "domain/cafe/orderservice.h"
#include "domain/cafe/topics.h"
#include "storage/cafeservices.h"
#include "support/alarmplant.h"

namespace support {

/// A café on a real database, on one thread: a table in each branch of the first company and one of no
/// branch, two dishes, people.
class CafePlant final
{
public:
    CafePlant()
    {
        plant.change([this] {
            storage::addCafeServices(plant.db, plant.workspace, plant.clock);
            zone = hall().add(domain::CafeZone{.company = plant.company, .title = QStringLiteral("Зал")}).value();
            kitchen = menu()
                          .add(domain::CafeKitchen{.company = plant.company, .title = QStringLiteral("Горячий")})
                          .value();
            pilaf = dish(QStringLiteral("Плов"), "310.00");
            tea = dish(QStringLiteral("Чай"), "50.50");
        });
        table = addTable(5);
    }

    template <class T> T& get() { return plant.get<T>(); }
    domain::HallService& hall() { return get<domain::HallService>(); }
    domain::MenuService& menu() { return get<domain::MenuService>(); }
    domain::OrderService& orders() { return get<domain::OrderService>(); }
    domain::KitchenService& cooks() { return get<domain::KitchenService>(); }
    domain::OrderRepository& orderRows() { return get<domain::OrderRepository>(); }
    domain::HallRepository& hallRows() { return get<domain::HallRepository>(); }

    domain::CafeReach reach(std::optional<protocol::BranchId> branch = {}) const
    {
        return {.company = plant.company, .branch = branch};
    }
    domain::CafeTable addTable(int number, std::optional<protocol::BranchId> branch = {})
    {
        std::optional<domain::CafeTable> made;
        plant.change([&] {
            made = hall()
                       .add(domain::CafeTable{.company = plant.company,
                                              .branch = branch,
                                              .zone = {zone.id, zone.uuid, zone.title},
                                              .number = number,
                                              .places = 4})
                       .value();
        });
        return *made;
    }
    domain::CafeOrder order(const domain::OrderEdit& edit, std::optional<protocol::BranchId> branch = {})
    {
        std::optional<domain::CafeOrder> made;
        plant.change([&] { made = orders().create(reach(), branch, waiter.id, edit).value(); });
        return *made;
    }
    /// At the table: so many portions of pilaf.
    domain::CafeOrder pilafs(int quantity)
    {
        return order({.table = std::optional(table.id),
                      .items = std::vector<domain::OrderEdit::Line>{{pilaf.id, quantity}}});
    }
    std::vector<domain::KitchenTask> tasks(const domain::CafeOrder& order)
    {
        return orderRows().tasksOf(plant.company, order.id);
    }
    protocol::TableStatus status(const domain::CafeTable& one)
    {
        return hallRows().table(reach(), one.id)->status;
    }
    /// What the journal says from a seq on, as "topic cause".
    QStringList told(qint64 after)
    {
        const domain::Scope everything{.company = plant.company,
                                       .branch = {},
                                       .roles = protocol::Roles::fromBits(~0u),
                                       .user = *protocol::UserId::from(1'000'000),
                                       .topics = protocol::Topics::all()};
        QStringList lines;
        const auto slice = get<domain::JournalReader>().eventsAfter(after, everything, 1'000);
        for (const auto& event : slice->events) {
            const QJsonObject json = QJsonDocument::fromJson(event->json).object();
            lines.append(json[QStringLiteral("topic")].toString() + u' ' + json[QStringLiteral("cause")].toString());
        }
        return lines;
    }
    qint64 now() { return get<domain::JournalReader>().head().seq; }

    AlarmPlant plant{{}};
    domain::Account waiter = plant.hire(QStringLiteral("waiter"), {protocol::Role::Waiter});
    domain::Account cook = plant.hire(QStringLiteral("cook"), {protocol::Role::Cook});
    domain::Account other = plant.hire(QStringLiteral("other"), {protocol::Role::Cook});
    domain::CafeZone zone{.company = plant.company};
    domain::CafeKitchen kitchen{.company = plant.company};
    domain::MenuItem pilaf{.company = plant.company};
    domain::MenuItem tea{.company = plant.company};
    domain::CafeTable table{.company = plant.company};

private:
    domain::MenuItem dish(const QString& title, const char* price)
    {
        return menu()
            .add(domain::MenuItem{.company = plant.company,
                                  .title = title,
                                  .kitchen = domain::CafeRef{kitchen.id, kitchen.uuid, kitchen.title},
                                  .price = *protocol::Money::fromText(QString::fromLatin1(price))})
            .value();
    }
};

} // namespace support
