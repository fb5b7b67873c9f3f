// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include <deque>

namespace client {

/// Rows in the order of their ids, found by id at once. A row that comes in at either end copies
/// nothing, which is what a newest-first feed does all day; one in the middle costs the shorter side.
template <class Row> class RowRing final
{
public:
    struct Entry
    {
        qint64 id = 0;
        Row row;
        qint64 changedAtMs = 0;     ///< base::Clock::monotonicMs() of the last visible change; 0: none yet
        quint64 changedColumns = 0; ///< bits: the columns that changed then
    };

    enum class Order { OldestFirst, NewestFirst };
    explicit RowRing(Order order) : m_order(order) {}

    int size() const { return static_cast<int>(m_entries.size()); }
    const Entry& at(int index) const { return m_entries[static_cast<size_t>(index)]; }
    Entry& at(int index) { return m_entries[static_cast<size_t>(index)]; }
    /// −1 when there is no such row.
    int indexOf(qint64 id) const
    {
        const auto it = m_ordinals.constFind(id);
        return it == m_ordinals.cend() ? -1 : static_cast<int>(*it - m_front);
    }
    /// Where a row with this id belongs.
    int placeFor(qint64 id) const
    {
        if (m_entries.empty() || precedes(id, m_entries.front().id))
            return 0;
        if (precedes(m_entries.back().id, id))
            return size();
        const auto it =
            std::lower_bound(m_entries.begin(), m_entries.end(), id,
                             [this](const Entry& entry, qint64 key) { return precedes(entry.id, key); });
        return static_cast<int>(it - m_entries.begin());
    }
    bool precedes(qint64 a, qint64 b) const { return m_order == Order::NewestFirst ? a > b : a < b; }

    /// index must be placeFor(entry.id), and the id must be new.
    void insert(int index, Entry entry)
    {
        const qint64 id = entry.id;
        const auto at = static_cast<size_t>(index);
        if (index == 0) {
            m_entries.push_front(std::move(entry));
            m_ordinals.insert(id, --m_front);
        } else if (at == m_entries.size()) {
            m_entries.push_back(std::move(entry));
            m_ordinals.insert(id, m_front + index);
        } else if (at < m_entries.size() / 2) {
            m_entries.insert(m_entries.begin() + index, std::move(entry));
            --m_front;
            number(0, index + 1);
        } else {
            m_entries.insert(m_entries.begin() + index, std::move(entry));
            number(index, size());
        }
    }
    void removeAt(int index, int count = 1)
    {
        for (int i = index; i < index + count; ++i)
            m_ordinals.remove(at(i).id);
        m_entries.erase(m_entries.begin() + index, m_entries.begin() + index + count);
        if (index < size() / 2) {
            m_front += count;
            number(0, index);
        } else {
            number(index, size());
        }
    }
    void clear()
    {
        m_entries.clear();
        m_ordinals.clear();
        m_front = 0;
    }

private:
    void number(int from, int to)
    {
        for (int i = from; i < to; ++i)
            m_ordinals.insert(at(i).id, m_front + i);
    }

    Order m_order;
    std::deque<Entry> m_entries;
    QHash<qint64, qint64> m_ordinals; ///< by id; index = ordinal − m_front
    qint64 m_front = 0;
};

} // namespace client
