// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <optional>

/// Numbers, dates and times as a person reads them: by the default QLocale, and in the plant's time
/// zone, whatever the desktop's is. Main thread only.
namespace ui::format {

/// The zone that wall clocks in the plant show. Until it is known, the desktop's.
void setPlantZone(const QTimeZone& zone);
QTimeZone plantZone();

/// "UTC+5" when the plant's clock differs from the desktop's at this moment, otherwise empty.
QString zoneNote(const QDateTime& at);

QDate plantDate(const QDateTime& at);
QString time(const QDateTime& at);            ///< 14:02
QString timeWithSeconds(const QDateTime& at); ///< 14:02:33
QString date(QDate date);                     ///< 31.10.2025
QString weekday(QDate date);                  ///< пт
QString dateTime(const QDateTime& at);        ///< 31.10.2025 14:02
QString dayAndMonth(QDate date);              ///< 31.10
QString month(QDate day);                     ///< октябрь 2025
/// For narrow columns: 31.10 14:02, with the year only when it is not the present one.
QString shortDateTime(const QDateTime& at, const QDateTime& now);
/// Time alone when it was on the plant's present day, otherwise date and time.
QString timeOrDate(const QDateTime& at, const QDateTime& now);
/// «на 14:02»: what data that may be old says about itself.
QString asOf(const QDateTime& at, const QDateTime& now);

/// "5 s", "3 min", "2 h 5 min", "4 d": how long ago or for how long; never negative.
QString age(qint64 seconds);
/// The same in its largest unit alone: "2 h".
QString roughAge(qint64 seconds);
/// "7:35" of hours and minutes; an em dash when unknown.
QString hours(std::optional<int> minutes);
QString metres(double value, int decimals = 2);
QString number(qint64 value);
/// "1 250,5" of units of 10^-places, without zeros at its end; exact.
QString decimal(qint64 units, int places);
/// "41,5" of millionths.
QString quantity(qint64 millionths);
/// "1 250 000,50" of minor units; exact.
QString money(qint64 minorUnits);
QString percent(double share); ///< 0.83 gives "83 %"
QString dash();                ///< what stands for "not known"

} // namespace ui::format
