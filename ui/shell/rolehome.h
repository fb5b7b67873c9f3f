// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/annunciator.h"
#include "protocol/auth.h"
#include "protocol/roles.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace ui {

/// Whether these roles may read every one of the topics (contracts.md C1).
bool mayRead(protocol::Roles roles, const QStringList& topics);

/// The panel a person of these roles begins the day at; "overview" where nothing more fitting is known.
QString homeFor(protocol::Roles roles);

/// The company's name; empty where the server's configuration has given it none.
QString companyText(const protocol::Me& me);

/// Quiet hours until a person says otherwise: the office's evening and night; none for those who work in
/// shifts, whom a call must reach at any hour.
std::optional<client::QuietHours> quietHoursFor(protocol::Roles roles);

} // namespace ui
