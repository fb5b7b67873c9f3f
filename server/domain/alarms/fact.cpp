// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/fact.h"

#include "protocol/time.h"

namespace domain {

QJsonValue valueAt(const QJsonObject& row, QStringView path)
{
    const qsizetype dot = path.indexOf(u'.');
    if (dot < 0)
        return row.value(path);
    const QJsonValue part = row.value(path.left(dot));
    return part.isObject() ? valueAt(part.toObject(), path.mid(dot + 1)) : QJsonValue(QJsonValue::Undefined);
}

std::optional<QDateTime> timeAt(const QJsonObject& row, QStringView path)
{
    const QJsonValue value = valueAt(row, path);
    return value.isString() ? protocol::timeFromWire(value.toString()) : std::nullopt;
}

} // namespace domain
