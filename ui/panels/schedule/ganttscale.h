// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QList>
#include <QString>

namespace ui {

/// Days along a line: which day is where, and what stands over them.
class GanttScale final
{
public:
    /// What the labels are of.
    enum class Grain { Days, Weeks, Months };
    static constexpr double least = 1.2; ///< pixels a day, at text scale 1
    static constexpr double most = 48;

    struct Label
    {
        QDate from;
        QDate to; ///< the first day that is not its own
        QString text;
    };

    GanttScale() = default;
    /// perDay: pixels.
    GanttScale(QDate first, QDate last, double perDay) : m_first(first), m_last(last), m_perDay(perDay) {}

    QDate first() const { return m_first; }
    QDate last() const { return m_last; }
    double perDay() const { return m_perDay; }
    double width() const { return m_first.isValid() ? double(m_first.daysTo(m_last) + 1) * m_perDay : 0; }
    /// Where the day begins, from where the first one does.
    double x(QDate day) const { return double(m_first.daysTo(day)) * m_perDay; }
    QDate dayAt(double x) const;
    /// perDay at text scale 1.
    static Grain grainOf(double perDay);
    static double perDayOf(Grain grain);
    /// The upper line of labels for the days from…to: months, or years.
    QList<Label> upper(QDate from, QDate to, Grain grain) const;
    /// The lower one: days, weeks' Mondays, or months.
    QList<Label> lower(QDate from, QDate to, Grain grain) const;

private:
    QDate m_first;
    QDate m_last;
    double m_perDay = 9;
};

} // namespace ui
