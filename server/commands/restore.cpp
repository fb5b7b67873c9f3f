// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/commands.h"
#include "commands/console.h"
#include "commands/options.h"
#include "storage/backup.h"
#include "storage/datafolder.h"

namespace commands {

using namespace Qt::StringLiterals;

int restore(const QStringList& arguments)
{
    Options options(u"restore"_s,
                    u"Puts a backup in the database's place. The server must be stopped; what was "
                    "there is set aside, and desktops take everything anew by themselves."_s);
    options.parser().addPositionalArgument(u"FILE"_s, u"What vakhtad backup made."_s);
    if (const auto ends = options.parse(arguments))
        return *ends;
    const QStringList words = options.parser().positionalArguments();
    if (words.size() != 1)
        return options.misuse(u"say which backup"_s);
    storage::DataFolder folder(options.dataFolder());
    const auto restored = storage::restore(folder, words[0]);
    if (!restored)
        return failed(restored.error().text());
    printLine(u"Restored %1."_s.arg(words[0]));
    if (!restored->setAside.isEmpty())
        printLine(u"What was there is now %1."_s.arg(restored->setAside));
    return 0;
}

} // namespace commands
