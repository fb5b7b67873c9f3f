// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace commands {

/// A line for the person at the terminal, or for a script, on standard output.
void printLine(const QString& text);
/// A complaint, on standard error.
void printError(const QString& text);
/// Complains; returns the exit status for "it could not be done", 1.
int failed(const QString& text);
/// The first line of standard input. At a terminal it asks first and does not show what is typed.
std::optional<QByteArray> readPassword(const QString& prompt);

} // namespace commands
