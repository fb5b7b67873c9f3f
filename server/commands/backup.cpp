// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/backup.h"

#include "commands/commands.h"
#include "commands/console.h"
#include "commands/options.h"
#include "storage/datafolder.h"

namespace commands {

using namespace Qt::StringLiterals;

int backup(const QStringList& arguments)
{
    Options options(u"backup"_s,
                    u"Makes a copy of the database as it is at one moment; the server may go on."_s);
    options.parser().addPositionalArgument(u"FILE"_s, u"Where to; must not exist yet."_s);
    if (const auto ends = options.parse(arguments))
        return *ends;
    const QStringList words = options.parser().positionalArguments();
    if (words.size() != 1)
        return options.misuse(u"say where to"_s);
    const storage::DataFolder folder(options.dataFolder());
    if (const auto done = storage::backup(folder, words[0]); !done)
        return failed(done.error().text());
    printLine(u"Wrote %1."_s.arg(words[0]));
    return 0;
}

} // namespace commands
