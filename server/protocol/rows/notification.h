// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace protocol {

/// How far a notification has come. contracts.md C4's words.
enum class NotificationStatus {
    Pending, ///< stored; nobody has been reached yet
    Sent,    ///< a socket or Telegram has taken it
    Failed,  ///< Telegram refused it for good, and no socket was there
};
QLatin1StringView toWire(NotificationStatus status);
std::optional<NotificationStatus> notificationStatusFromWire(QStringView text);

/// Topic "notifications": something one person should know. The audience is that person alone.
struct NotificationRow
{
    qint64 id = 0;
    QString type; ///< notification_type: "budget_alert_80", "alarm", …
    QString title;
    QString message;
    QJsonObject data;
    QDateTime createdAt;
    std::optional<QDateTime> readAt; ///< none: unread
    NotificationStatus status = NotificationStatus::Pending;
    bool push = true; ///< false: stored for the list only, nothing pops up

    friend bool operator==(const NotificationRow&, const NotificationRow&) = default;
};
QJsonObject toJson(const NotificationRow& row);
Result<NotificationRow> notificationRowFromJson(const QJsonObject& object);

/// What a desktop did with a notification: POST /api/v1/notifications/receipts.
struct Receipt
{
    enum class Stage { Received, Displayed };
    qint64 notification = 0;
    Stage stage = Stage::Received;
    QDateTime at; ///< the desktop's clock; for the ledger only
    friend bool operator==(const Receipt&, const Receipt&) = default;
};
QLatin1StringView toWire(Receipt::Stage stage);

struct Receipts
{
    QString client; ///< names the desktop: the same for as long as it is installed
    std::vector<Receipt> receipts;
    friend bool operator==(const Receipts&, const Receipts&) = default;
};
QJsonObject toJson(const Receipts& receipts);
Result<Receipts> receiptsFromJson(const QJsonObject& object);

} // namespace protocol
