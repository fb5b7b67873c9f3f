// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QHash>
#include <QList>

#include <array>
#include <memory>

namespace client {
class Models;
}

namespace ui {

/// How much of something there was on each of the plant's days: where a tile's number has been going.
class DayTrends final
{
public:
    enum Subject {
        Metres,  ///< of finished shifts
        Late,    ///< people
        Denied,  ///< cards
        Tickets, ///< asked for
        Calls,   ///< of the master
        SubjectCount
    };

    /// Follows the rows from now on. The models may outlive it.
    explicit DayTrends(client::Models& models);

    /// The last days, the oldest first; those before the first that anything is known of are left out.
    QList<double> of(Subject subject, bool todayCounts) const;

private:
    using Days = std::array<QHash<QDate, double>, SubjectCount>;
    std::shared_ptr<Days> m_days;
};

} // namespace ui
