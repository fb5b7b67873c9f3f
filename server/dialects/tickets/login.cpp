// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/login.h"

#include "dialects/tickets/desk.h"
#include "domain/tickets/service.h"

namespace dialects::tickets {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

constexpr qsizetype longestField = 256;

/// Laravel's answer to a form that was filled in wrong: a page for people, 422 for a JSON caller.
net::Response refused(bool json, const QString& complaint, int status = 422)
{
    if (json) {
        net::Response response = failure(wrong(u"login"_s, complaint).error);
        response.status = status;
        return response;
    }
    return htmlPage(
        status, u"Вход"_s,
        u"<p role=\"alert\">%1</p><form method=\"post\" action=\"/login\">"
        "<label>Телефон или имя <input name=\"login\" autocomplete=\"username\" required autofocus></label>"
        "<label>Пароль <input name=\"password\" type=\"password\" autocomplete=\"current-password\" required>"
        "</label><button>Войти</button></form>"_s.arg(complaint.toHtmlEscaped()));
}

net::Response welcome(bool json, const FactorySession& session, bool secure)
{
    const QByteArray page =
        domain::TicketService::isStaff(session.principal.roles) ? "/all-tickets" : "/tickets";
    net::Response response =
        json ? answer({{u"success"_s, true}, {u"redirect"_s, QString::fromLatin1(page)}}) : seeOther(page);
    response.headers.emplace_back("Set-Cookie", sessionCookie(session.token, session.life, secure));
    return response;
}

} // namespace

bool answerLogin(const LogIn& logIn, const net::Request& request, const net::Responder& respond)
{
    const QJsonObject body = bodyOf(request);
    if (!body.contains(u"login"_s))
        return false;
    const bool json = wantsJson(request);
    if (!isFromOwnPage(request)) {
        respond(refused(json, u"Форма отправлена с чужой страницы."_s, 403));
        return true;
    }
    const QString login = body[u"login"_s].toString().trimmed();
    const QString password = body[u"password"_s].toString();
    if (login.isEmpty() || password.isEmpty() || login.size() > longestField ||
        password.size() > longestField) {
        respond(refused(json, u"Введите телефон и пароль."_s));
        return true;
    }
    logIn(login, password, request.peer,
          [json, secure = request.secure, respond](const protocol::Result<FactorySession>& session) {
              if (session)
                  return respond(welcome(json, *session, secure));
              switch (session.error().code) {
              case ErrorCode::InvalidCredentials:
              case ErrorCode::AccountInactive: // not told apart: that would say that the password was right
                  return respond(refused(json, u"Неверный телефон или пароль."_s));
              case ErrorCode::TooManyRequests: {
                  auto response = refused(json, u"Слишком много попыток. Подождите несколько минут."_s, 429);
                  const int seconds = session.error().detail[u"retry_after"_s].toInt(60);
                  response.headers.emplace_back("Retry-After", QByteArray::number(seconds));
                  return respond(std::move(response));
              }
              default:
                  return respond(refused(json, u"Сервер занят. Попробуйте ещё раз."_s, 503));
              }
          });
    return true;
}

} // namespace dialects::tickets
