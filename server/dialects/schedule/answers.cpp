// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/schedule/answers.h"

#include <QJsonDocument>

namespace dialects {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

int planStatus(ErrorCode code)
{
    switch (code) {
    case ErrorCode::AlreadyExists:
    case ErrorCode::Conflict:
        return 400;
    case ErrorCode::InvalidJson:
        return 422;
    default:
        return protocol::errorEntry(code).status;
    }
}

/// The words that the original's clients may look for.
QString planWords(const protocol::Error& error)
{
    switch (error.code) {
    case ErrorCode::NotAuthenticated:
        return u"Not authenticated"_s;
    case ErrorCode::InvalidToken:
    case ErrorCode::TokenExpired:
        return u"Could not validate credentials"_s;
    case ErrorCode::InvalidCredentials:
        return u"Incorrect username or password"_s;
    default:
        return error.text();
    }
}

/// What somebody chooses in a page's list is sent as a text, and the original takes it.
void unquoteIds(QJsonObject& body)
{
    for (auto field = body.begin(); field != body.end(); ++field) {
        bool isNumber = false;
        const qint64 id = field.key().endsWith("_id"_L1) ? field->toString().toLongLong(&isNumber) : 0;
        if (isNumber)
            *field = id;
    }
}

} // namespace

net::Response planAnswer(const QJsonObject& object, int status)
{
    net::Response response;
    response.status = status;
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

net::Response planAnswer(const QJsonArray& array)
{
    net::Response response;
    response.body = QJsonDocument(array).toJson(QJsonDocument::Compact);
    return response;
}

net::Response planRefusal(const protocol::Error& error)
{
    QJsonValue detail = planWords(error);
    if (error.code == ErrorCode::ValidationFailed) {
        detail = QJsonArray{QJsonObject{{u"loc"_s, QJsonArray{u"body"_s, error.detail["field"_L1].toString()}},
                                        {u"msg"_s, error.text()},
                                        {u"type"_s, u"value_error"_s}}};
    }
    net::Response response = planAnswer({{u"detail"_s, detail}}, planStatus(error.code));
    if (response.status == 401)
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
    if (response.status == 429 || response.status == 503) {
        const int seconds = error.detail["retry_after"_L1].toInt(10);
        response.headers.emplace_back("Retry-After", QByteArray::number(seconds));
    }
    return response;
}

protocol::Result<QJsonObject> planBody(const net::Request& request)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (!document.isObject())
        return protocol::failure(ErrorCode::InvalidJson, u"The body must be a JSON object."_s);
    QJsonObject body = document.object();
    unquoteIds(body);
    return body;
}

} // namespace dialects
