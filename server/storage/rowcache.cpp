// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/rowcache.h"

namespace storage {

const ViewRow* RowCache::find(const RowKey& key)
{
    const auto place = m_places.find(key);
    if (place == m_places.end())
        return nullptr;
    m_entries.splice(m_entries.begin(), m_entries, place->second);
    return &m_entries.front().row;
}

void RowCache::put(const RowKey& key, ViewRow row)
{
    if (const auto place = m_places.find(key); place != m_places.end()) {
        m_entries.splice(m_entries.begin(), m_entries, place->second);
        m_entries.front().row = std::move(row);
        return;
    }
    m_entries.push_front({key, std::move(row)});
    m_places.emplace(key, m_entries.begin());
    if (m_entries.size() > m_capacity) {
        m_places.erase(m_entries.back().key);
        m_entries.pop_back();
    }
}

void RowCache::forget(const RowKey& key)
{
    const auto place = m_places.find(key);
    if (place == m_places.end())
        return;
    m_entries.erase(place->second);
    m_places.erase(place);
}

void RowCache::clear()
{
    m_places.clear();
    m_entries.clear();
}

} // namespace storage
