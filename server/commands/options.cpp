// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/options.h"

#include "commands/console.h"

#include <QStandardPaths>

namespace commands {

using namespace Qt::StringLiterals;

namespace {

QString defaultDataFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/vakhtad"_s;
}

} // namespace

Options::Options(const QString& command, const QString& description)
    : m_command(command)
    , m_data(u"data"_s, u"The data folder; without it %1."_s.arg(defaultDataFolder()), u"DIR"_s)
    , m_config(u"config"_s, u"The configuration file (resources/vakhtad.toml explains every key)."_s,
               u"FILE"_s)
    , m_help(QStringList{u"h"_s, u"help"_s}, u"Shows this."_s)
{
    m_parser.setApplicationDescription(description);
    m_parser.addOptions({m_data, m_config, m_help});
}

std::optional<int> Options::parse(const QStringList& arguments)
{
    if (!m_parser.parse(QStringList{u"vakhtad "_s + m_command} + arguments))
        return misuse(m_parser.errorText());
    if (m_parser.isSet(m_help)) {
        printLine(m_parser.helpText());
        return 0;
    }
    return std::nullopt;
}

int Options::misuse(const QString& complaint) const
{
    printError(u"vakhtad %1: %2 (see vakhtad %1 --help)"_s.arg(m_command, complaint));
    return 2;
}

base::Result<Config, QString> Options::config() const
{
    if (!m_parser.isSet(m_config))
        return Config();
    const QString file = m_parser.value(m_config);
    auto config = readConfig(file);
    if (!config)
        return base::Unexpected{config.error().toString(file)};
    return std::move(*config);
}

QString Options::dataFolder() const
{
    return m_parser.isSet(m_data) ? m_parser.value(m_data) : defaultDataFolder();
}

} // namespace commands
