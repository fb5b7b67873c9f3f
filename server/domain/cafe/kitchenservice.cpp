// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cafe/kitchenservice.h"

#include "domain/cafe/orderrules.h"
#include "domain/cafe/topics.h"
#include "domain/notifications/service.h"
#include "domain/telling.h"

namespace domain {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::failure;
using protocol::TaskStatus;

namespace {

base::Unexpected<protocol::Error> noSuchTask()
{
    return failure(ErrorCode::NotFound, u"There is no such kitchen task."_s);
}

} // namespace

KitchenService::KitchenService(OrderRepository& orders, AccountRepository& accounts,
                               NotificationService& notifications, Journal& journal, const base::Clock& clock)
    : m_orders(orders), m_accounts(accounts), m_notifications(notifications), m_journal(journal), m_clock(clock)
{
}

void KitchenService::follow(const CafeOrder& order)
{
    const QDateTime now = m_clock.now();
    std::vector<KitchenTask> tasks = m_orders.tasksOf(order.company, order.id);
    const PortionPlan plan = planPortions(order, tasks);
    for (const size_t index : plan.cancel) {
        tasks[index].status = TaskStatus::Cancelled;
        m_orders.update(tasks[index]);
    }
    for (const auto& [index, unit] : plan.add) {
        const CafeOrderItem& item = order.items[index];
        KitchenTask task{.company = order.company,
                         .branch = order.branch,
                         .order = {order.id, order.uuid, {}},
                         .item = {item.id, item.uuid, {}},
                         .menuItem = item.menuItem,
                         .price = item.price,
                         .unit = unit,
                         .createdAt = now};
        if (item.kitchen)
            task.kitchen = CafeRef{.id = *item.kitchen};
        m_orders.insert(task);
    }
    for (KitchenTask& task : tasks) {
        if (!order.isOpen() && task.status == TaskStatus::Ready && !task.servedAt) {
            task.servedAt = now;
            m_orders.update(task);
        }
    }
    // Again, for what is read along has changed too; the journal takes what is new.
    for (const KitchenTask& task : m_orders.tasksOf(order.company, order.id))
        tell(task, cause::cooking);
}

void KitchenService::forget(const CafeOrder& order)
{
    for (const KitchenTask& task : m_orders.tasksOf(order.company, order.id))
        m_journal.record(gone(topic::kitchen, task.id, audienceOf(task), cause::orderRemoved));
}

protocol::Result<KitchenTask> KitchenService::claim(const CafeReach& reach, const CafeKey& key,
                                                    protocol::UserId cook)
{
    auto task = m_orders.task(reach, key);
    if (!task)
        return noSuchTask();
    if (task->status != TaskStatus::Pending || task->cook)
        return failure(ErrorCode::Conflict, u"The task is taken already."_s);
    const auto account = m_accounts.find(cook);
    task->status = TaskStatus::InProgress;
    task->startedAt = m_clock.now();
    task->cook = CafePerson{cook, account ? account->displayName() : QString()};
    m_orders.update(*task);
    tell(*task, cause::cooking);
    return *task;
}

protocol::Result<KitchenTask> KitchenService::ready(const CafeReach& reach, const CafeKey& key,
                                                    protocol::UserId cook)
{
    auto task = m_orders.task(reach, key);
    if (!task || task->status != TaskStatus::InProgress || !task->cook || task->cook->id != cook)
        return noSuchTask();
    task->status = TaskStatus::Ready;
    task->finishedAt = m_clock.now();
    m_orders.update(*task);
    tell(*task, cause::ready);
    tellWaiter(*task);
    return *task;
}

protocol::Result<KitchenTask> KitchenService::serve(const CafeReach& reach, const CafeKey& key)
{
    auto task = m_orders.task(reach, key);
    if (!task)
        return noSuchTask();
    if (task->status != TaskStatus::Ready)
        return failure(ErrorCode::Conflict, u"The task is not ready."_s);
    if (!task->servedAt) {
        task->servedAt = m_clock.now();
        m_orders.update(*task);
        tell(*task, cause::served);
    }
    return *task;
}

void KitchenService::tellWaiter(const KitchenTask& task)
{
    if (!task.waiter)
        return;
    const QString where = task.tableNumber ? u"Стол %1"_s.arg(*task.tableNumber) : u"Без стола"_s;
    // The first five are contracts.md B4's payload; the rest leads our desktop to the row.
    const auto told = m_notifications.notify(
        task.waiter->id,
        {.type = u"kitchen_ready"_s,
         .title = u"Готово на кухне"_s,
         .message = u"%1: %2"_s.arg(where, task.menuItem.title),
         .data = {{u"task_id"_s, task.uuid.toString(QUuid::WithoutBraces)},
                  {u"order_id"_s, task.order.uuid.toString(QUuid::WithoutBraces)},
                  {u"table"_s, task.tableNumber ? QJsonValue(*task.tableNumber) : QJsonValue()},
                  {u"menu_item"_s, task.menuItem.title},
                  {u"unit_index"_s, task.unit},
                  {u"kitchen_task"_s, task.id}},
         .telegram = false});
    // An account that is switched off is told nothing; the board still shows the portion.
    Q_UNUSED(told)
}

void KitchenService::tell(const KitchenTask& task, QLatin1StringView cause)
{
    m_journal.record(put(topic::kitchen, task.id, toJson(toRow(task)), audienceOf(task), cause));
}

} // namespace domain
