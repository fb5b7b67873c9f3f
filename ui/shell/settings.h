// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include "alerts/annunciator.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace ui {

/// What a person chose, in the desktop's own settings. Per machine: the look, the language, the wall.
/// Per person: sounds and quiet hours.
namespace settings {

SchemeChoice scheme();
void setScheme(SchemeChoice choice);
double textScale();
void setTextScale(double scale);
/// "ru", "en"; empty: as the system.
QString language();
void setLanguage(const QString& language);

double volume(const QString& person);
void setVolume(const QString& person, double volume);
/// None in the outer optional: the person has not chosen, and their role's apply; in the inner: none at all.
std::optional<std::optional<client::QuietHours>> quietHours(const QString& person);
void setQuietHours(const QString& person, const std::optional<client::QuietHours>& hours);

/// Panels on a monitor's wall, by the monitor's name; empty: those of the role.
QStringList wallPanels(const QString& monitor);
void setWallPanels(const QString& monitor, const QStringList& panels);
/// All at once in a grid, or one after another.
bool wallGrid(const QString& monitor);
void setWallGrid(const QString& monitor, bool grid);

} // namespace settings
} // namespace ui
