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

/// The end of a flight: its waiters are answered once, also when the read was never run or threw.
class HotAnswers::Landing final
{
public:
    Landing(std::shared_ptr<State> state, std::shared_ptr<Flight> flight, Key key, qint64 startedAtMs)
        : m_state(std::move(state))
        , m_flight(std::move(flight))
        , m_key(std::move(key))
        , m_startedAtMs(startedAtMs)
    {
    }
    ~Landing()
    {
        if (!m_landed)
            land(protocol::failure(protocol::ErrorCode::Internal));
    }
    Landing(const Landing&) = delete;
    Landing& operator=(const Landing&) = delete;

    void land(const protocol::Result<Part>& result)
    {
        m_landed = true;
        std::vector<Use> waiting;
        {
            const std::lock_guard lock(m_state->mutex);
            Entry& entry = m_state->entries[m_key];
            if (entry.flight == m_flight)
                entry.flight.reset();
            if (result && m_flight->version >= entry.version && m_flight->generation >= entry.generation) {
                entry.version = m_flight->version;
                entry.generation = m_flight->generation;
                entry.madeAtMs = m_startedAtMs;
                entry.part = *result;
            }
            waiting = std::exchange(m_flight->waiting, {});
        }
        for (const Use& one : waiting)
            one(result);
    }

private:
    const std::shared_ptr<State> m_state;
    const std::shared_ptr<Flight> m_flight;
    const Key m_key;
    const qint64 m_startedAtMs;
    bool m_landed = false;
};

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

    const auto landing = std::make_shared<Landing>(m_state, flight, key, m_clock.monotonicMs());
    const bool accepted =
        m_executor.read([make, landing, version = flight->version](domain::Workspace& work) {
            auto made = make(work);
            if (!made)
                return landing->land(base::Unexpected<protocol::Error>{made.error()});
            made->version = version;
            landing->land(Part(std::make_shared<const HotPart>(std::move(*made))));
        });
    if (!accepted)
        landing->land(protocol::failure(protocol::ErrorCode::Unavailable));
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
