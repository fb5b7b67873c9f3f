// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/wording.h"

#include "domain/alarms/fact.h"
#include "protocol/time.h"

#include <cmath>

namespace domain {

using namespace Qt::StringLiterals;

namespace {

struct WordingHole
{
    QStringView field;
    QStringView form;
};

/// Walks a text: literal(QStringView) for what stands as it is, hole(WordingHole) for what is filled
/// in. False where the text is no wording.
template <class Literal, class Hole> bool walkWording(QStringView text, Literal literal, Hole hole)
{
    while (!text.isEmpty()) {
        const qsizetype open = text.indexOf(u'{');
        if (open < 0) {
            literal(text);
            return true;
        }
        literal(text.left(open));
        text = text.mid(open + 1);
        if (text.startsWith(u'{')) {
            literal(u"{");
            text = text.mid(1);
            continue;
        }
        const qsizetype close = text.indexOf(u'}');
        if (close <= 0)
            return false;
        const QStringView inside = text.left(close);
        text = text.mid(close + 1);
        const qsizetype colon = inside.indexOf(u':');
        const WordingHole found{colon < 0 ? inside : inside.left(colon),
                                colon < 0 ? QStringView() : inside.mid(colon + 1)};
        const bool formKnown = colon < 0 || found.form == u"time"
            || (found.form.size() == 1 && found.form[0] >= u'0' && found.form[0] <= u'9');
        if (found.field.isEmpty() || !formKnown)
            return false;
        hole(found);
    }
    return true;
}

QString valueInWords(const QJsonValue& value, QStringView form, const QTimeZone& zone)
{
    if (form == u"time") {
        const auto time = protocol::timeFromWire(value.toString());
        return time ? time->toTimeZone(zone).toString(u"HH:mm"_s) : u"—"_s;
    }
    switch (value.type()) {
    case QJsonValue::Double: {
        const double number = value.toDouble();
        if (!form.isEmpty())
            return QString::number(number, 'f', form[0].digitValue());
        const bool whole = std::abs(number) < 1e15 && std::trunc(number) == number;
        return whole ? QString::number(static_cast<qint64>(number)) : QString::number(number, 'g', 6);
    }
    case QJsonValue::String:
        return value.toString().isEmpty() ? u"—"_s : value.toString();
    case QJsonValue::Bool:
        return value.toBool() ? u"да"_s : u"нет"_s;
    default:
        return u"—"_s;
    }
}

} // namespace

std::optional<Wording> Wording::from(const QString& text)
{
    Wording wording;
    wording.m_text = text;
    const bool good = walkWording(
        text, [](QStringView) {}, [&](WordingHole hole) { wording.m_fields.append(hole.field.toString()); });
    if (!good)
        return std::nullopt;
    wording.m_fields.removeDuplicates();
    return wording;
}

QString Wording::render(const QJsonObject& values, const QTimeZone& zone) const
{
    QString out;
    walkWording(
        m_text, [&](QStringView literal) { out += literal; },
        [&](WordingHole hole) { out += valueInWords(values.value(hole.field), hole.form, zone); });
    return out;
}

QJsonObject argsOf(const QJsonObject& row, const QStringList& fields)
{
    QJsonObject args;
    for (const QString& field : fields) {
        const QJsonValue value = valueAt(row, field);
        if (!value.isUndefined() && !value.isNull())
            args.insert(field, value);
    }
    return args;
}

} // namespace domain
