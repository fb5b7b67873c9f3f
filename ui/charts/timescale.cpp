// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/timescale.h"

#include "theme/format.h"

namespace ui {

QList<QDateTime> TimeScale::ticks(double least) const
{
    constexpr qint64 hour = 3600 * 1000;
    const double pixelsPerHour = (m_right - m_left) * double(hour) / double(m_to - m_from);
    qint64 step = 24 * hour;
    for (const int hours : {1, 2, 3, 4, 6, 8, 12})
        if (pixelsPerHour * hours >= least) {
            step = hours * hour;
            break;
        }
    const QDateTime first = QDateTime::fromMSecsSinceEpoch(m_from, Qt::UTC);
    const qint64 offset = qint64(format::plantZone().offsetFromUtc(first)) * 1000;
    QList<QDateTime> result;
    for (qint64 ms = (m_from + offset + step - 1) / step * step - offset; ms <= m_to; ms += step)
        result.append(QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC));
    return result;
}

} // namespace ui
