// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <optional>

namespace domain {

/// A sentence with values of a row in it: "{name}: оператор {operator.name}, с {called_at:time}".
/// After the field's path may stand a form:
///     {percentage:1}    a number with that many decimals
///     {called_at:time}  a time as HH:mm in the plant's zone
/// "{{" is a brace. A value that is missing is an em dash.
class Wording final
{
public:
    Wording() = default;
    /// None when a brace is open or empty, or a form unknown.
    static std::optional<Wording> from(const QString& text);

    const QString& text() const { return m_text; }
    /// The paths in it, in order.
    const QStringList& fields() const { return m_fields; }
    /// values: by path, as argsOf() makes them.
    QString render(const QJsonObject& values, const QTimeZone& zone) const;

    friend bool operator==(const Wording& a, const Wording& b) { return a.m_text == b.m_text; }

private:
    QString m_text;
    QStringList m_fields;
};

/// The values of a row that its wordings need, by path.
QJsonObject argsOf(const QJsonObject& row, const QStringList& fields);

} // namespace domain
