// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/retrymemory.h"

#include <utility>

namespace dialects {

namespace {

constexpr qint64 loomWindowMs = RetryMemory::loomWindow.count();
constexpr qint64 loomTimeoutMs = 10'000; // the firmware's own, per try
constexpr qint64 loomNextTryMs = 17'000; // that timeout, its longest pause (6 s), and some air
constexpr qint64 readerWindowMs = 2'500;
constexpr qint64 keptMs = loomWindowMs + loomNextTryMs; // nothing older can be a re-post

} // namespace

RetryMemory::RetryMemory(const base::Clock& clock, std::size_t maxEntries)
    : m_clock(clock), m_maxEntries(maxEntries), m_state(std::make_shared<State>())
{
}

bool RetryMemory::isRepeat(const Entry& entry, Rule rule, bool isNewest, qint64 now)
{
    if (!entry.response)
        return true;
    const qint64 age = now - entry.firstAt;
    if (rule == Rule::Reader)
        return age < readerWindowMs;
    if (!isNewest)
        return false;
    if (age < loomWindowMs)
        return true;
    const qint64 gap = entry.secondAt - entry.firstAt;
    return entry.posts == 2 && gap >= loomTimeoutMs && gap < loomNextTryMs &&
           now - entry.secondAt < loomNextTryMs;
}

void RetryMemory::answer(const QByteArray& source, const QByteArray& content, Rule rule,
                         net::Responder responder, const Act& act)
{
    const Key key{source, content};
    const qint64 now = m_clock.monotonicMs();
    qint64 serial = 0;
    {
        std::unique_lock lock(m_state->mutex);
        auto it = m_state->entries.find(key);
        if (it != m_state->entries.end() &&
            isRepeat(*it, rule, m_state->newest.value(source) == it->serial, now)) {
            if (++it->posts == 2)
                it->secondAt = now;
            if (!it->response) {
                it->waiting.push_back(std::move(responder));
                return;
            }
            const net::Response response = *it->response;
            lock.unlock();
            responder(response);
            return;
        }
        forgetOld(now);
        serial = ++m_state->lastSerial;
        Entry entry;
        entry.serial = serial;
        entry.firstAt = now;
        m_state->entries.insert(key, std::move(entry));
        m_state->newest.insert(source, serial);
        m_state->order.emplace_back(key, serial);
    }
    act(net::Responder(
        [state = m_state, key, rule, serial, responder = std::move(responder)](net::Response response) {
            settle(*state, key, rule, serial, response);
            responder(std::move(response));
        }));
}

void RetryMemory::settle(State& state, const Key& key, Rule rule, qint64 serial,
                         const net::Response& response)
{
    const bool isKept = response.status < (rule == Rule::Loom ? 400 : 500);
    std::vector<net::Responder> waiting;
    {
        const std::lock_guard lock(state.mutex);
        auto it = state.entries.find(key);
        if (it == state.entries.end() || it->serial != serial)
            return;
        waiting = std::exchange(it->waiting, {});
        if (isKept)
            it->response = response;
        else
            forget(state, it);
    }
    for (const net::Responder& one : waiting)
        one(response);
}

void RetryMemory::forget(State& state, QHash<Key, Entry>::iterator entry)
{
    const auto newest = state.newest.constFind(entry.key().first);
    if (newest != state.newest.cend() && *newest == entry->serial)
        state.newest.erase(newest);
    state.entries.erase(entry);
}

void RetryMemory::forgetOld(qint64 now)
{
    auto& [mutex, entries, newest, order, lastSerial] = *m_state;
    while (!order.empty()) {
        const auto& [key, serial] = order.front();
        const auto it = entries.find(key);
        const bool replaced = it == entries.end() || it->serial != serial;
        if (!replaced) {
            const bool old = now - it->firstAt > keptMs;
            if (!it->response || (!old && entries.size() < static_cast<qsizetype>(m_maxEntries)))
                return; // those under way are bounded by the connections that wait for them
            forget(*m_state, it);
        }
        order.pop_front();
    }
}

std::size_t RetryMemory::size() const
{
    const std::lock_guard lock(m_state->mutex);
    return static_cast<std::size_t>(m_state->entries.size());
}

} // namespace dialects
