// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QMetaEnum>
#include <QString>
#include <QVariant>

#include <optional>

namespace client {

/// A cell of something that may be absent: an invalid QVariant then, which sorts last.
template <class T> QVariant orNone(const std::optional<T>& value)
{
    return value ? QVariant::fromValue(*value) : QVariant();
}

/// qint64, or none unless both ends are known.
inline QVariant secondsBetween(const std::optional<QDateTime>& from, const std::optional<QDateTime>& to)
{
    return from && to ? QVariant(from->secsTo(*to)) : QVariant();
}

/// The name of an enum's value as written in the source.
template <class Enum> QString enumKey(int value)
{
    return QString::fromLatin1(QMetaEnum::fromType<Enum>().valueToKey(value));
}

} // namespace client
