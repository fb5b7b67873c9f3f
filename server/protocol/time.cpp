// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/time.h"

namespace protocol {

QString toWire(const QDateTime& time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

QJsonValue toWire(const std::optional<QDateTime>& time)
{
    return time ? QJsonValue(toWire(*time)) : QJsonValue(QJsonValue::Null);
}

std::optional<QDateTime> timeFromWire(const QString& text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    // A time with no offset would be read as this machine's local time: never what a peer meant.
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return time.toUTC();
}

} // namespace protocol
