// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/access.h"
#include "protocol/rows/attendance.h"
#include "protocol/rows/machine.h"

#include <QDateTime>
#include <QLatin1StringView>
#include <QString>
#include <QTimeZone>

#include <optional>

/// The words, colours and time formats of contracts.md A2–A6. The words are data on this wire (the
/// pages print them as they come), so they are Russian whatever the server's language is.
namespace dialects {

inline constexpr QLatin1StringView noPhotoUrl("/static/images/no-photo.png");

QString label(protocol::WorktimeStatus status);
QLatin1StringView colour(protocol::WorktimeStatus status); ///< "#rrggbb"
QString label(protocol::MachineStatus status);
QString label(protocol::CallStatus status);
QString label(protocol::AccessAction action);

/// "2025-11-01T04:05:06.000000+00:00": as Python's isoformat() writes an aware UTC time.
QString isoMicroseconds(const QDateTime& time);
/// A moment in the plant's own time, e.g. format u"HH:mm"; "" for none.
QString localText(const std::optional<QDateTime>& time, const QTimeZone& zone, const QString& format);
/// "0:12:34", as Python prints a duration; days are not split off.
QString hoursMinutesSeconds(qint64 seconds);
/// "H:MM".
QString hoursMinutes(qint64 seconds);
/// "HH:MM" of a number of minutes.
QString clockMinutes(int minutes);
/// Hours with two decimals; 0 while there is no end.
double hoursBetween(const QDateTime& from, const std::optional<QDateTime>& to);
/// To so many decimals, halves away from zero.
double rounded(double value, int decimals);
/// Metres as the original's columns hold them: at a machine with 6 decimals, of a shift with 2.
inline double machineMetres(double metres)
{
    return rounded(metres, 6);
}
inline double shiftMetres(double metres)
{
    return rounded(metres, 2);
}

} // namespace dialects
