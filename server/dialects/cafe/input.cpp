// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/cafe/input.h"

#include "dialects/cafe/answers.h"
#include "dialects/cafe/names.h"
#include "protocol/time.h"

#include <QJsonDocument>

#include <cmath>

namespace dialects::cafe {

using namespace Qt::StringLiterals;

namespace {

/// A whole number, or a text that is one.
std::optional<int> wholeNumber(const QJsonValue& value)
{
    if (value.isDouble()) {
        const double number = value.toDouble();
        const bool whole = std::trunc(number) == number && std::abs(number) < 2e9;
        return whole ? std::optional(static_cast<int>(number)) : std::nullopt;
    }
    bool ok = false;
    const int number = value.toString().trimmed().toInt(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

} // namespace

base::Result<QJsonObject, net::Response> Input::bodyOf(const net::Request& request)
{
    if (request.body.trimmed().isEmpty())
        return QJsonObject();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &error);
    if (error.error != QJsonParseError::NoError)
        return base::Unexpected{detailAnswer(400, u"Ошибка разбора JSON - %1"_s.arg(error.errorString()))};
    if (!document.isObject())
        return base::Unexpected{
            jsonAnswer({{u"non_field_errors"_s, QJsonArray{u"Недопустимые данные. Ожидался словарь."_s}}}, 400)};
    return document.object();
}

bool Input::begin(QLatin1StringView key, Need need)
{
    const QJsonValue value = m_body[key];
    if (value.isUndefined()) {
        if (need == Need::Required && !m_partial)
            complain(key, u"Обязательное поле."_s);
        return false;
    }
    if (value.isNull()) {
        complain(key, u"Это поле не может быть пустым."_s);
        return false;
    }
    return true;
}

void Input::string(QLatin1StringView key, QString& target, Need need, int longest)
{
    if (!begin(key, need))
        return;
    const QJsonValue value = m_body[key];
    QString given = value.toString();
    if (value.isDouble()) // as a serializer's CharField takes it
        given = protocol::decimal::textFromJson(value).value_or(QString());
    else if (!value.isString())
        return complain(key, u"Недопустимая строка."_s);
    given = given.trimmed();
    if (given.isEmpty() && need == Need::Required)
        return complain(key, u"Это поле не может быть пустым."_s);
    if (given.size() > longest)
        return complain(key, u"Убедитесь, что это значение содержит не более %1 символов."_s.arg(longest));
    if (given.contains(QChar(u'\0')))
        return complain(key, u"Нулевые символы запрещены."_s);
    target = given;
}

void Input::integer(QLatin1StringView key, int& target, Need need, int least, int most)
{
    if (!begin(key, need))
        return;
    const auto number = wholeNumber(m_body[key]);
    if (!number)
        return complain(key, u"Введите правильное число."_s);
    if (*number < least)
        return complain(key, u"Убедитесь, что это значение больше либо равно %1."_s.arg(least));
    if (*number > most)
        return complain(key, u"Убедитесь, что это значение меньше либо равно %1."_s.arg(most));
    target = *number;
}

void Input::money(QLatin1StringView key, protocol::Money& target, Need need)
{
    if (!begin(key, need))
        return;
    const auto text = protocol::decimal::textFromJson(m_body[key]);
    const auto exact = text ? protocol::Money::fromText(*text) : std::nullopt;
    if (!exact) {
        const bool isNumber = text && protocol::decimal::unitsFromText(*text, 6, true);
        return complain(key, isNumber ? u"Убедитесь, что в числе не больше 2 знаков в дробной части."_s
                                      : u"Требуется численное значение."_s);
    }
    if (*exact < protocol::Money())
        return complain(key, u"Убедитесь, что это значение больше либо равно 0."_s);
    target = *exact;
}

void Input::boolean(QLatin1StringView key, bool& target, Need need)
{
    if (!begin(key, need))
        return;
    const QJsonValue value = m_body[key];
    const QString word = value.toString().toLower();
    if (value.isBool())
        target = value.toBool();
    else if (word == "true"_L1 || word == "1"_L1 || value == QJsonValue(1))
        target = true;
    else if (word == "false"_L1 || word == "0"_L1 || value == QJsonValue(0))
        target = false;
    else
        complain(key, u"Должно быть допустимым логическим значением."_s);
}

void Input::date(QLatin1StringView key, QDate& target, Need need)
{
    if (!begin(key, need))
        return;
    const QDate day = QDate::fromString(m_body[key].toString(), Qt::ISODate);
    if (!day.isValid())
        return complain(key, u"Неправильный формат date. Используйте один из этих форматов: YYYY-MM-DD."_s);
    target = day;
}

void Input::time(QLatin1StringView key, QTime& target, Need need)
{
    if (!begin(key, need))
        return;
    const QTime moment = QTime::fromString(m_body[key].toString(), Qt::ISODate);
    if (!moment.isValid())
        return complain(
            key, u"Неправильный формат времени. Используйте один из этих форматов: hh:mm[:ss[.uuuuuu]]."_s);
    target = moment;
}

std::optional<std::optional<QUuid>> Input::reference(QLatin1StringView key)
{
    const QJsonValue value = m_body[key];
    if (value.isUndefined())
        return std::nullopt;
    if (value.isNull() || (value.isString() && value.toString().isEmpty()))
        return std::optional<QUuid>();
    const auto uuid = uuidFrom(value.toString());
    if (!uuid) {
        complain(key, u"Значение “%1” не является верным UUID-ом."_s.arg(value.toVariant().toString().left(60)));
        return std::nullopt;
    }
    return uuid;
}

void Input::complainOfReference(QLatin1StringView key)
{
    complain(key, u"Недопустимый первичный ключ \"%1\" - объект не существует."_s.arg(m_body[key].toString()));
}

void Input::complain(QLatin1StringView key, const QString& text)
{
    m_complaints[QString(key)].append(text);
}

net::Response Input::refusal() const
{
    QJsonObject object;
    for (const auto& [field, texts] : m_complaints)
        object.insert(field, texts);
    return jsonAnswer(object, 400);
}

// ---- filters ----

std::optional<QUuid> Query::uuid(const QString& name)
{
    const QString given = m_request.query(name);
    if (given.isEmpty())
        return std::nullopt;
    const auto found = uuidFrom(given);
    if (!found)
        complain(name, u"Введите корректный UUID."_s);
    return found;
}

std::optional<int> Query::number(const QString& name)
{
    const QString given = m_request.query(name);
    if (given.isEmpty())
        return std::nullopt;
    bool ok = false;
    const int found = given.toInt(&ok);
    if (!ok)
        complain(name, u"Введите число."_s);
    return ok ? std::optional(found) : std::nullopt;
}

std::optional<QDateTime> Query::time(const QString& name, const QTimeZone& zone)
{
    const QString given = m_request.query(name);
    if (given.isEmpty())
        return std::nullopt;
    if (const QDate day = QDate::fromString(given, Qt::ISODate); given.size() == 10 && day.isValid())
        return QDateTime(day, QTime(0, 0), zone).toUTC();
    if (const auto found = protocol::timeFromWire(QString(given).replace(u' ', u'+'))) // a plus not encoded
        return found;
    const QDateTime local = QDateTime::fromString(given, Qt::ISODate); // without an offset: the plant's time
    if (local.isValid())
        return QDateTime(local.date(), local.time(), zone).toUTC();
    complain(name, u"Введите правильную дату и время."_s);
    return std::nullopt;
}

bool Query::flag(const QString& name) const
{
    const QString given = m_request.query(name).toLower();
    return given == "1"_L1 || given == "true"_L1 || given == "yes"_L1;
}

net::Response Query::refusal() const
{
    return jsonAnswer(m_complaints, 400);
}

} // namespace dialects::cafe
