// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decimal.h"

#include <QLocale>

#include <algorithm>

namespace protocol::decimal {

std::optional<qint64> unitsFromText(QStringView text, int places, bool round)
{
    text = text.trimmed();
    const bool negative = text.startsWith(u'-');
    if (negative || text.startsWith(u'+'))
        text = text.sliced(1);
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.first(point);
    const QStringView fraction = point < 0 ? QStringView() : text.sliced(point + 1);
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (whole.isEmpty() || (point >= 0 && fraction.isEmpty()))
        return std::nullopt;
    if (!std::all_of(whole.begin(), whole.end(), isDigit) || !std::all_of(fraction.begin(), fraction.end(), isDigit))
        return std::nullopt;

    qint64 units = 0;
    const auto add = [&units](QChar digit) {
        units = units * 10 + (digit.unicode() - u'0');
        return units <= most;
    };
    for (const QChar digit : whole) {
        if (!add(digit))
            return std::nullopt;
    }
    for (int i = 0; i < places; ++i) {
        if (!add(i < fraction.size() ? fraction[i] : QChar(u'0')))
            return std::nullopt;
    }
    const QStringView beyond = fraction.size() > places ? fraction.sliced(places) : QStringView();
    if (round) {
        if (!beyond.isEmpty() && beyond[0] >= u'5')
            ++units;
    } else if (std::any_of(beyond.begin(), beyond.end(), [](QChar c) { return c != u'0'; })) {
        return std::nullopt;
    }
    return negative ? -units : units;
}

QString textFromUnits(qint64 units, int places, int shown)
{
    QString digits = QString::number(units < 0 ? -units : units).rightJustified(places + 1, u'0');
    digits.insert(digits.size() - places, u'.');
    for (int i = places; i > shown && digits.endsWith(u'0'); --i)
        digits.chop(1);
    if (digits.endsWith(u'.'))
        digits.chop(1);
    return units < 0 ? u'-' + digits : digits;
}

std::optional<QString> textFromJson(const QJsonValue& value)
{
    if (value.isString())
        return value.toString();
    if (value.isDouble())
        return QString::number(value.toDouble(), 'f', QLocale::FloatingPointShortest);
    return std::nullopt;
}

} // namespace protocol::decimal
