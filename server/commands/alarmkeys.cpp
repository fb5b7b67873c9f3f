// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/alarmkeys.h"

#include <algorithm>
#include <functional>
#include <map>

namespace commands {

using namespace Qt::StringLiterals;
using domain::AlarmMatch;
using domain::AlarmRule;
using domain::AlarmThreshold;
using Duration = AlarmRule::Duration;

QString tomlText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<QString> textOf(const toml::node& node)
{
    const auto text = node.value_exact<std::string_view>();
    return text ? std::optional(tomlText(*text)) : std::nullopt;
}

namespace {

/// Why a value was refused; empty: it was taken.
using RuleComplaint = QString;
using RuleSetter = std::function<RuleComplaint(AlarmRule&, const toml::node&)>;

/// A list of texts; a text alone is a list of one.
std::optional<QStringList> textsOf(const toml::node& node)
{
    if (const auto one = textOf(node))
        return QStringList{*one};
    const toml::array* array = node.as_array();
    if (!array)
        return std::nullopt;
    QStringList texts;
    for (const toml::node& item : *array) {
        const auto text = textOf(item);
        if (!text)
            return std::nullopt;
        texts.append(*text);
    }
    return texts;
}

std::optional<Duration> durationOf(const toml::node& node)
{
    struct Unit
    {
        QLatin1StringView name;
        qint64 ms;
    };
    static constexpr Unit units[] = {
        {"ms"_L1, 1}, {"s"_L1, 1000}, {"m"_L1, 60'000}, {"h"_L1, 3'600'000}, {"d"_L1, 86'400'000}};
    const QString text = textOf(node).value_or(QString());
    const auto digits =
        std::find_if_not(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    const qsizetype length = digits - text.begin();
    bool ok = false;
    const qint64 number = text.left(length).toLongLong(&ok);
    for (const Unit& unit : units) {
        if (ok && number <= 1'000'000'000 && text.mid(length) == unit.name)
            return Duration(number * unit.ms);
    }
    return std::nullopt;
}

std::optional<QJsonValue> scalarOf(const toml::node& node)
{
    if (const auto text = textOf(node))
        return QJsonValue(*text);
    if (const auto flag = node.value_exact<bool>())
        return QJsonValue(*flag);
    if (const auto whole = node.value_exact<int64_t>())
        return QJsonValue(static_cast<qint64>(*whole));
    if (const auto number = node.value_exact<double>())
        return QJsonValue(*number);
    return std::nullopt;
}

RuleSetter text(QString AlarmRule::*field)
{
    return [field](AlarmRule& rule, const toml::node& node) -> RuleComplaint {
        const auto value = textOf(node);
        if (!value)
            return u"must be a text in quotes"_s;
        rule.*field = *value;
        return {};
    };
}

RuleSetter wording(domain::Wording AlarmRule::*field)
{
    return [field](AlarmRule& rule, const toml::node& node) -> RuleComplaint {
        const auto value = textOf(node);
        if (!value)
            return u"must be a text in quotes"_s;
        const auto made = domain::Wording::from(*value);
        if (!made)
            return u"must be a text with {field}, {field:1} or {field:time} in it; a brace is written {{"_s;
        rule.*field = *made;
        return {};
    };
}

template <class Owner> RuleSetter flag(Owner owner, bool inverted = false)
{
    return [=](AlarmRule& rule, const toml::node& node) -> RuleComplaint {
        const auto value = node.value_exact<bool>();
        if (!value)
            return u"must be true or false"_s;
        std::invoke(owner, rule) = *value != inverted;
        return {};
    };
}

RuleSetter duration(Duration AlarmRule::*field)
{
    return [field](AlarmRule& rule, const toml::node& node) -> RuleComplaint {
        const auto value = durationOf(node);
        if (!value)
            return u"must be a time like \"250ms\", \"30s\", \"5m\", \"2h\" or \"1d\""_s;
        rule.*field = *value;
        return {};
    };
}

RuleSetter texts(QStringList AlarmRule::*field)
{
    return [field](AlarmRule& rule, const toml::node& node) -> RuleComplaint {
        const auto value = textsOf(node);
        if (!value)
            return u"must be a list of texts in quotes"_s;
        rule.*field = *value;
        return {};
    };
}

/// where and unless: each replaces what the rule had of its own kind.
RuleSetter matches(bool negated)
{
    return [negated](AlarmRule& rule, const toml::node& node) -> RuleComplaint {
        const toml::table* table = node.as_table();
        if (!table)
            return u"must be { field = value }"_s;
        std::erase_if(rule.where, [&](const AlarmMatch& match) {
            return match.negated == negated && !match.values.contains(QJsonValue());
        });
        for (const auto& [key, value] : *table) {
            AlarmMatch match{.field = tomlText(key.str()), .values = {}, .negated = negated};
            const toml::array* list = value.as_array();
            const size_t count = list ? list->size() : 1;
            for (size_t i = 0; i < count; ++i) {
                const auto one = scalarOf(list ? *list->get(i) : value);
                if (!one)
                    return u"must give %1 a text, a number, true or false, or a list of them"_s.arg(
                        match.field);
                match.values.append(*one);
            }
            rule.where.push_back(std::move(match));
        }
        return {};
    };
}

/// present and absent.
RuleSetter presence(bool present)
{
    return [present](AlarmRule& rule, const toml::node& node) -> RuleComplaint {
        const auto fields = textsOf(node);
        if (!fields)
            return u"must be a list of fields"_s;
        std::erase_if(rule.where, [&](const AlarmMatch& match) {
            return match.negated == present && match.values.contains(QJsonValue());
        });
        for (const QString& field : *fields)
            rule.where.push_back({.field = field, .values = {QJsonValue()}, .negated = present});
        return {};
    };
}

RuleComplaint setThreshold(AlarmRule& rule, const toml::node& node)
{
    const toml::table* table = node.as_table();
    const auto complaint =
        u"must be { field = \"…\", at_least = 80.0, deadband = 2.0 }, at_most likewise, or "
        "{ field = \"…\", older_than = \"10m\" }"_s;
    if (!table)
        return complaint;
    AlarmThreshold when;
    int bounds = 0;
    for (const auto& [key, value] : *table) {
        const std::string_view name = key.str();
        const auto number = value.value<double>();
        if (name == "field") {
            when.field = textOf(value).value_or(QString());
        } else if ((name == "at_least" || name == "at_most") && number) {
            when.kind = name == "at_least" ? AlarmThreshold::Kind::AtLeast : AlarmThreshold::Kind::AtMost;
            when.limit = *number;
            ++bounds;
        } else if (name == "deadband" && number) {
            when.deadband = *number;
        } else if (name == "older_than" && durationOf(value)) {
            when.kind = AlarmThreshold::Kind::OlderThan;
            when.age = *durationOf(value);
            ++bounds;
        } else {
            return complaint;
        }
    }
    if (when.field.isEmpty() || bounds != 1)
        return complaint;
    rule.when = when;
    return {};
}

RuleComplaint setPriority(AlarmRule& rule, const toml::node& node)
{
    const auto priority = protocol::alarmPriorityFromWire(textOf(node).value_or(QString()));
    if (!priority)
        return u"must be \"critical\", \"high\", \"medium\" or \"low\""_s;
    rule.priority = *priority;
    return {};
}

RuleComplaint setTimes(AlarmRule& rule, const toml::node& node)
{
    const auto times = node.value_exact<int64_t>();
    if (!times || *times < 1 || *times > 10'000)
        return u"must be a whole number from 1 to 10000"_s;
    rule.times = static_cast<int>(*times);
    return {};
}

std::optional<protocol::Roles> rolesOf(const toml::node& node)
{
    const auto names = textsOf(node);
    return names ? protocol::Roles::fromNames(*names) : std::nullopt;
}

QString rolesComplaint(const QString& what)
{
    return u"must be %1 out of %2"_s.arg(what, protocol::Roles::allNames().join(u", "_s));
}

RuleComplaint setTell(AlarmRule& rule, const toml::node& node)
{
    const auto roles = rolesOf(node);
    if (!roles)
        return rolesComplaint(u"a list of roles"_s);
    rule.tell = *roles;
    return {};
}

RuleComplaint setEscalation(AlarmRule& rule, const toml::node& node)
{
    const toml::array* levels = node.as_array();
    std::vector<protocol::Roles> escalation;
    for (size_t i = 0; levels && i < levels->size(); ++i) {
        const auto roles = rolesOf(*levels->get(i));
        if (!roles || roles->isEmpty())
            levels = nullptr;
        else
            escalation.push_back(*roles);
    }
    if (!levels)
        return rolesComplaint(u"a list of levels, each a list of roles"_s);
    rule.escalation = std::move(escalation);
    return {};
}

/// Every key there is: what is not here is refused.
const std::map<QString, RuleSetter>& ruleKeys()
{
    static const std::map<QString, RuleSetter> table{
        {u"rule"_s, text(&AlarmRule::name)},
        {u"enabled"_s, flag(&AlarmRule::enabled)},
        {u"priority"_s, setPriority},
        {u"topic"_s, text(&AlarmRule::topic)},
        {u"key"_s, texts(&AlarmRule::key)},
        {u"where"_s, matches(false)},
        {u"unless"_s, matches(true)},
        {u"present"_s, presence(true)},
        {u"absent"_s, presence(false)},
        {u"when"_s, setThreshold},
        {u"since"_s, text(&AlarmRule::since)},
        {u"on_delay"_s, duration(&AlarmRule::onDelay)},
        {u"off_delay"_s, duration(&AlarmRule::offDelay)},
        {u"occurrence"_s, flag(&AlarmRule::occurrence)},
        {u"times"_s, setTimes},
        {u"within"_s, duration(&AlarmRule::within)},
        {u"hold_for"_s, duration(&AlarmRule::holdFor)},
        {u"latching"_s, flag([](AlarmRule& rule) -> bool& { return rule.traits.latching; })},
        {u"needs_answer"_s, flag([](AlarmRule& rule) -> bool& { return rule.traits.needsAck; })},
        {u"forget_after"_s, duration(&AlarmRule::forgetAfter)},
        {u"suppressed_by"_s, texts(&AlarmRule::suppressedBy)},
        {u"source"_s, wording(&AlarmRule::source)},
        {u"title"_s, wording(&AlarmRule::title)},
        {u"message"_s, wording(&AlarmRule::message)},
        {u"tell"_s, setTell},
        {u"escalate_to"_s, setEscalation},
        {u"display_within"_s, duration(&AlarmRule::displayWithin)},
        {u"acknowledge_within"_s, duration(&AlarmRule::acknowledgeWithin)},
        {u"repeat_every"_s, duration(&AlarmRule::repeatEvery)},
        {u"realarm_after"_s, duration(&AlarmRule::realarmAfter)},
        {u"merge_within"_s, duration(&AlarmRule::mergeWithin)},
        {u"announce"_s, flag(&AlarmRule::announce)},
        {u"telegram"_s, flag(&AlarmRule::telegram)},
    };
    return table;
}

} // namespace

std::optional<QString> setAlarmKey(AlarmRule& rule, const QString& key, const toml::node& value)
{
    const auto known = ruleKeys().find(key);
    return known == ruleKeys().end() ? std::nullopt : std::optional(known->second(rule, value));
}

} // namespace commands
