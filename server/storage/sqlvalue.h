// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/id.h"
#include "protocol/decimal.h"
#include "protocol/roles.h"

#include <QByteArray>
#include <QDate>
#include <QDateTime>
#include <QString>
#include <QVariant>

#include <concepts>
#include <optional>

/// How values stand in columns: times as INTEGER milliseconds since 1970 UTC, dates as TEXT
/// YYYY-MM-DD, ids, role bits and decimals' units as INTEGER, booleans as 0 and 1, none as NULL.
namespace storage {

template <std::integral T> QVariant toSql(T value)
{
    return QVariant(static_cast<qlonglong>(value));
}
inline QVariant toSql(double value)
{
    return QVariant(value);
}
/// A null QString is an empty text here: NULL is written as std::optional.
inline QVariant toSql(const QString& value)
{
    return QVariant(value.isNull() ? QStringLiteral("") : value);
}
inline QVariant toSql(const QByteArray& value)
{
    return QVariant(value.isNull() ? QByteArray("") : value);
}
inline QVariant toSql(const QDateTime& value)
{
    return QVariant(static_cast<qlonglong>(value.toMSecsSinceEpoch()));
}
inline QVariant toSql(QDate value)
{
    return QVariant(value.toString(Qt::ISODate));
}
inline QVariant toSql(protocol::Roles value)
{
    return QVariant(static_cast<qlonglong>(value.bits()));
}
template <class Tag> QVariant toSql(base::Id<Tag> value)
{
    return QVariant(static_cast<qlonglong>(value.value()));
}
template <class Tag, int Places, int Shown> QVariant toSql(protocol::Decimal<Tag, Places, Shown> value)
{
    return QVariant(static_cast<qlonglong>(value.units()));
}
inline QVariant toSql(std::nullopt_t)
{
    return {};
}
template <class T> QVariant toSql(const std::optional<T>& value)
{
    return value ? toSql(*value) : QVariant();
}

} // namespace storage
