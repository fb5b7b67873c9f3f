// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/decimal.h"
#include "protocol/error.h"
#include "protocol/rows/machine.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace protocol {

/// contracts.md B3; the words on the wire are its own, as of all enumerations here.
enum class OrderStatus { Open, Closed, Cancelled };
QLatin1StringView toWire(OrderStatus status);
std::optional<OrderStatus> orderStatusFromWire(QStringView text);

enum class PaymentMethod {
    None, ///< "": not paid
    Cash,
    Card,
    Transfer,
};
QLatin1StringView toWire(PaymentMethod method);
std::optional<PaymentMethod> paymentMethodFromWire(QStringView text);

/// Topic "orders": what a table has ordered.
struct OrderRow
{
    struct Item
    {
        qint64 id = 0;
        QString title;
        Money price;
        int quantity = 0;
        friend bool operator==(const Item&, const Item&) = default;
    };

    qint64 id = 0;
    std::optional<qint64> tableId;
    std::optional<int> tableNumber;
    int guests = 0;
    std::optional<PersonRef> waiter;
    std::optional<PersonRef> client; ///< a guest whom the café knows
    OrderStatus status = OrderStatus::Open;
    QDateTime createdAt;
    std::optional<QDateTime> closedAt; ///< closed or cancelled
    std::optional<QDateTime> paidAt;
    PaymentMethod paymentMethod = PaymentMethod::None;
    Money total; ///< before the discount
    Money discount;
    std::vector<Item> items;

    Money due() const { return total - discount; }
    friend bool operator==(const OrderRow&, const OrderRow&) = default;
};
QJsonObject toJson(const OrderRow& row);
Result<OrderRow> orderRowFromJson(const QJsonObject& object);

/// contracts.md B3.
enum class TaskStatus { Pending, InProgress, Ready, Cancelled };
QLatin1StringView toWire(TaskStatus status);
std::optional<TaskStatus> taskStatusFromWire(QStringView text);

/// Topic "kitchen": one portion to be cooked.
struct KitchenTaskRow
{
    qint64 id = 0;
    qint64 orderId = 0;
    std::optional<int> tableNumber;
    QString title;   ///< of the menu item
    QString kitchen; ///< which one cooks it; may be empty
    int unit = 1;    ///< of the item's quantity, from 1
    std::optional<PersonRef> waiter;
    std::optional<PersonRef> cook;
    TaskStatus status = TaskStatus::Pending;
    QDateTime createdAt;
    std::optional<QDateTime> startedAt;
    std::optional<QDateTime> finishedAt;
    std::optional<QDateTime> servedAt; ///< on the table; contracts.md B has no word for it
    friend bool operator==(const KitchenTaskRow&, const KitchenTaskRow&) = default;
};
QJsonObject toJson(const KitchenTaskRow& row);
Result<KitchenTaskRow> kitchenTaskRowFromJson(const QJsonObject& object);

} // namespace protocol
