// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/rule.h"

#include "domain/alarms/fact.h"
#include "protocol/topics.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;

bool AlarmMatch::holds(const QJsonObject& row) const
{
    const QJsonValue found = valueAt(row, field);
    const bool equal = std::any_of(values.begin(), values.end(), [&](const QJsonValue& wanted) {
        return wanted.isNull() ? found.isUndefined() || found.isNull() : wanted == found;
    });
    return equal != negated;
}

protocol::Roles AlarmRule::readers() const
{
    using enum protocol::Role;
    return protocol::Roles::fromBits(toldAt(lastLevel()).bits() | protocol::Roles{Manager, Admin}.bits());
}

protocol::Roles AlarmRule::toldAt(int level) const
{
    quint32 bits = tell.bits();
    for (int i = 0; i < std::min(level, lastLevel()); ++i)
        bits |= escalation[static_cast<size_t>(i)].bits();
    return protocol::Roles::fromBits(bits);
}

QStringList AlarmRule::argFields() const
{
    QStringList fields = title.fields() + message.fields();
    if (when)
        fields.append(when->field);
    fields.removeDuplicates();
    return fields;
}

QStringList AlarmRule::watchedFields() const
{
    QStringList paths = argFields() + key + source.fields();
    for (const AlarmMatch& match : where)
        paths.append(match.field);
    if (!since.isEmpty())
        paths.append(since);
    for (QString& path : paths)
        path = path.section(u'.', 0, 0);
    paths.removeDuplicates();
    return paths;
}

