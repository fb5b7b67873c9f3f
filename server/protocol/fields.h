// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/decimal.h"
#include "protocol/error.h"

#include <QDate>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace protocol {

/// Reads typed fields out of a JSON object and remembers the first thing that was wrong, so that a
/// parser reads straight down and asks once at the end:
///
///     Fields in(object);
///     Row row{.id = in.integer("id"_L1), .name = in.string("name"_L1)};
///     return in.finish(std::move(row));
///
/// Unknown keys are ignored (design.md §3).
class Fields final
{
public:
    explicit Fields(QJsonObject object) : m_object(std::move(object)) {}

    QString string(QLatin1StringView key);
    qint64 integer(QLatin1StringView key);
    double number(QLatin1StringView key);
    bool boolean(QLatin1StringView key);
    QDateTime time(QLatin1StringView key);
    QDate date(QLatin1StringView key); ///< YYYY-MM-DD
    QJsonObject object(QLatin1StringView key);
    QJsonArray array(QLatin1StringView key);
    /// Money, Quantity, Hours: as a decimal string, or as another system's number.
    template <class D> D decimal(QLatin1StringView key)
    {
        const auto number = D::fromJson(m_object[key]);
        if (!number)
            complain(key, QStringLiteral("must be a decimal number such as \"%1\"").arg(D().toText()));
        return number.value_or(D());
    }

    /// Absent and null are both "none"; a value of the wrong type is an error.
    std::optional<QString> optionalString(QLatin1StringView key);
    std::optional<qint64> optionalInteger(QLatin1StringView key);
    std::optional<double> optionalNumber(QLatin1StringView key);
    std::optional<bool> optionalBoolean(QLatin1StringView key);
    std::optional<QDateTime> optionalTime(QLatin1StringView key);
    std::optional<QDate> optionalDate(QLatin1StringView key);
    std::optional<QJsonObject> optionalObject(QLatin1StringView key);
    template <class D> std::optional<D> optionalDecimal(QLatin1StringView key)
    {
        return isNone(key) ? std::nullopt : std::optional(decimal<D>(key));
    }

    /// For checks the caller makes; the first complaint wins.
    void complain(QLatin1StringView key, const QString& what);

    bool ok() const { return !m_error; }
    template <class T> Result<T> finish(T value) const
    {
        if (m_error)
            return base::Unexpected<Error>{*m_error};
        return value;
    }

private:
    bool isNone(QLatin1StringView key) const;

    QJsonObject m_object;
    std::optional<Error> m_error;
};

} // namespace protocol
