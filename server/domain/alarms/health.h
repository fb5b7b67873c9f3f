// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alarms/alarm.h"

#include <QDateTime>
#include <QString>

#include <array>
#include <deque>
#include <unordered_map>
#include <vector>

namespace domain {

/// How well the alarms serve the people: the figures of EEMUA 191 and ISA-18.2 (clause 16) over a
/// stretch of time.
struct AlarmHealth
{
    /// What EEMUA 191 calls manageable for one operator.
    static constexpr double manageablePerTenMinutes = 2;
    static constexpr int floodBegins = 10; ///< more than so many in ten minutes
    static constexpr int floodEnds = 5;    ///< fewer than so many in ten minutes
    static constexpr double acceptableFloodShare = 0.01;
    static constexpr std::array<double, 4> targetPrioritySplit{0.01, 0.05, 0.15, 0.79}; ///< critical … low

    struct Share
    {
        QString rule;
        QString source;
        int count = 0;
    };

    QDateTime from;
    QDateTime to;
    int total = 0; ///< occurrences: alarms raised, and again while they were open
    double perTenMinutes = 0;
    double perHour = 0;
    double perDay = 0;
    int mostInTenMinutes = 0; ///< in any stretch of ten minutes
    double floodShare = 0;    ///< of the time
    int floods = 0;
    std::vector<Share> top;        ///< the ten that came most often
    double topShare = 0;           ///< of all, by these ten
    std::vector<Share> chattering; ///< three or more within a minute; count: how many such minutes began
    std::vector<Alarm> stale;      ///< open for more than a day, the oldest first
    std::array<int, 4> byPriority{}; ///< critical, high, medium, low
    int open = 0;
    int unanswered = 0;
};

/// Counts occurrences in order of time, one at a time, so that a month of them needs no memory.
class AlarmHealthCount final
{
public:
    AlarmHealthCount(const QDateTime& from, const QDateTime& to);

    /// lastAt is the moment; see AlarmRepository::forEachOccurrence().
    void add(const Alarm& occurrence);
    /// With the alarms that are open at the end.
    AlarmHealth finish(const std::vector<Alarm>& open) &&;

private:
    struct Source
    {
        QString rule;
        QString source;
        int count = 0;
        int chatters = 0;
        std::deque<qint64> lastMinute;
    };
    void advanceTo(qint64 moment);

    AlarmHealth m_health;
    std::unordered_map<QString, Source> m_sources;
    std::deque<qint64> m_window; ///< moments of the last ten minutes
    bool m_flooded = false;
    qint64 m_floodSince = 0;
    qint64 m_floodTime = 0;
};

} // namespace domain
