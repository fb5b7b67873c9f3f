// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/backoff.h"

#include <QRandomGenerator>

#include <algorithm>

namespace base {

Backoff::Backoff(std::chrono::milliseconds first, std::chrono::milliseconds cap) : m_first(first), m_cap(cap)
{
}

std::chrono::milliseconds Backoff::next()
{
    // Past 2^20 the shift says nothing new and could overflow.
    const int doublings = std::min(m_attempts++, 20);
    const qint64 range = std::min(m_cap.count(), m_first.count() << doublings);
    return std::chrono::milliseconds(QRandomGenerator::global()->bounded(range + 1));
}

} // namespace base
