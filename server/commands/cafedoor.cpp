// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/cafedoor.h"

#include "dialects/cafe/names.h"

namespace commands {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

/// The user name of whoever has this one, or alone has this e-mail address; else what was given, so that
/// a wrong one is counted and answered as any other.
QString userNameOf(const api::Directory& directory, const QString& given)
{
    const QString key = given.toCaseFolded();
    const auto snapshot = directory.snapshot();
    const QString* byAddress = nullptr;
    int addresses = 0;
    for (const auto& [id, person] : snapshot->people()) {
        if (person.account.username.toCaseFolded() == key)
            return given;
        if (!person.account.email.isEmpty() && person.account.email.toCaseFolded() == key) {
            byAddress = &person.account.username;
            ++addresses;
        }
    }
    return addresses == 1 ? *byAddress : given;
}

/// contracts.md B1's claims beside our own.
QByteArray cafeToken(const api::TokenService& tokens, api::TokenKind kind, protocol::UserId user,
                     protocol::Roles roles)
{
    const bool isAccess = kind == api::TokenKind::Access;
    return tokens
        .issue(kind, user, roles, isAccess ? dialects::cafeAccessLife : dialects::cafeRefreshLife,
               {{u"token_type"_s, isAccess ? u"access"_s : u"refresh"_s},
                {u"user_id"_s, dialects::cafe::text(dialects::cafe::uuidOf(user))}})
        .toLatin1();
}

} // namespace

dialects::CafeDoor cafeDoor(api::Logins& logins, const api::Directory& directory, const api::TokenService& tokens)
{
    dialects::CafeDoor door;
    door.logIn = [&logins, &directory, &tokens](const QString& name, const QString& password,
                                                const QHostAddress& peer, auto done) {
        logins.attempt(userNameOf(directory, name), password, peer,
                       [&tokens, done = std::move(done)](const api::Logins::Outcome& outcome) {
                           if (!outcome) {
                               protocol::Error error = outcome.error().error;
                               if (outcome.error().retryAfter)
                                   error.detail.insert(u"retry_after"_s, qint64(outcome.error().retryAfter->count()));
                               return done(base::Unexpected<protocol::Error>{std::move(error)});
                           }
                           const auto token = [&](api::TokenKind kind) {
                               return cafeToken(tokens, kind, outcome->id, outcome->roles);
                           };
                           done(dialects::CafeSession{*outcome, token(api::TokenKind::Access),
                                                      token(api::TokenKind::Refresh)});
                       });
    };
    door.refresh = [&directory, &tokens](const QByteArray& refresh) -> protocol::Result<QByteArray> {
        const auto claims = tokens.verify(refresh, api::TokenKind::Refresh);
        if (!claims)
            return base::Unexpected<protocol::Error>{claims.error()};
        const auto snapshot = directory.snapshot();
        const api::DirectorySnapshot::Person* person = snapshot->person(claims->user);
        if (!person)
            return protocol::failure(ErrorCode::InvalidToken);
        if (!person->account.active)
            return protocol::failure(ErrorCode::AccountInactive);
        return cafeToken(tokens, api::TokenKind::Access, claims->user, person->account.roles);
    };
    door.company = [&directory](protocol::CompanyId id) -> std::optional<domain::Company> {
        const auto snapshot = directory.snapshot();
        const domain::Company* company = snapshot->company(id);
        return company ? std::optional(*company) : std::nullopt;
    };
    return door;
}

} // namespace commands
