// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/sockethall.h"

#include <QTimer>

#include <utility>

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 policyViolation = 1008; // RFC 6455, 7.4.1
// A round is spread over so many turns: checking 2,000 tokens at once would hold up what is pushed.
constexpr size_t turnsPerRound = 16;

} // namespace

bool isStillWelcome(const net::Router& router, const net::Request& request, const net::Access& access,
                    net::DialectTag tag)
{
    net::Request again = request;
    again.principal.reset();
    if (router.guard(again, access, tag))
        return false;
    if (!again.principal || !request.principal)
        return again.principal == request.principal;
    return *again.principal == *request.principal;
}

SocketHall::SocketHall(domain::Executor& executor, Welcome welcome, std::chrono::milliseconds askEvery)
    : m_executor(executor), m_welcome(std::move(welcome)), m_askEvery(askEvery)
{
}

SocketHall::~SocketHall() = default;

bool SocketHall::enter(net::WebSocketSession& session)
{
    net::Shard& shard = session.shard();
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        return false;
    std::shared_ptr<Side>& side = m_sides[&shard];
    if (!side) {
        side = std::make_shared<Side>();
        if (m_welcome) {
            side->timer = new QTimer(&shard);
            QObject::connect(side->timer, &QTimer::timeout, side->timer,
                             [this, its = side.get()] { askSome(*its); });
            side->timer->start(m_askEvery / int(turnsPerRound));
        }
    }
    side->sessions.insert(&session);
    QObject::connect(&session, &net::WebSocketSession::closed, &session,
                     [its = side, &session] { its->sessions.erase(&session); });
    return true;
}

void SocketHall::askSome(Side& side) const
{
    const size_t count = (side.sessions.size() + turnsPerRound - 1) / turnsPerRound;
    for (size_t i = 0; i < count && !side.sessions.empty(); ++i) {
        auto next = side.sessions.upper_bound(side.asked);
        if (next == side.sessions.end())
            next = side.sessions.begin();
        net::WebSocketSession* session = side.asked = *next;
        if (session->isOpen() && !m_welcome(session->request()))
            session->close(policyViolation, u"The login has ended or changed."_s); // may leave the set
    }
}

void SocketHall::post(net::Shard& shard, std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    if (!m_stopped)
        shard.post(std::move(task));
}

bool SocketHall::postLater(std::chrono::milliseconds delay, std::function<void()> task)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopped || m_sides.empty())
        return false;
    net::Shard* shard = m_sides.begin()->first;
    shard->post([shard, delay, task = std::move(task)] { QTimer::singleShot(delay, shard, task); });
    return true;
}

void SocketHall::postToAll(const std::function<void(net::Shard&)>& task)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        return;
    for (const auto& [shard, side] : m_sides)
        shard->post([task, shard = shard] { task(*shard); });
}

bool SocketHall::answer(net::WebSocketSession& session, std::function<QByteArray(domain::Workspace&)> make)
{
    return m_executor.read([this, &shard = session.shard(), to = QPointer(&session),
                            make = std::move(make)](domain::Workspace& work) {
        const QByteArray utf8 = make(work);
        if (utf8.isEmpty())
            return;
        post(shard, [to, utf8] {
            if (to)
                to->sendText(utf8);
        });
    });
}

bool SocketHall::isStopped() const
{
    const std::lock_guard lock(m_mutex);
    return m_stopped;
}

void SocketHall::stop(const std::function<void(net::Shard&)>& last)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopped)
        return;
    m_stopped = true;
    for (const auto& [shard, side] : m_sides) {
        shard->post([last, shard = shard, side = side] {
            delete std::exchange(side->timer, nullptr);
            last(*shard);
        });
    }
}

} // namespace dialects
