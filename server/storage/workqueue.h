// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace storage {

/// A bounded first-in first-out queue between threads. Closing it lets what is in it be taken still.
template <class T> class WorkQueue final
{
public:
    explicit WorkQueue(size_t bound) : m_bound(bound) {}

    /// Takes item only when there is room and the queue is open; else item is as it was.
    bool push(T& item)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed || m_items.size() >= m_bound)
                return false;
            m_items.push_back(std::move(item));
        }
        m_filled.notify_one();
        return true;
    }

    std::optional<T> tryPop()
    {
        const std::lock_guard lock(m_mutex);
        return popLocked();
    }

    /// Waits for an item; none once the queue is closed and empty.
    std::optional<T> pop()
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait(lock, [this] { return m_closed || !m_items.empty(); });
        return popLocked();
    }

    /// The same, but none also when nothing came within the time.
    std::optional<T> popWithin(std::chrono::milliseconds time)
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait_for(lock, time, [this] { return m_closed || !m_items.empty(); });
        return popLocked();
    }

    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_filled.notify_all();
    }

    bool isClosed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_closed;
    }
    size_t size() const
    {
        const std::lock_guard lock(m_mutex);
        return m_items.size();
    }

private:
    std::optional<T> popLocked()
    {
        if (m_items.empty())
            return std::nullopt;
        std::optional<T> item(std::move(m_items.front()));
        m_items.pop_front();
        return item;
    }

    const size_t m_bound;
    mutable std::mutex m_mutex;
    std::condition_variable m_filled;
    std::deque<T> m_items;
    bool m_closed = false;
};

} // namespace storage
