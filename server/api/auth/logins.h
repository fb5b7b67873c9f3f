// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/auth/directory.h"
#include "api/auth/passwords.h"
#include "api/auth/throttle.h"
#include "domain/work.h"

#include <QHostAddress>

#include <chrono>
#include <functional>
#include <optional>

namespace api {

/// Logging in by name and password, whatever the answer then looks like (tokens, a session cookie):
/// throttled, with constant work for unknown names. Thread-safe.
class Logins final
{
public:
    struct Refusal
    {
        /// InvalidCredentials, AccountInactive (only after the right password), TooManyRequests,
        /// Unavailable, ValidationFailed
        protocol::Error error;
        std::optional<std::chrono::seconds> retryAfter;
    };
    using Outcome = base::Result<domain::Account, Refusal>; ///< the account without its password hash
    using Done = std::function<void(Outcome)>;

    /// All must outlive the logins. executor's Workspace has AccountRepository.
    Logins(domain::Executor& executor, PasswordChecker& passwords, LoginThrottle& throttle,
           Directory& directory);

    /// done is called once, from any thread, possibly at once; by then the directory knows the person.
    void attempt(const QString& username, const QString& password, const QHostAddress& peer, Done done);

private:
    struct Attempt;
    void checkPassword(const std::shared_ptr<Attempt>& attempt,
                       const std::optional<domain::Account>& account);
    void welcome(const std::shared_ptr<Attempt>& attempt, domain::Account account);

    domain::Executor& m_executor;
    PasswordChecker& m_passwords;
    LoginThrottle& m_throttle;
    Directory& m_directory;
};

} // namespace api
