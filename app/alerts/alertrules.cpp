// SPDX-License-Identifier: GPL-3.0-or-later
#include "alerts/alertrules.h"

#include <algorithm>

namespace client {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {

struct AlertReader
{
    AlertKind kind;
    Role role;
    Priority priority;
};

/// Who is told of what, and how loudly. A manager looks twice a day; the master must run.
constexpr AlertReader alertReaders[] = {
    {AlertKind::MaintenanceCall, Role::Master, Priority::Critical},
    {AlertKind::MaintenanceCall, Role::Foreman, Priority::High},
    {AlertKind::MaintenanceCall, Role::Manager, Priority::Medium},
    {AlertKind::MaintenanceCall, Role::Admin, Priority::Medium},
    {AlertKind::CallOverdue, Role::Master, Priority::Critical},
    {AlertKind::CallOverdue, Role::Foreman, Priority::Critical},
    {AlertKind::CallOverdue, Role::Manager, Priority::High},
    {AlertKind::CallOverdue, Role::Admin, Priority::High},
    {AlertKind::CallTaken, Role::Operator, Priority::Low},
    {AlertKind::CallTaken, Role::Foreman, Priority::Low},
    {AlertKind::MachineStopped, Role::Foreman, Priority::High},
    {AlertKind::MachineStopped, Role::EquipmentManager, Priority::High},
    {AlertKind::MachineStopped, Role::Master, Priority::Medium},
    {AlertKind::MachineStopped, Role::Manager, Priority::Medium},
    {AlertKind::MachineStopped, Role::Admin, Priority::Medium},
    {AlertKind::MachineStopped, Role::Operator, Priority::Low},
    {AlertKind::AccessDenied, Role::Security, Priority::High},
    {AlertKind::Latecomers, Role::HrManager, Priority::Low},
};

} // namespace

std::optional<Priority> AlertRules::priorityFor(AlertKind kind, Roles roles)
{
    if (kind == AlertKind::Missed || kind == AlertKind::Flood)
        return Priority::Medium;
    std::optional<Priority> highest;
    for (const AlertReader& reader : alertReaders) {
        if (reader.kind == kind && roles.has(reader.role))
            highest = std::min(highest.value_or(Priority::Low), reader.priority);
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
    const auto* calls = batch.as<CallRow>();
    const auto* machines = batch.as<MachineRow>();
    if (batch.replace) {
        // What the whole picture does not show any more is over.
        const auto absent = [](const auto& changes, qint64 id) {
            return std::none_of(changes.begin(), changes.end(),
                                [id](const auto& change) { return change.id == id; });
        };
        if (calls) {
            const auto pending = m_pendingCalls;
            for (auto it = pending.cbegin(); it != pending.cend(); ++it) {
                if (absent(*calls, it.key())) {
                    end(it->alert.key);
                    m_pendingCalls.remove(it.key());
                }
            }
        }
        if (machines) {
            const auto stopped = m_stopped;
            for (auto it = stopped.cbegin(); it != stopped.cend(); ++it) {
                if (absent(*machines, it.key())) {
                    end(*it);
                    m_stopped.remove(it.key());
                }
            }
        }
    }
    each(calls, &AlertRules::applyCall);
    each(machines, &AlertRules::applyMachine);
    each(batch.as<AccessRow>(), &AlertRules::applyAccess);
    each(batch.as<WorktimeRow>(), &AlertRules::applyWorktime);
    return std::exchange(m_out, {});
}

void AlertRules::applyCall(const RowChange<CallRow>& change, Origin origin, const QDateTime& now)
{
    const QString key = u"call:%1"_s.arg(change.id);
    const bool wasPending = m_pendingCalls.contains(change.id);
    if (change.removed || change.row.status != CallStatus::Pending) {
        m_pendingCalls.remove(change.id);
        end(key);
        if (change.removed)
            return;
        const CallRow& row = change.row;
        if (!wasPending && priorityFor(AlertKind::MaintenanceCall, m_roles))
            miss(key, row.calledAt, origin, now);
        if (row.status == CallStatus::InProgress && origin == Origin::Live && wasPending) {
            begin({.key = u"call-taken:%1"_s.arg(change.id),
                   .kind = AlertKind::CallTaken,
                   .topic = u"calls"_s,
                   .rowId = change.id,
                   .subject = row.machineName,
                   .who = row.masterName,
                   .at = row.startedAt.value_or(change.at)},
                  origin, now, false);
        }
        return;
    }
    if (wasPending)
        return;
    const CallRow& row = change.row;
    PendingCall call{{.key = key,
                      .kind = AlertKind::MaintenanceCall,
                      .topic = u"calls"_s,
                      .rowId = change.id,
                      .subject = row.machineName,
                      .who = row.operatorName,
                      .at = row.calledAt}};
    // One that was already old when we heard of it is shown as such, and does not ring now.
    if (origin != Origin::Live && row.calledAt.addSecs(m_timings.callOverdueAfter.count()) <= now) {
        call.overdue = true;
        call.alert.kind = AlertKind::CallOverdue;
    }
    m_pendingCalls.insert(change.id, call);
    begin(call.alert, origin, now, true);
}

void AlertRules::applyMachine(const RowChange<MachineRow>& change, Origin origin, const QDateTime& now)
{
    const bool stopped = !change.removed && change.row.status == MachineStatus::Stopped;
    if (!stopped) {
        if (m_stopped.contains(change.id))
            end(m_stopped.take(change.id));
        return;
    }
    if (m_stopped.contains(change.id))
        return;
    const MachineRow& row = change.row;
    const QString key = u"stopped:%1"_s.arg(change.id);
    m_stopped.insert(change.id, key);
    begin({.key = key,
           .kind = AlertKind::MachineStopped,
           .topic = u"machines"_s,
           .rowId = change.id,
           .subject = row.name,
           .who = row.operatorRef ? row.operatorRef->name : QString(),
           .at = row.statusSince},
          origin, now, true);
}

void AlertRules::applyAccess(const RowChange<AccessRow>& change, Origin origin, const QDateTime& now)
{
    if (change.removed) {
        m_denied.remove(change.id);
        return;
    }
    const AccessRow& row = change.row;
    if (row.granted || m_denied.contains(change.id))
        return;
    m_denied.insert(change.id);
    const QString whose = row.employee ? QString::number(row.employee->id) : row.card;
    begin({.key = u"denied:%1:%2"_s.arg(row.device, whose),
           .kind = AlertKind::AccessDenied,
           .topic = u"access"_s,
           .rowId = change.id,
           .subject = row.device,
           .who = row.employee ? row.employee->name : QString(),
           .detail = row.card,
           .at = row.at},
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

void AlertRules::begin(Alert alert, Origin origin, const QDateTime& now, bool holds)
{
    const auto priority = priorityFor(alert.kind, m_roles);
    if (!priority)
        return;
    alert.priority = *priority;
    alert.sticky = alert.priority == Priority::Critical;
    if (holds)
        m_open.insert(alert.key);
    miss(alert.key, alert.at, origin, now);
    if (origin == Origin::Live)
        m_out.push_back({Outcome::What::Raised, std::move(alert)});
    else if (holds)
        m_out.push_back({Outcome::What::Noted, std::move(alert)});
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

void AlertRules::end(const QString& key)
{
    if (m_open.remove(key))
        m_out.push_back({Outcome::What::Ended, {.key = key}});
}

std::vector<AlertRules::Outcome> AlertRules::tick(const QDateTime& now)
{
    m_out.clear();
    if (m_current && priorityFor(AlertKind::CallOverdue, m_roles)) {
        for (PendingCall& call : m_pendingCalls) {
            if (call.overdue || call.alert.at.addSecs(m_timings.callOverdueAfter.count()) > now)
                continue;
            call.overdue = true;
            call.alert.kind = AlertKind::CallOverdue;
            begin(call.alert, Origin::Live, now, true);
        }
    }
    if (m_latecomers.count > 0 && m_latecomersSince.addSecs(m_timings.latecomersWindow.count()) <= now) {
        m_out.push_back({Outcome::What::Raised, std::exchange(m_latecomers, Alert{.count = 0})});
        m_latecomersSince = {};
    }
    if (m_missedAt.isValid() && m_missedAt.addSecs(m_timings.missedSettles.count()) <= now) {
        const auto active = std::count_if(m_missed.cbegin(), m_missed.cend(),
                                          [this](const QString& key) { return m_open.contains(key); });
        m_out.push_back({Outcome::What::Raised,
                         {.key = u"missed:"_s + QString::number(now.toMSecsSinceEpoch()),
                          .kind = AlertKind::Missed,
                          .priority = Priority::Medium,
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
