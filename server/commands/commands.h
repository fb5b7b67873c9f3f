// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

/// The subcommands of vakhtad (design.md §7). Each takes its arguments without the program's and its
/// own name, prints for the person at the terminal, and returns the exit status: 0 done, 1 it could
/// not be done (a sentence says why), 2 the command line is wrong.
namespace commands {

int serve(const QStringList& arguments);
int user(const QStringList& arguments);
int token(const QStringList& arguments);
int importTable(const QStringList& arguments);
int backup(const QStringList& arguments);
int restore(const QStringList& arguments);
int doctor(const QStringList& arguments);

} // namespace commands
