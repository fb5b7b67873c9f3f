// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/mergepatch.h"

namespace protocol {
namespace {

/// A patch that is inserted where there was nothing: its nulls have nothing to remove.
QJsonObject withoutNulls(const QJsonObject& patch)
{
    return applyMergePatch({}, patch);
}

/// What object says of the keys that other says nothing of. Patched objects are built anew from it: a
/// value that is replaced or removed in a QJsonObject stays in its memory, and in that of every copy
/// (Qt 6.4.2), so that a row patched in place would grow with each pulse.
QJsonObject untouchedBy(const QJsonObject& other, const QJsonObject& object)
{
    QJsonObject untouched;
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (!other.contains(it.key()))
            untouched.insert(it.key(), it.value());
    }
    return untouched;
}

} // namespace

QJsonObject applyMergePatch(const QJsonObject& target, const QJsonObject& patch)
{
    QJsonObject result = untouchedBy(patch, target);
    for (auto it = patch.begin(); it != patch.end(); ++it) {
        const QJsonValue value = it.value();
        if (value.isObject())
            result.insert(it.key(), applyMergePatch(target.value(it.key()).toObject(), value.toObject()));
        else if (!value.isNull())
            result.insert(it.key(), value);
    }
    return result;
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

std::optional<QJsonObject> combineMergePatches(const QJsonObject& first, const QJsonObject& second)
{
    QJsonObject both = untouchedBy(second, first);
    for (auto it = second.begin(); it != second.end(); ++it) {
        const QJsonValue before = first.value(it.key());
        const QJsonValue after = it.value();
        if (!after.isObject() || before.isUndefined()) {
            both.insert(it.key(), after);
            continue;
        }
        if (!before.isObject())
            return std::nullopt;
        const auto combined = combineMergePatches(before.toObject(), after.toObject());
        if (!combined)
            return std::nullopt;
        both.insert(it.key(), *combined);
    }
    return both;
}

} // namespace protocol
