// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "commands/config.h"
#include "domain/alarms/rule.h"

#include <QByteArray>

#include <vector>

namespace commands {

/// The rules that hold where the configuration says nothing (resources/alarms.toml, which shows every key).
/// Those about topics that this build does not have are left out.
std::vector<domain::AlarmRule> defaultAlarmRules();

/// The rules in force: the defaults, changed and added to by the file's [[alarm]] tables. A table whose
/// rule is a default's changes the keys it names; any other is a rule of its own. The first mistake is
/// refused with its line.
base::Result<std::vector<domain::AlarmRule>, ConfigError> alarmRulesFromToml(const QByteArray& utf8);

} // namespace commands
