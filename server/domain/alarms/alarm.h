// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alarms/state.h"
#include "domain/journal.h"
#include "protocol/ids.h"
#include "protocol/rows/alarm.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace domain {

/// Who did something to an alarm: a person, or the server itself.
struct AlarmActor
{
    std::optional<protocol::UserId> user{};
    QString name{};
    friend bool operator==(const AlarmActor&, const AlarmActor&) = default;
};

/// Whether people are still to be told, and which of them.
enum class Telling {
    Done,
    Level,   ///< those whom its level of escalation adds
    Everyone ///< once more all who have been told
};

/// One alarm, from when it was raised until it was normal again. The next time is another alarm.
struct Alarm
{
    struct Action
    {
        AlarmActor by{};
        QDateTime at{};
        QString note{};
        std::optional<QDateTime> until{}; ///< of shelving
        friend bool operator==(const Action&, const Action&) = default;
    };

    qint64 id = 0;
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString rule{};
    QString key{};
    QString source{};
    QString topic{};
    QString record{};
    protocol::AlarmPriority priority = protocol::AlarmPriority::Medium;
    AlarmLife life{};
    QDateTime since{};
    QDateTime lastAt{}; ///< of the newest occurrence
    std::optional<QDateTime> returnedAt{};
    std::optional<QDateTime> endedAt{}; ///< set: it is normal again, this is history
    int count = 1;
    QString title{};
    QString message{};
    QJsonObject args{};
    protocol::Roles readers{}; ///< who may see it
    protocol::Roles told{};
    std::optional<Action> acknowledged{};
    std::optional<Action> held{};

    int level = 0;
    Telling telling = Telling::Done;
    std::optional<qint64> announcement{};     ///< the last it was in; see announcementsOf()
    std::optional<QDateTime> announcedAt{};
    bool heard = true;                        ///< false: its level was told, and there is nobody in it
    std::optional<QDateTime> displayedAt{};   ///< on somebody's screen since its level was told
    std::optional<QDateTime> holdsUntil{};    ///< of an occurrence: active until then
    std::optional<QDateTime> nextAt{};        ///< when time alone next changes something here

    Audience audience() const { return {.company = company, .branch = branch, .roles = readers}; }
    friend bool operator==(const Alarm&, const Alarm&) = default;
};

protocol::AlarmRow toRow(const Alarm& alarm);

/// A line of an alarm's history. Nothing that happens to an alarm is without one.
struct AlarmLogEntry
{
    enum class What {
        Raised,
        Occurred, ///< again, while it was open
        Returned,
        Acknowledged,
        Reset,
        Shelved,
        Unshelved,
        Suppressed,
        Unsuppressed,
        TakenOut,
        PutBack,
        Realarmed,
        Escalated,
        Repeated, ///< told once more at the last level
        Ended, ///< normal again
    };
    qint64 id = 0;
    qint64 alarm = 0;
    protocol::CompanyId company;
    QDateTime at{};
    What what = What::Raised;
    AlarmActor by{};
    QString note{};
    friend bool operator==(const AlarmLogEntry&, const AlarmLogEntry&) = default;
};
QLatin1StringView toWire(AlarmLogEntry::What what);

/// Alarms that are told together: the same rule, place, level and manner.
struct AlarmGroup
{
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString rule{};
    int level = 0;
    Telling telling = Telling::Level;
    std::optional<QDateTime> lastAt{}; ///< when this group was last told
    int burst = 0;                     ///< how often without a pause
    std::optional<QDateTime> dueAt{};  ///< when it is to be told next; none: nothing waits
    friend bool operator==(const AlarmGroup&, const AlarmGroup&) = default;
};

/// What has become of the alarms of one announcement.
struct AlarmTally
{
    int unanswered = 0;   ///< and the condition holds, or is latched
    int returned = 0;     ///< unanswered too, and over
    int acknowledged = 0; ///< and still open
    int held = 0;
    int ended = 0;
    std::optional<Alarm::Action> lastAcknowledged{};
    std::optional<Alarm::Action> lastHeld{};    ///< of those held now
    std::optional<QDateTime> lastReturnedAt{};
    int total() const { return unanswered + returned + acknowledged + held + ended; }
};

/// All calls belong into a write unit, those that only read also into a read unit.
class AlarmRepository
{
public:
    virtual ~AlarmRepository() = default;

