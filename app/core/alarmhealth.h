// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"
#include "protocol/rows/alarm.h"

#include <QDateTime>
#include <QJsonObject>

#include <array>
#include <vector>

namespace client {

/// How well the alarms serve the people, as GET /api/v1/alarms/health says: the figures of EEMUA 191
/// and ISA-18.2 (clause 16) over a stretch of time, with what they should be.
struct AlarmHealth
{
    struct Share
    {
        QString rule;
        QString source;
        int count = 0;
        friend bool operator==(const Share&, const Share&) = default;
    };
    /// What is acceptable.
    struct Targets
    {
        double perTenMinutes = 2;
        int mostInTenMinutes = 10;
        double floodShare = 0.01;
        std::array<double, 4> byPriority{0.01, 0.05, 0.15, 0.79}; ///< critical … low, shares of 1
    };

    QDateTime from;
    QDateTime to;
    int total = 0; ///< occurrences
    double perTenMinutes = 0;
    double perHour = 0;
    double perDay = 0;
    int mostInTenMinutes = 0; ///< in any stretch of ten minutes
    int floods = 0;
    double floodShare = 0;         ///< of the time, 0 to 1
    std::vector<Share> top;        ///< the ten that came most often
    double topShare = 0;           ///< of all, by these ten
    std::vector<Share> chattering; ///< three or more within a minute
    std::vector<protocol::AlarmRow> stale; ///< open for more than a day, the oldest first
    std::array<int, 4> byPriority{};       ///< critical … low
    int open = 0;
    int unanswered = 0;
    Targets targets;

    /// EEMUA 191's word for a rate of alarms per operator.
    enum class Load { VeryLikelyAcceptable, Manageable, OverDemanding, VeryLikelyUnacceptable };
    Load load() const;
    /// Shares of all by priority, 0 to 1; all 0 when there were none.
    std::array<double, 4> prioritySplit() const;
};

protocol::Result<AlarmHealth> alarmHealthFromJson(const QJsonObject& object);

} // namespace client
