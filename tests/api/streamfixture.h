// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/stream/feed.h"
#include "support/memoryplant.h"

#include <QJsonDocument>

#include <future>

namespace support {

inline protocol::CompanyId company(qint64 number)
{
    return *protocol::CompanyId::from(number);
}
inline protocol::BranchId branch(qint64 number)
{
    return *protocol::BranchId::from(number);
}
inline protocol::UserId user(qint64 number)
{
    return *protocol::UserId::from(number);
}
inline protocol::TopicIndex topic(QLatin1StringView name)
{
    return *protocol::topicIndex(QString(name));
}

/// A manager of a company, who may read everything in it.
inline api::Reader managerOf(qint64 companyNumber, qint64 userNumber = 1)
{
    const protocol::Roles roles{protocol::Role::Manager};
    return {{company(companyNumber), {}, roles, user(userNumber), protocol::Topics::readableBy(roles)}, 0};
}

/// A machine's row, changed by a pulse.
inline domain::Change pulse(qint64 companyNumber, qint64 machine, int count)
{
    using namespace Qt::StringLiterals;
    return {
        topic("machines"_L1),
        QString::number(machine),
        QJsonObject{{u"id"_s, machine}, {u"name"_s, u"Loom %1"_s.arg(machine)}, {u"pulse_count"_s, count}},
        {company(companyNumber), {}, {}, {}},
        u"pulse"_s};
}

/// A feed over a plant in memory, wired as the composition root does it.
struct FeedFixture
{
    explicit FeedFixture(api::Feed::Limits limits = {}) : feed(plant, limits)
    {
        plant.listener = [this](const std::shared_ptr<const domain::CommittedBatch>& batch) {
            feed.append(*batch);
        };
        feed.open({plant.journal.epoch, plant.journal.seq});
    }
    api::Feed::Answer fromJournal(const protocol::Cursor& since, const api::Reader& reader,
                                  api::Feed::Bound bound = {})
    {
        std::promise<api::Feed::Answer> promise;
        feed.fromJournal(since, reader, bound, [&](protocol::Result<api::Feed::Answer> answer) {
            promise.set_value(std::move(*answer));
        });
        return promise.get_future().get();
    }

    MemoryPlant plant;
    api::Feed feed;
};

inline std::vector<qint64> seqs(const std::vector<domain::StoredEventPtr>& events)
{
    std::vector<qint64> list;
    for (const auto& event : events)
        list.push_back(event->seq);
    return list;
}

/// Rows as a client holds them: topic and id to row.
using ClientRows = std::map<std::pair<QString, QString>, QJsonObject>;

inline void applyEvent(ClientRows& rows, const protocol::Event& event)
{
    const auto key = std::make_pair(event.topic, event.id);
    switch (event.op) {
    case protocol::Event::Op::Put:
        rows[key] = event.row;
        break;
    case protocol::Event::Op::Patch:
        rows[key] = protocol::applyMergePatch(rows[key], event.row);
        break;
    case protocol::Event::Op::Delete:
        rows.erase(key);
        break;
    }
}

} // namespace support
