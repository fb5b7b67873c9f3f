// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/cafe/order.h"
#include "domain/notifications/notification.h"

#include <QJsonObject>
#include <QTimeZone>

/// contracts.md B2's and B4's objects. The key "branch" is absent where there is none, other keys are null.
namespace dialects::cafe {

/// "2026-01-26T13:31:00.250000+06:00": DRF's form, without a fraction where it is zero.
QString timeText(const QDateTime& time, const QTimeZone& zone);

QJsonObject toJson(const domain::CafeZone& zone);
QJsonObject toJson(const domain::CafeTable& table);
QJsonObject toJson(const domain::CafeBooking& booking, const QTimeZone& zone);
QJsonObject toJson(const domain::CafeKitchen& kitchen);
QJsonObject toJson(const domain::MenuItem& item);
QJsonObject toJson(const domain::CafeClient& client);
QJsonObject toJson(const domain::CafeOrder& order, const QTimeZone& zone);
QJsonObject toJson(const domain::KitchenTask& task, const QTimeZone& zone);
/// {id,type,message,payload,is_read,created_at} of one of type "kitchen_ready".
QJsonObject toJson(const domain::Notification& notification, const QTimeZone& zone);
/// The answer to a payment.
QJsonObject paymentJson(const domain::CafeOrder& order, const QTimeZone& zone);

} // namespace dialects::cafe
