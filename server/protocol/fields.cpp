// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/fields.h"

#include "protocol/time.h"

namespace protocol {

using namespace Qt::StringLiterals;

void Fields::complain(QLatin1StringView key, const QString& what)
{
    if (!m_error)
        m_error = Error{ErrorCode::ValidationFailed, u"%1 %2"_s.arg(QString(key), what), {{u"field"_s, QString(key)}}};
}

bool Fields::isNone(QLatin1StringView key) const
{
    const QJsonValue value = m_object[key];
    return value.isUndefined() || value.isNull();
}

QString Fields::string(QLatin1StringView key)
{
    const QJsonValue value = m_object[key];
    if (!value.isString())
        complain(key, u"must be a string"_s);
    return value.toString();
}

qint64 Fields::integer(QLatin1StringView key)
{
    const QJsonValue value = m_object[key];
    // Past 2^53 a JSON number is no longer the number that was written.
    constexpr qint64 exact = 1LL << 53;
    const qint64 number = value.toInteger(exact + 1);
    if (!value.isDouble() || number > exact || number < -exact) {
        complain(key, u"must be a whole number"_s);
        return 0;
    }
    return number;
}

double Fields::number(QLatin1StringView key)
{
    const QJsonValue value = m_object[key];
    if (!value.isDouble())
        complain(key, u"must be a number"_s);
    return value.toDouble();
}

bool Fields::boolean(QLatin1StringView key)
{
    const QJsonValue value = m_object[key];
    if (!value.isBool())
        complain(key, u"must be true or false"_s);
    return value.toBool();
}

QDateTime Fields::time(QLatin1StringView key)
{
    const auto time = timeFromWire(m_object[key].toString());
    if (!time)
        complain(key, u"must be an RFC 3339 time with an offset"_s);
    return time.value_or(QDateTime());
}

QDate Fields::date(QLatin1StringView key)
{
    const QDate date = QDate::fromString(m_object[key].toString(), Qt::ISODate);
    if (!date.isValid())
        complain(key, u"must be a date as YYYY-MM-DD"_s);
    return date;
}

QJsonObject Fields::object(QLatin1StringView key)
{
    if (!m_object[key].isObject())
        complain(key, u"must be an object"_s);
    return m_object[key].toObject();
}

QJsonArray Fields::array(QLatin1StringView key)
{
    if (!m_object[key].isArray())
        complain(key, u"must be an array"_s);
    return m_object[key].toArray();
}

std::optional<QString> Fields::optionalString(QLatin1StringView key)
{
    return isNone(key) ? std::nullopt : std::optional(string(key));
}

std::optional<qint64> Fields::optionalInteger(QLatin1StringView key)
{
    return isNone(key) ? std::nullopt : std::optional(integer(key));
}

std::optional<double> Fields::optionalNumber(QLatin1StringView key)
{
    return isNone(key) ? std::nullopt : std::optional(number(key));
}

std::optional<bool> Fields::optionalBoolean(QLatin1StringView key)
{
    return isNone(key) ? std::nullopt : std::optional(boolean(key));
}

std::optional<QDateTime> Fields::optionalTime(QLatin1StringView key)
{
    return isNone(key) ? std::nullopt : std::optional(time(key));
}

std::optional<QDate> Fields::optionalDate(QLatin1StringView key)
{
    return isNone(key) ? std::nullopt : std::optional(date(key));
}

std::optional<QJsonObject> Fields::optionalObject(QLatin1StringView key)
{
    return isNone(key) ? std::nullopt : std::optional(object(key));
}

} // namespace protocol
