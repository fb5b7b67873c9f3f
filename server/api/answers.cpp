// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

/// [{"loc":["body","amount"],"msg":"amount must be a number","type":"value_error"}]: how C words a 422
/// (contracts.md C1).
QJsonArray detailsOf(const protocol::Error& error)
{
    QJsonArray place{error.detail[u"in"_s].toString(u"body"_s)};
    if (const QString field = error.detail[u"field"_s].toString(); !field.isEmpty())
        place.append(field);
    return {QJsonObject{{u"loc"_s, place}, {u"msg"_s, error.text()}, {u"type"_s, u"value_error"_s}}};
}

} // namespace

net::Response jsonAnswer(const QJsonObject& object, int status)
{
    net::Response response;
    response.status = status;
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return response;
}

net::Response errorAnswer(const protocol::Error& error, std::optional<std::chrono::seconds> retryAfter)
{
    using namespace std::chrono_literals;
    QJsonObject body = protocol::toJson(error);
    if (error.code == ErrorCode::ValidationFailed)
        body.insert(u"detail"_s, detailsOf(error));
    else if (error.status() == 500)
        body.insert(u"type"_s, body[u"error"_s][u"code"_s]);
    net::Response response = jsonAnswer(body, error.status());
    if (response.status == 401) {
        const bool badToken = error.code == ErrorCode::InvalidToken || error.code == ErrorCode::TokenExpired;
        response.headers.emplace_back("WWW-Authenticate",
                                      badToken ? R"(Bearer realm="vakhta", error="invalid_token")"
                                               : R"(Bearer realm="vakhta")");
    }
    if (!retryAfter && error.code == ErrorCode::Unavailable)
        retryAfter = 10s;
    if (retryAfter)
        response.headers.emplace_back("Retry-After", QByteArray::number(qint64(retryAfter->count())));
    return response;
}

protocol::Result<QJsonObject> jsonBody(const net::Request& request)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(request.body, &parse);
    if (parse.error != QJsonParseError::NoError)
        return protocol::failure(ErrorCode::InvalidJson);
    if (!document.isObject())
        return protocol::failure(ErrorCode::InvalidJson, u"The body must be a JSON object."_s);
    return document.object();
}

net::Response fallbackAnswer(const net::Request&, int status)
{
    return errorAnswer({status == 405 ? ErrorCode::MethodNotAllowed : ErrorCode::NotFound, {}, {}});
}

} // namespace api
