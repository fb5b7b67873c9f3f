// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/hotanswers.h"

#include <algorithm>
#include <utility>

namespace dialects {

namespace {

// What no event tells of (a company's name or time zone) is seen within this.
constexpr qint64 maxAgeMs = 30'000;

} // namespace

protocol::Topics topicSet(std::initializer_list<protocol::TopicIndex> indices)
{
    protocol::Topics set;
    for (const protocol::TopicIndex index : indices)
        set.insert(index);
    return set;
}

HotAnswers::HotAnswers(domain::Executor& executor, const base::Clock& clock)
    : m_executor(executor), m_clock(clock), m_state(std::make_shared<State>())
{
}

qint64 HotAnswers::versionOf(const State& state, const Viewer& viewer, protocol::Topics shows)
{
    qint64 version = 0;
    for (auto it = state.changedAt.lower_bound({viewer.company, 0});
         it != state.changedAt.end() && it->first.first == viewer.company; ++it) {
        if (shows.has(it->first.second))
            version = std::max(version, it->second);
    }
    return version;
}

void HotAnswers::get(const char* name, const Viewer& viewer, protocol::Topics shows, const Make& make,
                     Use use)
{
    const Key key{name, viewer};
    std::shared_ptr<Flight> flight;
    {
        std::unique_lock lock(m_state->mutex);
        // Both taken before the read begins: its snapshot of the database is then at least as new.
        const quint64 generation = m_state->generation;
        const qint64 version = versionOf(*m_state, viewer, shows);
        Entry& entry = m_state->entries[key];
        const bool fresh = entry.part && entry.version == version && entry.generation == generation &&
                           m_clock.monotonicMs() - entry.madeAtMs < maxAgeMs &&
                           (!entry.part->validUntil || m_clock.now() < *entry.part->validUntil);
        if (fresh) {
            const Part part = entry.part;
            lock.unlock();
            return use(part);
        }
        if (entry.flight && entry.flight->version == version && entry.flight->generation == generation) {
            entry.flight->waiting.push_back(std::move(use));
            return;
        }
        flight = std::make_shared<Flight>();
        flight->version = version;
        flight->generation = generation;
        flight->waiting.push_back(std::move(use));
        entry.flight = flight;
    }

    const auto land = [state = m_state, flight, key,
                       nowMs = m_clock.monotonicMs()](protocol::Result<Part> result) {
        std::vector<Use> waiting;
        {
            const std::lock_guard lock(state->mutex);
            Entry& entry = state->entries[key];
            if (entry.flight == flight)
                entry.flight.reset();
            if (result && flight->version >= entry.version && flight->generation >= entry.generation) {
                entry.version = flight->version;
                entry.generation = flight->generation;
                entry.madeAtMs = nowMs;
                entry.part = *result;
            }
            waiting = std::exchange(flight->waiting, {});
        }
        for (const Use& one : waiting)
            one(result);
    };
    const bool accepted = m_executor.read([make, land, flight](domain::Workspace& work) {
        auto made = make(work);
        if (made)
            made->version = flight->version;
        if (made)
            land(Part(std::make_shared<const HotPart>(std::move(*made))));
        else
            land(base::Unexpected<protocol::Error>{made.error()});
    });
    if (!accepted)
        land(protocol::failure(protocol::ErrorCode::Unavailable));
}

void HotAnswers::committed(const domain::CommittedBatch& batch)
{
    const std::lock_guard lock(m_state->mutex);
    for (const domain::StoredEventPtr& event : batch) {
        qint64& seq = m_state->changedAt[{event->audience.company, event->topic}];
        seq = std::max(seq, event->seq);
    }
}

} // namespace dialects
