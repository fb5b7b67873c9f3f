// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/passwords.h"
#include "commands/commands.h"
#include "commands/console.h"
#include "commands/database.h"
#include "commands/options.h"
#include "domain/people/account.h"

namespace commands {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype shortestPassword = 6; // contracts.md C1

protocol::Result<domain::Account> addAccount(domain::Workspace& workspace, const domain::NewAccount& account)
{
    auto& accounts = workspace.get<domain::AccountRepository>();
    if (accounts.findByUsername(account.username)) {
        return protocol::failure(protocol::ErrorCode::AlreadyExists,
                                 u"There is a user %1 already; choose another name."_s.arg(account.username));
    }
    return accounts.insert(account);
}

} // namespace

int user(const QStringList& arguments)
{
    Options options(u"user"_s, u"Adds people who can log in. The password is read from standard input."_s);
    const QCommandLineOption role(
        u"role"_s, u"May be given several times: "_s + protocol::Roles::allNames().join(u' '), u"ROLE"_s);
    const QCommandLineOption company(u"company"_s, u"Made if there is none of that name."_s, u"C"_s);
    const QCommandLineOption branch(u"branch"_s, u"Sees this branch only; made if there is none."_s, u"B"_s);
    const QCommandLineOption fullName(u"full-name"_s, u"As others see it."_s, u"TEXT"_s);
    const QCommandLineOption phone(u"phone"_s, u"What the tickets' login form takes for a name."_s, u"TEXT"_s);
    const QCommandLineOption email(u"email"_s, u"To log in by, where a client asks for one."_s, u"TEXT"_s);
    options.parser().addOptions({role, company, branch, fullName, phone, email});
    options.parser().addPositionalArgument(u"add"_s, u"The action."_s, u"add NAME"_s);
    if (const auto ends = options.parse(arguments))
        return *ends;

    const QStringList words = options.parser().positionalArguments();
    if (words.size() != 2 || words[0] != "add"_L1)
        return options.misuse(u"say \"add NAME\""_s);
    const QString name = words[1].trimmed();
    if (name.size() < 3 || name.size() > 100)
        return options.misuse(u"a name has 3 to 100 characters"_s);
    const auto roles = protocol::Roles::fromNames(options.parser().values(role));
    if (!roles || roles->isEmpty())
        return options.misuse(u"--role takes one of %1"_s.arg(protocol::Roles::allNames().join(u' ')));

    const auto config = options.config();
    if (!config)
        return failed(config.error());
    const auto password = readPassword(u"Password for %1: "_s.arg(name));
    if (!password || QString::fromUtf8(*password).size() < shortestPassword)
        return failed(u"A password has at least %1 characters."_s.arg(shortestPassword));

    const auto database = Database::open(*config, options.dataFolder());
    if (!database)
        return failed(database.error());
    const QString hash = api::hashPassword(*password);
    const QString companyName =
        options.parser().isSet(company) ? options.parser().value(company) : config->companyName;
    const auto added = (*database)->write<domain::Account>([&](domain::Workspace& workspace) {
        const domain::Company owner = companyNamed(workspace, companyName, config->timeZone);
        return addAccount(workspace, {.company = owner.id,
                                      .branch = branchNamed(workspace, owner, options.parser().value(branch)),
                                      .username = name,
                                      .passwordHash = hash,
                                      .fullName = options.parser().value(fullName),
                                      .phone = options.parser().value(phone).trimmed(),
                                      .email = options.parser().value(email).trimmed(),
                                      .roles = *roles});
    });
    if (!added)
        return failed(added.error().text());
    printLine(u"Added %1 (%2) to %3."_s.arg(added->username, added->roles.toNames().join(u' '), companyName));
    return 0;
}

} // namespace commands
