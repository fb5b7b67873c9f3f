// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/auth.h"

#include "protocol/fields.h"

namespace protocol {

using namespace Qt::StringLiterals;

QJsonObject toJson(const Login& login)
{
    // {"username":"foreman","password":"…"}
    return {{u"username"_s, login.username}, {u"password"_s, login.password}};
}

Result<Login> loginFromJson(const QJsonObject& object)
{
    Fields in(object);
    Login login{in.string("username"_L1), in.string("password"_L1)};
    return in.finish(std::move(login));
}

QJsonObject toJson(const Tokens& tokens)
{
    // {"access_token":"…","refresh_token":"…","token_type":"bearer"}
    return {{u"access_token"_s, tokens.access},
            {u"refresh_token"_s, tokens.refresh},
            {u"token_type"_s, u"bearer"_s}};
}

Result<Tokens> tokensFromJson(const QJsonObject& object)
{
    Fields in(object);
    Tokens tokens{in.string("access_token"_L1), in.string("refresh_token"_L1)};
    return in.finish(std::move(tokens));
}

QJsonObject toJson(const Me& me)
{
    // {"id":5,"username":"foreman","phone":"","email":null,"full_name":"…","birth_date":null,
    //  "profile_photo_url":null,"roles":["FOREMAN"],"telegram_chat_id":null,"is_active":true,
    //  "company":{"id":1,"name":"…"},"branch":{"id":2,"name":"…"}|null,"time_zone":"Asia/Ashgabat"}
    const auto orNull = [](const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    return {{u"id"_s, me.id.value()},
            {u"username"_s, me.username},
            {u"phone"_s, me.phone},
            {u"email"_s, orNull(me.email)},
            {u"full_name"_s, orNull(me.fullName)},
            {u"birth_date"_s, QJsonValue()},
            {u"profile_photo_url"_s, QJsonValue()},
            {u"roles"_s, QJsonArray::fromStringList(me.roles.toNames())},
            {u"telegram_chat_id"_s, me.telegramChat ? QJsonValue(*me.telegramChat) : QJsonValue()},
            {u"is_active"_s, me.active},
            {u"company"_s, QJsonObject{{u"id"_s, me.company.value()}, {u"name"_s, me.companyName}}},
            {u"branch"_s, me.branch ? QJsonValue(QJsonObject{{u"id"_s, me.branch->value()}, {u"name"_s, me.branchName}})
                                    : QJsonValue()},
            {u"time_zone"_s, me.timeZone}};
}

Result<Me> meFromJson(const QJsonObject& object)
{
    Fields in(object);
    const auto user = UserId::from(in.integer("id"_L1));
    Fields inCompany(in.object("company"_L1));
    const auto company = CompanyId::from(inCompany.integer("id"_L1));
    if (!user || !company)
        return failure(ErrorCode::ValidationFailed, u"id must be positive"_s);
    QStringList names;
    const QJsonArray roles = in.array("roles"_L1);
    for (const auto& role : roles)
        names.append(role.toString());
    Me me{.id = *user,
          .username = in.string("username"_L1),
          .phone = in.optionalString("phone"_L1).value_or(QString()),
          .email = in.optionalString("email"_L1).value_or(QString()),
          .fullName = in.optionalString("full_name"_L1).value_or(QString()),
          .roles = Roles::fromNames(names).value_or(Roles()),
          .telegramChat = in.optionalInteger("telegram_chat_id"_L1),
          .active = in.boolean("is_active"_L1),
          .company = *company,
          .companyName = inCompany.string("name"_L1),
          .branch = {},
          .branchName = {},
          .timeZone = in.string("time_zone"_L1)};
    if (const auto branch = in.optionalObject("branch"_L1)) {
        Fields inBranch(*branch);
        me.branch = BranchId::from(inBranch.integer("id"_L1));
        me.branchName = inBranch.string("name"_L1);
    }
    return in.finish(std::move(me));
}

} // namespace protocol
