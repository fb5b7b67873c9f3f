// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/roles.h"

#include <QString>
#include <QStringList>

namespace ui {

/// Whether these roles may read every one of the topics (contracts.md C1).
bool mayRead(protocol::Roles roles, const QStringList& topics);

/// The panel a person of these roles begins the day at; "overview" where nothing more fitting is known.
QString homeFor(protocol::Roles roles);

} // namespace ui
