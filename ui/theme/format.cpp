// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui::format {

namespace {

struct FormatWords
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

/// The locale's short time with or without seconds: the long formats carry the zone's name, and some
/// short ones have seconds.
QString timePattern(bool seconds)
{
    QString pattern = QLocale().timeFormat(QLocale::ShortFormat);
    pattern.remove(":ss"_L1);
    return seconds ? pattern.replace("mm"_L1, "mm:ss"_L1) : pattern;
}

std::optional<QTimeZone>& plantZoneSetting()
{
    static std::optional<QTimeZone> zone;
    return zone;
}

} // namespace

void setPlantZone(const QTimeZone& zone)
{
    plantZoneSetting() = zone.isValid() ? std::optional(zone) : std::nullopt;
}

QTimeZone plantZone()
{
    return plantZoneSetting().value_or(QTimeZone::systemTimeZone());
}

QString zoneNote(const QDateTime& at)
{
    const int offset = plantZone().offsetFromUtc(at);
    if (offset == QTimeZone::systemTimeZone().offsetFromUtc(at))
        return {};
    const int minutes = std::abs(offset) / 60;
    const QString sign = offset < 0 ? u"\u2212"_s : u"+"_s;
    return minutes % 60 ? u"UTC%1%2:%3"_s.arg(sign).arg(minutes / 60).arg(minutes % 60, 2, 10, QChar(u'0'))
                        : u"UTC%1%2"_s.arg(sign).arg(minutes / 60);
}

QDate plantDate(const QDateTime& at)
{
    return at.toTimeZone(plantZone()).date();
}

QString time(const QDateTime& at)
{
    return at.isValid() ? QLocale().toString(at.toTimeZone(plantZone()).time(), timePattern(false)) : dash();
}

QString timeWithSeconds(const QDateTime& at)
{
    return at.isValid() ? QLocale().toString(at.toTimeZone(plantZone()).time(), timePattern(true)) : dash();
}

QString date(QDate date)
{
    return date.isValid() ? QLocale().toString(date, QLocale::ShortFormat) : dash();
}

QString weekday(QDate date)
{
    return date.isValid() ? QLocale().dayName(date.dayOfWeek(), QLocale::ShortFormat) : dash();
}

QString dateTime(const QDateTime& at)
{
    return at.isValid() ? date(plantDate(at)) + u' ' + time(at) : dash();
}

QString dayAndMonth(QDate date)
{
    if (!date.isValid())
        return dash();
    // The locale's short date without its year: "dd.MM", "M/d".
    QString pattern = QLocale().dateFormat(QLocale::ShortFormat);
    pattern.remove(QRegularExpression(u"^y+[^dMy]+|[^dMy]+y+.*$"_s));
    return QLocale().toString(date, pattern);
}

QString month(QDate day)
{
    return day.isValid() ? QLocale().standaloneMonthName(day.month()) + u' ' + QString::number(day.year())
                         : dash();
}

QString shortDateTime(const QDateTime& at, const QDateTime& now)
{
    if (!at.isValid() || plantDate(at).year() != plantDate(now).year())
        return dateTime(at);
    return dayAndMonth(plantDate(at)) + u' ' + time(at);
}

QString timeOrDate(const QDateTime& at, const QDateTime& now)
{
    return plantDate(at) == plantDate(now) ? time(at) : dateTime(at);
}

QString asOf(const QDateTime& at, const QDateTime& now)
{
    if (!at.isValid())
        return FormatWords::tr("no data yet");
    //: age of data: «на 14:02»
    return FormatWords::tr("as of %1").arg(timeOrDate(at, now));
}

QString age(qint64 seconds)
{
    seconds = std::max<qint64>(seconds, 0);
    if (seconds < 60)
        return FormatWords::tr("%1 s", "seconds").arg(seconds);
    if (seconds < 3600)
        return FormatWords::tr("%1 min").arg(seconds / 60);
    if (seconds < 48 * 3600) {
        const qint64 minutes = seconds / 60 % 60;
        return minutes ? FormatWords::tr("%1 h %2 min").arg(seconds / 3600).arg(minutes)
                       : FormatWords::tr("%1 h").arg(seconds / 3600);
    }
    return FormatWords::tr("%1 d", "days").arg(seconds / 86400);
}

QString roughAge(qint64 seconds)
{
    return age(seconds >= 3600 && seconds < 48 * 3600 ? seconds / 3600 * 3600 : seconds);
}

QString hours(std::optional<int> minutes)
{
    return minutes ? u"%1:%2"_s.arg(*minutes / 60).arg(*minutes % 60, 2, 10, QChar(u'0')) : dash();
}

QString metres(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

QString number(qint64 value)
{
    return QLocale().toString(value);
}

QString money(qint64 minorUnits)
{
    const QLocale locale;
    const quint64 amount = minorUnits < 0 ? quint64(-(minorUnits + 1)) + 1 : quint64(minorUnits);
    return (minorUnits < 0 ? u"\u2212"_s : QString()) + locale.toString(amount / 100) +
           locale.decimalPoint() + u"%1"_s.arg(amount % 100, 2, 10, QChar(u'0'));
}

QString decimal(qint64 units, int places)
{
    const QLocale locale;
    const quint64 amount = units < 0 ? quint64(-(units + 1)) + 1 : quint64(units);
    quint64 scale = 1;
    for (int i = 0; i < places; ++i)
        scale *= 10;
    QString text = (units < 0 ? u"\u2212"_s : QString()) + locale.toString(amount / scale);
    if (amount % scale == 0)
        return text;
    QString rest = u"%1"_s.arg(amount % scale, places, 10, QChar(u'0'));
    while (rest.endsWith(u'0'))
        rest.chop(1);
    return text + locale.decimalPoint() + rest;
}

QString quantity(qint64 millionths)
{
    return decimal(millionths, 6);
}

QString percent(double share)
{
    return FormatWords::tr("%1 %", "percent").arg(QLocale().toString(std::lround(share * 100)));
}

QString dash()
{
    return u"\u2014"_s;
}

} // namespace ui::format
