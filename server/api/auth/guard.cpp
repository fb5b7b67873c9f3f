// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/guard.h"

#include "api/answers.h"

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

bool isUpgrade(const net::Request& request)
{
    return request.header("Upgrade").compare("websocket", Qt::CaseInsensitive) == 0;
}

TokenKind kindAt(Credential::Place place)
{
    return place == Credential::Place::Cookie ? TokenKind::Session : TokenKind::Access;
}

} // namespace

std::optional<Credential> credentialOf(const net::Request& request, bool cookies)
{
    static constexpr QByteArrayView bearer("Bearer ");
    const QByteArray authorization = request.header("Authorization");
    if (authorization.size() > bearer.size() &&
        QByteArrayView(authorization).first(bearer.size()).compare(bearer, Qt::CaseInsensitive) == 0)
        return Credential{authorization.mid(bearer.size()).trimmed(), Credential::Place::Header};
    if (!request.rawQuery.isEmpty() && isUpgrade(request)) {
        const QString token = request.query(u"token"_s);
        if (!token.isEmpty())
            return Credential{token.toLatin1(), Credential::Place::Query};
    }
    if (cookies) {
        const QByteArray session = request.cookie("sessionid");
        if (!session.isEmpty())
            return Credential{session, Credential::Place::Cookie};
    }
    return std::nullopt;
}

Guard::Guard(const TokenService& tokens, const Directory& directory, const DeviceGate& devices)
    : m_tokens(tokens), m_directory(directory), m_devices(devices)
{
}

protocol::Result<Guard::Person> Guard::identify(const std::optional<Credential>& credential) const
{
    if (!credential)
        return protocol::failure(ErrorCode::NotAuthenticated);
    const auto claims = m_tokens.verify(credential->token, kindAt(credential->place));
    if (!claims) {
        // An old cookie is no attempt at anything: the browser just still has it.
        if (credential->place == Credential::Place::Cookie)
            return protocol::failure(ErrorCode::NotAuthenticated);
        return base::Unexpected<protocol::Error>{claims.error()};
    }
    const auto snapshot = m_directory.snapshot();
    const DirectorySnapshot::Person* person = snapshot->person(claims->user);
    if (!person)
        return protocol::failure(ErrorCode::InvalidToken);
    if (!person->account.active)
        return protocol::failure(ErrorCode::AccountInactive);
    return person->principal;
}

std::optional<net::Response> Guard::operator()(net::Request& request, const net::Access& access,
                                               net::DialectTag tag) const
{
    const auto dialect = m_dialects.find(tag);
    const bool known = dialect != m_dialects.end();
    const auto credential = credentialOf(request, known && dialect->second.cookies);
    const auto refuse = [&](const protocol::Error& error) -> net::Response {
        if (known && dialect->second.refuse)
            return dialect->second.refuse(request, error);
        net::Response response = errorAnswer(error);
        // C refuses a bad token in the query before it accepts the socket, which browsers and C's
        // clients see as 403 (contracts.md, trap 7).
        if (response.status == 401 && credential && credential->place == Credential::Place::Query) {
            response.status = 403;
            std::erase_if(response.headers,
                          [](const auto& header) { return header.first == "WWW-Authenticate"; });
        }
        return response;
    };

    if (access.kind == net::Access::Kind::Device) {
        if (const auto error = m_devices.refusal(request.peer))
            return refuse(*error);
    }
    if (!credential && access.kind != net::Access::Kind::User)
        return std::nullopt;
    auto person = identify(credential);
    if (person)
        request.principal = *std::move(person);
    if (access.kind != net::Access::Kind::User)
        return std::nullopt;
    if (!person)
        return refuse(person.error());
    if (!access.roles.isEmpty() && !request.principal->roles.passes(access.roles))
        return refuse({ErrorCode::Forbidden, {}, {}});
    return std::nullopt;
}

} // namespace api
