// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlcafeorders.h"

#include "storage/sqlcafe.h"

#define ORDERS_FROM                                                                                          \
    " FROM cafe_orders x LEFT JOIN cafe_tables t ON t.id = x.table_id"                                       \
    " LEFT JOIN cafe_clients c ON c.id = x.client_id LEFT JOIN accounts w ON w.id = x.waiter_id"
#define SELECT_ORDERS                                                                                        \
    "SELECT x.id, x.uuid, x.company_id, x.branch_id, t.id, t.uuid, t.number, c.id, c.uuid, c.name,"          \
    " w.id, w.full_name, w.username, x.guests, x.status, x.created_at, x.closed_at, x.paid_at,"              \
    " x.payment_method, x.total, x.discount" ORDERS_FROM
/// statuses: as a text of ",open,closed,"; NULL: any.
#define ORDERS_LIKE                                                                                          \
    VAKHTA_CAFE_WITHIN " AND (? IS NULL OR instr(?, ',' || x.status || ',') > 0)"                            \
                       " AND (? IS NULL OR x.created_at >= ?) AND (? IS NULL OR x.created_at <= ?)"          \
                       " AND (? IS NULL OR t.uuid = ?) AND (? IS NULL OR x.waiter_id = ?)"                   \
                       " AND (? IS NULL OR c.uuid = ?) AND (? IS NULL OR x.guests = ?)"
#define TASKS_FROM                                                                                           \
    " FROM cafe_tasks x JOIN cafe_orders o ON o.id = x.order_id JOIN cafe_order_items i ON i.id = x.item_id" \
    " JOIN cafe_menu_items m ON m.id = i.menu_item_id LEFT JOIN cafe_kitchens k ON k.id = x.kitchen_id"      \
    " LEFT JOIN cafe_tables t ON t.id = o.table_id LEFT JOIN cafe_clients c ON c.id = o.client_id"           \
    " LEFT JOIN accounts w ON w.id = o.waiter_id LEFT JOIN accounts a ON a.id = x.cook_id"
#define SELECT_TASKS                                                                                         \
    "SELECT x.id, x.uuid, x.company_id, x.branch_id, o.id, o.uuid, i.id, i.uuid, m.id, m.uuid, i.title,"     \
    " k.id, k.uuid, k.title, i.price, x.unit, x.status, x.created_at, x.started_at, x.finished_at,"          \
    " x.served_at, a.id, a.full_name, a.username, t.number, c.name, w.id, w.full_name, w.username" TASKS_FROM
#define TASKS_LIKE                                                                                           \
    VAKHTA_CAFE_WITHIN " AND (? IS NULL OR instr(?, ',' || x.status || ',') > 0)"                            \
                       " AND (? IS NULL OR x.cook_id = ? OR (? <> 0 AND x.cook_id IS NULL))"

