// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/annunciator.h"

namespace client {

using namespace Qt::StringLiterals;

namespace {

const QString floodKey = u"flood"_s;

} // namespace

bool Annunciator::maySound(Priority priority, const QDateTime& now) const
{
    if (priority == Priority::Low || muted(now))
        return false;
    return priority == Priority::Critical || !m_quiet || !m_quiet->contains(now.toTimeZone(m_zone).time());
}

void Annunciator::forgetBefore(const QDateTime& moment)
{
    while (!m_recent.empty() && m_recent.front() <= moment)
        m_recent.pop_front();
}

std::vector<Annunciation> Annunciator::raise(Alert alert, const QDateTime& now)
{
    Open& open = m_open[alert.key];
    const bool repeat = open.count > 0 && open.at.secsTo(now) <= m_limits.mergeWithin.count();
    // The same matter under another name (a call that became overdue) is no further occurrence.
    const bool escalated = repeat && open.kind != alert.kind;
    if (repeat && !alert.counted)
        alert.count = escalated ? open.count : open.count + alert.count;
    bool sound = maySound(alert.priority, now);
    if (repeat && !escalated && open.soundedAt.isValid() &&
        open.soundedAt.secsTo(now) < m_limits.soundAgainAfter.count())
        sound = false;

    const bool critical = alert.priority == Priority::Critical;
    forgetBefore(now.addSecs(-m_limits.window.count()));
    const bool isNew = !repeat || escalated;
    if (isNew)
        m_recent.push_back(now);
    const bool floodBegins = !m_flooded && static_cast<int>(m_recent.size()) > m_limits.floodBegins;
    if (floodBegins) {
        m_flooded = true;
        m_heldBack = 0;
    }
    const bool held = m_flooded && !critical;

    open.count = alert.count;
    open.kind = alert.kind;
    open.at = now;
    if (sound && !held)
        open.soundedAt = now;

    std::vector<Annunciation> out;
    out.push_back({alert, !held, sound && !held, repeat});
    if (held && isNew) {
        ++m_heldBack;
        const bool first = m_heldBack == 1;
        Alert digest{.key = floodKey,
                     .kind = AlertKind::Flood,
                     .priority = Priority::Medium,
                     .at = now,
                     .count = m_heldBack};
        out.push_back({std::move(digest), true, first && maySound(Priority::Medium, now), !first});
    }
    return out;
}

bool Annunciator::tick(const QDateTime& now)
{
    forgetBefore(now.addSecs(-m_limits.window.count()));
    for (auto it = m_open.begin(); it != m_open.end();)
        it = it->at.secsTo(now) > m_limits.mergeWithin.count() ? m_open.erase(it) : std::next(it);
    if (!m_flooded || static_cast<int>(m_recent.size()) >= m_limits.floodEnds)
        return false;
    m_flooded = false;
    return true;
}

void Annunciator::clear()
{
    m_open.clear();
    m_recent.clear();
    m_flooded = false;
    m_heldBack = 0;
}

} // namespace client
