// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/shardthread.h"

#include "base/logging.h"
#include "net/connection.h"
#include "net/listener.h"
#include "net/responsewriter.h"
#include "net/session.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QEvent>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace net {

namespace {

constexpr qsizetype s_scratchBytes = 64 * 1024;
constexpr std::chrono::milliseconds s_sweepInterval(250);
constexpr std::chrono::milliseconds s_complainEvery(10'000);
/// Past a cap, so many connections a shard are kept long enough to be told; the others just end.
constexpr int s_maxRefusing = 64;

QEvent::Type endOfTurnType()
{
    static const auto s_type = static_cast<QEvent::Type>(QEvent::registerEventType());
    return s_type;
}

QHostAddress peerOf(int descriptor)
{
    sockaddr_storage storage = {};
    socklen_t size = sizeof storage;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&storage), &size) < 0)
        return {};
    QHostAddress address(reinterpret_cast<sockaddr*>(&storage));
    bool isIpv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIpv4);
    return isIpv4 ? QHostAddress(ipv4) : address;
}

} // namespace

void ShardGate::deliver(quint64 connection, Response response)
{
    std::unique_lock lock(m_mutex);
    if (!m_shard)
        return;
    if (QThread::currentThread() == m_shard->thread()) {
        ShardThread* const shard = m_shard;
        lock.unlock(); // only this thread could shut the gate now
        return shard->deliver(connection, std::move(response));
    }
    m_shard->post([shard = m_shard, connection, response = std::move(response)]() mutable {
        shard->deliver(connection, std::move(response));
    });
}

void ShardGate::shut()
{
    const std::lock_guard lock(m_mutex);
    m_shard = nullptr;
}

ShardThread::ShardThread(int index, const Common& common)
    : Shard(index), m_common(common), m_gate(std::make_shared<ShardGate>(this))
{
    m_thread.setObjectName(QStringLiteral("net-%1").arg(index));
    moveToThread(&m_thread);
}

ShardThread::~ShardThread() = default;

void ShardThread::start(int listenDescriptor)
{
    m_thread.start();
    post([this, listenDescriptor] { setUp(listenDescriptor); });
}

void ShardThread::setUp(int listenDescriptor)
{
    m_clock.start();
    m_poller = Poller::create();
    m_scratch.resize(s_scratchBytes);
    m_webSockets =
        std::make_unique<QWebSocketServer>(QStringLiteral("vakhta"), QWebSocketServer::NonSecureMode);
    connect(m_webSockets.get(), &QWebSocketServer::newConnection, this, &ShardThread::sessionsUpgraded);
    m_sweep = std::make_unique<QTimer>();
    connect(m_sweep.get(), &QTimer::timeout, this, &ShardThread::sweep);
    m_sweep->start(s_sweepInterval);
    m_listener = std::make_unique<Listener>([this](int descriptor) { accept(descriptor); });
    if (!m_listener->setSocketDescriptor(listenDescriptor)) {
        qCCritical(lcNet, "The listening socket was refused: %ls",
                   qUtf16Printable(m_listener->errorString()));
        ::close(listenDescriptor);
    }
}

void ShardThread::accept(int descriptor)
{
    Census& census = m_common.census;
    const QHostAddress address = peerOf(descriptor);
    const Census::Admission admission = census.enter(address, m_common.proxies.isProxy(address));
    const bool welcome = admission == Census::Admission::Welcome;
    if (!welcome) {
        census.countRefused();
        complain(address, admission == Census::Admission::TooMany);
        if (m_refusing >= s_maxRefusing) {
            ::close(descriptor);
            return;
        }
        ++m_refusing;
    }
    const int refuseWith = welcome ? 0 : admission == Census::Admission::TooMany ? 503 : 429;
    const quint64 id = ++m_lastId;
    auto connection = std::make_unique<Connection>(*this, id, address, refuseWith);
    Connection& started = *connection;
    m_connections.emplace(id, std::move(connection));
    if (!started.start(descriptor))
        retire(id);
}

bool ShardThread::isDue(qint64& last) const
{
    const qint64 at = now();
    if (last >= 0 && at - last < s_complainEvery.count())
        return false;
    last = at;
    return true;
}

void ShardThread::complainOfPage()
{
    if (isDue(m_complainedOfPageAt))
        qCInfo(lcNet, "An upgrade from a page of another origin was refused.");
}

