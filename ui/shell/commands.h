// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"

#include <QList>
#include <QString>

#include <optional>

namespace ui {

/// What the palette can do besides going somewhere.
enum class Command { ShowWall, SwitchColours, ShowNotifications, ShowLink, MuteForAnHour, SignOut };

/// The commands whose words match; none for an empty query. The colours offered are those that the theme
/// does not have just now.
QList<Finding> findCommands(const QString& query);

/// The command a finding of findCommands() stands for; none: it is a place.
std::optional<Command> commandAt(const Place& place);

} // namespace ui
