// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/commands.h"

#include "shell/fuzzy.h"
#include "theme/theme.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QLatin1StringView commandPanel{"command:"};

struct CommandWords
{
    Q_DECLARE_TR_FUNCTIONS(Commands)
};

} // namespace

QList<Finding> findCommands(const QString& query)
{
    const bool dark = theme().scheme() == Scheme::Dark;
    const struct
    {
        Command command;
        QString text;
        QLatin1StringView icon;
    } commands[]{
        {Command::ShowWall, CommandWords::tr("Show the wall"), "wall"_L1},
        {Command::SwitchColours, dark ? CommandWords::tr("Light colours") : CommandWords::tr("Dark colours"),
         dark ? "light"_L1 : "dark"_L1},
        {Command::ShowNotifications, CommandWords::tr("Notifications"), "bell"_L1},
        {Command::ShowLink, CommandWords::tr("Details of the link"), "info"_L1},
        {Command::MuteForAnHour, CommandWords::tr("Mute for an hour"), "mute"_L1},
        {Command::SignOut, CommandWords::tr("Sign out"), "logout"_L1},
    };
    QList<Finding> result;
    if (query.isEmpty())
        return result;
    for (const auto& each : commands)
        if (const int score = fuzzyScore(query, each.text))
            result.append({each.text,
                           CommandWords::tr("Action"),
                           each.icon,
                           {commandPanel + QString::number(int(each.command)), {}, 0},
                           score});
    return result;
}

std::optional<Command> commandAt(const Place& place)
{
    if (!place.panel.startsWith(commandPanel))
        return std::nullopt;
    return Command(place.panel.mid(commandPanel.size()).toInt());
}

} // namespace ui
