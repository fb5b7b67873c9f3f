// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "commands/config.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>

#include <optional>

namespace commands {

/// --data and --config, which every subcommand takes, and the way all of them parse and complain.
class Options final
{
public:
    /// usage: what stands behind the subcommand's name in its help, e.g. "add NAME".
    Options(const QString& command, const QString& description);

    QCommandLineParser& parser() { return m_parser; }
    /// Exit status when the program ends here: 0 after --help, 2 after a mistake that is printed.
    std::optional<int> parse(const QStringList& arguments);
    /// Prints a complaint about the command line; returns 2.
    int misuse(const QString& complaint) const;

    /// After parse(): the file of --config, or the defaults without one. The mistake is a sentence.
    base::Result<Config, QString> config() const;
    QString dataFolder() const;

private:
    QString m_command;
    QCommandLineParser m_parser;
    QCommandLineOption m_data;
    QCommandLineOption m_config;
    QCommandLineOption m_help;
};

} // namespace commands
