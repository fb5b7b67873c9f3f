// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QJsonValue>
#include <QString>

#include <optional>

namespace protocol {

/// "2026-01-26T22:00:00.000Z": RFC 3339, UTC, milliseconds, for every time on our own wire.
QString toWire(const QDateTime& time);
/// null for an absent time.
QJsonValue toWire(const std::optional<QDateTime>& time);
/// "2026-01-26T22:00:00.000000": contracts.md C's form, this machine's local time without an offset.
QString toNaiveLocal(const QDateTime& time);
/// Any RFC 3339 time with an offset, as UTC; nullopt for anything else.
std::optional<QDateTime> timeFromWire(const QString& text);

} // namespace protocol
