// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>
#include <QStringView>

#include <optional>

namespace dialects {

/// How letters beyond ASCII go out.
enum class JsonText {
    /// \uXXXX, as Django writes it: clients that take a body without a charset for Latin-1 (Dart's
    /// http package, and with it the master's phone app) would otherwise show mojibake.
    Ascii,
    /// As they are: a third of the bytes on the wire and no reliance on a microcontroller's parser
    /// having been built with unicode decoding. For devices.
    Utf8,
};

/// Writes JSON straight down, keys in the order they are given, no spaces. Numbers that are floats
/// on the original's wire keep a decimal point ("12.0"): a typed client (Dart: `as double`) refuses 12.
class JsonWriter final
{
public:
    explicit JsonWriter(JsonText text) : m_text(text) {}

    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& beginArray() { return open('['); }
    JsonWriter& endArray() { return close(']'); }
    JsonWriter& key(QLatin1StringView name);

    JsonWriter& value(QStringView text);
    JsonWriter& value(const QString& text) { return value(QStringView(text)); }
    JsonWriter& value(QLatin1StringView text) { return value(QStringView(QString(text))); }
    JsonWriter& value(qint64 number);
    JsonWriter& value(int number) { return value(static_cast<qint64>(number)); }
    JsonWriter& value(double number);
    JsonWriter& value(bool truth);
    JsonWriter& null();
    template <class T> JsonWriter& value(const std::optional<T>& something)
    {
        return something ? value(*something) : null();
    }
    /// JSON that is ready, e.g. a cached part.
    JsonWriter& raw(const QByteArray& json);

    template <class T> JsonWriter& field(QLatin1StringView name, const T& content)
    {
        return key(name).value(content);
    }

    QByteArray take() { return std::move(m_out); }

private:
    JsonWriter& open(char bracket);
    JsonWriter& close(char bracket);
    void separate();
    void append(QStringView text);

    const JsonText m_text;
    QByteArray m_out;
    bool m_first = true; ///< nothing precedes the next item at this level
};

} // namespace dialects
