// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/logins.h"

#include "base/logging.h"

#include <utility>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

constexpr qsizetype kMaxUsername = 100; // contracts.md C1
constexpr qsizetype kMaxPassword = 1'000;

base::Unexpected<Logins::Refusal> refusal(ErrorCode code, std::optional<std::chrono::seconds> retryAfter = {})
{
    return {Logins::Refusal{{code, {}, {}}, retryAfter}};
}

} // namespace

struct Logins::Attempt
{
    QString username;
    QByteArray password;
    QHostAddress peer;
    Done done;
};

Logins::Logins(domain::Executor& executor, PasswordChecker& passwords, LoginThrottle& throttle,
               Directory& directory)
    : m_executor(executor), m_passwords(passwords), m_throttle(throttle), m_directory(directory)
{
}

void Logins::attempt(const QString& username, const QString& password, const QHostAddress& peer, Done done)
{
    if (username.isEmpty() || username.size() > kMaxUsername || password.size() > kMaxPassword)
        return done(refusal(ErrorCode::ValidationFailed));
    if (const auto wait = m_throttle.begin(peer, username)) {
        qCWarning(lcAuth, "Too many failed logins from %s; the next are refused.",
                  qPrintable(peer.toString()));
        return done(refusal(ErrorCode::TooManyRequests, wait));
    }
    const auto attempt =
        std::make_shared<Attempt>(Attempt{username, password.toUtf8(), peer, std::move(done)});
    const bool accepted = m_executor.read([this, attempt](domain::Workspace& workspace) {
        checkPassword(attempt, workspace.get<domain::AccountRepository>().findByUsername(attempt->username));
    });
    if (!accepted) {
        m_throttle.withdraw(peer, username);
        attempt->done(refusal(ErrorCode::Unavailable));
    }
}

void Logins::checkPassword(const std::shared_ptr<Attempt>& attempt,
                           const std::optional<domain::Account>& account)
{
    const QString hash = account ? account->passwordHash : QString();
    const auto answer = [this, attempt, account](bool matches) {
        if (!matches)
            return attempt->done(refusal(ErrorCode::InvalidCredentials));
        m_throttle.succeeded(attempt->peer, attempt->username);
        if (!account->active)
            return attempt->done(refusal(ErrorCode::AccountInactive));
        welcome(attempt, *account);
    };
    if (!m_passwords.check(std::exchange(attempt->password, {}), hash, answer)) {
        m_throttle.withdraw(attempt->peer, attempt->username);
        attempt->done(refusal(ErrorCode::Unavailable, std::chrono::seconds(2)));
    }
}

void Logins::welcome(const std::shared_ptr<Attempt>& attempt, domain::Account account)
{
    account.passwordHash.clear();
    const auto snapshot = m_directory.snapshot();
    const DirectorySnapshot::Person* known = snapshot->person(account.id);
    if (known && known->account.active && *known->principal == account.principal())
        return attempt->done(std::move(account));
    // Added or changed a moment ago, perhaps by another process: the token must work at once.
    m_directory.refresh([attempt, account = std::move(account)](bool refreshed) {
        attempt->done(refreshed ? Outcome(account) : Outcome(refusal(ErrorCode::Unavailable)));
    });
}

} // namespace api
