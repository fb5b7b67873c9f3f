// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/answers.h"

#include "dialects/factory/jsonwriter.h"

namespace dialects {

using namespace Qt::StringLiterals;

net::Response refusePage(const net::Request& request, const protocol::Error& error)
{
    if (request.principal) { // logged in: another login would not help
        JsonWriter json(JsonText::Ascii);
        json.beginObject().field("success"_L1, false).field("error"_L1, u"Недостаточно прав"_s).endObject();
        return jsonAnswer(json.take(), error.status());
    }
    QByteArray next = request.path;
    if (!request.rawQuery.isEmpty())
        next += '?' + request.rawQuery;
    return redirectTo("/login/?next=" + next.toPercentEncoding("/"));
}

net::Response refuseDevice(const net::Request&, const protocol::Error& error)
{
    return deviceFailure(error.status(), u"Устройство не допущено");
}

net::Response refuseSocket(const net::Request&, const protocol::Error&)
{
    net::Response response;
    response.status = 403;
    response.contentType.clear();
    return response;
}

net::Response jsonAnswer(QByteArray body, int status)
{
    net::Response response;
    response.status = status;
    response.body = std::move(body);
    return response;
}

net::Response redirectTo(const QByteArray& path)
{
    net::Response response;
    response.status = 302;
    response.contentType = "text/html; charset=utf-8";
    response.headers = {{"Location", path}, {"Cache-Control", "no-store"}};
    return response;
}

net::Response wrongMethod(const QByteArray& allow)
{
    net::Response response;
    response.status = 405;
    response.contentType.clear();
    response.headers = {{"Allow", allow}};
    return response;
}

net::Response deviceFailure(int status, QStringView text)
{
    JsonWriter json(JsonText::Utf8);
    json.beginObject().field("success"_L1, false).key("error"_L1).value(text).endObject();
    return jsonAnswer(json.take(), status);
}

} // namespace dialects
