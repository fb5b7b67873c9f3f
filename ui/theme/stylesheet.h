// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ui {

class Theme;

/// The application's one stylesheet, made of the theme's tokens. Panels style nothing themselves;
/// they mark widgets with the properties used here (setTextStyle(), "card", "flat", "primary").
QString stylesheet(const Theme& theme);

} // namespace ui
