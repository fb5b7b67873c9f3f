// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <optional>

namespace protocol {

/// RFC 7396: what target becomes under patch. null removes a key, objects merge, the rest replaces.
QJsonObject applyMergePatch(const QJsonObject& target, const QJsonObject& patch);

/// The smallest patch with applyMergePatch(from, patch) == to. Holds only while no value inside a
/// row is a null that matters: a merge patch cannot set null, it removes. Rows therefore treat an
/// absent key and null alike (Fields::optional…).
QJsonObject diffMergePatch(const QJsonObject& from, const QJsonObject& to);

/// One patch that does what first and then second would do; nullopt where no patch can: first
/// removes or overwrites a key in which second then builds an object, and a merge patch has no way
/// to say "begin from an empty object".
std::optional<QJsonObject> combineMergePatches(const QJsonObject& first, const QJsonObject& second);

} // namespace protocol
