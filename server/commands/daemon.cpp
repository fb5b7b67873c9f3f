// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands/daemon.h"

#include "api/v1/routes.h"
#include "commands/cafedoor.h"
#include "commands/database.h"
#include "commands/scheduleaccounts.h"
#include "commands/workspace.h"
#include "dialects/cafe/answers.h"
#include "dialects/factory/answers.h"
#include "dialects/factory/pages.h"

#include <QJsonObject>

#include <future>
#include <memory>

namespace commands {

using namespace Qt::StringLiterals;

namespace {

/// The digits of a phone, the trunk prefix 8 as the country's 7; empty: it is none.
QString phoneDigits(const QString& text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit())
            digits += c;
        else if (!u"+-() ."_s.contains(c))
            return {};
    }
    if (digits.size() == 11 && digits.startsWith(u'8'))
        digits[0] = u'7';
    return digits.size() >= 10 ? digits : QString();
}

/// None: it is nobody's phone, or more than one person's.
std::optional<QString> usernameOfPhone(const api::DirectorySnapshot& people, const QString& text)
{
    const QString phone = phoneDigits(text);
    std::optional<QString> found;
    if (phone.isEmpty())
        return found;
    for (const auto& [id, person] : people.people()) {
        if (phoneDigits(person.account.phone) != phone)
            continue;
        if (found)
            return std::nullopt;
        found = person.account.username;
    }
    return found;
}

} // namespace

Daemon::Daemon(const Config& config, const storage::DataFolder& folder, protocol::CompanyId company,
               QByteArray signingKey)
    : m_config(config)
    , m_company(company)
    , m_dataFolder(folder.path())
    , m_engine(engineOptions(m_config, folder), m_clock)
    , m_feed(m_engine)
    , m_directory(m_engine, m_feed)
    , m_tokens(std::move(signingKey), m_clock)
    , m_throttle(m_clock)
    , m_logins(m_engine, m_passwords, m_throttle, m_directory)
    , m_snapshots(m_engine, m_feed, m_clock)
    , m_load(m_clock)
    , m_hub(m_clock, m_tokens, m_directory, m_feed, m_snapshots, m_load)
    , m_push(m_hub, m_engine, m_clock)
    , m_upkeep(m_directory, m_load, m_clock)
    , m_devices(m_config.deviceNetworks, m_clock)
    , m_guard(m_tokens, m_directory, m_devices)
    , m_factory(m_engine, m_clock, factoryConfig(company), factoryLogIn())
    , m_tickets(m_engine, m_clock, {company, m_config.ticketsAnonymous}, ticketsLogIn())
    , m_schedule(m_engine, m_clock, {company, m_config.anonymousSchedule, m_config.scheduleNetworks},
                 scheduleAccounts(m_logins, m_tokens, m_directory, m_engine))
    , m_cafe(m_engine, m_clock, cafeDoor(m_logins, m_directory, m_tokens))
    , m_alarms(*m_config.alarms, m_config.telegram, m_engine, m_clock)
    , m_chores(m_engine, m_clock)
    , m_context{m_clock,
                m_engine,
                m_tokens,
                m_directory,
                m_logins,
                m_feed,
                m_snapshots,
                m_hub,
                m_load,
                m_upkeep,
                [this] { return figures(); }}
    , m_server(m_config.listen, m_router)
{
    m_engine.addCommitListener([this](const std::shared_ptr<const domain::CommittedBatch>& batch) {
        m_factory.committed(*batch);
        m_tickets.committed(*batch);
        m_schedule.committed(*batch);
        m_cafe.committed(*batch);
        m_hub.committed(batch);
        m_push.committed(batch);
        m_alarms.committed(batch);
    });
    m_directory.addNewsListener(
        [this](const api::Directory::Snapshot& now, const api::Directory::News& news) {
            for (const bool isNew : {true, false}) {
                for (const domain::Account& account : isNew ? news.joined : news.switched) {
                    const domain::Company* owner = now->company(account.company);
                    m_tickets.tellOfAccount(account, isNew, owner ? owner->timeZone : QTimeZone::utc());
                }
            }
        });
    fillGuard();
    for (net::Router* router : {&m_router, &m_ticketsRouter}) {
        router->setGuard([this](net::Request& request, const net::Access& access, net::DialectTag dialect) {
            return m_guard(request, access, dialect);
        });
    }
    m_router.add(net::Route{"GET", "/", net::Access::anybody(),
                            [](const net::Request& request, const net::Responder& respond) {
                                respond(dialects::frontPage(request).value_or(api::infoAnswer()));
                            },
                            dialects::FactoryPage});
    api::addRoutes(m_router, m_context);
    m_factory.addTo(m_router, [this](const net::Request& request, const net::Responder& respond) {
        return m_tickets.answerLogin(request, respond);
    });
    m_tickets.addTo(m_router);
    m_tickets.addSideCarTo(m_ticketsRouter);
    if (m_config.ticketsPort > 0)
        m_ticketsServer.emplace(ticketsListen(), m_ticketsRouter);
    m_schedule.addTo(m_router);
    m_cafe.addTo(m_router);
    std::vector<net::SocketProbe> probes = m_cafe.probes();
    probes.push_back(m_schedule.probe());
    probes.push_back(m_tickets.probe());
    api::addDialectRoutes(m_router, m_context, std::move(probes));
}

