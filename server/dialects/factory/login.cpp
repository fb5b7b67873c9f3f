// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/login.h"

#include "dialects/factory/answers.h"
#include "dialects/factory/config.h"
#include "dialects/factory/csrf.h"

#include <QFile>
#include <QJsonObject>

#include <algorithm>

namespace dialects {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

constexpr qsizetype maxCredentialLetters = 256;
constexpr qsizetype maxNextLetters = 1024;

/// The form with a complaint above it (may be empty).
net::Response formPage(const net::Request& request, const QString& next, const QString& complaint,
                       int status = 200)
{
    static const QByteArray page = [] {
        QFile file(u":/dialects/factory/login.html"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }();
    const QByteArray token = csrfToken(request);
    QByteArray html = page;
    html.replace("{{csrf}}", token); // letters and digits only
    html.replace("{{next}}", next.toHtmlEscaped().toUtf8());
    html.replace("{{complaint}}", complaint.toHtmlEscaped().toUtf8());
    net::Response response;
    response.status = status;
    response.contentType = "text/html; charset=utf-8";
    response.body = html;
    response.headers = {
        {"Set-Cookie", csrfCookie(request, token)},
        {"Cache-Control", "no-store"},
        {"X-Frame-Options", "DENY"},
        {"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"}};
    return response;
}

void postLogin(const LogIn& logIn, const net::Request& request, net::Responder responder)
{
    const QString next = QString::fromUtf8(safeNext(formField(request.body, u"next"_s)));
    if (!passesCsrf(request))
        return responder(formPage(request, next, u"Форма устарела. Введите ещё раз."_s, 403));
    const QString username = formField(request.body, u"username"_s).trimmed();
    const QString password = formField(request.body, u"password"_s);
    if (username.isEmpty() || password.isEmpty() || username.size() > maxCredentialLetters ||
        password.size() > maxCredentialLetters)
        return responder(formPage(request, next, u"Введите имя и пароль."_s));
    logIn(username, password, request.peer,
          [request, next, responder](protocol::Result<FactorySession> session) {
              if (session) {
                  net::Response response =
                      redirectTo(next.isEmpty() ? landingPage(session->principal.roles) : next.toUtf8());
                  response.headers.emplace_back("Set-Cookie",
                                                sessionCookie(session->token, session->life, request.secure));
                  return responder(std::move(response));
              }
              switch (session.error().code) {
              case ErrorCode::InvalidCredentials:
              case ErrorCode::AccountInactive: // not told apart: that would say that the password was right
                  return responder(formPage(request, next, u"Неверное имя или пароль."_s));
              case ErrorCode::TooManyRequests: {
                  auto response =
                      formPage(request, next, u"Слишком много попыток. Подождите несколько минут."_s, 429);
                  const int seconds = session.error().detail["retry_after"_L1].toInt(60);
                  response.headers.emplace_back("Retry-After", QByteArray::number(seconds));
                  return responder(std::move(response));
              }
              default:
                  return responder(formPage(request, next, u"Сервер занят. Попробуйте ещё раз."_s, 503));
              }
          });
}

} // namespace

QByteArray sessionCookie(const QByteArray& token, std::chrono::seconds life, bool secure)
{
    return "sessionid=" + token +
           "; Path=/; Max-Age=" + QByteArray::number(static_cast<qint64>(life.count())) +
           "; HttpOnly; SameSite=Lax" + (secure ? "; Secure" : "");
}

void addLogin(net::Router& router, LogIn logIn, OtherLoginForm otherForm)
{
    for (const char* path : {"/login/", "/login"}) {
        router.add(net::Route{"GET", path, net::Access::anybody(),
                              [](const net::Request& request, net::Responder responder) {
                                  const QByteArray next = safeNext(request.query(u"next"_s));
                                  responder(formPage(request, QString::fromUtf8(next), {}));
                              },
                              FactoryPage});
        router.add(net::Route{"POST", path, net::Access::anybody(),
                              [logIn, otherForm](const net::Request& request, net::Responder responder) {
                                  if (!otherForm || !otherForm(request, responder))
                                      postLogin(logIn, request, std::move(responder));
                              },
                              FactoryPage});
    }
    for (const char* path : {"/logout/", "/logout"}) {
        // GET as well, as the original's link: being logged out by a foreign page is a nuisance at most.
        router.add(net::Route{"*", path, net::Access::anybody(),
                              [](const net::Request& request, net::Responder responder) {
                                  net::Response response = redirectTo("/login/");
                                  response.headers.emplace_back("Set-Cookie",
                                                                sessionCookie({}, {}, request.secure));
                                  responder(std::move(response));
                              },
                              FactoryPage});
    }
}

QByteArray safeNext(const QString& next)
{
    const bool local = next.startsWith(u'/') && !next.startsWith("//"_L1) && !next.contains(u'\\') &&
                       next.size() <= maxNextLetters;
    const bool clean =
        std::all_of(next.begin(), next.end(), [](QChar c) { return c > u' ' && c != u'\x7f'; });
    if (!local || !clean)
        return {};
    // Only ASCII goes into a Location header; what is percent-encoded stays so.
    return next.toUtf8().toPercentEncoding("/?&=%:;,@+!$'()*#~");
}

QByteArray landingPage(protocol::Roles roles)
{
    using enum protocol::Role;
    if (roles.has(Admin) || roles.has(Manager)) // the original's administrator goes to Django's own pages
        return "/employees/list/";
    if (roles.has(HrManager) || roles.has(Accountant))
        return "/employees/worktime/";
    if (roles.has(Security))
        return "/security/";
    if (roles.has(Master))
        return "/lohia/master/";
    return "/lohia/dashboard/";
}

} // namespace dialects
