// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.h"

#include <QJsonDocument>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

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
    net::Response response = jsonAnswer(protocol::toJson(error), error.status());
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
