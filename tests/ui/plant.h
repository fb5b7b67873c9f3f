// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/models.h"
#include "protocol/rows/access.h"
#include "protocol/rows/alarm.h"
#include "protocol/rows/attendance.h"
#include "protocol/rows/machine.h"
#include "protocol/rows/notification.h"

#include <QDateTime>

/// A small plant for tests, the same every time. Rows go through their wire form, as the store feeds them.
class Plant final
{
public:
    /// now: the moment the plant is at.
    Plant(client::Models& models, const QDateTime& now);

    /// 40 looms (37 of them well), their states, shifts and calls; 120 people, their days and passes.
    void fill();
    /// Marks all topics fresh as of now.
    void setFresh(client::DataState state = client::DataState::Fresh);

    void put(const protocol::MachineRow& row, client::Origin origin = client::Origin::Live);
    void put(const protocol::ShiftRow& row, client::Origin origin = client::Origin::Live);
    void put(const protocol::CallRow& row, client::Origin origin = client::Origin::Live);
    void put(const protocol::WorktimeRow& row, client::Origin origin = client::Origin::Live);
    void put(const protocol::AccessRow& row, client::Origin origin = client::Origin::Live);
    void put(const protocol::PersonRow& row, client::Origin origin = client::Origin::Live);
    void put(const protocol::AlarmRow& row, client::Origin origin = client::Origin::Live);
    void put(const protocol::NotificationRow& row, client::Origin origin = client::Origin::Live);
    void remove(const QString& topic, qint64 id);

    protocol::MachineRow machine(qint64 id) const { return *m_models.machines.find(id); }

    /// Many rows at once, as a snapshot of the topic brings them.
    template <class Row> void snapshot(const QString& topic, const std::vector<Row>& rows)
    {
        std::vector<QJsonObject> objects;
        objects.reserve(rows.size());
        for (const Row& row : rows)
            objects.push_back(toJson(row));
        feed(topic, objects, client::Origin::Snapshot, true);
    }

    /// The same without the way through JSON, for very many.
    template <class Row> void snapshotTyped(const QString& topic, const std::vector<Row>& rows)
    {
        client::TypedRowBatch<Row> batch;
        batch.topic = topic;
        batch.origin = client::Origin::Snapshot;
        batch.replace = true;
        for (const Row& row : rows)
            batch.changes.push_back({row.id, false, row, 1, m_now, {}});
        m_models.apply(batch);
    }

private:
    void feed(const QString& topic, const std::vector<QJsonObject>& rows, client::Origin origin,
              bool replace);

    client::Models& m_models;
    QDateTime m_now;
};
