// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/freshness.h"

#include <cstdlib>

namespace ui {

void Freshness::setConfirmed(const QDateTime& at)
{
    if (m_confirmed == at)
        return;
    m_confirmed = at;
    emit changed();
}

void Freshness::setLinked(bool linked)
{
    if (m_linked == linked)
        return;
    m_linked = linked;
    emit changed();
}

void Freshness::setOffline(bool offline)
{
    if (m_offline == offline)
        return;
    m_offline = offline;
    emit changed();
}

bool Freshness::isStale(const QDateTime& now, int timeToLiveSeconds) const
{
    if (!m_linked || !m_confirmed.isValid())
        return true;
    // A clock set back is no proof of youth.
    return std::abs(m_confirmed.secsTo(now)) > timeToLiveSeconds;
}

} // namespace ui