namespace storage {

using namespace Qt::StringLiterals;
using domain::CafeKey;
using domain::CafeOrder;
using domain::CafeOrderItem;
using domain::CafePage;
using domain::CafePerson;
using domain::CafeReach;
using domain::CafeRef;
using domain::CafeSpan;
using domain::KitchenTask;

namespace {

/// An account's id, full name and user name from column on.
std::optional<CafePerson> personAt(const Rows& rows, int column)
{
    const auto id = rows.optionalId<protocol::UserId>(column);
    if (!id)
        return std::nullopt;
    const QString name = rows.text(column + 1);
    return CafePerson{*id, name.isEmpty() ? rows.text(column + 2) : name};
}

/// An id, a UUID and a title from column on.
std::optional<CafeRef> refAt(const Rows& rows, int column)
{
    if (rows.isNull(column))
        return std::nullopt;
    return CafeRef{rows.integer(column), uuidAt(rows, column + 1), rows.text(column + 2)};
}

CafeOrder readOrder(const Rows& rows)
{
    return {.id = rows.integer(0),
            .uuid = uuidAt(rows, 1),
            .company = rows.id<protocol::CompanyId>(2),
            .branch = rows.optionalId<protocol::BranchId>(3),
            .table = refAt(rows, 4),
            .client = refAt(rows, 7),
            .waiter = personAt(rows, 10),
            .guests = static_cast<int>(rows.integer(13)),
            .status = protocol::orderStatusFromWire(rows.text(14)).value_or(protocol::OrderStatus::Open),
            .createdAt = rows.time(15),
            .closedAt = rows.optionalTime(16),
            .paidAt = rows.optionalTime(17),
            .paymentMethod = protocol::paymentMethodFromWire(rows.text(18)).value_or(protocol::PaymentMethod::None),
            .total = protocol::Money::fromUnits(rows.integer(19)),
            .discount = protocol::Money::fromUnits(rows.integer(20))};
}

KitchenTask readTask(const Rows& rows)
{
    KitchenTask task{.id = rows.integer(0),
                     .uuid = uuidAt(rows, 1),
                     .company = rows.id<protocol::CompanyId>(2),
                     .branch = rows.optionalId<protocol::BranchId>(3),
                     .order = {rows.integer(4), uuidAt(rows, 5), {}},
                     .item = {rows.integer(6), uuidAt(rows, 7), {}},
                     .menuItem = {rows.integer(8), uuidAt(rows, 9), rows.text(10)},
                     .kitchen = refAt(rows, 11),
                     .price = protocol::Money::fromUnits(rows.integer(14)),
                     .unit = static_cast<int>(rows.integer(15)),
                     .status = protocol::taskStatusFromWire(rows.text(16)).value_or(protocol::TaskStatus::Pending),
                     .createdAt = rows.time(17),
                     .startedAt = rows.optionalTime(18),
                     .finishedAt = rows.optionalTime(19),
                     .servedAt = rows.optionalTime(20),
                     .cook = personAt(rows, 21),
                     .guest = rows.text(25),
                     .waiter = personAt(rows, 26)};
    if (!rows.isNull(24))
        task.tableNumber = static_cast<int>(rows.integer(24));
    return task;
}

std::optional<qint64> idOf(const std::optional<CafeRef>& ref)
{
    return ref ? std::optional(ref->id) : std::nullopt;
}

std::optional<protocol::UserId> idOf(const std::optional<CafePerson>& person)
{
    return person ? std::optional(person->id) : std::nullopt;
}

std::optional<QString> uuidOf(const std::optional<QUuid>& uuid)
{
    return uuid ? std::optional(uuidText(*uuid)) : std::nullopt;
}

/// ",open,closed,", none for any.
template <class Status> std::optional<QString> wordList(const std::vector<Status>& statuses)
{
    if (statuses.empty())
        return std::nullopt;
    QString list = u","_s;
    for (const Status status : statuses)
        list += QString(toWire(status)) + u',';
    return list;
}

} // namespace

// ---- orders ----

std::vector<CafeOrderItem> SqlCafeOrders::itemsOf(qint64 order)
{
    std::vector<CafeOrderItem> items;
    auto rows = m_db.query("SELECT i.id, i.uuid, i.menu_item_id, m.uuid, i.title, m.kitchen_id, i.price, i.quantity"
                           " FROM cafe_order_items i JOIN cafe_menu_items m ON m.id = i.menu_item_id"
                           " WHERE i.order_id = ? AND i.line > 0 ORDER BY i.line"_L1,
                           order);
    while (rows.next()) {
        items.push_back({.id = rows.integer(0),
                         .uuid = uuidAt(rows, 1),
                         .menuItem = {rows.integer(2), uuidAt(rows, 3), rows.text(4)},
                         .kitchen = rows.optionalInteger(5),
                         .price = protocol::Money::fromUnits(rows.integer(6)),
                         .quantity = static_cast<int>(rows.integer(7))});
    }
    return items;
}

std::optional<CafeOrder> SqlCafeOrders::order(const CafeReach& reach, const CafeKey& key)
{
    auto found = cafeRow(m_db, SELECT_ORDERS VAKHTA_CAFE_BY_ID ""_L1, SELECT_ORDERS VAKHTA_CAFE_BY_UUID ""_L1, reach,
                         key, readOrder);
    if (found)
        found->items = itemsOf(found->id);
    return found;
}

CafePage<CafeOrder> SqlCafeOrders::orders(const CafeReach& reach, const domain::OrderFilter& filter, CafeSpan span)
{
    const auto statuses = wordList(filter.statuses);
    const auto table = uuidOf(filter.table);
    const auto client = uuidOf(filter.client);
    auto page = cafePage<CafeOrder>(
        m_db, "SELECT count(*)" ORDERS_FROM ORDERS_LIKE ""_L1,
        SELECT_ORDERS ORDERS_LIKE " ORDER BY x.created_at DESC, x.id DESC LIMIT ? OFFSET ?"_L1, reach, span,
        readOrder, statuses, statuses, filter.createdFrom, filter.createdFrom, filter.createdTo, filter.createdTo,
        table, table, filter.waiter, filter.waiter, client, client, filter.guests, filter.guests);
    for (CafeOrder& one : page.rows)
        one.items = itemsOf(one.id);
    return page;
}

std::vector<CafeOrder> SqlCafeOrders::openAt(protocol::CompanyId company, qint64 table)
{
    std::vector<CafeOrder> found;
    auto rows = m_db.query(
        SELECT_ORDERS " WHERE x.company_id = ? AND x.table_id = ? AND x.status = 'open' ORDER BY x.id"_L1, company,
        table);
    while (rows.next())
        found.push_back(readOrder(rows));
    for (CafeOrder& one : found)
        one.items = itemsOf(one.id);
    return found;
}

void SqlCafeOrders::insert(CafeOrder& order)
{
    order.id = m_db.insert("INSERT INTO cafe_orders (uuid, company_id, branch_id, table_id, client_id, waiter_id,"
                           " guests, status, created_at, closed_at, paid_at, payment_method, total, discount)"
                           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                           uuidOfNew(order), order.company, order.branch, idOf(order.table), idOf(order.client),
                           idOf(order.waiter), order.guests, QString(toWire(order.status)), order.createdAt,
                           order.closedAt, order.paidAt, QString(toWire(order.paymentMethod)), order.total,
                           order.discount);
    writeItems(order);
}

void SqlCafeOrders::update(CafeOrder& order)
{
    m_db.exec("UPDATE cafe_orders SET branch_id = ?, table_id = ?, client_id = ?, waiter_id = ?, guests = ?,"
              " status = ?, closed_at = ?, paid_at = ?, payment_method = ?, total = ?, discount = ?"
              " WHERE company_id = ? AND id = ?"_L1,
              order.branch, idOf(order.table), idOf(order.client), idOf(order.waiter), order.guests,
              QString(toWire(order.status)), order.closedAt, order.paidAt, QString(toWire(order.paymentMethod)),
              order.total, order.discount, order.company, order.id);
    writeItems(order);
}

void SqlCafeOrders::writeItems(CafeOrder& order)
{
    m_db.exec("UPDATE cafe_order_items SET line = 0 WHERE order_id = ?"_L1, order.id);
    int line = 0;
    for (CafeOrderItem& item : order.items) {
        ++line;
        if (item.id > 0) {
            m_db.exec("UPDATE cafe_order_items SET line = ?, quantity = ? WHERE order_id = ? AND id = ?"_L1, line,
                      item.quantity, order.id, item.id);
            continue;
        }
        item.id = m_db.insert("INSERT INTO cafe_order_items (uuid, order_id, line, menu_item_id, title, price,"
                              " quantity) VALUES (?, ?, ?, ?, ?, ?, ?)"_L1,
                              uuidOfNew(item), order.id, line, item.menuItem.id, item.menuItem.title, item.price,
                              item.quantity);
    }
}

void SqlCafeOrders::removeOrder(protocol::CompanyId company, qint64 id)
{
    m_db.exec("DELETE FROM cafe_orders WHERE company_id = ? AND id = ?"_L1, company, id);
}

// ---- the kitchen ----

std::optional<KitchenTask> SqlCafeOrders::task(const CafeReach& reach, const CafeKey& key)
{
    return cafeRow(m_db, SELECT_TASKS VAKHTA_CAFE_BY_ID ""_L1, SELECT_TASKS VAKHTA_CAFE_BY_UUID ""_L1, reach, key,
                   readTask);
}

CafePage<KitchenTask> SqlCafeOrders::tasks(const CafeReach& reach, const domain::TaskFilter& filter, CafeSpan span)
{
    const auto statuses = wordList(filter.statuses);
    return cafePage<KitchenTask>(m_db, "SELECT count(*)" TASKS_FROM TASKS_LIKE ""_L1,
                                 SELECT_TASKS TASKS_LIKE " ORDER BY x.id LIMIT ? OFFSET ?"_L1, reach, span, readTask,
                                 statuses, statuses, filter.cook, filter.cook, filter.free);
}

std::vector<KitchenTask> SqlCafeOrders::tasksOf(protocol::CompanyId company, qint64 order)
{
    std::vector<KitchenTask> found;
    auto rows =
        m_db.query(SELECT_TASKS " WHERE x.company_id = ? AND x.order_id = ? ORDER BY x.id"_L1, company, order);
    while (rows.next())
        found.push_back(readTask(rows));
    return found;
}

void SqlCafeOrders::insert(KitchenTask& task)
{
    task.id = m_db.insert("INSERT INTO cafe_tasks (uuid, company_id, branch_id, order_id, item_id, kitchen_id, unit,"
                          " status, created_at, started_at, finished_at, served_at, cook_id)"
                          " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                          uuidOfNew(task), task.company, task.branch, task.order.id, task.item.id,
                          idOf(task.kitchen), task.unit, QString(toWire(task.status)), task.createdAt,
                          task.startedAt, task.finishedAt, task.servedAt, idOf(task.cook));
}

void SqlCafeOrders::update(const KitchenTask& task)
{
    m_db.exec("UPDATE cafe_tasks SET status = ?, started_at = ?, finished_at = ?, served_at = ?, cook_id = ?"
              " WHERE company_id = ? AND id = ?"_L1,
              QString(toWire(task.status)), task.startedAt, task.finishedAt, task.servedAt, idOf(task.cook),
              task.company, task.id);
}

} // namespace storage
