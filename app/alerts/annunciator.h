// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"

#include <QHash>
#include <QTime>
#include <QTimeZone>

#include <chrono>
#include <deque>
#include <optional>
#include <vector>

namespace client {

/// Hours of the plant's day without sound, except for critical alerts. from > to spans midnight.
struct QuietHours
{
    QTime from;
    QTime to;
    bool contains(const QTime& time) const
    {
        return from <= to ? time >= from && time < to : time >= from || time < to;
    }
    friend bool operator==(const QuietHours&, const QuietHours&) = default;
};

/// Decides how an alert reaches a person: merges repeats, holds back floods (ui.md: more than ten
/// annunciations in ten minutes become one digest until fewer than five arrive in ten minutes),
/// keeps quiet hours and the mute. Critical alerts pass floods and quiet hours. Pure.
class Annunciator final
{
public:
    struct Limits
    {
        int floodBegins = 10; ///< more than this many in the window
        int floodEnds = 5;    ///< fewer than this many in the window
        std::chrono::seconds window = std::chrono::minutes(10);
        std::chrono::seconds mergeWithin = std::chrono::minutes(10); ///< a repeat of the same key
        std::chrono::seconds soundAgainAfter{30};                    ///< of the same key
    };

    explicit Annunciator(Limits limits) : m_limits(limits) {}

    void setTimeZone(const QTimeZone& zone) { m_zone = zone; }
    void setQuietHours(const std::optional<QuietHours>& hours) { m_quiet = hours; }
    /// No sound at all until then, UTC; invalid: not muted.
    void setMutedUntil(const QDateTime& until) { m_mutedUntil = until; }
    const QDateTime& mutedUntil() const { return m_mutedUntil; }
    bool muted(const QDateTime& now) const { return m_mutedUntil.isValid() && now < m_mutedUntil; }

    /// What to do with a raised alert; the flood's digest comes as a second one when it begins.
    std::vector<Annunciation> raise(Alert alert, const QDateTime& now);
    /// The matter is settled (acknowledged, or over): its next occurrence is a new one.
    void settle(const QString& key) { m_open.remove(key); }
    /// Ends a flood that is over. True when the flood state changed.
    bool tick(const QDateTime& now);
    bool flooded() const { return m_flooded; }
    void clear();

private:
    struct Open
    {
        int count = 0; ///< 0: new
        AlertKind kind = AlertKind::Missed;
        QDateTime at;
        QDateTime soundedAt;
    };
    void forgetBefore(const QDateTime& moment);
    bool maySound(Priority priority, const QDateTime& now) const;

    Limits m_limits;
    QTimeZone m_zone = QTimeZone::utc();
    std::optional<QuietHours> m_quiet;
    QDateTime m_mutedUntil;
    QHash<QString, Open> m_open;
    std::deque<QDateTime> m_recent; ///< new annunciations, oldest first
    bool m_flooded = false;
    int m_heldBack = 0;
};

} // namespace client
