// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/alarms/alarm.h"
#include "domain/alarms/evaluator.h"
#include "domain/alarms/rule.h"
#include "domain/people/account.h"
#include "domain/people/company.h"
#include "protocol/principal.h"

#include <QString>

#include <vector>

namespace domain {

class NotificationService;
class Outbox;

/// The one truth about every alarm: its state, whose turn it is to be told, its history. All methods
/// belong into a write unit.
class AlarmService final
{
public:
    AlarmService(AlarmRepository& alarms, NotificationService& notifications, Outbox& outbox,
                 AccountRepository& accounts, CompanyRepository& companies, Journal& journal, const AlarmRules& rules,
                 const base::Clock& clock);

    // ---- the condition ----

    void apply(const Verdict& verdict);
    /// What time brings by now: shelving that ends, escalation, repeats, re-alarms, and telling those
    /// that wait. At most limit alarms; true when more is due.
    bool tick(int limit);
    /// Ends open alarms whose rule is no longer configured.
    void retireUnknown();

    // ---- people ----
    // NotFound: no open alarm of theirs has this id. Conflict: not in its present state.

    /// Of one that is acknowledged already: nothing changes, the first one has it. One that another alarm
    /// keeps quiet counts as answered all the same: who wrote it without a link saw it before that.
    protocol::Result<Alarm> acknowledge(const protocol::Principal& who, qint64 id, const QString& note);
    protocol::Result<Alarm> reset(const protocol::Principal& who, qint64 id);
    /// until must be ahead, at most 30 days; a reason must be given.
    protocol::Result<Alarm> shelve(const protocol::Principal& who, qint64 id, const QDateTime& until,
                                   const QString& reason);
    protocol::Result<Alarm> unshelve(const protocol::Principal& who, qint64 id);
    /// These four also want EQUIPMENT_MANAGER (or MANAGER, ADMIN): Forbidden.
    protocol::Result<Alarm> suppress(const protocol::Principal& who, qint64 id, const QString& reason);
    protocol::Result<Alarm> unsuppress(const protocol::Principal& who, qint64 id);
    protocol::Result<Alarm> takeOut(const protocol::Principal& who, qint64 id, const QString& reason);
    protocol::Result<Alarm> putBack(const protocol::Principal& who, qint64 id);

    /// The open alarms this person may see, worst first.
    std::vector<Alarm> openFor(const protocol::Principal& who);
    static bool maySee(const protocol::Principal& who, const Alarm& alarm);

private:
    using Who = protocol::Principal;

    void raise(const Verdict& verdict);
    void describe(Alarm& alarm, const Verdict& verdict) const;
    bool isSuppressed(const Alarm& alarm, const AlarmRule& rule);
    void suppressOthers(const Alarm& alarm);
    void releaseOthers(const Alarm& alarm);

    void handleDue(Alarm alarm);
    void escalate(Alarm& alarm, const AlarmRule& rule);
    void wait(Alarm& alarm, Telling telling);
    void tellGroup(AlarmGroup group);

    protocol::Result<Alarm> findFor(const Who& who, qint64 id, bool restricted);
    protocol::Result<Alarm> act(const Who& who, qint64 id, AlarmInput input, AlarmLogEntry::What what,
                                const QString& note, const std::optional<QDateTime>& until, bool restricted);
    Alarm answerQuiet(Alarm alarm, const AlarmRule& rule, const Alarm::Action& action);
    /// Takes the step; false where it has no place. Logs, keeps, tells.
    bool step(Alarm& alarm, const AlarmRule& rule, AlarmInput input, AlarmLogEntry::What what,
              const Alarm::Action& action, QLatin1StringView cause);
    /// Sets the state and what follows from it, without keeping it.
    void enter(Alarm& alarm, const AlarmRule& rule, const AlarmStep& next, const QDateTime& at);
    void save(Alarm& alarm, const AlarmRule& rule, QLatin1StringView cause);
    void touchMessages(const Alarm& alarm);
    void log(const Alarm& alarm, AlarmLogEntry::What what, const AlarmActor& by, const QString& note,
             const QDateTime& at);
    std::optional<QDateTime> nextDueOf(const Alarm& alarm, const AlarmRule& rule) const;
    AlarmActor actorOf(const Who& who) const;
    QTimeZone zoneOf(protocol::CompanyId company) const;

    AlarmRepository& m_alarms;
    NotificationService& m_notifications;
    Outbox& m_outbox;
    AccountRepository& m_accounts;
    CompanyRepository& m_companies;
    Journal& m_journal;
    const AlarmRules& m_rules;
    const base::Clock& m_clock;
};

} // namespace domain
