// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alertrules.h"

#include "alerts/alertof.h"
#include "models/alarmsmodel.h"
#include "models/notificationsmodel.h"

#include <algorithm>

namespace client {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {

struct AlertReader
{
    AlertKind kind;
    Role role;
    client::Priority priority;
};

/// Who is told of what is made here, and how loudly.
constexpr AlertReader alertReaders[] = {
    {AlertKind::CallTaken, Role::Operator, client::Priority::Low},
    {AlertKind::CallTaken, Role::Foreman, client::Priority::Low},
    {AlertKind::Latecomers, Role::HrManager, client::Priority::Low},
};

/// Those who are called for help (contracts.md E3).
constexpr Roles ticketHelpers{Role::Master, Role::Technician};

bool isOfAlarm(const NotificationRow& row)
{
    return row.data.contains("alarm_id"_L1) || row.data.contains("alarm_ids"_L1);
}

} // namespace

std::optional<client::Priority> AlertRules::priorityFor(AlertKind kind, Roles roles)
{
    std::optional<client::Priority> highest;
    for (const AlertReader& reader : alertReaders) {
        if (reader.kind == kind && roles.has(reader.role))
            highest = std::min(highest.value_or(client::Priority::Low), reader.priority);
    }
    return highest;
}

std::vector<AlertRules::Outcome> AlertRules::apply(const RowBatch& batch, const QDateTime& now)
{
    m_out.clear();
    const auto each = [&](const auto* changes, auto handler) {
        if (!changes)
            return;
        for (const auto& change : *changes)
            (this->*handler)(change, batch.origin, now);
    };
    // What the whole picture does not show any more is over.
    const auto endAbsent = [&](const auto* changes, const QList<qint64>& known, auto endOne) {
        if (!batch.replace || !changes)
            return;
        QSet<qint64> shown;
        for (const auto& change : *changes)
            shown.insert(change.id);
        for (const qint64 id : known) {
            if (!shown.contains(id))
                (this->*endOne)(id);
        }
    };
    const auto* alarms = batch.as<AlarmRow>();
    const auto* notifications = batch.as<NotificationRow>();
    endAbsent(alarms, m_alarms.keys(), &AlertRules::endAlarm);
    endAbsent(notifications, m_notices.keys(), &AlertRules::endNotice);
    each(alarms, &AlertRules::applyAlarm);
    each(notifications, &AlertRules::applyNotification);
    each(batch.as<CallRow>(), &AlertRules::applyCall);
    each(batch.as<WorktimeRow>(), &AlertRules::applyWorktime);
    each(batch.as<KitchenTaskRow>(), &AlertRules::applyKitchen);
    return std::exchange(m_out, {});
}

void AlertRules::applyAlarm(const RowChange<AlarmRow>& change, Origin origin, const QDateTime& now)
{
    if (change.removed || !wantsAnswer(change.row)) {
        endAlarm(change.id); // answered, here or on another desktop, or over
        return;
    }
    const AlarmRow& row = change.row;
    const auto known = m_alarms.find(change.id);
    if (known == m_alarms.end()) {
        // Those who look after everything see it from the start, and hear of it when it reaches them.
        if (!row.told.intersects(m_roles))
            return;
        const Alert alert = alertOf(row);
        m_alarms.insert(change.id, {alert, row.count, now});
        begin(alert, origin, now, true);
        return;
    }
    const bool more = row.count > std::exchange(known->count, row.count);
    known->alert = alertOf(row);
    if (!more || row.state != AlarmState::Unacknowledged)
        return;
    known->raisedAt = now;
    begin(known->alert, origin, now, true);
}

void AlertRules::applyNotification(const RowChange<NotificationRow>& change, Origin origin,
                                   const QDateTime& now)
{
    if (change.removed || change.row.readAt) {
        endNotice(change.id);
        return;
    }
    const NotificationRow& row = change.row;
    if (m_notices.contains(change.id))
        return;
    if (isOfAlarm(row)) {
        remind(row, origin, now); // the alarm itself has its own row
        return;
    }
    Alert alert = alertOf(row);
    m_notices.insert(change.id, alert.key);
    if (!row.push || isForTheList(row)) {
        m_out.push_back({Outcome::What::Noted, std::move(alert)});
        return;
    }
    begin(std::move(alert), origin, now, true);
}

bool AlertRules::isForTheList(const NotificationRow& row) const
{
    // Of a usual ticket, and of each step of all of them, the staff's own list tells.
    if (row.type == "new_ticket"_L1)
        return alertOf(row).priority == client::Priority::Low;
    return row.type == "ticket_status_changed"_L1 && m_roles.passes(ticketHelpers);
}

void AlertRules::remind(const NotificationRow& row, Origin origin, const QDateTime& now)
{
    if (origin != Origin::Live || !row.push)
        return;
    const auto known = m_alarms.find(NotificationsModel::targetOf(row).id);
    if (known == m_alarms.end() || known->raisedAt.addSecs(m_timings.remindsAfter.count()) > now)
        return;
    known->raisedAt = now;
    Alert alert = known->alert;
    alert.at = row.createdAt;
    m_out.push_back({Outcome::What::Raised, std::move(alert)});
}

void AlertRules::applyCall(const RowChange<CallRow>& change, Origin origin, const QDateTime& now)
{
    if (!change.removed && change.row.status == CallStatus::Pending) {
        m_pendingCalls.insert(change.id);
        return;
    }
    const bool wasPending = m_pendingCalls.remove(change.id);
    const CallRow& row = change.row;
    if (!wasPending || change.removed || row.status != CallStatus::InProgress || origin != Origin::Live)
        return;
    const auto priority = priorityFor(AlertKind::CallTaken, m_roles);
    if (!priority)
        return;
    begin({.key = u"call-taken:%1"_s.arg(change.id),
           .kind = AlertKind::CallTaken,
           .priority = *priority,
           .topic = u"calls"_s,
           .rowId = change.id,
           .subject = row.machineName,
           .who = row.masterName,
           .at = row.startedAt.value_or(change.at)},
          origin, now, false);
}

void AlertRules::applyWorktime(const RowChange<WorktimeRow>& change, Origin origin, const QDateTime& now)
{
    if (change.removed || change.row.status != WorktimeStatus::Late) {
        m_late.remove(change.id);
        return;
    }
    if (m_late.contains(change.id))
        return;
    m_late.insert(change.id);
    const auto priority = priorityFor(AlertKind::Latecomers, m_roles);
    if (!priority || !change.row.entryAt)
        return;
    if (origin != Origin::Live) {
        miss(u"late:%1"_s.arg(change.id), *change.row.entryAt, origin, now);
        return;
    }
    if (m_latecomers.count == 0 || !m_latecomersSince.isValid()) {
        m_latecomersSince = now;
        m_latecomers = {.key = u"late:"_s + QString::number(now.toMSecsSinceEpoch()),
                        .kind = AlertKind::Latecomers,
                        .priority = *priority,
                        .topic = u"worktime"_s,
                        .count = 0};
    }
    ++m_latecomers.count;
    m_latecomers.who = change.row.employeeName;
    m_latecomers.rowId = change.id;
    m_latecomers.at = *change.row.entryAt;
}

void AlertRules::applyKitchen(const RowChange<KitchenTaskRow>& change, Origin, const QDateTime&)
{
    // It may be told before the portion's own row says that it is ready.
    const bool over = change.removed || change.row.servedAt || change.row.status == TaskStatus::Cancelled;
    if (!over)
        return;
    const QString key = portionKey(change.id);
    for (const qint64 notice : m_notices.keys(key))
        endNotice(notice);
}

void AlertRules::begin(Alert alert, Origin origin, const QDateTime& now, bool holds)
{
    join(alert);
    miss(alert.key, alert.at, origin, now);
    if (origin == Origin::Live)
        m_out.push_back({Outcome::What::Raised, std::move(alert)});
    else if (holds)
        m_out.push_back({Outcome::What::Noted, std::move(alert)});
}

void AlertRules::join(Alert& alert) const
{
    if (!isTwofold(alert.key))
        return;
    for (const OpenAlarm& alarm : m_alarms) {
        if (alarm.alert.key == alert.key)
            alert.alarm = alarm.alert.alarm;
    }
    for (auto notice = m_notices.cbegin(); notice != m_notices.cend(); ++notice) {
        if (*notice == alert.key)
            alert.notification = notice.key();
    }
}

void AlertRules::miss(const QString& key, const QDateTime& at, Origin origin, const QDateTime& now)
{
    if (origin != Origin::CatchUp && origin != Origin::Snapshot)
        return;
    if (!m_seenUntil.isValid() || at <= m_seenUntil)
        return;
    m_missed.insert(key);
    m_missedAt = now;
}

void AlertRules::endAlarm(qint64 id)
{
    const auto alarm = m_alarms.find(id);
    if (alarm == m_alarms.end())
        return;
    const QString key = alarm->alert.key;
    m_alarms.erase(alarm);
    end(key);
}

void AlertRules::endNotice(qint64 id)
{
    const auto notice = m_notices.find(id);
    if (notice == m_notices.end())
        return;
    const QString key = *notice;
    m_notices.erase(notice);
    end(key);
}

void AlertRules::end(const QString& key)
{
    m_out.push_back({Outcome::What::Ended, {.key = key}});
}

std::vector<AlertRules::Outcome> AlertRules::tick(const QDateTime& now)
{
    m_out.clear();
    if (m_latecomers.count > 0 && m_latecomersSince.addSecs(m_timings.latecomersWindow.count()) <= now) {
        m_out.push_back({Outcome::What::Raised, std::exchange(m_latecomers, Alert{.count = 0})});
        m_latecomersSince = {};
    }
    if (m_missedAt.isValid() && m_missedAt.addSecs(m_timings.missedSettles.count()) <= now) {
        const auto active =
            std::count_if(m_alarms.cbegin(), m_alarms.cend(),
                          [this](const OpenAlarm& alarm) { return m_missed.contains(alarm.alert.key); });
        m_out.push_back({Outcome::What::Raised,
                         {.key = u"missed:"_s + QString::number(now.toMSecsSinceEpoch()),
                          .kind = AlertKind::Missed,
                          .priority = client::Priority::Medium,
                          .at = m_missedAt,
                          .count = static_cast<int>(m_missed.size()),
                          .active = static_cast<int>(active)}});
        m_missed.clear();
        m_missedAt = {};
    }
    return std::exchange(m_out, {});
}

void AlertRules::clear()
{
    const Roles roles = m_roles;
    *this = AlertRules(m_timings);
    m_roles = roles;
}

} // namespace client
