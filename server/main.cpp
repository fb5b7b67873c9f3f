// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logging.h"
#include "commands/commands.h"
#include "commands/console.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Subcommand
{
    QLatin1StringView name;
    int (*run)(const QStringList&);
    QLatin1StringView summary;
};

constexpr std::array<Subcommand, 7> subcommands{{
    {"serve"_L1, commands::serve, "serves a data folder"_L1},
    {"user"_L1, commands::user, "adds people who can log in"_L1},
    {"token"_L1, commands::token, "prints an access token for scripts"_L1},
    {"import"_L1, commands::importTable, "puts in employees or machines from a CSV file"_L1},
    {"backup"_L1, commands::backup, "makes a consistent copy, also while it serves"_L1},
    {"restore"_L1, commands::restore, "puts a copy back in place of what is there"_L1},
    {"doctor"_L1, commands::doctor, "checks a server from a client's side, and says what to do"_L1},
}};

int usage()
{
    commands::printError(
        u"vakhtad %1, Vakhta's notification server"_s.arg(QCoreApplication::applicationVersion()));
    for (const Subcommand& subcommand : subcommands)
        commands::printError(
            u"  vakhtad %1 %2"_s.arg(QString(subcommand.name), -8).arg(QString(subcommand.summary)));
    commands::printError(u"Each of them explains itself with --help."_s);
    return 2;
}

} // namespace

int main(int argc, char** argv)
{
    // glib's dispatcher does work per open socket on every turn (2,000 of them cost half a core).
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"vakhtad"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(VAKHTA_VERSION));
    base::installLogging(base::LogFormat::Text);

    const QStringList arguments = QCoreApplication::arguments().mid(1);
    if (arguments.isEmpty())
        return usage();
    if (arguments[0] == "--version"_L1) {
        commands::printLine(QCoreApplication::applicationVersion());
        return 0;
    }
    for (const Subcommand& subcommand : subcommands) {
        if (arguments[0] == subcommand.name)
            return subcommand.run(arguments.mid(1));
    }
    return usage();
}
