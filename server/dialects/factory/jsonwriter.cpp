// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/jsonwriter.h"

#include <QLocale>

#include <cmath>

namespace dialects {

JsonWriter& JsonWriter::open(char bracket)
{
    separate();
    m_out.append(bracket);
    m_first = true;
    return *this;
}

JsonWriter& JsonWriter::close(char bracket)
{
    m_out.append(bracket);
    m_first = false;
    return *this;
}

void JsonWriter::separate()
{
    if (!m_first)
        m_out.append(',');
    m_first = false;
}

JsonWriter& JsonWriter::key(QLatin1StringView name)
{
    separate();
    m_out.append('"').append(name.data(), name.size()).append("\":");
    m_first = true; // its value follows without a comma
    return *this;
}

JsonWriter& JsonWriter::value(QStringView text)
{
    separate();
    append(text);
    return *this;
}

JsonWriter& JsonWriter::value(qint64 number)
{
    separate();
    m_out.append(QByteArray::number(number));
    return *this;
}

JsonWriter& JsonWriter::value(double number)
{
    if (!std::isfinite(number))
        return null();
    separate();
    const QByteArray digits = QByteArray::number(number, 'g', QLocale::FloatingPointShortest);
    m_out.append(digits);
    if (!digits.contains('.') && !digits.contains('e'))
        m_out.append(".0");
    return *this;
}

JsonWriter& JsonWriter::value(bool truth)
{
    separate();
    m_out.append(truth ? "true" : "false");
    return *this;
}

JsonWriter& JsonWriter::null()
{
    separate();
    m_out.append("null");
    return *this;
}

JsonWriter& JsonWriter::raw(const QByteArray& json)
{
    separate();
    m_out.append(json);
    return *this;
}

void JsonWriter::append(QStringView text)
{
    static constexpr char hex[] = "0123456789abcdef";
    const auto escape = [this](char16_t unit) {
        const char sequence[] = {
            '\\',           'u', hex[(unit >> 12) & 0xf], hex[(unit >> 8) & 0xf], hex[(unit >> 4) & 0xf],
            hex[unit & 0xf]};
        m_out.append(sequence, sizeof sequence);
    };
    m_out.append('"');
    qsizetype plainFrom = 0; // in Utf8: letters to be converted together, so that surrogates stay pairs
    const auto flush = [&](qsizetype upTo) {
        if (m_text == JsonText::Utf8 && upTo > plainFrom)
            m_out.append(text.sliced(plainFrom, upTo - plainFrom).toUtf8());
    };
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t unit = text[i].unicode();
        const bool special = unit < 0x20 || unit == u'"' || unit == u'\\';
        if (!special) {
            if (m_text == JsonText::Ascii) {
                if (unit < 0x7f)
                    m_out.append(static_cast<char>(unit));
                else
                    escape(unit);
            }
            continue;
        }
        flush(i);
        plainFrom = i + 1;
        if (unit == u'"')
            m_out.append("\\\"");
        else if (unit == u'\\')
            m_out.append("\\\\");
        else if (unit == u'\n')
            m_out.append("\\n");
        else
            escape(unit);
    }
    flush(text.size());
    m_out.append('"');
}

} // namespace dialects
