// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace client {

/// vakhta's command line (design.md §7).
struct CommandLine
{
    QUrl server;  ///< empty: the one of the last time
    QString user; ///< empty: the one of the last time
    QString tokenFile;
    bool passwordFromStdin = false;
    QString panel;
    qint64 record = 0; ///< of the panel, shown as soon as it is known; 0: none
    QString page;      ///< of the panel, beside its list: "health" of the alarms; empty: none
    bool wall = false;
    QSize size;         ///< of the window; empty: as it was last, or fits
    QString screenshot; ///< file to write; empty: none
    double after = 5;   ///< seconds until then
    QString theme;      ///< light, dark, or empty: as chosen in the settings
    QString language;   ///< ru, en, or empty: as chosen in the settings
    QString folder;     ///< caches and token files; empty: the platform's place

    struct Outcome;
    static Outcome parse(const QStringList& arguments);
};

/// What to do: go on with the line, or print text and exit with code.
struct CommandLine::Outcome
{
    std::optional<CommandLine> line;
    QString text;
    int exitCode = 0;
};

} // namespace client
