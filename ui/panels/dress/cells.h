// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/signs.h"

#include <QCoreApplication>
#include <QString>
#include <QVariant>

/// What the cells of several subjects have in common. An invalid value is an empty cell.
namespace ui {

/// The context of every header, so that a translator sees them together.
struct ColumnWords
{
    Q_DECLARE_TR_FUNCTIONS(Columns)
};

/// 31.10 14:02
QString momentText(const QVariant& value);
/// 14:02
QString clockText(const QVariant& value);
/// "2 h 5 min", of seconds
QString spanText(const QVariant& value);
/// How long ago that was.
QString ageText(const QVariant& value);
/// 31.10, with the year only when it is not the present one
QString dayText(const QVariant& value);
/// "1 250 000,50", of minor units
QString moneyText(const QVariant& value);

template <class Enum> QString signText(const QVariant& value)
{
    return value.isValid() ? signOf(Enum(value.toInt())).text : QString();
}

} // namespace ui