Daemon::~Daemon()
{
    stop();
}

QString Daemon::start()
{
    const auto opened =
        m_engine.start(furnishWith({m_config.attendance, m_config.machines, m_config.alarms}, m_clock));
    if (!opened)
        return opened.error().text();
    m_feed.open({m_engine.epoch(), m_engine.health().lastSeq});
    if (!refreshDirectory())
        return u"The accounts cannot be read from the database."_s;
    if (const QString trouble = m_server.start(); !trouble.isEmpty())
        return trouble;
    if (const QString trouble = m_ticketsServer ? m_ticketsServer->start() : QString(); !trouble.isEmpty())
        return trouble;
    m_upkeep.start();
    m_chores.start();
    m_alarms.start(m_company, m_dataFolder, [this] { return m_engine.health().writesWaiting; });
    return {};
}

void Daemon::stop()
{
    m_alarms.stop();
    m_factory.stop();
    m_tickets.stop();
    if (m_ticketsServer)
        m_ticketsServer->stop();
    m_schedule.stop();
    m_cafe.stop();
    m_server.stop();
    m_engine.stop();
}

QUrl Daemon::url() const
{
    QUrl url;
    url.setScheme(m_config.listen.tlsCertificateFile.isEmpty() ? u"http"_s : u"https"_s);
    url.setHost(m_config.listen.host.toString());
    url.setPort(m_server.port());
    return url;
}

net::ListenConfig Daemon::ticketsListen() const
{
    net::ListenConfig listen = m_config.listen;
    listen.port = m_config.ticketsPort;
    listen.shards = 1; // its clients are few: new ones find everything on the main port
    return listen;
}

dialects::FactoryConfig Daemon::factoryConfig(protocol::CompanyId company) const
{
    dialects::FactoryConfig factory{company};
    factory.readers = m_config.readers;
    factory.anonymous = m_config.anonymousReads;
    factory.deviceNetworks = m_config.deviceNetworks;
    factory.attendance = m_config.attendance;
    return factory;
}

dialects::LogIn Daemon::factoryLogIn()
{
    return [this](const QString& username, const QString& password, const QHostAddress& peer,
                  std::function<void(protocol::Result<dialects::FactorySession>)> done) {
        m_logins.attempt(
            username, password, peer, [this, done = std::move(done)](const api::Logins::Outcome& outcome) {
                if (!outcome) {
                    protocol::Error error = outcome.error().error;
                    if (outcome.error().retryAfter)
                        error.detail.insert(u"retry_after"_s, qint64(outcome.error().retryAfter->count()));
                    done(base::Unexpected<protocol::Error>{std::move(error)});
                    return;
                }
                const domain::Account& account = *outcome;
                done(dialects::FactorySession{
                    m_tokens.issue(api::TokenKind::Session, account.id, account.roles).toLatin1(),
                    api::TokenService::sessionLife,
                    {account.id, account.company, account.branch, account.roles, account.username}});
            });
    };
}

dialects::LogIn Daemon::ticketsLogIn()
{
    return [this,
            logIn = factoryLogIn()](const QString& login, const QString& password, const QHostAddress& peer,
                                    std::function<void(protocol::Result<dialects::FactorySession>)> done) {
        logIn(usernameOfPhone(*m_directory.snapshot(), login).value_or(login), password, peer,
              std::move(done));
    };
}

void Daemon::fillGuard()
{
    m_guard.setDialect(dialects::TicketsPage, {.cookies = true, .refuse = dialects::tickets::refusePage});
    m_guard.setDialect(dialects::TicketsSocket, {.cookies = true, .refuse = dialects::tickets::refuseSocket});
    for (const bool socket : {false, true}) {
        m_guard.setDialect(
            socket ? dialects::ScheduleSocket : dialects::ScheduleRest,
            {.cookies = false,
             .refuse = [this, socket](const net::Request& request, const protocol::Error& error) {
                 return m_schedule.refuse(request, error, socket);
             }});
    }
    m_guard.setDialect(dialects::FactoryPage, {.cookies = true, .refuse = dialects::refusePage});
    m_guard.setDialect(dialects::FactorySocket, {.cookies = true, .refuse = dialects::refuseSocket});
    m_guard.setDialect(dialects::CafeRest, {.cookies = false, .refuse = dialects::cafe::refuseRest});
    m_guard.setDialect(dialects::CafeSocket, {.cookies = false, .refuse = dialects::cafe::refuseSocket});
    m_guard.setDialect(dialects::FactoryDevice, {.cookies = false, .refuse = dialects::refuseDevice});
}

bool Daemon::refreshDirectory()
{
    auto promise = std::make_shared<std::promise<bool>>();
    auto read = promise->get_future();
    m_directory.refresh([promise](bool done) { promise->set_value(done); });
    return read.get();
}

QJsonObject Daemon::figures() const
{
    const net::Counters net = m_server.counters();
    const storage::EngineHealth engine = m_engine.health();
    return {{u"connections"_s, net.connections},
            {u"sessions"_s, net.sessions},
            {u"writes_waiting"_s, engine.writesWaiting},
            {u"reads_waiting"_s, engine.readsWaiting},
            {u"commits_failed"_s, engine.commitsFailed},
            {u"last_commit_ms"_s, engine.lastCommitMs},
            {u"alarms"_s, m_alarms.figures()}};
}

} // namespace commands
