// SPDX-License-Identifier: GPL-3.0-or-later
#include "vakhtaserver.h"

#include "api/auth/guard.h"
#include "api/auth/logins.h"
#include "api/load.h"
#include "api/stream/hub.h"
#include "api/stream/snapshots.h"
#include "api/upkeep.h"
#include "api/v1/routes.h"
#include "control.h"
#include "net/server.h"
#include "support/memoryplant.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <future>
#include <memory>
#include <thread>

namespace {

const base::SystemClock& benchClock()
{
    static const base::SystemClock s_clock;
    return s_clock;
}

/// What "vakhtad serve" is made of, above a database in memory: nothing here reads or writes it once
/// the people are in.
class VakhtaServer final
{
public:
    explicit VakhtaServer(int shards);
    ~VakhtaServer();

    /// Serves until the load goes; false when it could not begin.
    bool run();

private:
    void publish(std::uint32_t events);
    static net::ListenConfig config(int shards);

    support::MemoryPlant m_plant;
    api::Feed m_feed{m_plant};
    api::Directory m_directory{m_plant, m_feed};
    api::TokenService m_tokens{tokenKey(), benchClock()};
    api::PasswordChecker m_passwords;
    api::LoginThrottle m_throttle{benchClock()};
    api::Logins m_logins{m_plant, m_passwords, m_throttle, m_directory};
    api::Snapshots m_snapshots{m_plant, m_feed, benchClock()};
    api::Load m_load{benchClock()};
    api::Hub m_hub{benchClock(), m_tokens, m_directory, m_feed, m_snapshots, m_load};
    api::Upkeep m_upkeep{m_directory, m_load, benchClock()};
    api::DeviceGate m_devices{api::DeviceGate::privateNetworks(), benchClock()};
    api::Guard m_guard{m_tokens, m_directory, m_devices};
    api::Context m_context{benchClock(), m_plant, m_tokens, m_directory, m_logins, m_feed,
                           m_snapshots,  m_hub,   m_load,   m_upkeep,    {}};
    net::Router m_router;
    net::Server m_server;
    std::int64_t m_seq = s_firstSeq;
};

net::ListenConfig VakhtaServer::config(int shards)
{
    net::ListenConfig config;
    config.port = 0;
    config.shards = shards;
    return config;
}

VakhtaServer::VakhtaServer(int shards) : m_server(config(shards), m_router)
{
    m_plant.journal.epoch = QString::fromLatin1(s_epoch);
    m_plant.journal.seq = s_firstSeq;
    m_feed.open(m_plant.journal.head());
    m_plant.change([this] {
        const auto company = m_plant.companies.insert(QStringLiteral("Plant"), QTimeZone("Asia/Ashgabat")).id;
        for (int i = 1; i <= s_users; ++i) {
            m_plant.accounts.insert({.company = company,
                                     .branch = {},
                                     .username = QString::number(i),
                                     .passwordHash = {},
                                     .fullName = {},
                                     .phone = {},
                                     .email = {},
                                     .roles = {protocol::Role::Foreman}});
        }
    });
    std::promise<bool> known;
    m_directory.refresh([&](bool read) { known.set_value(read); });
    known.get_future().wait();
    api::addRoutes(m_router, m_context);
    m_router.setGuard([this](net::Request& request, const net::Access& access, net::DialectTag tag) {
        return m_guard(request, access, tag);
    });
}

VakhtaServer::~VakhtaServer()
{
    m_server.stop(std::chrono::milliseconds(0));
    m_plant.stop();
}

bool VakhtaServer::run()
{
    if (!m_server.start().isEmpty())
        return false;
    tellPort(m_server.port());
    // In the place of the database's writer, which calls the hub on its own thread after each commit.
    std::thread writer([this] {
        for (;;) {
            const Order order = readOrder();
            if (order.events == 0)
                break;
            publish(order.events);
        }
        QMetaObject::invokeMethod(
            qApp, [] { QCoreApplication::quit(); }, Qt::QueuedConnection);
    });
    QCoreApplication::exec();
    writer.join();
    return true;
}

void VakhtaServer::publish(std::uint32_t events)
{
    // What comes within 5 ms is one commit.
    const auto batch = std::make_shared<domain::CommittedBatch>();
    for (std::uint32_t i = 0; i < events; ++i) {
        ++m_seq;
        batch->push_back(std::make_shared<const domain::StoredEvent>(
            domain::StoredEvent{m_seq,
                                *protocol::topicIndex(QStringLiteral("machines")),
                                protocol::Event::Op::Patch,
                                QStringLiteral("7"),
                                {*protocol::CompanyId::from(1), {}, {}, {}},
                                makeEvent(m_seq)}));
    }
    m_hub.committed(batch);
}

} // namespace

QByteArray accessToken(int user)
{
    static const api::TokenService s_tokens(tokenKey(), benchClock());
    return s_tokens.issue(api::TokenKind::Access, *protocol::UserId::from(user), {protocol::Role::Foreman})
        .toLatin1();
}

int runVakhtaServer(int argc, char** argv, int shards)
{
    qputenv("QT_NO_GLIB", "1");
    QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(QStringLiteral("vakhta.*.info=false"));
    return VakhtaServer(shards).run() ? 0 : 1;
}
