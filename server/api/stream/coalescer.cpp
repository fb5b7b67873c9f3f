// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/stream/coalescer.h"

#include "protocol/mergepatch.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <optional>

namespace api {

using namespace Qt::StringLiterals;
using Op = protocol::Event::Op;

namespace {

/// What stands for one or several events of a row; parsed only once it has to be merged.
struct Kept
{
    domain::StoredEventPtr newest; ///< null: made unnecessary by a later one
    Op op = Op::Put;
    std::optional<QJsonObject> row; ///< set when merged
};

QJsonObject bodyOf(const domain::StoredEvent& event)
{
    return QJsonDocument::fromJson(event.json).object();
}

QJsonObject rowOf(const Kept& kept)
{
    return kept.row ? *kept.row : bodyOf(*kept.newest)[u"row"_s].toObject();
}

/// patch on top of before; nullopt where no one event can say both.
std::optional<Kept> mergedWithPatch(const Kept& before, const domain::StoredEventPtr& patch)
{
    const QJsonObject change = bodyOf(*patch)[u"row"_s].toObject();
    if (before.op == Op::Put)
        return Kept{patch, Op::Put, protocol::applyMergePatch(rowOf(before), change)};
    if (before.op == Op::Delete)
        return std::nullopt;
    const auto both = protocol::combineMergePatches(rowOf(before), change);
    return both ? std::optional(Kept{patch, Op::Patch, *both}) : std::nullopt;
}

domain::StoredEventPtr asEvent(const Kept& kept)
{
    if (!kept.row)
        return kept.newest;
    QJsonObject body = bodyOf(*kept.newest);
    body.insert(u"op"_s, QString(protocol::toWire(kept.op)));
    body.insert(u"row"_s, *kept.row);
    domain::StoredEvent event = *kept.newest;
    event.op = kept.op;
    event.json = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return std::make_shared<const domain::StoredEvent>(std::move(event));
}

} // namespace

std::vector<domain::StoredEventPtr> coalesce(const std::vector<domain::StoredEventPtr>& events)
{
    std::vector<Kept> all;
    all.reserve(events.size());
    QHash<QPair<protocol::TopicIndex, QString>, std::vector<size_t>> ofRow; // those still needed
    bool merged = false;
    for (const domain::StoredEventPtr& event : events) {
        std::vector<size_t>& before = ofRow[{event->topic, event->id}];
        Kept next{event, event->op, {}};
        if (!before.empty() && event->op == Op::Patch) {
            if (auto both = mergedWithPatch(all[before.back()], event)) {
                next = std::move(*both);
                all[before.back()].newest.reset();
                before.pop_back();
                merged = true;
            }
        } else {
            for (const size_t unnecessary : before)
                all[unnecessary].newest.reset();
            merged = merged || !before.empty();
            before.clear();
        }
        before.push_back(all.size());
        all.push_back(std::move(next));
    }
    if (!merged)
        return events;
    std::vector<domain::StoredEventPtr> result;
    for (const Kept& kept : all) {
        if (kept.newest)
            result.push_back(asEvent(kept));
    }
    return result;
}

} // namespace api
