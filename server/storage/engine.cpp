// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/engine.h"

#include "storage/readers.h"
#include "storage/writer.h"

namespace storage {

Engine::Engine(EngineOptions options, const base::Clock& clock)
    : m_options(std::move(options)), m_clock(clock)
{
}

Engine::~Engine()
{
    stop();
}

void Engine::addCommitListener(domain::CommitListener listener)
{
    Q_ASSERT(!m_running);
    m_listeners.push_back(std::move(listener));
}

protocol::Result<void> Engine::start(Furnish furnish)
{
    Q_ASSERT(!m_writer);
    m_writer = std::make_unique<Writer>(m_options, m_clock, m_listeners);
    m_readers = std::make_unique<Readers>(m_options, m_clock);
    auto epoch = m_writer->start(furnish);
    if (!epoch)
        return base::Unexpected<protocol::Error>{epoch.error()};
    m_epoch = *epoch;
    auto readers = m_readers->start(furnish);
    if (!readers) {
        stop();
        return readers;
    }
    m_running = true;
    return {};
}

void Engine::stop()
{
    // The writer first: what it answers may want to be read still.
    if (m_writer)
        m_writer->stop();
    if (m_readers)
        m_readers->stop();
}

void Engine::write(WriteUnit unit, Done done)
{
    if (m_running)
        m_writer->submit({std::move(unit), std::move(done)});
    else if (done)
        done(protocol::failure(protocol::ErrorCode::Unavailable));
}

bool Engine::read(ReadUnit unit)
{
    return m_running && m_readers->submit(std::move(unit));
}

EngineHealth Engine::health() const
{
    EngineHealth health;
    if (!m_running)
        return health;
    m_writer->addTo(health);
    health.readsWaiting = m_readers->waiting();
    return health;
}

} // namespace storage
