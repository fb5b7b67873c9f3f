// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/auth/devicegate.h"
#include "api/auth/directory.h"
#include "api/auth/tokens.h"
#include "net/router.h"

#include <functional>
#include <map>

namespace api {

/// Where a request carries its token.
struct Credential
{
    enum class Place {
        Header, ///< Authorization: Bearer …
        Query,  ///< ?token=…, on upgrades only: contracts.md B and C; never logged
        Cookie, ///< sessionid=…, for dialects that ask for it
    };
    QByteArray token;
    Place place = Place::Header;
};
std::optional<Credential> credentialOf(const net::Request& request, bool cookies);

/// Decides about every request before its handler: who is it, as they are now, and may they. Its
/// refusals are C's own (contracts.md C1, C2): no token 403, a bad or expired one 401 (403 when it came
/// in an upgrade's query), an account that is switched off 403, a role that does not suffice 403.
/// Filled before the server starts, only read after; then thread-safe.
class Guard final
{
public:
    /// How a dialect differs.
    struct Dialect
    {
        bool cookies = false; ///< the session cookie counts (and with it the browser's habits)
        /// The words for a refusal: NotAuthenticated, InvalidToken, TokenExpired, AccountInactive,
        /// Forbidden, NetworkNotAllowed. Empty: errorAnswer().
        std::function<net::Response(const net::Request&, const protocol::Error&)> refuse;
    };

    /// All must outlive the guard and the router it is given to.
    Guard(const TokenService& tokens, const Directory& directory, const DeviceGate& devices);

    void setDialect(net::DialectTag tag, Dialect dialect) { m_dialects[tag] = std::move(dialect); }

    /// As net::Guard. On public routes too the principal is set when a good token came along.
    std::optional<net::Response> operator()(net::Request& request, const net::Access& access,
                                            net::DialectTag tag) const;

private:
    using Person = std::shared_ptr<const protocol::Principal>;
    protocol::Result<Person> identify(const std::optional<Credential>& credential) const;

    const TokenService& m_tokens;
    const Directory& m_directory;
    const DeviceGate& m_devices;
    std::map<net::DialectTag, Dialect> m_dialects;
};

} // namespace api
