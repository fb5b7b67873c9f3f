// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/polling.h"

#include "protocol/fields.h"

#include <QJsonDocument>

namespace protocol {

using namespace Qt::StringLiterals;

namespace {

Result<QJsonObject> pollingBody(const QByteArray& utf8)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(utf8, &parse);
    if (parse.error != QJsonParseError::NoError || !document.isObject())
        return failure(ErrorCode::InvalidJson, parse.errorString());
    return document.object();
}

} // namespace

QJsonObject toJson(const Changes& changes)
{
    // {"epoch":"9f3c","seq":241,"recovered":true,"events":[{…}],"more":false}
    QJsonArray events;
    for (const Event& event : changes.events)
        events.append(toJson(event));
    QJsonObject object{{u"epoch"_s, changes.position.epoch},
                       {u"seq"_s, changes.position.seq},
                       {u"recovered"_s, changes.recovered},
                       {u"events"_s, events},
                       {u"more"_s, changes.more}};
    if (!changes.recovered)
        object.insert(u"reason"_s, changes.reason);
    return object;
}

Result<Changes> changesFromJson(const QByteArray& utf8)
{
    const auto body = pollingBody(utf8);
    if (!body)
        return base::Unexpected<Error>{body.error()};
    Fields in(*body);
    Changes changes;
    changes.position = {in.string("epoch"_L1), in.integer("seq"_L1)};
    changes.recovered = in.boolean("recovered"_L1);
    changes.reason = in.optionalString("reason"_L1).value_or(QString());
    changes.more = in.boolean("more"_L1);
    const QJsonArray events = in.array("events"_L1);
    for (const auto& value : events) {
        auto event = eventFromJson(value.toObject());
        if (!event)
            return base::Unexpected<Error>{event.error()};
        changes.events.push_back(std::move(*event));
    }
    return in.finish(std::move(changes));
}

QJsonObject toJson(const Snapshots& snapshots)
{
    // {"epoch":"9f3c","seq":240,"snapshots":[{"topic":"machines","rows":[{"id":7}]}]}
    QJsonArray topics;
    for (const Snapshots::Rows& part : snapshots.topics)
        topics.append(QJsonObject{{u"topic"_s, part.topic}, {u"rows"_s, part.rows}});
    return {{u"epoch"_s, snapshots.position.epoch},
            {u"seq"_s, snapshots.position.seq},
            {u"snapshots"_s, topics}};
}

Result<Snapshots> snapshotsFromJson(const QByteArray& utf8)
{
    const auto body = pollingBody(utf8);
    if (!body)
        return base::Unexpected<Error>{body.error()};
    Fields in(*body);
    Snapshots snapshots;
    snapshots.position = {in.string("epoch"_L1), in.integer("seq"_L1)};
    const QJsonArray topics = in.array("snapshots"_L1);
    for (const auto& value : topics) {
        Fields part(value.toObject());
        auto rows = part.finish(Snapshots::Rows{part.string("topic"_L1), part.array("rows"_L1)});
        if (!rows)
            return base::Unexpected<Error>{rows.error()};
        snapshots.topics.push_back(std::move(*rows));
    }
    return in.finish(std::move(snapshots));
}

} // namespace protocol
