// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dress/cells.h"

#include "theme/format.h"
#include "theme/ticker.h"

namespace ui {

QString momentText(const QVariant& value)
{
    return value.isValid() ? format::shortDateTime(value.toDateTime(), ticker().now()) : QString();
}

QString clockText(const QVariant& value)
{
    return value.isValid() ? format::time(value.toDateTime()) : QString();
}

QString spanText(const QVariant& value)
{
    return value.isValid() ? format::age(value.toLongLong()) : QString();
}

QString ageText(const QVariant& value)
{
    return value.isValid() ? format::age(value.toDateTime().secsTo(ticker().now())) : QString();
}

QString dayText(const QVariant& value)
{
    const QDate day = value.toDate();
    if (!day.isValid())
        return {};
    return day.year() == format::plantDate(ticker().now()).year() ? format::dayAndMonth(day)
                                                                  : format::date(day);
}

QString moneyText(const QVariant& value)
{
    return value.isValid() ? format::money(value.toLongLong()) : QString();
}

} // namespace ui
