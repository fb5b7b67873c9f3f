// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/cafe/answers.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <utility>

namespace dialects::cafe {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

/// What is wrong with a field that has the right form (input.h looks at the form).
constexpr std::array<std::pair<QLatin1StringView, QStringView>, 8> fieldWords{{
    {"number"_L1, u"Номер уже занят или недопустим."},
    {"discount_amount"_L1, u"Скидка не может быть больше суммы заказа."},
    {"items"_L1, u"Слишком большой заказ."},
    {"menu_item"_L1, u"Такой позиции нет в меню."},
    {"quantity"_L1, u"Количество должно быть от 1 до 1000."},
    {"waiter"_L1, u"Недопустимый первичный ключ: сотрудник не существует."},
    {"table"_L1, u"Недопустимый первичный ключ: стол не существует."},
    {"client"_L1, u"Недопустимый первичный ключ: клиент не существует."},
}};

QString wordFor(const QString& field)
{
    const auto known =
        std::find_if(fieldWords.begin(), fieldWords.end(), [&](const auto& entry) { return field == entry.first; });
    return known == fieldWords.end() ? u"Недопустимое значение."_s : known->second.toString();
}

} // namespace

net::Response jsonAnswer(const QJsonObject& object, int status)
{
    net::Response response;
    response.status = status;
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

net::Response detailAnswer(int status, const QString& text)
{
    return jsonAnswer({{u"detail"_s, text}}, status);
}

net::Response notFound()
{
    return detailAnswer(404, u"Страница не найдена."_s);
}

net::Response refusalOf(const protocol::Error& error)
{
    switch (error.code) {
    case ErrorCode::ValidationFailed: {
        const QString field = error.detail[u"field"_s].toString();
        // These two are of an item.
        const bool inItems = field == "menu_item"_L1 || field == "quantity"_L1;
        const QString key = field.isEmpty() ? u"non_field_errors"_s : inItems ? u"items"_s : field;
        return jsonAnswer({{key, QJsonArray{wordFor(field)}}}, 400);
    }
    case ErrorCode::NotFound:
        return notFound();
    case ErrorCode::Conflict:
        return detailAnswer(409, u"Сейчас это невозможно: запись уже в другом состоянии или используется."_s);
    case ErrorCode::Unavailable: {
        net::Response response = detailAnswer(503, u"Сервер занят, повторите."_s);
        response.headers.emplace_back("Retry-After", "10");
        return response;
    }
    default:
        return detailAnswer(error.status(), u"Внутренняя ошибка."_s);
    }
}

net::Response refuseRest(const net::Request&, const protocol::Error& error)
{
    const auto refused = [](const QString& text, const QString& code) {
        net::Response response = jsonAnswer({{u"detail"_s, text}, {u"code"_s, code}}, 401);
        response.headers.emplace_back("WWW-Authenticate", R"(Bearer realm="api")");
        return response;
    };
    switch (error.code) {
    case ErrorCode::NotAuthenticated:
        return refused(u"Учетные данные не были предоставлены."_s, u"not_authenticated"_s);
    case ErrorCode::AccountInactive:
        return refused(u"Пользователь неактивен или удален"_s, u"user_inactive"_s);
    case ErrorCode::Forbidden:
        return detailAnswer(403, u"У вас недостаточно прав для выполнения данного действия."_s);
    default:
        return refused(u"Данный токен недействителен для любого типа токена"_s, u"token_not_valid"_s);
    }
}

net::Response refuseSocket(const net::Request&, const protocol::Error&)
{
    net::Response response;
    response.status = 403;
    response.contentType.clear();
    return response;
}

} // namespace dialects::cafe
