// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/tableface.h"

#include "panels/cafe/unsent.h"
#include "theme/cafesigns.h"
#include "theme/format.h"

#include "models/models.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct TableWords
{
    Q_DECLARE_TR_FUNCTIONS(Table)
};

constexpr qint64 billAfter = 20 * 60; ///< seconds from the last dish on the table
constexpr qint64 expectedAhead = 2 * 3600; ///< seconds
constexpr qint64 lateUntil = 30 * 60;      ///< seconds: then a booking holds no table

/// What an order's portions say, oldest moments first.
struct PortionsWaiting
{
    QDateTime cooking;    ///< since when the longest waiting portion was ordered
    QDateTime ready;      ///< since when the coldest one waits
    QDateTime lastServed; ///< only when nothing is under way
    bool any = false;
};

QDateTime earlierOf(const QDateTime& a, const QDateTime& b)
{
    return !a.isValid() || (b.isValid() && b < a) ? b : a;
}

void lookAtPortions(const client::KitchenModel& kitchen, qint64 order, PortionsWaiting& waiting)
{
    for (const qint64 id : kitchen.tasksOf(order)) {
        const protocol::KitchenTaskRow& task = *kitchen.find(id);
        if (client::waitsForWaiter(task))
            waiting.ready = earlierOf(waiting.ready, task.finishedAt.value_or(task.createdAt));
        else if (client::isUnderWay(task))
            waiting.cooking = earlierOf(waiting.cooking, task.createdAt);
        else if (task.servedAt)
            waiting.lastServed = std::max(waiting.lastServed, *task.servedAt);
        waiting.any = waiting.any || task.status != protocol::TaskStatus::Cancelled;
    }
}

} // namespace

Sign signOfTable(TableFace::State state)
{
    switch (state) {
    case TableFace::State::Free:
        return {Mark::Dash, Tone::Quiet, TableWords::tr("Free", "a table")};
    case TableFace::State::Booked:
        return {Mark::Late, Tone::Neutral, TableWords::tr("Booked", "a table")};
    case TableFace::State::Busy:
        return {Mark::Seat, Tone::Neutral, TableWords::tr("Busy", "a table")};
    case TableFace::State::Slow:
        return {Mark::Diamond, Tone::Warning, TableWords::tr("Waits", "a table, for its food")};
    case TableFace::State::Bill:
        return {Mark::Bill, Tone::Info, TableWords::tr("To pay", "a table")};
    case TableFace::State::Late:
        return {Mark::Triangle, Tone::Serious, TableWords::tr("Waits long", "a table, for its food")};
    case TableFace::State::Dish:
        return {Mark::Dish, Tone::Warning, TableWords::tr("Dish ready", "a table")};
    }
    return {};
}

QList<qint64> expectedGuests(const client::Models& models, qint64 table, const QDateTime& now)
{
    return models.bookings.expectedAt(table, now.addSecs(-lateUntil), now.addSecs(expectedAhead));
}

TableFace faceOf(const protocol::TableRow& row, const client::Models& models, const CafeUnsent& unsent,
                 const QDateTime& now)
{
    using State = TableFace::State;
    TableFace face{.id = row.id,
                   .number = row.number,
                   .places = row.places,
                   .zone = row.zone.id,
                   .zoneTitle = row.zone.title,
                   .place = row.place};
    if (const auto moved = unsent.places.constFind(row.id); moved != unsent.places.cend())
        face.place = *moved;

    PortionsWaiting waiting;
    qint64 due = 0;
    bool paid = true;
    std::optional<bool> refused; ///< what was done here to its orders, or to itself
    const auto note = [&refused](const QHash<qint64, bool>& rows, qint64 id) {
        if (const auto found = rows.constFind(id); found != rows.cend())
            refused = refused.value_or(false) || *found;
    };
    note(unsent.tables, row.id);
    const QList<qint64> orders = models.orders.openAt(row.id);
    for (const qint64 id : orders) {
        const protocol::OrderRow& order = *models.orders.find(id);
        lookAtPortions(models.kitchen, id, waiting);
        if (!order.paidAt) {
            due += order.due().units();
            paid = false;
        }
        face.since = earlierOf(face.since, order.createdAt);
        if (order.waiter)
            face.waiter = order.waiter->name;
        note(unsent.orders, id);
        for (const qint64 task : models.kitchen.tasksOf(id))
            note(unsent.tasks, task);
    }
    if (!orders.isEmpty()) {
        face.sum = format::money(due);
        face.state = State::Busy;
        if (waiting.ready.isValid()) {
            face.state = State::Dish;
            face.since = waiting.ready;
        } else if (waiting.cooking.isValid()) {
            const Ageing ageing = ageingOf(protocol::TaskStatus::Pending, waiting.cooking.secsTo(now));
            if (ageing != Ageing::InTime) {
                face.state = ageing == Ageing::Late ? State::Late : State::Slow;
                face.since = waiting.cooking;
            }
        } else if (!paid && waiting.any && waiting.lastServed.isValid() &&
                   waiting.lastServed.secsTo(now) >= billAfter) {
            face.state = State::Bill;
            face.since = waiting.lastServed;
        }
    } else if (row.status == protocol::TableStatus::Busy) {
        face.state = State::Busy;
        face.since = row.since;
    }
    if (const QList<qint64> expected = expectedGuests(models, row.id, now); !expected.isEmpty()) {
        const protocol::BookingRow& next = *models.bookings.find(expected.first());
        face.bookedFor = next.at;
        face.guest = next.guest;
        if (face.state == State::Free)
            face.state = State::Booked;
    }
    face.sign = signOfTable(face.state);
    if (face.state == State::Busy && !orders.isEmpty() && paid)
        face.sign = {Mark::Check, Tone::Neutral, TableWords::tr("Paid", "a table")};
    if (refused)
        face.sign = unsentSign(*refused);
    return face;
}

QString TableFace::minutes(const QDateTime& now) const
{
    return since.isValid() ? format::roughAge(std::max<qint64>(60, since.secsTo(now))) : QString();
}

QString TableFace::booking() const
{
    return bookedFor.isValid() ? format::time(bookedFor) + u' ' + guest : QString();
}

QString TableFace::spoken(const QDateTime& now) const
{
    QStringList parts{TableWords::tr("Table %1").arg(number), zoneTitle,
                      TableWords::tr("%n places", nullptr, places), sign.text, sum, minutes(now), waiter};
    if (bookedFor.isValid())
        parts.append(TableWords::tr("expected at %1", "guests").arg(booking()));
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace ui
