// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/alarmconfig.h"

#include "protocol/topics.h"

#include <QFile>

#include <toml++/toml.h>

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string_view>

namespace commands {

using namespace Qt::StringLiterals;
using domain::AlarmMatch;
using domain::AlarmRule;
using domain::AlarmThreshold;
using Duration = AlarmRule::Duration;

namespace {

/// Why a value was refused; empty: it was taken.
using RuleComplaint = QString;
using RuleSetter = std::function<RuleComplaint(AlarmRule&, const toml::node&)>;

QString tomlText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

std::optional<QString> textOf(const toml::node& node)
{
    const auto text = node.value_exact<std::string_view>();
    return text ? std::optional(tomlText(*text)) : std::nullopt;
}

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

int lineIn(const toml::source_region& region)
{
    return static_cast<int>(region.begin.line);
}

base::Unexpected<ConfigError> mistake(int line, const QString& message)
{
    return {ConfigError{line, message}};
}

/// A rule, and the lines of its table's keys for what only shows when it is complete.
struct WrittenRule
{
    AlarmRule rule;
    int line = 0; ///< 0: a default that the file says nothing of
    std::map<QString, int> keyLines{};
};

base::Result<WrittenRule, ConfigError> changed(WrittenRule written, const toml::table& table)
{
    written.line = lineIn(table.source());
    for (const auto& [key, node] : table) {
        const QString name = tomlText(key.str());
        const int line = lineIn(key.source());
        const auto known = ruleKeys().find(name);
        if (known == ruleKeys().end())
            return mistake(line, u"there is no key '%1' in [[alarm]]"_s.arg(name));
        if (const RuleComplaint complaint = known->second(written.rule, node); !complaint.isEmpty())
            return mistake(line, u"%1 %2"_s.arg(name, complaint));
        written.keyLines[name] = line;
    }
    return written;
}

base::Result<std::vector<WrittenRule>, ConfigError> applied(std::vector<WrittenRule> rules,
                                                            const toml::table& file)
{
    const toml::node* section = file.get("alarm");
    if (!section)
        return rules;
    const toml::array* tables = section->as_array();
    if (!tables || !tables->is_homogeneous(toml::node_type::table))
        return mistake(lineIn(section->source()), u"alarms are written as [[alarm]], each a table"_s);
    for (const toml::node& node : *tables) {
        const toml::table& table = *node.as_table();
        const auto name = table.contains("rule") ? textOf(*table.get("rule")) : std::nullopt;
        if (!name)
            return mistake(lineIn(table.source()), u"an [[alarm]] needs rule = \"name\""_s);
        const auto found = std::find_if(rules.begin(), rules.end(),
                                        [&](const auto& known) { return known.rule.name == *name; });
        if (found != rules.end() && found->line > 0)
            return mistake(lineIn(table.source()), u"rule '%1' is there twice"_s.arg(*name));
        auto written = changed(found != rules.end() ? *found : WrittenRule{}, table);
        if (!written)
            return base::Unexpected<ConfigError>{written.error()};
        if (found != rules.end())
            *found = std::move(*written);
        else
            rules.push_back(std::move(*written));
    }
    return rules;
}

/// The rules as they are, or the first that is wrong as a whole.
base::Result<std::vector<AlarmRule>, ConfigError> checked(const std::vector<WrittenRule>& written)
{
    std::vector<AlarmRule> rules;
    for (const WrittenRule& one : written)
        rules.push_back(one.rule);
    const auto complaint = domain::complaintAbout(rules);
    if (!complaint)
        return rules;
    const WrittenRule& wrong = written[complaint->rule];
    const QString field(complaint->field);
    const auto line = wrong.keyLines.find(field);
    return mistake(line == wrong.keyLines.end() ? wrong.line : line->second,
                   u"rule '%1': %2 %3"_s.arg(wrong.rule.name, field, complaint->what));
}

base::Result<toml::table, ConfigError> parsed(const QByteArray& utf8)
{
    try {
        return toml::parse(std::string_view(utf8.constData(), static_cast<size_t>(utf8.size())));
    } catch (const toml::parse_error& error) {
        return mistake(lineIn(error.source()), u"not valid TOML: %1"_s.arg(tomlText(error.description())));
    }
}

std::vector<WrittenRule> defaults()
{
    QFile file(u":/commands/alarms.toml"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The default alarm rules are missing from the program");
    const QByteArray utf8 = file.readAll();
    const auto table = parsed(utf8);
    if (!table)
        qFatal("The default alarm rules are not valid TOML: %s", qPrintable(table.error().message));
    auto rules = applied({}, *table);
    if (!rules)
        qFatal("The default alarm rules are wrong: %s", qPrintable(rules.error().toString(file.fileName())));
    // A subject that this build does not have: its rules wait for it.
    std::erase_if(*rules, [](const WrittenRule& written) {
        return written.rule.topic != "health"_L1 && !protocol::topicIndex(written.rule.topic);
    });
    for (WrittenRule& written : *rules) {
        written.line = 0;
        written.keyLines.clear();
    }
    return std::move(*rules);
}

} // namespace

std::vector<AlarmRule> defaultAlarmRules()
{
    const auto rules = checked(defaults());
    if (!rules)
        qFatal("The default alarm rules are wrong: %s", qPrintable(rules.error().message));
    return *rules;
}

base::Result<std::vector<AlarmRule>, ConfigError> alarmRulesFromToml(const QByteArray& utf8)
{
    const auto table = parsed(utf8);
    if (!table)
        return base::Unexpected<ConfigError>{table.error()};
    const auto written = applied(defaults(), *table);
    if (!written)
        return base::Unexpected<ConfigError>{written.error()};
    return checked(*written);
}

} // namespace commands
