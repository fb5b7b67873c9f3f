// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>

class QWidget;

namespace ui {

/// Makes Tab walk through the regions one after the other, and within each in the order its controls
/// were made. Left alone, the chain would be the order in which everything was made, and tools that
/// come and go would stand at its end.
void chainFocus(std::initializer_list<const QWidget*> regions);

} // namespace ui
