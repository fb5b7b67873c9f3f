// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alarms/rule.h"

#include <QString>

#include <toml++/toml.h>

#include <optional>
#include <string_view>

namespace commands {

/// Sets what one key of an [[alarm]] table says of a rule (resources/alarms.toml shows every key). Returns
/// why the value is refused, empty when it was taken; nullopt: there is no such key.
std::optional<QString> setAlarmKey(domain::AlarmRule& rule, const QString& key, const toml::node& value);

QString tomlText(std::string_view text);
/// nullopt: it is no text in quotes.
std::optional<QString> textOf(const toml::node& node);

} // namespace commands