namespace {

using RuleComplaint = std::optional<std::pair<QLatin1StringView, QString>>;

RuleComplaint complaintAboutTimes(const AlarmRule& rule)
{
    const std::pair<QLatin1StringView, AlarmRule::Duration> durations[] = {
        {"on_delay"_L1, rule.onDelay},
        {"off_delay"_L1, rule.offDelay},
        {"within"_L1, rule.within},
        {"hold_for"_L1, rule.holdFor},
        {"forget_after"_L1, rule.forgetAfter},
        {"display_within"_L1, rule.displayWithin},
        {"acknowledge_within"_L1, rule.acknowledgeWithin},
        {"repeat_every"_L1, rule.repeatEvery},
        {"realarm_after"_L1, rule.realarmAfter},
        {"merge_within"_L1, rule.mergeWithin},
    };
    for (const auto& [field, duration] : durations) {
        if (duration.count() < 0 || duration > std::chrono::hours(24 * 366))
            return {{field, u"must be between 0 and a year"_s}};
    }
    for (const auto& [field, duration] : {durations[7], durations[8]}) {
        if (duration.count() > 0 && duration < std::chrono::seconds(1))
            return {{field, u"must be 0 or at least a second"_s}};
    }
    if (rule.occurrence) {
        if (rule.times < 1 || rule.times > 10'000)
            return {{"times"_L1, u"must be from 1 to 10000"_s}};
        if (rule.times > 1 && rule.within.count() == 0)
            return {{"within"_L1, u"must be set when times is more than 1"_s}};
        if (rule.holdFor.count() == 0)
            return {{"hold_for"_L1, u"must be more than 0 for an occurrence"_s}};
        if (rule.when)
            return {{"when"_L1, u"is for states; an occurrence is chosen by where alone"_s}};
        if (rule.onDelay.count() > 0)
            return {{"on_delay"_L1, u"is for states; an occurrence is there at once"_s}};
        if (rule.offDelay.count() > 0)
            return {{"off_delay"_L1, u"is for states; an occurrence ends by hold_for"_s}};
    } else if (rule.times != 1) {
        return {{"times"_L1, u"is for occurrences; set occurrence = true"_s}};
    }
    return {};
}

RuleComplaint complaintAboutOne(const AlarmRule& rule)
{
    static const QRegularExpression nameForm(u"^[a-z0-9][a-z0-9-]{0,47}$"_s);
    if (!nameForm.match(rule.name).hasMatch())
        return {{"rule"_L1, u"must be 1 to 48 of a-z, 0-9 and -"_s}};
    const bool known = rule.topic == "health"_L1 || protocol::topicIndex(rule.topic);
    if (!known)
        return {{"topic"_L1, u"'%1' is no topic"_s.arg(rule.topic)}};
    if (rule.topic == "alarms"_L1 || rule.topic == "notifications"_L1)
        return {{"topic"_L1, u"'%1' cannot be judged: it is what rules lead to"_s.arg(rule.topic)}};
    if (rule.key.isEmpty())
        return {{"key"_L1, u"must name at least one field"_s}};
    for (const AlarmMatch& match : rule.where) {
        if (match.field.isEmpty() || match.values.isEmpty())
            return {{match.negated ? "unless"_L1 : "where"_L1, u"must give each field at least one value"_s}};
    }
    if (rule.where.empty() && !rule.when)
        return {{"where"_L1, u"or when must say what is an alarm"_s}};
    if (rule.when) {
        if (rule.when->field.isEmpty())
            return {{"when"_L1, u"must name a field"_s}};
        if (rule.when->deadband < 0)
            return {{"when"_L1, u"must not have a negative deadband"_s}};
        if (rule.when->kind == AlarmThreshold::Kind::OlderThan && rule.when->age.count() <= 0)
            return {{"when"_L1, u"must have older_than above 0"_s}};
    }
    if (rule.title.text().isEmpty())
        return {{"title"_L1, u"must not be empty"_s}};
    if (rule.tell.isEmpty())
        return {{"tell"_L1, u"must name at least one role"_s}};
    for (const protocol::Roles roles : rule.escalation) {
        if (roles.isEmpty())
            return {{"escalate_to"_L1, u"must name at least one role for each level"_s}};
    }
    if (!rule.escalation.empty() && rule.displayWithin.count() == 0 && rule.acknowledgeWithin.count() == 0)
        return {{"escalate_to"_L1, u"needs display_within or acknowledge_within"_s}};
    return complaintAboutTimes(rule);
}

} // namespace

std::optional<AlarmRuleComplaint> complaintAbout(const std::vector<AlarmRule>& rules)
{
    QHash<QString, size_t> names;
    for (size_t i = 0; i < rules.size(); ++i) {
        if (const auto complaint = complaintAboutOne(rules[i]))
            return AlarmRuleComplaint{i, complaint->first, complaint->second};
        if (names.contains(rules[i].name))
            return AlarmRuleComplaint{i, "rule"_L1, u"'%1' is there twice"_s.arg(rules[i].name)};
        names.insert(rules[i].name, i);
    }
    for (size_t i = 0; i < rules.size(); ++i) {
        for (const QString& other : rules[i].suppressedBy) {
            if (!names.contains(other))
                return AlarmRuleComplaint{i, "suppressed_by"_L1, u"'%1' is no rule"_s.arg(other)};
            // Two that suppress each other would both be silent for ever.
            if (rules[names.value(other)].suppressedBy.contains(rules[i].name) || other == rules[i].name)
                return AlarmRuleComplaint{i, "suppressed_by"_L1, u"'%1' would suppress itself"_s.arg(rules[i].name)};
        }
    }
    return std::nullopt;
}

AlarmRules::AlarmRules(std::vector<AlarmRule> rules)
{
    std::erase_if(rules, [](const AlarmRule& rule) { return !rule.enabled; });
    m_rules = std::move(rules);
    for (AlarmRule& rule : m_rules) {
        if (rule.source.text().isEmpty()) {
            const QString byKey = u"{"_s + rule.key.join(u"}/{"_s) + u'}';
            rule.source = Wording::from(rule.topic + u'/' + byKey).value();
        }
        m_byTopic[rule.topic].push_back(&rule);
        m_watched[rule.topic] += rule.watchedFields();
    }
    for (QStringList& fields : m_watched)
        fields.removeDuplicates();
    m_topics = m_watched.keys();
    m_topics.removeAll(u"health"_s);
    m_topics.sort();
}

const AlarmRule* AlarmRules::find(QStringView name) const
{
    const auto it = std::find_if(m_rules.begin(), m_rules.end(), [&](const auto& rule) { return rule.name == name; });
    return it == m_rules.end() ? nullptr : &*it;
}

const std::vector<const AlarmRule*>& AlarmRules::ofTopic(const QString& topic) const
{
    static const std::vector<const AlarmRule*> none;
    const auto it = m_byTopic.constFind(topic);
    return it == m_byTopic.constEnd() ? none : *it;
}

bool AlarmRules::caresFor(const QString& topic, const QStringList& keys) const
{
    const auto watched = m_watched.constFind(topic);
    return watched != m_watched.constEnd()
        && std::any_of(keys.begin(), keys.end(), [&](const QString& key) { return watched->contains(key); });
}

std::vector<const AlarmRule*> AlarmRules::suppressedBy(QStringView name) const
{
    std::vector<const AlarmRule*> found;
    for (const AlarmRule& rule : m_rules) {
        if (rule.suppressedBy.contains(name))
            found.push_back(&rule);
    }
    return found;
}

} // namespace domain