    virtual std::optional<Alarm> find(protocol::CompanyId company, qint64 id) = 0;
    virtual std::optional<Alarm> findOpen(protocol::CompanyId company, const QString& rule, const QString& key) = 0;
    /// Worst first, then the oldest. All branches, whoever may see them.
    virtual std::vector<Alarm> open(protocol::CompanyId company) = 0;
    virtual std::vector<Alarm> openOfSource(protocol::CompanyId company, const QString& source) = 0;
    struct OpenKey
    {
        protocol::CompanyId company;
        QString rule;
        QString key;
        QJsonObject args;
    };
    /// Those whose condition holds, of all companies.
    virtual void forEachActive(const std::function<void(const OpenKey&)>& visit) = 0;

    virtual qint64 insert(const Alarm& alarm) = 0; ///< returns the id
    virtual void update(const Alarm& alarm) = 0;

    /// Open alarms with nextAt ≤ now, the longest due first.
    virtual std::vector<Alarm> due(const QDateTime& now, int limit) = 0;
    /// Of open alarms and of groups.
    virtual std::optional<QDateTime> nextDue() = 0;

    virtual AlarmGroup group(const AlarmGroup& like) = 0; ///< as it is kept; like's identity if not
    virtual void keep(const AlarmGroup& group) = 0;
    virtual std::vector<AlarmGroup> dueGroups(const QDateTime& now, int limit) = 0;
    /// The alarms of a group that are still to be told: how many, and the first of them.
    struct Waiting
    {
        int count = 0;
        std::vector<Alarm> first;
        std::vector<qint64> earlier; ///< the last announcements they were in, at most 100
    };
    virtual Waiting waiting(const AlarmGroup& group, int limit) = 0;
    virtual qint64 newAnnouncement(const AlarmGroup& group, const QDateTime& at, int count) = 0;
    /// Marks all that wait in the group as told: telling Done, announcement, announcedAt, heard,
    /// displayedAt none; nextAt, unless it is earlier already.
    virtual void markTold(const AlarmGroup& group, qint64 announcement, const QDateTime& at, bool heard,
                          const std::optional<QDateTime>& nextAt) = 0;
    /// Of those for which it was the last.
    virtual void markDisplayed(qint64 announcement, const QDateTime& at) = 0;
    virtual std::vector<qint64> announcementsOf(qint64 alarm) = 0; ///< oldest first
    virtual AlarmTally tally(qint64 announcement) = 0;

    virtual void log(const AlarmLogEntry& entry) = 0; ///< id ignored
    virtual std::vector<AlarmLogEntry> logOf(protocol::CompanyId company, qint64 alarm) = 0; ///< oldest first
    /// Alarms raised in [from, to), newest first; before: only ids below it (0: any).
    virtual std::vector<Alarm> history(protocol::CompanyId company, const QDateTime& from, const QDateTime& to,
                                       qint64 before, int limit) = 0;
    /// Moments of being raised or occurring again in [from, to), oldest first, for figures. Only id,
    /// rule, source, priority, branch, readers and lastAt (the moment) of each are set.
    virtual void forEachOccurrence(protocol::CompanyId company, const QDateTime& from, const QDateTime& to,
                                   const std::function<void(const Alarm&)>& visit) = 0;
    /// Forgets what ended before a moment, with its log. At most limit; returns how many.
    virtual int forgetEndedBefore(const QDateTime& moment, int limit) = 0;

    /// Up to which event of the journal a company's facts have been judged.
    virtual qint64 judgedUpTo(protocol::CompanyId company) = 0;
    virtual void setJudgedUpTo(protocol::CompanyId company, qint64 seq) = 0;
};

/// The rows that clients hold, as the journal has left them: what rules judge, with whose they are.
struct SubjectRow
{
    QString id;
    Audience audience;
    QJsonObject row;
};

class SubjectRows
{
public:
    virtual ~SubjectRows() = default;
    virtual std::optional<SubjectRow> find(protocol::CompanyId company, protocol::TopicIndex topic,
                                           const QString& id) = 0;
    /// In order of id.
    virtual void forEach(protocol::CompanyId company, protocol::TopicIndex topic,
                         const std::function<void(const SubjectRow&)>& visit) = 0;
};

} // namespace domain
