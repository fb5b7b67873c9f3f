// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/time.h"

#include <array>

namespace protocol {
namespace {

/// Writes number with as many digits as fit before end, zeros first.
void writeDigits(char16_t* end, int digits, int number)
{
    for (; digits > 0; --digits, number /= 10)
        *--end = static_cast<char16_t>(u'0' + number % 10);
}

} // namespace

QString toWire(const QDateTime& time)
{
    // By hand: QDateTime's own way is ten times as long, and every row that changes holds several times.
    const QDateTime utc = time.toUTC();
    const QDate date = utc.date();
    const QTime clock = utc.time();
    if (!utc.isValid() || date.year() < 0 || date.year() > 9'999)
        return utc.toString(Qt::ISODateWithMs);
    std::array<char16_t, 24> text{u'0', u'0', u'0', u'0', u'-', u'0', u'0', u'-', u'0', u'0', u'T', u'0',
                                  u'0', u':', u'0', u'0', u':', u'0', u'0', u'.', u'0', u'0', u'0', u'Z'};
    writeDigits(text.data() + 4, 4, date.year());
    writeDigits(text.data() + 7, 2, date.month());
    writeDigits(text.data() + 10, 2, date.day());
    writeDigits(text.data() + 13, 2, clock.hour());
    writeDigits(text.data() + 16, 2, clock.minute());
    writeDigits(text.data() + 19, 2, clock.second());
    writeDigits(text.data() + 23, 3, clock.msec());
    return QString(reinterpret_cast<const QChar*>(text.data()), static_cast<qsizetype>(text.size()));
}

QJsonValue toWire(const std::optional<QDateTime>& time)
{
    return time ? QJsonValue(toWire(*time)) : QJsonValue(QJsonValue::Null);
}

QString toNaiveLocal(const QDateTime& time)
{
    return time.toLocalTime().toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")) + QStringLiteral("000");
}

std::optional<QDateTime> timeFromWire(const QString& text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    // A time with no offset would be read as this machine's local time: never what a peer meant.
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return time.toUTC();
}

} // namespace protocol
