// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/decimal.h"

#include <QString>

#include <optional>

namespace protocol {
struct PlanTaskRow;
}

namespace ui {

/// A volume as people type it: "4,5", "1 250.75". None: no number, below 0, more than six decimals, or
/// past what the server takes (100 million).
std::optional<protocol::Quantity> volumeFromTyped(const QString& text);

/// "1.3 Обратная засыпка"
QString taskTitle(const protocol::PlanTaskRow& task);
/// "41,5 м³"
QString volumeText(protocol::Quantity volume, const QString& unit);

} // namespace ui
