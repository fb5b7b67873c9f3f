// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/config.h"

#include "api/auth/devicegate.h"
#include "commands/alarmconfig.h"

#include <QFile>
#include <QRegularExpression>
#include <QThread>

#include <toml++/toml.h>

#include <functional>
#include <map>
#include <optional>
#include <string_view>

namespace commands {

using namespace Qt::StringLiterals;

namespace {

using Network = QPair<QHostAddress, int>;

QString fromStd(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Why a value was refused; empty: it was taken.
using Complaint = QString;
using Setter = std::function<Complaint(Config&, const toml::node&)>;

template <class Number>
Setter wholeNumber(std::function<void(Config&, Number)> set, qint64 least, qint64 most)
{
    return [=](Config& config, const toml::node& node) -> Complaint {
        const auto value = node.value_exact<int64_t>();
        if (!value || *value < least || *value > most)
            return u"must be a whole number from %1 to %2"_s.arg(least).arg(most);
        set(config, static_cast<Number>(*value));
        return {};
    };
}

using Minutes = std::chrono::minutes;

Setter minutes(std::function<void(Config&, Minutes)> set)
{
    return wholeNumber<int>([set = std::move(set)](Config& c, int v) { set(c, Minutes(v)); }, 0, 24 * 60);
}

Setter yesOrNo(std::function<void(Config&, bool)> set)
{
    return [=](Config& config, const toml::node& node) -> Complaint {
        const auto value = node.value_exact<bool>();
        if (value)
            set(config, *value);
        return value ? QString() : u"must be true or false"_s;
    };
}

Setter text(std::function<Complaint(Config&, const QString&)> set)
{
    return [=](Config& config, const toml::node& node) -> Complaint {
        const auto value = node.value_exact<std::string_view>();
        return value ? set(config, fromStd(*value)) : u"must be a text in quotes"_s;
    };
}

Setter texts(std::function<Complaint(Config&, const QStringList&)> set)
{
    return [=](Config& config, const toml::node& node) -> Complaint {
        const toml::array* array = node.as_array();
        QStringList values;
        for (size_t i = 0; array && i < array->size(); ++i) {
            const auto value = array->get(i)->value_exact<std::string_view>();
            if (!value)
                return u"must be a list of texts in quotes"_s;
            values.append(fromStd(*value));
        }
        return array ? set(config, values) : u"must be a list of texts in quotes"_s;
    };
}

std::optional<QList<Network>> networks(const QStringList& values)
{
    QList<Network> result;
    for (const QString& value : values) {
        const Network network = QHostAddress::parseSubnet(value);
        if (network.second < 0)
            return std::nullopt;
        result.append(network);
    }
    return result;
}

std::optional<QTime> timeOfDay(const QString& value)
{
    const QTime time = QTime::fromString(value, u"HH:mm"_s);
    return time.isValid() ? std::optional(time) : std::nullopt;
}

constexpr auto notANetwork = "must be a list of networks, e.g. [\"10.0.0.0/8\"]";

/// Every section and key there is: what is not here is refused.
const std::map<QString, std::map<QString, Setter>>& settings()
{
    using Millis = std::chrono::milliseconds;
    static const std::map<QString, std::map<QString, Setter>> table{
        {u"server"_s,
         {{u"host"_s, text([](Config& c, const QString& v) -> Complaint {
               c.listen.host = QHostAddress(v);
               return c.listen.host.isNull() ? u"must be an IP address"_s : QString();
           })},
          {u"port"_s, wholeNumber<quint16>([](Config& c, quint16 v) { c.listen.port = v; }, 0, 65535)},
          {u"shards"_s,
           wholeNumber<int>(
               [](Config& c, int v) { c.listen.shards = v > 0 ? v : QThread::idealThreadCount(); }, 0, 64)},
          {u"tls_certificate"_s, text([](Config& c, const QString& v) {
               c.listen.tlsCertificateFile = v;
               return QString();
           })},
          {u"tls_key"_s, text([](Config& c, const QString& v) {
               c.listen.tlsKeyFile = v;
               return QString();
           })},
          {u"allowed_origins"_s, texts([](Config& c, const QStringList& v) {
               c.listen.allowedOrigins = v;
               return QString();
           })},
          {u"trusted_proxies"_s, texts([](Config& c, const QStringList& v) -> Complaint {
               const auto parsed = networks(v);
               if (!parsed)
                   return QString::fromLatin1(notANetwork);
               c.listen.trustedProxies = *parsed;
               return {};
           })},
          {u"log"_s, text([](Config& c, const QString& v) -> Complaint {
               if (v != "text"_L1 && v != "json"_L1)
                   return u"must be \"text\" or \"json\""_s;
               c.logFormat = v == "json"_L1 ? base::LogFormat::Json : base::LogFormat::Text;
               return {};
           })}}},
        {u"limits"_s,
         {{u"connections"_s,
           wholeNumber<int>([](Config& c, int v) { c.listen.limits.maxConnections = v; }, 10, 1'000'000)},
          {u"connections_per_address"_s,
           wholeNumber<int>([](Config& c, int v) { c.listen.limits.maxConnectionsPerAddress = v; }, 1,
                            1'000'000)},
          {u"sockets_per_user"_s,
           wholeNumber<int>([](Config& c, int v) { c.listen.limits.maxSessionsPerUser = v; }, 1, 10'000)},
          {u"body_bytes"_s,
           wholeNumber<qint64>([](Config& c, qint64 v) { c.listen.limits.maxBodyBytes = v; }, 1024, 1 << 30)},
          {u"message_bytes"_s,
           wholeNumber<qint64>([](Config& c, qint64 v) { c.listen.limits.maxMessageBytes = v; }, 1024,
                               1 << 26)},
          {u"backlog_bytes"_s,
           wholeNumber<qint64>([](Config& c, qint64 v) { c.listen.limits.maxBacklogBytes = v; }, 65536,
                               1 << 30)},
          {u"idle_seconds"_s,
           wholeNumber<int>([](Config& c, int v) { c.listen.limits.idleDeadline = Millis(v * 1000); }, 1,
                            86'400)},
          {u"ping_seconds"_s,
           wholeNumber<int>([](Config& c, int v) { c.listen.limits.pingInterval = Millis(v * 1000); }, 1,
                            3600)}}},
        {u"plant"_s,
         {{u"company"_s, text([](Config& c, const QString& v) -> Complaint {
               c.companyName = v.trimmed();
               return c.companyName.isEmpty() ? u"must not be empty"_s : QString();
           })},
          {u"time_zone"_s, text([](Config& c, const QString& v) -> Complaint {
               c.timeZone = QTimeZone(v.toUtf8());
               return c.timeZone.isValid() ? QString()
                                           : u"must be an IANA time zone, e.g. \"Asia/Ashgabat\""_s;
           })}}},
        {u"attendance"_s,
         {{u"late_after"_s, text([](Config& c, const QString& v) -> Complaint {
               const auto time = timeOfDay(v);
               c.attendance.lateAfter = time.value_or(QTime());
               return time ? QString() : u"must be a time, e.g. \"09:30\""_s;
           })},
          {u"shift_starts"_s, texts([](Config& c, const QStringList& v) -> Complaint {
               c.attendance.shiftStarts.clear();
               for (const QString& value : v) {
                   const auto time = timeOfDay(value);
                   if (!time)
                       return u"must be a list of times, e.g. [\"07:00\", \"15:00\", \"23:00\"]"_s;
                   c.attendance.shiftStarts.push_back(*time);
               }
               return {};
           })},
          {u"grace_minutes"_s, minutes([](Config& c, Minutes v) { c.attendance.grace = v; })},
          {u"break_after_minutes"_s, minutes([](Config& c, Minutes v) { c.attendance.breakAfter = v; })},
          {u"break_minutes"_s, minutes([](Config& c, Minutes v) { c.attendance.breakLength = v; })},
          {u"partial_below_minutes"_s, minutes([](Config& c, Minutes v) { c.attendance.partialBelow = v; })},
          {u"full_day_minutes"_s, minutes([](Config& c, Minutes v) { c.attendance.fullDay = v; })},
          {u"overtime_after_minutes"_s,
           minutes([](Config& c, Minutes v) { c.attendance.overtimeBeyond = v; })}}},
        {u"machines"_s,
         {{u"silent_after_seconds"_s,
           wholeNumber<int>([](Config& c, int v) { c.machines.silentAfter = std::chrono::seconds(v); }, 30,
                            86'400)}}},
        {u"devices"_s,
         {{u"networks"_s, texts([](Config& c, const QStringList& v) -> Complaint {
               const auto parsed = networks(v);
               if (!parsed)
                   return QString::fromLatin1(notANetwork);
               c.deviceNetworks = *parsed;
               return {};
           })},
          {u"readers"_s, texts([](Config& c, const QStringList& v) {
               c.readers = v;
               return QString();
           })}}},
        {u"factory"_s, {{u"anonymous_reads"_s, text([](Config& c, const QString& v) -> Complaint {
                             using enum Config::Anonymous;
                             if (v == "never"_L1)
                                 c.anonymousReads = Never;
                             else if (v == "device_networks"_L1)
                                 c.anonymousReads = DeviceNetworks;
                             else if (v == "always"_L1)
                                 c.anonymousReads = Always;
                             else
                                 return u"must be \"never\", \"device_networks\" or \"always\""_s;
                             return {};
                         })}}},
        {u"tickets"_s,
         {{u"anonymous"_s, yesOrNo([](Config& c, bool v) { c.ticketsAnonymous = v; })},
          {u"port"_s,
           wholeNumber<int>([](Config& c, int v) { c.ticketsPort = static_cast<quint16>(v); }, 0, 65535)}}},
        {u"schedule"_s,
         {{u"anonymous"_s, text([](Config& c, const QString& v) -> Complaint {
               using enum dialects::ScheduleConfig::Anonymous;
               if (v == "never"_L1)
                   c.anonymousSchedule = Never;
               else if (v == "read"_L1)
                   c.anonymousSchedule = Read;
               else if (v == "write"_L1)
                   c.anonymousSchedule = Write;
               else
                   return u"must be \"never\", \"read\" or \"write\""_s;
               return {};
           })},
          {u"networks"_s, texts([](Config& c, const QStringList& v) -> Complaint {
               const auto parsed = networks(v);
               if (!parsed)
                   return QString::fromLatin1(notANetwork);
               c.scheduleNetworks = *parsed;
               return {};
           })}}},
        {u"telegram"_s,
         {{u"token_file"_s, text([](Config& c, const QString& v) {
               c.telegramTokenFile = v;
               return QString();
           })},
          {u"base_url"_s, text([](Config& c, const QString& v) -> Complaint {
               const QUrl url(v, QUrl::StrictMode);
               const bool isLocal = QHostAddress(url.host()).isLoopback() || url.host() == "localhost"_L1;
               // The token is in every address that is called.
               if (!url.isValid() || url.host().isEmpty() ||
                   !(url.scheme() == "https"_L1 || (url.scheme() == "http"_L1 && isLocal)))
                   return u"must be an https address, or one of this machine"_s;
               c.telegram.baseUrl = url;
               return {};
           })}}},
        {u"journal"_s,
         {{u"keep_days"_s,
           wholeNumber<int>([](Config& c, int v) { c.journalAge = std::chrono::hours(24 * v); }, 1, 3650)},
          {u"keep_events"_s,
           wholeNumber<qint64>([](Config& c, qint64 v) { c.journalEvents = v; }, 1000, 1'000'000'000)}}},
    };
    return table;
}

int lineOf(const toml::source_region& region)
{
    return static_cast<int>(region.begin.line);
}

} // namespace

Config::Config()
{
    listen.shards = QThread::idealThreadCount();
    deviceNetworks = api::DeviceGate::privateNetworks();
    scheduleNetworks = deviceNetworks;
    static const auto defaults = std::make_shared<const domain::AlarmRules>(defaultAlarmRules());
    alarms = defaults;
}

QString ConfigError::toString(const QString& file) const
{
    return line > 0 ? u"%1:%2: %3"_s.arg(file).arg(line).arg(message) : u"%1: %2"_s.arg(file, message);
}

base::Result<Config, ConfigError> configFromToml(const QByteArray& utf8)
{
    toml::table table;
    try {
        table = toml::parse(std::string_view(utf8.constData(), static_cast<size_t>(utf8.size())));
    } catch (const toml::parse_error& error) {
        return base::Unexpected<ConfigError>{
            {lineOf(error.source()), u"not valid TOML: %1"_s.arg(fromStd(error.description()))}};
    }
    Config config;
    for (const auto& [sectionKey, sectionNode] : table) {
        const QString section = fromStd(sectionKey.str());
        if (section == "alarm"_L1)
            continue; // tables of another form: below
        const auto known = settings().find(section);
        const toml::table* keys = sectionNode.as_table();
        if (known == settings().end() || !keys) {
            return base::Unexpected<ConfigError>{
                {lineOf(sectionKey.source()), u"there is no section [%1]"_s.arg(section)}};
        }
        for (const auto& [key, node] : *keys) {
            const QString name = fromStd(key.str());
            const auto setting = known->second.find(name);
            if (setting == known->second.end()) {
                return base::Unexpected<ConfigError>{
                    {lineOf(key.source()), u"there is no key '%1' in [%2]"_s.arg(name, section)}};
            }
            if (const Complaint complaint = setting->second(config, node); !complaint.isEmpty())
                return base::Unexpected<ConfigError>{{lineOf(key.source()), u"%1 %2"_s.arg(name, complaint)}};
        }
    }
    if (table.contains("alarm")) {
        auto rules = alarmRulesFromToml(utf8);
        if (!rules)
            return base::Unexpected<ConfigError>{rules.error()};
        config.alarms = std::make_shared<const domain::AlarmRules>(std::move(*rules));
    }
    if (config.listen.tlsCertificateFile.isEmpty() != config.listen.tlsKeyFile.isEmpty())
        return base::Unexpected<ConfigError>{
            {0, u"tls_certificate and tls_key go together; one is missing"_s}};
    return config;
}

base::Result<Config, ConfigError> readConfig(const QString& fileName)
{
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return base::Unexpected<ConfigError>{{0, u"cannot be read: %1"_s.arg(file.errorString())}};
    return configFromToml(file.readAll());
}

QString readTelegramToken(Config& config)
{
    static const QRegularExpression form(u"^[0-9]+:[A-Za-z0-9_-]+$"_s);
    if (config.telegramTokenFile.isEmpty())
        return {};
    QFile file(config.telegramTokenFile);
    if (!file.open(QIODevice::ReadOnly))
        return u"the Telegram token cannot be read from %1: %2"_s.arg(file.fileName(), file.errorString());
    const QByteArray token = file.read(1024).trimmed();
    if (!form.match(QString::fromUtf8(token)).hasMatch())
        return u"%1 holds no Telegram token; it looks like 123456:ABC-def"_s.arg(file.fileName());
    config.telegram.token = token;
    return {};
}

} // namespace commands
