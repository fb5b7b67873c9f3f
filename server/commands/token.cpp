// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/tokens.h"
#include "commands/commands.h"
#include "commands/console.h"
#include "commands/database.h"
#include "commands/options.h"
#include "domain/people/account.h"

namespace commands {

using namespace Qt::StringLiterals;

int token(const QStringList& arguments)
{
    Options options(u"token"_s, u"Prints an access token for scripts, good for 30 minutes."_s);
    const QCommandLineOption refresh(u"refresh"_s, u"Prints a refresh token instead, good for 7 days."_s);
    options.parser().addOption(refresh);
    options.parser().addPositionalArgument(u"NAME"_s, u"The user."_s);
    if (const auto ends = options.parse(arguments))
        return *ends;
    const QStringList words = options.parser().positionalArguments();
    if (words.size() != 1)
        return options.misuse(u"say whose token"_s);

    const auto config = options.config();
    if (!config)
        return failed(config.error());
    const auto database = Database::open(*config, options.dataFolder());
    if (!database)
        return failed(database.error());
    const auto account = (*database)->write<domain::Account>(
        [&](domain::Workspace& workspace) -> protocol::Result<domain::Account> {
            auto found = workspace.get<domain::AccountRepository>().findByUsername(words[0]);
            if (!found) {
                return protocol::failure(
                    protocol::ErrorCode::NotFound,
                    u"There is no user %1; add one with vakhtad user add."_s.arg(words[0]));
            }
            if (!found->active)
                return protocol::failure(protocol::ErrorCode::AccountInactive);
            return std::move(*found);
        });
    if (!account)
        return failed(account.error().text());
    auto key = api::loadOrCreateKey((*database)->folder().signingKeyFile());
    if (!key)
        return failed(key.error().text());
    const api::TokenService tokens(std::move(*key), (*database)->clock());
    const auto kind = options.parser().isSet(refresh) ? api::TokenKind::Refresh : api::TokenKind::Access;
    printLine(tokens.issue(kind, account->id, account->roles));
    return 0;
}

} // namespace commands
