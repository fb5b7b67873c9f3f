// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/alarmconfig.h"

#include "commands/alarmkeys.h"
#include "protocol/topics.h"

#include <QFile>

#include <toml++/toml.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace commands {

using namespace Qt::StringLiterals;
using domain::AlarmRule;

namespace {

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
        const auto complaint = setAlarmKey(written.rule, name, node);
        if (!complaint)
            return mistake(line, u"there is no key '%1' in [[alarm]]"_s.arg(name));
        if (!complaint->isEmpty())
            return mistake(line, u"%1 %2"_s.arg(name, *complaint));
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
