// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace client {
class Models;
}

namespace ui {

/// What the rules that the server comes with are called; others by their own name.
QString ruleText(const QString& rule);
/// "machines/7" as people call it: «Станок 7».
QString sourceText(const QString& source, const client::Models& models);

} // namespace ui
