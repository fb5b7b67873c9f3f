// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/alarms/fact.h"
#include "domain/alarms/rule.h"

#include <QDateTime>
#include <QJsonObject>

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

namespace domain {

/// What the rules make of facts: the input of alarms' states.
struct Verdict
{
    enum class What {
        Raise,  ///< a state began, or one more occurrence
        Update, ///< still so, with other values
        Return, ///< a state ended; of the fields below only key is set
    };
    What what = What::Raise;
    const AlarmRule* rule = nullptr; ///< never null; lives as long as the rules
    protocol::CompanyId company;
    QString key{};
    std::optional<protocol::BranchId> branch{};
    QString source{};
    QString record{}; ///< id of the row
    QJsonObject args{};
    QDateTime at{};
};

/// Judges facts by rules: thresholds with deadband, delays, ages, repetitions. Pure but for its
/// memory of what is so: no database, no timer; the time is brought by the caller and may jump.
///
/// What it remembers can be made again from the current rows: after a start, or when a unit of work
/// was undone, begin with a new one: adopt() the alarms that are active, seed() every current row,
/// endSeeding(), then judge() what has happened since. Not thread-safe.
class AlarmEvaluator final
{
public:
    explicit AlarmEvaluator(const AlarmRules& rules) : m_rules(rules) {}

    void adopt(const AlarmRule& rule, protocol::CompanyId company, const QString& key, const QJsonObject& args);
    void seed(const Fact& fact, const QDateTime& now, std::vector<Verdict>& out);
    /// Judges the states that several rows speak of, by the newest alone: what an older row says is
    /// history. Adopted states of these topics that no row bears out are over.
    void endSeeding(const QDateTime& now, std::vector<Verdict>& out);

    void judge(const Fact& fact, const QDateTime& now, std::vector<Verdict>& out);
    /// What time alone brings.
    void tick(const QDateTime& now, std::vector<Verdict>& out);
    std::optional<QDateTime> nextDue() const;

    size_t size() const { return m_points.size(); }

private:
    struct PointKey
    {
        const AlarmRule* rule;
        qint64 company;
        QString key;
        friend bool operator==(const PointKey&, const PointKey&) = default;
    };
    struct Hash
    {
        size_t operator()(const PointKey& key) const
        {
            return qHashMulti(0, reinterpret_cast<quintptr>(key.rule), key.company, key.key);
        }
    };
    /// What a verdict will say, kept while it is only due.
    struct Context
    {
        std::optional<protocol::BranchId> branch;
        QString source;
        QString record;
        QJsonObject args;
    };
    using Millis = qint64; ///< since 1970 UTC
    static constexpr Millis never = std::numeric_limits<Millis>::max();

    struct Window
    {
        std::deque<std::pair<Millis, QString>> seen; ///< time and row id of occurrences
    };
    struct Point
    {
        bool raised = false;
        bool unproven = false; ///< adopted, and no row seen yet
        size_t argsHash = 0;
        Millis onDue = never;
        Millis offDue = never;
        Millis due = never; ///< as it stands in m_due
        std::unique_ptr<Context> context; ///< while onDue is set
        std::unique_ptr<Window> window;
    };
    using Points = std::unordered_map<PointKey, Point, Hash>;

    void judgeState(const AlarmRule& rule, const Fact& fact, Millis now, std::vector<Verdict>& out);
    void judgeOccurrence(const AlarmRule& rule, const Fact& fact, Millis now, bool seeding,
                         std::vector<Verdict>& out);
    void settle(Points::iterator point, Millis now, std::vector<Verdict>& out);
    void schedule(Points::iterator point);
    void drop(Points::iterator point);
    static Context contextOf(const AlarmRule& rule, const Fact& fact);

    const AlarmRules& m_rules;
    Points m_points;
    std::unordered_map<PointKey, Fact, Hash> m_seeds; ///< until endSeeding(): a shared key's newest row
    std::set<std::pair<Millis, const PointKey*>> m_due; ///< keys of m_points, which stay where they are
};

} // namespace domain
