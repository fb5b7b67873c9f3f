// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/upkeep.h"

#include "api/auth/directory.h"
#include "api/load.h"

namespace api {

Upkeep::Upkeep(Directory& directory, Load& load, const base::Clock& clock)
    : m_directory(directory)
    , m_load(load)
    , m_clock(clock)
    , m_startedAt(clock.monotonicMs())
    , m_answeredAt(std::make_shared<std::atomic<qint64>>(m_startedAt))
{
    connect(&m_timer, &QTimer::timeout, this, &Upkeep::look);
}

void Upkeep::start()
{
    m_timer.start(interval);
    look();
}

void Upkeep::look()
{
    m_directory.refresh([answeredAt = m_answeredAt, &load = m_load, &clock = m_clock](bool read) {
        if (read)
            answeredAt->store(clock.monotonicMs(), std::memory_order_relaxed);
        else
            load.noteRefusal();
    });
}

bool Upkeep::isDatabaseWell() const
{
    return m_clock.monotonicMs() - m_answeredAt->load(std::memory_order_relaxed) < patience.count();
}

std::chrono::milliseconds Upkeep::uptime() const
{
    return std::chrono::milliseconds(m_clock.monotonicMs() - m_startedAt);
}

} // namespace api
