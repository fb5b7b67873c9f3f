// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/load.h"

#include "base/logging.h"

namespace api {

void Load::noteRefusal()
{
    if (!isBusy())
        qCWarning(lcApi, "The database's readers are overloaded or failing; some clients have to wait.");
    m_lastRefusal.store(m_clock.monotonicMs(), std::memory_order_relaxed);
}

bool Load::isBusy() const
{
    const qint64 last = m_lastRefusal.load(std::memory_order_relaxed);
    return last >= 0 && m_clock.monotonicMs() - last < std::chrono::milliseconds(memory).count();
}

} // namespace api
