// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"

#include <QHashFunctions>
#include <QJsonObject>
#include <QString>

#include <list>
#include <unordered_map>

namespace storage {

/// Which row of which topic of which company.
struct RowKey
{
    protocol::CompanyId company;
    protocol::TopicIndex topic;
    QString id;

    friend bool operator==(const RowKey&, const RowKey&) = default;
};

/// A row as it stands in view_rows.
struct ViewRow
{
    qint64 number = 0; ///< view_rows.id
    QJsonObject row;
    domain::Audience audience;
};

/// The rows that were changed last, parsed: most changes are to a row that was changed a moment ago.
/// For the writer's thread. Holds what the open transaction sees: whoever undoes work forgets the keys.
class RowCache final
{
public:
    explicit RowCache(size_t capacity) : m_capacity(capacity) {}

    /// The pointer is good until the next call.
    const ViewRow* find(const RowKey& key);
    void put(const RowKey& key, ViewRow row);
    void forget(const RowKey& key);
    void clear();
    size_t size() const { return m_entries.size(); }

private:
    struct Entry
    {
        RowKey key;
        ViewRow row;
    };
    struct Hash
    {
        size_t operator()(const RowKey& key) const
        {
            return qHashMulti(0, key.company.value(), key.topic, key.id);
        }
    };

    size_t m_capacity;
    std::list<Entry> m_entries; ///< newest use first
    std::unordered_map<RowKey, std::list<Entry>::iterator, Hash> m_places;
};

} // namespace storage
