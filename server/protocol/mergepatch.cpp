// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/mergepatch.h"

namespace protocol {
namespace {

/// A patch that is inserted where there was nothing: its nulls have nothing to remove.
QJsonObject withoutNulls(const QJsonObject& patch)
{
    return applyMergePatch({}, patch);
}

} // namespace

QJsonObject applyMergePatch(QJsonObject target, const QJsonObject& patch)
{
    for (auto it = patch.begin(); it != patch.end(); ++it) {
        const QJsonValue value = it.value();
        if (value.isNull())
            target.remove(it.key());
        else if (value.isObject())
            target.insert(it.key(), applyMergePatch(target.value(it.key()).toObject(), value.toObject()));
        else
            target.insert(it.key(), value);
    }
    return target;
}

QJsonObject diffMergePatch(const QJsonObject& from, const QJsonObject& to)
{
    QJsonObject patch;
    for (auto it = from.begin(); it != from.end(); ++it) {
        if (!it.value().isNull() && to.value(it.key()).isUndefined())
            patch.insert(it.key(), QJsonValue::Null);
    }
    for (auto it = to.begin(); it != to.end(); ++it) {
        const QJsonValue before = from.value(it.key());
        const QJsonValue after = it.value();
        if (before == after || (after.isNull() && before.isUndefined()))
            continue;
        if (before.isObject() && after.isObject())
            patch.insert(it.key(), diffMergePatch(before.toObject(), after.toObject()));
        else
            patch.insert(it.key(), after.isObject() ? QJsonValue(withoutNulls(after.toObject())) : after);
    }
    return patch;
}

std::optional<QJsonObject> combineMergePatches(QJsonObject first, const QJsonObject& second)
{
    for (auto it = second.begin(); it != second.end(); ++it) {
        const QJsonValue before = first.value(it.key());
        const QJsonValue after = it.value();
        if (!after.isObject() || before.isUndefined()) {
            first.insert(it.key(), after);
            continue;
        }
        if (!before.isObject())
            return std::nullopt;
        const auto combined = combineMergePatches(before.toObject(), after.toObject());
        if (!combined)
            return std::nullopt;
        first.insert(it.key(), *combined);
    }
    return first;
}

} // namespace protocol