void ShardThread::complain(const QHostAddress& address, bool inAll)
{
    if (!isDue(m_complainedAt))
        return;
    if (inAll)
        qCWarning(lcNet, "There are %d connections, as many as are allowed: %ls was refused.",
                  limits().maxConnections, qUtf16Printable(address.toString()));
    else
        qCWarning(lcNet, "%ls has %d connections, as many as one address may have: it was refused.",
                  qUtf16Printable(address.toString()), limits().maxConnectionsPerAddress);
}

void ShardThread::retire(quint64 connection)
{
    const auto entry = m_connections.find(connection);
    if (entry == m_connections.end())
        return;
    if (entry->second->isRefusal())
        --m_refusing;
    else
        m_common.census.leave(entry->second->address());
    if (m_retired.empty())
        atEndOfTurn([this] { m_retired.clear(); });
    m_retired.push_back(std::move(entry->second));
    m_connections.erase(entry);
    if (m_stopping && m_connections.empty())
        noteDrained();
}

void ShardThread::sweep()
{
    // A sweep may end connections; the map must not change under its own iteration.
    std::vector<Connection*> connections;
    connections.reserve(m_connections.size());
    for (const auto& [id, connection] : m_connections)
        connections.push_back(connection.get());
    const qint64 at = now();
    for (Connection* connection : connections)
        connection->sweep(at);
    // Out of descriptors, QTcpServer stops accepting and never tries again by itself.
    if (m_listener)
        m_listener->resumeAccepting();
}

void ShardThread::sessionsUpgraded()
{
    while (QWebSocket* const webSocket = m_webSockets->nextPendingConnection()) {
        const auto session = m_opening.find(webSocket->peerName().toULongLong());
        if (session == m_opening.end()) {
            webSocket->deleteLater(); // the client left in between
            continue;
        }
        Session* const opened = session->second;
        m_opening.erase(session);
        opened->opened(webSocket);
    }
}

QByteArrayView ShardThread::date()
{
    const qint64 second = QDateTime::currentSecsSinceEpoch();
    if (second != m_dateSecond) {
        m_dateSecond = second;
        m_date = httpDate(second);
    }
    return m_date;
}

Responder ShardThread::responderFor(quint64 connection)
{
    return Responder(
        [gate = m_gate, connection](Response response) { gate->deliver(connection, std::move(response)); });
}

void ShardThread::deliver(quint64 connection, Response response)
{
    const auto entry = m_connections.find(connection);
    if (entry != m_connections.end())
        entry->second->answer(std::move(response));
}

void ShardThread::atEndOfTurn(std::function<void()> task)
{
    m_endOfTurn.push_back(std::move(task));
    if (m_endOfTurnPosted)
        return;
    // Low priority: after everything that is already posted.
    m_endOfTurnPosted = true;
    QCoreApplication::postEvent(this, new QEvent(endOfTurnType()), Qt::LowEventPriority);
}

void ShardThread::runEndOfTurn()
{
    m_endOfTurnPosted = false;
    const std::vector<std::function<void()>> tasks = std::exchange(m_endOfTurn, {});
    for (const auto& task : tasks)
        task();
}

bool ShardThread::event(QEvent* event)
{
    if (event->type() != endOfTurnType())
        return Shard::event(event);
    runEndOfTurn();
    return true;
}

void ShardThread::beginStop()
{
    post([this] {
        m_stopping = true;
        m_listener.reset();
        std::vector<Connection*> connections;
        for (const auto& [id, connection] : m_connections)
            connections.push_back(connection.get());
        for (Connection* connection : connections)
            connection->beginStop();
        if (m_connections.empty())
            noteDrained();
    });
}

void ShardThread::noteDrained()
{
    const std::lock_guard lock(m_mutex);
    m_drained = true;
    m_condition.notify_all();
}

bool ShardThread::waitUntilDrained(std::chrono::milliseconds time)
{
    std::unique_lock lock(m_mutex);
    return m_condition.wait_for(lock, time, [this] { return m_drained; });
}

void ShardThread::finish()
{
    post([this] {
        tearDown();
        QCoreApplication::removePostedEvents(this); // nothing runs here any more
        const std::lock_guard lock(m_mutex);
        m_ended = true;
        m_condition.notify_all();
    });
    // The thread's end orders nothing that a race detector could see: Qt is not instrumented.
    {
        std::unique_lock lock(m_mutex);
        m_condition.wait(lock, [this] { return m_ended; });
    }
    m_thread.wait();
}

void ShardThread::tearDown()
{
    m_gate->shut();
    m_listener.reset();
    m_sweep.reset();
    while (!m_connections.empty())
        m_connections.begin()->second->abort();
    while (!m_endOfTurn.empty())
        runEndOfTurn();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_webSockets.reset();
    m_poller.reset();
    m_thread.quit();
}

} // namespace net
