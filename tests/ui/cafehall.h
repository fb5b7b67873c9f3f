// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shellfixture.h"

#include "protocol/rows/hall.h"
#include "protocol/rows/order.h"

/// A café for tests, the same every time: three zones, 18 tables, of which some are busy.
class CafeHall final
{
public:
    /// The ids and numbers of tables that stand for something.
    static constexpr qint64 freeTable = 3;
    static constexpr qint64 busyTable = 1;
    static constexpr qint64 slowTable = 2;
    static constexpr qint64 lateTable = 7;
    static constexpr qint64 dishTable = 5;
    static constexpr qint64 billTable = 12;

    static protocol::TableRow table(qint64 id)
    {
        using namespace Qt::StringLiterals;
        protocol::TableRow row;
        row.id = id;
        row.number = int(id);
        row.places = id % 5 == 0 ? 8 : id % 3 == 0 ? 2 : 4;
        row.zone = id <= 9    ? protocol::TableRow::Zone{1, u"Зал"_s}
                   : id <= 14 ? protocol::TableRow::Zone{2, u"Терраса"_s}
                              : protocol::TableRow::Zone{3, u"Банкетный зал"_s};
        row.since = testClock().now().addSecs(-7200);
        return row;
    }

    /// An open order of a table, made so many minutes ago. Its id is a hundred times the table's.
    static protocol::OrderRow order(qint64 tableId, int minutes)
    {
        using namespace Qt::StringLiterals;
        protocol::OrderRow row;
        row.id = tableId * 100;
        row.tableId = tableId;
        row.tableNumber = int(tableId);
        row.guests = 3;
        row.waiter = protocol::PersonRef{9, tableId % 2 ? u"Оразова Бахар"_s : u"Худайбердыев Мерет"_s};
        row.createdAt = testClock().now().addSecs(-60 * minutes);
        row.items = {{tableId * 10 + 1, u"Плов с бараниной"_s, *protocol::Money::fromText(u"310.00"), 2},
                     {tableId * 10 + 2, u"Чай зелёный"_s, *protocol::Money::fromText(u"50.50"), 1}};
        row.total = *protocol::Money::fromText(u"670.50");
        return row;
    }

    static protocol::KitchenTaskRow task(qint64 id, const protocol::OrderRow& order, int unit)
    {
        using namespace Qt::StringLiterals;
        protocol::KitchenTaskRow row;
        row.id = id;
        row.orderId = order.id;
        row.tableNumber = order.tableNumber;
        row.title = unit <= 2 ? order.items[0].title : order.items[1].title;
        row.kitchen = unit <= 2 ? u"Горячий цех"_s : u"Бар"_s;
        row.unit = unit <= 2 ? unit : 1;
        row.waiter = order.waiter;
        row.createdAt = order.createdAt;
        return row;
    }

    /// Guests expected at a table so many minutes from now.
    static protocol::BookingRow booking(qint64 id, qint64 tableId, int minutes)
    {
        using namespace Qt::StringLiterals;
        protocol::BookingRow row;
        row.id = id;
        row.guest = id % 2 ? u"Аннаев Мердан"_s : u"Бригада № 2"_s;
        row.phone = u"+993 61 000000"_s;
        row.at = testClock().now().addSecs(60 * minutes);
        row.guests = 6;
        row.tableId = tableId;
        row.tableNumber = int(tableId);
        return row;
    }

    explicit CafeHall(Shell& shell) : m_shell(shell)
    {
        using namespace Qt::StringLiterals;
        using protocol::TaskStatus;
        const QDateTime now = testClock().now();
        std::vector<protocol::TableRow> tables;
        std::vector<protocol::OrderRow> orders;
        std::vector<protocol::KitchenTaskRow> tasks;
        for (qint64 id = 1; id <= 18; ++id)
            tables.push_back(table(id));
        const auto seat = [&](qint64 id, int minutes, TaskStatus status, int servedMinutesAgo = -1) {
            tables[size_t(id - 1)].status = protocol::TableStatus::Busy;
            orders.push_back(order(id, minutes));
            for (int unit = 1; unit <= 3; ++unit) {
                protocol::KitchenTaskRow row = task(id * 10 + unit, orders.back(), unit);
                // The bar is quick; of the dishes the first is the furthest.
                row.status = unit == 3 ? TaskStatus::Ready : unit == 2 && status != TaskStatus::Ready
                                                             ? TaskStatus::Pending
                                                             : status;
                if (row.status != TaskStatus::Pending) {
                    row.cook = protocol::PersonRef{12, u"Нурыев Азат"_s};
                    row.startedAt = row.createdAt.addSecs(120);
                }
                if (row.status == TaskStatus::Ready)
                    row.finishedAt = unit == 3 ? row.createdAt.addSecs(180) : now.addSecs(-200);
                if (unit == 3)
                    row.servedAt = row.createdAt.addSecs(240);
                else if (servedMinutesAgo >= 0)
                    row.servedAt = now.addSecs(-60 * servedMinutesAgo);
                tasks.push_back(row);
            }
        };
        seat(busyTable, 6, TaskStatus::InProgress);
        seat(slowTable, 15, TaskStatus::InProgress);
        seat(lateTable, 31, TaskStatus::Pending);
        seat(dishTable, 18, TaskStatus::Ready);
        seat(billTable, 75, TaskStatus::Ready, 32);
        seat(16, 4, TaskStatus::Pending);
        protocol::OrderRow closed = order(freeTable, 140);
        closed.status = protocol::OrderStatus::Closed;
        closed.paidAt = closed.closedAt = now.addSecs(-3600);
        closed.paymentMethod = protocol::PaymentMethod::Card;
        orders.push_back(closed);
        shell.plant.snapshot(u"tables"_s, tables);
        shell.plant.snapshot(u"orders"_s, orders);
        shell.plant.snapshot(u"kitchen"_s, tasks);
        shell.plant.setFresh();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }

    /// As the stream tells a change.
    template <class Row> void put(const QString& topic, const Row& row)
    {
        client::TypedRowBatch<Row> batch;
        batch.topic = topic;
        batch.origin = client::Origin::Live;
        batch.changes.push_back({row.id, false, row, 2, testClock().now(), {}});
        m_shell.models.apply(batch);
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }

private:
    Shell& m_shell;
};
