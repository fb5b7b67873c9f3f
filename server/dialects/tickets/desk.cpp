// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/desk.h"

#include "domain/people/company.h"
#include "net/origin.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

namespace dialects::tickets {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

void addPath(net::Router& router, const TicketsContext& context, const char* method, const QByteArray& path,
             const net::Access& access, const TicketHandler& handle)
{
    router.add(net::Route{method, path, access,
                          [&context, handle](const net::Request& request, const net::Responder& respond) {
                              handle(context, request, respond);
                          },
                          TicketsPage});
}

net::Response refusePage(const net::Request& request, const protocol::Error& error)
{
    const bool isKnown = request.principal || error.code == ErrorCode::AccountInactive;
    if (isKnown && request.path == technicianHome) // the one that says it in JSON
        return answer({{u"error"_s, u"Доступ только для техников"_s}}, 403);
    if (isKnown)
        return htmlPage(403, u"Недостаточно прав"_s, u"<p>Этот раздел для сотрудников поддержки.</p>"_s);
    return htmlPage(401, u"Нужно войти"_s, u"<p><a href=\"/login\">Войти</a></p>"_s);
}

net::Response refuseSocket(const net::Request&, const protocol::Error&)
{
    return answer({{u"error"_s, u"A token is needed: ?token=, Authorization or the session cookie."_s}}, 403);
}

net::Response answer(const QJsonObject& object, int status)
{
    net::Response response;
    response.status = status;
    response.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    response.headers = {{"Cache-Control", "no-store"}};
    return response;
}

net::Response failure(const protocol::Error& error)
{
    // LiveUpdates takes a body with "error" as a failure.
    QJsonObject body{{u"success"_s, false}, {u"message"_s, error.text()}, {u"error"_s, error.text()}};
    const QString field = error.detail[u"field"_s].toString();
    if (!field.isEmpty())
        body.insert(u"errors"_s, QJsonObject{{field, QJsonArray{error.text()}}});
    // A closed ticket is a mistake of the caller's in the original's eyes.
    return answer(body, error.code == ErrorCode::Conflict ? 422 : error.status());
}

base::Unexpected<protocol::Error> wrong(const QString& field, const QString& text)
{
    return protocol::failure(ErrorCode::ValidationFailed, text, {{u"field"_s, field}});
}

net::Response htmlPage(int status, const QString& title, const QString& body)
{
    net::Response response;
    response.status = status;
    response.contentType = "text/html; charset=utf-8";
    response.body =
        u"<!DOCTYPE html>\n<html lang=\"ru\">\n<head><meta charset=\"utf-8\"><title>%1</title>"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><style>"
        ":root{color-scheme:light dark}body{font:16px/1.5 Inter,'Segoe UI',Roboto,sans-serif;margin:2rem "
        "auto;"
        "max-width:70rem;padding:0 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;"
        "padding:.4rem .6rem;border-bottom:1px solid "
        "#8884;vertical-align:top}label{display:block;margin:.5rem 0}"
        "</style></head>\n<body><h1>%1</h1>\n%2</body></html>\n"_s.arg(title.toHtmlEscaped(), body)
            .toUtf8();
    response.headers = {
        {"Cache-Control", "no-store"},
        {"X-Frame-Options", "DENY"},
        {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"}};
    return response;
}

net::Response seeOther(const QByteArray& path)
{
    net::Response response;
    response.status = 302; // as Laravel's redirect()
    response.contentType = "text/html; charset=utf-8";
    response.headers = {{"Location", path}, {"Cache-Control", "no-store"}};
    return response;
}

void read(const TicketsContext& context, const net::Responder& respond, Make make)
{
    const bool accepted = context.executor.read([respond, make = std::move(make)](domain::Workspace& work) {
        const auto made = make(work);
        respond(made ? *made : failure(made.error()));
    });
    if (!accepted)
        respond(failure({ErrorCode::Unavailable, {}, {}}));
}

void write(const TicketsContext& context, const net::Request& request, const net::Responder& respond,
           Make make)
{
    if (!isFromOwnPage(request))
        return respond(failure({ErrorCode::Forbidden, u"A page of another site may not do this."_s, {}}));
    domain::writeThen<net::Response>(context.executor, std::move(make),
                                     [&context, respond](const protocol::Result<net::Response>& made) {
                                         context.hot.invalidate();
                                         respond(made ? *made : failure(made.error()));
                                     });
}

QJsonObject bodyOf(const net::Request& request)
{
    if (!request.header("content-type").startsWith("application/x-www-form-urlencoded"))
        return QJsonDocument::fromJson(request.body).object();
    QJsonObject fields;
    QByteArray plusless = request.body;
    plusless.replace('+', "%20");
    const QUrlQuery form(QString::fromUtf8(plusless));
    for (const auto& [name, value] : form.queryItems(QUrl::FullyDecoded))
        fields.insert(name, value);
    return fields;
}

bool wantsJson(const net::Request& request)
{
    return request.header("accept").contains("application/json") ||
           request.header("x-requested-with") == "XMLHttpRequest";
}

bool isFromOwnPage(const net::Request& request)
{
    static const net::OriginPolicy own{QStringList()};
    return !request.header("authorization").isEmpty() || own.allows(request);
}

qint64 idIn(const net::Request& request)
{
    return request.captures.empty() ? 0 : std::max<qint64>(0, request.captures[0].toLongLong());
}

QString originOf(const net::Request& request)
{
    const QString host = QString::fromLatin1(request.header("host"));
    return (request.secure ? u"https://"_s : u"http://"_s) + (host.isEmpty() ? u"localhost"_s : host);
}

QTimeZone ticketZone(domain::Workspace& work, protocol::CompanyId company)
{
    const auto found = work.get<domain::CompanyRepository>().find(company);
    return found ? found->timeZone : QTimeZone::utc();
}

} // namespace dialects::tickets
