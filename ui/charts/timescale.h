// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QList>

#include <algorithm>

namespace ui {

/// Maps moments to pixels along a line, and finds round moments for its labels.
class TimeScale final
{
public:
    TimeScale(const QDateTime& from, const QDateTime& to, double left, double right)
        : m_from(from.toMSecsSinceEpoch())
        , m_to(std::max(to.toMSecsSinceEpoch(), m_from + 1))
        , m_left(left)
        , m_right(right)
    {
    }

    /// Clamped to the line's ends.
    double x(const QDateTime& at) const
    {
        const qint64 ms = std::clamp(at.toMSecsSinceEpoch(), m_from, m_to);
        return m_left + (m_right - m_left) * double(ms - m_from) / double(m_to - m_from);
    }
    QDateTime at(double x) const
    {
        const double share = std::clamp((x - m_left) / std::max(1.0, m_right - m_left), 0.0, 1.0);
        return QDateTime::fromMSecsSinceEpoch(m_from + qint64(share * double(m_to - m_from)), Qt::UTC);
    }
    bool contains(const QDateTime& at) const
    {
        return at.toMSecsSinceEpoch() >= m_from && at.toMSecsSinceEpoch() <= m_to;
    }

    /// Full hours of the plant's clock that leave at least `least` pixels between two labels.
    QList<QDateTime> ticks(double least) const;

private:
    qint64 m_from;
    qint64 m_to;
    double m_left;
    double m_right;
};

} // namespace ui
