// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/loglimit.h"

namespace dialects {

namespace {

constexpr qint64 lineEveryMs = 60'000;
constexpr qsizetype maxSubjects = 1'000;

} // namespace

bool LogLimit::passes(const QString& subject)
{
    const qint64 now = m_clock.monotonicMs();
    const std::lock_guard lock(m_mutex);
    const auto last = m_lastAt.constFind(subject);
    if (last != m_lastAt.cend() && now - *last < lineEveryMs)
        return false;
    if (m_lastAt.size() >= maxSubjects)
        m_lastAt.removeIf([now](const auto& entry) { return now - entry.value() >= lineEveryMs; });
    if (m_lastAt.size() >= maxSubjects)
        return false; // so much at once that one line more would not help
    m_lastAt.insert(subject, now);
    return true;
}

} // namespace dialects
