// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/health.h"

#include <algorithm>

namespace domain {

namespace {

constexpr qint64 tenMinutesMs = 10 * 60 * 1000;
constexpr qint64 minuteMs = 60 * 1000;
constexpr qint64 dayMs = 24 * 60 * minuteMs;
constexpr size_t topSources = 10;
constexpr size_t chatterCount = 3;

std::vector<AlarmHealth::Share> most(std::vector<AlarmHealth::Share> shares)
{
    std::sort(shares.begin(), shares.end(), [](const auto& a, const auto& b) {
        return a.count != b.count ? a.count > b.count : std::tie(a.rule, a.source) < std::tie(b.rule, b.source);
    });
    if (shares.size() > topSources)
        shares.resize(topSources);
    return shares;
}

} // namespace

AlarmHealthCount::AlarmHealthCount(const QDateTime& from, const QDateTime& to)
{
    m_health.from = from;
    m_health.to = to;
}

void AlarmHealthCount::advanceTo(qint64 moment)
{
    while (!m_window.empty() && m_window.front() <= moment - tenMinutesMs) {
        const qint64 leaves = m_window.front() + tenMinutesMs;
        m_window.pop_front();
        if (m_flooded && m_window.size() < static_cast<size_t>(AlarmHealth::floodEnds)) {
            m_flooded = false;
            m_floodTime += leaves - m_floodSince;
        }
    }
}

void AlarmHealthCount::add(const Alarm& occurrence)
{
    const qint64 moment = occurrence.lastAt.toMSecsSinceEpoch();
    advanceTo(moment);
    m_window.push_back(moment);
    ++m_health.total;
    ++m_health.byPriority[static_cast<size_t>(occurrence.priority)];
    m_health.mostInTenMinutes = std::max(m_health.mostInTenMinutes, static_cast<int>(m_window.size()));
    if (!m_flooded && m_window.size() > static_cast<size_t>(AlarmHealth::floodBegins)) {
        m_flooded = true;
        m_floodSince = moment;
        ++m_health.floods;
    }

    Source& source = m_sources[occurrence.rule + u'\n' + occurrence.source];
    if (source.count++ == 0) {
        source.rule = occurrence.rule;
        source.source = occurrence.source;
    }
    while (!source.lastMinute.empty() && source.lastMinute.front() <= moment - minuteMs)
        source.lastMinute.pop_front();
    source.lastMinute.push_back(moment);
    if (source.lastMinute.size() == chatterCount) {
        ++source.chatters;
        source.lastMinute.clear();
    }
}

AlarmHealth AlarmHealthCount::finish(const std::vector<Alarm>& open) &&
{
    const qint64 end = m_health.to.toMSecsSinceEpoch();
    advanceTo(end);
    if (m_flooded)
        m_floodTime += end - m_floodSince;
    const double length = static_cast<double>(std::max<qint64>(1, m_health.from.msecsTo(m_health.to)));
    m_health.floodShare = static_cast<double>(m_floodTime) / length;
    m_health.perTenMinutes = m_health.total * static_cast<double>(tenMinutesMs) / length;
    m_health.perHour = m_health.perTenMinutes * 6;
    m_health.perDay = m_health.perHour * 24;

    std::vector<AlarmHealth::Share> counts;
    std::vector<AlarmHealth::Share> chatters;
    for (const auto& [key, source] : m_sources) {
        counts.push_back({source.rule, source.source, source.count});
        if (source.chatters > 0)
            chatters.push_back({source.rule, source.source, source.chatters});
    }
    m_health.top = most(std::move(counts));
    m_health.chattering = most(std::move(chatters));
    int ofTop = 0;
    for (const AlarmHealth::Share& share : m_health.top)
        ofTop += share.count;
    m_health.topShare = m_health.total > 0 ? static_cast<double>(ofTop) / m_health.total : 0;

    for (const Alarm& alarm : open) {
        ++m_health.open;
        m_health.unanswered += wantsAnswer(alarm.life.state) ? 1 : 0;
        if (alarm.since.toMSecsSinceEpoch() < end - dayMs)
            m_health.stale.push_back(alarm);
    }
    std::sort(m_health.stale.begin(), m_health.stale.end(),
              [](const Alarm& a, const Alarm& b) { return a.since < b.since; });
    return std::move(m_health);
}

} // namespace domain
