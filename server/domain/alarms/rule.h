// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alarms/state.h"
#include "domain/alarms/wording.h"
#include "protocol/roles.h"
#include "protocol/rows/alarm.h"

#include <QJsonArray>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace domain {

/// One field of a row against some values.
struct AlarmMatch
{
    QString field{};
    QJsonArray values{};   ///< equal to any of these; null stands for "has no such field"
    bool negated = false;  ///< equal to none of them
    bool holds(const QJsonObject& row) const;
    friend bool operator==(const AlarmMatch&, const AlarmMatch&) = default;
};

/// One field of a row against a bound.
struct AlarmThreshold
{
    enum class Kind {
        AtLeast,   ///< a number ≥ limit; once raised, until it is below limit − deadband
        AtMost,    ///< a number ≤ limit; once raised, until it is above limit + deadband
        OlderThan, ///< a time further back than age
    };
    QString field{};
    Kind kind = Kind::AtLeast;
    double limit = 0;
    double deadband = 0;
    std::chrono::milliseconds age{0};
    friend bool operator==(const AlarmThreshold&, const AlarmThreshold&) = default;
};

/// When something is an alarm, how urgent, and whose business. Two kinds:
/// - a *state* holds while the newest row of its key says so;
/// - an *occurrence* is every new row that matches; it counts as active for holdFor after the last.
///
/// Every row of topic is judged; rows with equal values in the fields of key are one alarm.
struct AlarmRule
{
    using Duration = std::chrono::milliseconds;

    QString name{}; ///< stable: kept with every alarm
    bool enabled = true;
    protocol::AlarmPriority priority = protocol::AlarmPriority::Medium;

    QString topic{}; ///< a topic of the journal, or "health"
    QStringList key{QStringLiteral("id")}; ///< fields that never change within a row
    std::vector<AlarmMatch> where{}; ///< all must hold
    std::optional<AlarmThreshold> when{};
    /// The row's time field from which the state counts; empty: from the event, or, for a state that
    /// was found at the server's start, from then.
    QString since{};
    Duration onDelay{0};  ///< must hold so long to be raised
    Duration offDelay{0}; ///< must be over so long to be over

    bool occurrence = false;
    int times = 1;      ///< raised from the n-th occurrence within `within` on
    Duration within{0}; ///< for times > 1
    Duration holdFor = std::chrono::minutes(10);

    AlarmTraits traits{};
    Duration forgetAfter{0}; ///< over and unacknowledged for so long: normal; 0: never
    QStringList suppressedBy{}; ///< rules; an open alarm of theirs with the same source says it already

    Wording source{};  ///< what it is about; default "topic/id"
    Wording title{};
    Wording message{};

    protocol::Roles tell{};                    ///< level 0
    std::vector<protocol::Roles> escalation{}; ///< levels 1, 2 …
    Duration displayWithin{0};     ///< on no screen after so long: next level; 0: never
    Duration acknowledgeWithin{0}; ///< unanswered after so long: next level; 0: never
    Duration repeatEvery{0};       ///< at the last level, told again so often; 0: never
    Duration realarmAfter{0};      ///< acknowledged and still so after so long: unacknowledged; 0: never
    Duration mergeWithin = std::chrono::minutes(1); ///< later ones are told together
    bool announce = true;          ///< false: the subject itself notifies; escalation still does
    bool telegram = false;         ///< at once; otherwise when it escalates

    /// Who may see it, now or later; ADMIN and MANAGER may always.
    protocol::Roles readers() const;
    /// Whose business it is at a level: all that have been told by then.
    protocol::Roles toldAt(int level) const;
    int lastLevel() const { return static_cast<int>(escalation.size()); }
    /// Top-level keys of a row on which anything here depends.
    QStringList watchedFields() const;
    /// Fields whose values an alarm keeps.
    QStringList argFields() const;

    friend bool operator==(const AlarmRule&, const AlarmRule&) = default;
};

/// Why rules cannot be taken.
struct AlarmRuleComplaint
{
    size_t rule = 0; ///< index
    QLatin1StringView field; ///< of AlarmRule, as the configuration spells it
    QString what;
};

/// The first mistake in a set of rules, looked at as a whole: names must differ, suppressedBy name
/// others, topics be known.
std::optional<AlarmRuleComplaint> complaintAbout(const std::vector<AlarmRule>& rules);

/// The rules in force, ready to be looked up. Immutable.
class AlarmRules final
{
public:
    /// complaintAbout(rules) must be none. Disabled rules are left out.
    explicit AlarmRules(std::vector<AlarmRule> rules);

    const std::vector<AlarmRule>& all() const { return m_rules; }
    const AlarmRule* find(QStringView name) const;
    const std::vector<const AlarmRule*>& ofTopic(const QString& topic) const;
    /// Topics of the journal that some rule judges.
    const QStringList& topics() const { return m_topics; }
    /// Whether a patch of these top-level keys can matter to any rule of the topic.
    bool caresFor(const QString& topic, const QStringList& keys) const;
    /// Rules that an open alarm of this rule suppresses.
    std::vector<const AlarmRule*> suppressedBy(QStringView name) const;

    AlarmRules(const AlarmRules&) = delete;
    AlarmRules& operator=(const AlarmRules&) = delete;

private:
    std::vector<AlarmRule> m_rules;
    QHash<QString, std::vector<const AlarmRule*>> m_byTopic;
    QHash<QString, QStringList> m_watched;
    QStringList m_topics;
};

} // namespace domain
