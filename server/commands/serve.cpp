// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/passwords.h"
#include "api/auth/tokens.h"
#include "base/logging.h"
#include "commands/commands.h"
#include "commands/console.h"
#include "commands/daemon.h"
#include "commands/database.h"
#include "commands/options.h"
#include "commands/stopsignals.h"
#include "demo/plant.h"
#include "demo/shifts.h"

#include <QCoreApplication>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace commands {

using namespace Qt::StringLiterals;

namespace {

/// What has to be in the database before anybody can be served.
struct Prepared
{
    protocol::CompanyId company;
    std::optional<demo::Situation> demo;
};

base::Result<Prepared, QString> prepareDatabase(const Config& config, const QString& dataFolder,
                                                bool withDemo)
{
    const auto database = Database::open(config, dataFolder);
    if (!database)
        return base::Unexpected{database.error()};
    Prepared prepared{*protocol::CompanyId::from(qint64(1)), std::nullopt};
    if (withDemo) {
        demo::Options options;
        options.company = config.companyName;
        options.timeZone = config.timeZone;
        options.hash = [](const QByteArray& password) { return api::hashPassword(password); };
        auto situation =
            demo::prepare((*database)->engine(), (*database)->folder().path(), options, (*database)->clock());
        if (!situation)
            return base::Unexpected{situation.error().text()};
        prepared.demo = std::move(*situation);
    }
    const auto company = (*database)->write<domain::Company>([&](domain::Workspace& workspace) {
        return protocol::Result<domain::Company>(
            companyNamed(workspace, config.companyName, config.timeZone));
    });
    if (!company)
        return base::Unexpected{company.error().text()};
    prepared.company = company->id;
    return prepared;
}

/// A socket is a file to the system, and its usual limit, 1,024, is less than a plant's desktops.
void raiseFileLimit()
{
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
#endif
}

/// The command line's say over the file's. A complaint; empty: taken.
QString takeOptions(const QCommandLineParser& parser, Config& config)
{
    bool ok = true;
    if (parser.isSet(u"host"_s)) {
        config.listen.host = QHostAddress(parser.value(u"host"_s));
        if (config.listen.host.isNull())
            return u"--host takes an IP address"_s;
    }
    if (parser.isSet(u"port"_s)) {
        config.listen.port = parser.value(u"port"_s).toUShort(&ok);
        if (!ok)
            return u"--port takes a number from 0 to 65535"_s;
    }
    if (parser.isSet(u"tickets-port"_s)) {
        config.ticketsPort = parser.value(u"tickets-port"_s).toUShort(&ok);
        if (!ok)
            return u"--tickets-port takes a number from 0 to 65535"_s;
    }
    if (parser.isSet(u"shards"_s)) {
        config.listen.shards = parser.value(u"shards"_s).toInt(&ok);
        if (!ok || config.listen.shards < 1 || config.listen.shards > 64)
            return u"--shards takes a number from 1 to 64"_s;
    }
    return {};
}

} // namespace

int serve(const QStringList& arguments)
{
    Options options(u"serve"_s, u"Serves a data folder until it is told to stop (SIGTERM, SIGINT)."_s);
    const QCommandLineOption isDemo(u"demo"_s,
                                    u"An invented plant that is at work; for an empty data folder."_s);
    options.parser().addOptions({{u"host"_s, u"The address to listen on; without it 127.0.0.1."_s, u"H"_s},
                                 {u"port"_s, u"The port; without it 8000, with 0 any free one."_s, u"P"_s},
                                 {u"tickets-port"_s,
                                  u"A second port for the tickets system's clients, as a rule 8080; without it "
                                  "none."_s,
                                  u"P"_s},
                                 {u"shards"_s, u"Network threads; without it as many as cores."_s, u"N"_s},
                                 isDemo});
    if (const auto ends = options.parse(arguments))
        return *ends;
    if (!options.parser().positionalArguments().isEmpty())
        return options.misuse(
            u"there is no '%1' to serve"_s.arg(options.parser().positionalArguments().first()));
    auto config = options.config();
    if (!config)
        return failed(config.error());
    if (const QString complaint = takeOptions(options.parser(), *config); !complaint.isEmpty())
        return options.misuse(complaint);
    if (const QString complaint = readTelegramToken(*config); !complaint.isEmpty())
        return failed(complaint);
    const bool withDemo = options.parser().isSet(isDemo);
    if (withDemo) {
        config->attendance = demo::attendanceRules();
        config->machines = demo::machineRules();
    }
    base::installLogging(config->logFormat);
    raiseFileLimit();

    storage::DataFolder folder(options.dataFolder());
    if (const auto made = folder.make(); !made)
        return failed(made.error().text());
    if (const auto locked = folder.lock(); !locked)
        return failed(locked.error().text());
    auto key = api::loadOrCreateKey(folder.signingKeyFile());
    if (!key)
        return failed(key.error().text());
    auto prepared = prepareDatabase(*config, folder.path(), withDemo);
    if (!prepared)
        return failed(prepared.error());

    StopSignals stopSignals;
    QObject::connect(&stopSignals, &StopSignals::stopRequested, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    Daemon daemon(*config, folder, prepared->company, std::move(*key));
    if (const QString trouble = daemon.start(); !trouble.isEmpty())
        return failed(trouble);
    printLine(u"Vakhta listens on %1"_s.arg(daemon.url().toString()));

    std::optional<demo::Plant> plant;
    if (prepared->demo) {
        demo::PlantOptions plantOptions;
        plantOptions.server = daemon.url();
        plant.emplace(std::move(*prepared->demo), plantOptions, daemon.clock());
        plant->start();
    }
    const int status = QCoreApplication::exec();
    qCInfo(lcServer, "Stopping.");
    if (plant)
        plant->stop();
    daemon.stop();
    return status;
}

} // namespace commands
