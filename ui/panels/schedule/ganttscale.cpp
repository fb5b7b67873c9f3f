// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/ganttscale.h"

#include "theme/format.h"

#include <QLocale>

#include <cmath>

namespace ui {

namespace {

QDate monthOf(QDate day)
{
    return {day.year(), day.month(), 1};
}

} // namespace

QDate GanttScale::dayAt(double x) const
{
    return m_first.addDays(qint64(std::floor(x / m_perDay)));
}

GanttScale::Grain GanttScale::grainOf(double perDay)
{
    return perDay >= 20 ? Grain::Days : perDay >= 5 ? Grain::Weeks : Grain::Months;
}

double GanttScale::perDayOf(Grain grain)
{
    return grain == Grain::Days ? 28 : grain == Grain::Weeks ? 9 : 2.6;
}

QList<GanttScale::Label> GanttScale::upper(QDate from, QDate to, Grain grain) const
{
    QList<Label> labels;
    if (grain == Grain::Months) {
        for (QDate at(from.year(), 1, 1); at <= to; at = at.addYears(1))
            labels.append({at, at.addYears(1), QString::number(at.year())});
        return labels;
    }
    for (QDate at = monthOf(from); at <= to; at = at.addMonths(1))
        labels.append({at, at.addMonths(1), format::month(at)});
    return labels;
}

QList<GanttScale::Label> GanttScale::lower(QDate from, QDate to, Grain grain) const
{
    QList<Label> labels;
    switch (grain) {
    case Grain::Days:
        for (QDate at = from; at <= to; at = at.addDays(1))
            labels.append({at, at.addDays(1), QString::number(at.day())});
        break;
    case Grain::Weeks:
        for (QDate at = from.addDays(1 - from.dayOfWeek()); at <= to; at = at.addDays(7))
            labels.append({at, at.addDays(7), format::dayAndMonth(at)});
        break;
    case Grain::Months:
        for (QDate at = monthOf(from); at <= to; at = at.addMonths(1))
            labels.append({at, at.addMonths(1), QLocale().standaloneMonthName(at.month(), QLocale::ShortFormat)});
        break;
    }
    return labels;
}

} // namespace ui
