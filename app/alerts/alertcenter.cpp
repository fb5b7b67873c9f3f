// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alertcenter.h"

#include <QTimerEvent>

#include <algorithm>

namespace client {

namespace {

constexpr size_t alertHistoryLimit = 500;

bool isUnread(const Alert& alert)
{
    return !alert.acknowledged && !alert.over;
}

} // namespace

AlertCenter::AlertCenter(const base::Clock& clock, AlertRules::Timings timings, Annunciator::Limits limits,
                         QObject* parent)
    : QObject(parent), m_clock(clock), m_rules(timings), m_annunciator(limits)
{
    m_timer.start(1'000, Qt::CoarseTimer, this);
}

void AlertCenter::setRoles(protocol::Roles roles)
{
    if (roles == m_rules.roles())
        return;
    clear();
    m_rules.setRoles(roles);
}

void AlertCenter::setTimeZone(const QTimeZone& zone)
{
    m_annunciator.setTimeZone(zone);
}

void AlertCenter::setQuietHours(const std::optional<QuietHours>& hours)
{
    m_annunciator.setQuietHours(hours);
}

void AlertCenter::mute(std::chrono::minutes duration)
{
    m_annunciator.setMutedUntil(m_clock.now().addSecs(std::chrono::seconds(duration).count()));
    emit mutedChanged(mutedUntil());
}

void AlertCenter::unmute()
{
    if (!mutedUntil().isValid())
        return;
    m_annunciator.setMutedUntil({});
    emit mutedChanged({});
}

QDateTime AlertCenter::mutedUntil() const
{
    return m_annunciator.mutedUntil();
}

void AlertCenter::apply(const RowBatch& batch)
{
    take(m_rules.apply(batch, m_clock.now()));
}

void AlertCenter::clear()
{
    const bool wasFlooded = flooded();
    m_rules.clear();
    m_annunciator.clear();
    m_history.clear();
    emit unreadChanged();
    if (wasFlooded)
        emit floodChanged(false);
}

void AlertCenter::take(std::vector<AlertRules::Outcome> outcomes)
{
    if (outcomes.empty())
        return;
    const bool wasFlooded = flooded();
    const QDateTime now = m_clock.now();
    std::vector<Annunciation> annunciations;
    QStringList touched;
    for (AlertRules::Outcome& outcome : outcomes) {
        switch (outcome.what) {
        case AlertRules::Outcome::What::Raised:
            for (Annunciation& annunciation : m_annunciator.raise(std::move(outcome.alert), now)) {
                record(annunciation.alert);
                annunciations.push_back(std::move(annunciation));
            }
            break;
        case AlertRules::Outcome::What::Noted:
            record(outcome.alert);
            touched.append(outcome.alert.key);
            break;
        case AlertRules::Outcome::What::Ended:
            m_annunciator.settle(outcome.alert.key);
            for (Alert& alert : m_history) {
                if (alert.key == outcome.alert.key && !alert.over) {
                    alert.over = true;
                    touched.append(alert.key);
                }
            }
            break;
        }
    }
    // Only now: a listener may ask for the history or the counts.
    std::vector<Alert> shown;
    for (const Annunciation& annunciation : annunciations) {
        emit annunciated(annunciation);
        if (annunciation.toast)
            shown.push_back(annunciation.alert);
    }
    if (!shown.empty())
        emit displayed(shown);
    for (const QString& key : std::as_const(touched))
        emit changed(key);
    emit unreadChanged();
    if (flooded() != wasFlooded)
        emit floodChanged(flooded());
}

void AlertCenter::record(const Alert& alert)
{
    const auto same = std::find_if(m_history.begin(), m_history.end(), [&](const Alert& known) {
        return known.key == alert.key && isUnread(known);
    });
    if (same != m_history.end())
        m_history.erase(same);
    m_history.insert(m_history.begin(), alert);
    if (m_history.size() > alertHistoryLimit)
        m_history.pop_back();
}

void AlertCenter::acknowledge(const QStringList& keys)
{
    std::vector<Alert> answered;
    for (Alert& alert : m_history) {
        if (!alert.acknowledged && keys.contains(alert.key)) {
            alert.acknowledged = true;
            m_annunciator.settle(alert.key);
            answered.push_back(alert);
        }
    }
    if (answered.empty())
        return;
    for (const Alert& alert : answered)
        emit changed(alert.key);
    emit unreadChanged();
    emit acknowledged(answered);
}

int AlertCenter::unread() const
{
    return static_cast<int>(std::count_if(m_history.begin(), m_history.end(), isUnread));
}

int AlertCenter::unread(const QString& topic) const
{
    return static_cast<int>(std::count_if(m_history.begin(), m_history.end(), [&](const Alert& alert) {
        return alert.topic == topic && isUnread(alert);
    }));
}

std::optional<Priority> AlertCenter::worst() const
{
    std::optional<Priority> worst;
    for (const Alert& alert : m_history) {
        if (isUnread(alert))
            worst = std::min(worst.value_or(Priority::Low), alert.priority);
    }
    return worst;
}

void AlertCenter::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_timer.timerId())
        tick();
}

void AlertCenter::tick()
{
    const QDateTime now = m_clock.now();
    if (mutedUntil().isValid() && !m_annunciator.muted(now))
        unmute();
    if (m_annunciator.tick(now))
        emit floodChanged(m_annunciator.flooded());
    take(m_rules.tick(now));
}

} // namespace client
