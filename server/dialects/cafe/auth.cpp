// SPDX-License-Identifier: GPL-3.0-or-later
// /api/users/auth/ (contracts.md B1).
#include "dialects/cafe/answers.h"
#include "dialects/cafe/endpoints.h"
#include "dialects/cafe/names.h"

#include <QJsonArray>

namespace dialects::cafe {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

/// contracts.md B1 knows owner and admin; the rest are words of the cafés' own.
QString roleWord(protocol::Roles roles)
{
    using enum protocol::Role;
    if (roles.has(Admin))
        return u"owner"_s;
    if (roles.has(Manager))
        return u"admin"_s;
    if (roles.has(Waiter))
        return u"waiter"_s;
    return roles.has(Cook) ? u"cook"_s : QString();
}

QJsonObject sessionJson(const CafeContext& context, const CafeSession& session)
{
    const domain::Account& account = session.account;
    const auto company = context.door.company(account.company);
    // "Фамилия Имя Отчество", as everywhere here.
    const QString lastName = account.fullName.section(u' ', 0, 0);
    const QString firstName = account.fullName.section(u' ', 1);
    QJsonArray branches;
    if (account.branch)
        branches.append(text(uuidOf(*account.branch)));
    else if (company && account.roles.intersects(bosses)) // who may look into each
        for (const domain::Branch& branch : company->branches)
            branches.append(text(uuidOf(branch.id)));
    return {{u"access"_s, QString::fromLatin1(session.access)},
            {u"refresh"_s, QString::fromLatin1(session.refresh)},
            {u"user_id"_s, text(uuidOf(account.id))},
            {u"email"_s, account.email},
            {u"first_name"_s, firstName},
            {u"last_name"_s, lastName},
            {u"avatar"_s, QJsonValue()},
            {u"phone_number"_s, account.phone},
            {u"track_number"_s, QJsonValue()},
            {u"company"_s, company ? company->name : QString()},
            {u"role"_s, roleWord(account.roles)},
            {u"branch_ids"_s, branches},
            {u"primary_branch_id"_s, account.branch ? QJsonValue(text(uuidOf(*account.branch))) : QJsonValue()}};
}

net::Response loginRefusal(const protocol::Error& error)
{
    switch (error.code) {
    case ErrorCode::TooManyRequests: {
        const int seconds = error.detail[u"retry_after"_s].toInt(60);
        net::Response response = detailAnswer(
            429, u"Запрос был проигнорирован. Ожидается доступность через %1 секунд."_s.arg(seconds));
        response.headers.emplace_back("Retry-After", QByteArray::number(seconds));
        return response;
    }
    case ErrorCode::Unavailable:
        return refusalOf(error);
    default: // which of them it was would say whether the password was right
        return jsonAnswer({{u"detail"_s, u"Не найдено активной учетной записи с указанными данными"_s},
                           {u"code"_s, u"no_active_account"_s}},
                          401);
    }
}

net::Response withTokens(QJsonObject object)
{
    net::Response response = jsonAnswer(object);
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

/// {"email","password"}; a user name will do where somebody has no address, also as "username".
void logIn(const CafeContext& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = Input::bodyOf(request);
    if (!body)
        return respond(body.error());
    Input in(*body, false);
    QString name;
    const bool byName = in.has("username"_L1) && !in.has("email"_L1);
    in.string(byName ? "username"_L1 : "email"_L1, name, Input::Need::Required);
    // Not through Input: a password is taken as it is, spaces and all.
    const QString password = body->value(u"password"_s).toString();
    if (password.isEmpty())
        in.complain("password"_L1, u"Обязательное поле."_s);
    if (!in.ok())
        return respond(in.refusal());
    context.door.logIn(name, password, request.peer, [&context, respond](protocol::Result<CafeSession> session) {
        respond(session ? withTokens(sessionJson(context, *session)) : loginRefusal(session.error()));
    });
}

/// {"refresh"} → {"access"}
void refresh(const CafeContext& context, const net::Request& request, const net::Responder& respond)
{
    const auto body = Input::bodyOf(request);
    if (!body)
        return respond(body.error());
    Input in(*body, false);
    QString token;
    in.string("refresh"_L1, token, Input::Need::Required, 4'096);
    if (!in.ok())
        return respond(in.refusal());
    const auto access = context.door.refresh(token.toLatin1());
    if (!access)
        return respond(refuseRest(request, access.error()));
    respond(withTokens({{u"access"_s, QString::fromLatin1(*access)}}));
}

} // namespace

void addAuth(net::Router& router, const CafeContext& context)
{
    using Work = void (*)(const CafeContext&, const net::Request&, const net::Responder&);
    const auto add = [&](const QByteArray& path, Work work) {
        for (const QByteArray& pattern : {path, path.chopped(1)}) {
            router.add(net::Route{"POST", pattern, net::Access::anybody(),
                                  [&context, work](const net::Request& request, const net::Responder& respond) {
                                      work(context, request, respond);
                                  },
                                  CafeRest});
        }
    };
    add("/api/users/auth/login/", logIn);
    add("/api/users/auth/refresh/", refresh);
}

} // namespace dialects::cafe
