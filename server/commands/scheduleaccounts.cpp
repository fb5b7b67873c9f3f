// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/scheduleaccounts.h"

#include "api/auth/passwords.h"

namespace commands {

using namespace Qt::StringLiterals;

dialects::ScheduleAccounts scheduleAccounts(api::Logins& logins, const api::TokenService& tokens,
                                            api::Directory& directory, domain::Executor& executor)
{
    dialects::ScheduleAccounts accounts;
    accounts.logIn = [&logins, &tokens](const QString& username, const QString& password, const QHostAddress& peer,
                                        std::function<void(protocol::Result<dialects::ScheduleSession>)> done) {
        logins.attempt(username, password, peer, [&tokens, done = std::move(done)](const api::Logins::Outcome& outcome) {
            if (!outcome) {
                protocol::Error error = outcome.error().error;
                if (outcome.error().retryAfter)
                    error.detail.insert(u"retry_after"_s, qint64(outcome.error().retryAfter->count()));
                return done(base::Unexpected<protocol::Error>{std::move(error)});
            }
            // Its clients know no renewal: contracts.md D1 gives them a day.
            const QString token = tokens.issue(api::TokenKind::Access, outcome->id, outcome->roles,
                                               api::TokenService::sessionLife);
            done(dialects::ScheduleSession{token.toLatin1(), *outcome});
        });
    };
    accounts.enlist = [&directory, &executor](const domain::NewAccount& account, const QString& password,
                                              std::function<void(protocol::Result<domain::Account>)> done) {
        // Hashing takes a while, which no network thread has.
        const bool taken = executor.read([&directory, &executor, account, password, done](domain::Workspace&) {
            domain::NewAccount wanted = account;
            wanted.passwordHash = api::hashPassword(password.toUtf8());
            domain::writeThen<domain::Account>(
                executor,
                [wanted](domain::Workspace& work) -> protocol::Result<domain::Account> {
                    auto& people = work.get<domain::AccountRepository>();
                    if (people.findByUsername(wanted.username))
                        return protocol::failure(protocol::ErrorCode::AlreadyExists,
                                                 u"There is a user of this name."_s, {{u"field"_s, u"username"_s}});
                    return people.insert(wanted);
                },
                [&directory, done](protocol::Result<domain::Account> made) {
                    directory.refresh();
                    done(std::move(made));
                });
        });
        if (!taken)
            done(protocol::failure(protocol::ErrorCode::Unavailable));
    };
    return accounts;
}

} // namespace commands
