// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/supervisor.h"

#include "base/logging.h"
#include "link/address.h"

namespace client {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds detailsEvery{250};
/// This many busy answers in a row are no link any more.
constexpr int busyLimit = 3;

const char* linkStateName(LinkState state)
{
    switch (state) {
    case LinkState::Connecting:
        return "connecting";
    case LinkState::Live:
        return "live";
    case LinkState::Polling:
        return "polling";
    case LinkState::Offline:
        return "offline";
    }
    return "";
}

} // namespace

Supervisor::Supervisor(Session& session, Position position, LinkTimings timings, const base::Clock& clock,
                       QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_position(std::move(position))
    , m_timings(timings)
    , m_clock(clock)
    , m_polling(session, m_position, timings)
    , m_probes(timings.probeFirst, timings.probeCap)
    , m_watch(clock, timings.watch, timings.jump)
{
    m_status.changedAt = m_clock.now();
    m_status.endpoint = streamUrl(session.server());
    for (QTimer* timer : {&m_probeTimer, &m_stableTimer, &m_renewTimer, &m_touchTimer})
        timer->setSingleShot(true);
    m_touchTimer.setInterval(detailsEvery);
    m_stableTimer.setInterval(timings.stableAfter);
    connect(&m_probeTimer, &QTimer::timeout, this, &Supervisor::openStream);
    connect(&m_stableTimer, &QTimer::timeout, this, [this] { m_probes.reset(); });
    connect(&m_renewTimer, &QTimer::timeout, this, &Supervisor::renew);
    connect(&m_touchTimer, &QTimer::timeout, this, [this] { emit statusChanged(m_status); });
    connect(&m_watch, &ClockWatch::jumped, this, &Supervisor::probeNow);

    connect(&m_polling, &PollingTransport::received, this,
            [this](const std::vector<protocol::ServerMessage>& messages) {
                for (const protocol::ServerMessage& message : messages) {
                    if (std::holds_alternative<protocol::Event>(message))
                        m_status.lastEventAt = m_clock.now();
                }
                emit received(messages);
            });
    connect(&m_polling, &PollingTransport::answered, this, [this](int roundTripMs) {
        m_busy = 0;
        m_status.roundTripMs = roundTripMs;
        m_status.pollInterval = m_polling.interval();
        m_status.transport = Transport::Polling;
        m_status.endpoint = apiUrl(m_session.server(), u"/api/v1/changes"_s);
        noteContact();
        setState(LinkState::Polling, LinkReason::PollAnswered, {});
    });
    connect(&m_polling, &PollingTransport::failed, this, [this](LinkReason reason, const QString& detail) {
        m_status.pollInterval = m_polling.interval();
        // A busy server is there, and says when to ask again.
        if (reason == LinkReason::ServerBusy && m_status.state == LinkState::Polling &&
            ++m_busy < busyLimit) {
            setState(LinkState::Polling, reason, detail);
            return;
        }
        setState(LinkState::Offline, reason, detail);
    });
    connect(&m_session, &Session::signInNeeded, this, [this](SignInReason reason) {
        if (m_running)
            halt(reason == SignInReason::AccountClosed ? LinkReason::RefusedForGood
                                                       : LinkReason::SignInNeeded,
                 {});
    });
    connect(&m_session, &Session::tokensChanged, this, [this] {
        // A stream that was refused for the old token need not wait for its turn.
        if (m_running && !m_stream)
            openStream();
    });
    connect(&m_session, &Session::serverOffset, this,
            [this](std::chrono::milliseconds offset) { m_serverOffset = offset; });
}

void Supervisor::start()
{
    m_running = true;
    m_probes.reset();
    m_busy = 0;
    dropStream();
    m_polling.stop();
    if (!m_session.hasToken()) {
        halt(LinkReason::SignInNeeded, u"there is no token"_s);
        m_session.refuse(SignInReason::FirstTime);
        return;
    }
    setState(LinkState::Connecting, LinkReason::Starting, {});
    openStream();
}

void Supervisor::stop()
{
    halt(LinkReason::Stopped, {});
}

void Supervisor::halt(LinkReason reason, const QString& detail)
{
    m_running = false;
    dropStream();
    m_polling.stop();
    m_probeTimer.stop();
    m_status.nextProbeAt = {};
    m_status.transport = Transport::None;
    m_status.pollInterval = {};
    setState(LinkState::Offline, reason, detail);
}

void Supervisor::probeNow(const QString& why)
{
    if (!m_running)
        return;
    qCInfo(lcLink, "Trying the link now: %s.", qUtf8Printable(why));
    m_probes.reset();
    if (m_resumed) {
        m_stream->prove();
        return;
    }
    if (!m_stream)
        openStream();
    m_polling.pollNow();
}

void Supervisor::resumeAnew()
{
    if (!m_running)
        return;
    // Through the pauses between attempts: a server that keeps sending us nonsense is not hammered.
    dropStream();
    m_polling.stop();
    fallBack(LinkReason::Starting, u"everything is asked for anew"_s);
}

// ---- the one setter ----

void Supervisor::setState(LinkState state, LinkReason reason, const QString& detail)
{
    if (m_status.state == state && m_status.reason == reason) {
        touch();
        return;
    }
    const bool sameState = m_status.state == state;
    m_status.reason = reason;
    m_status.detail = detail;
    if (!sameState) {
        m_status.state = state;
        m_status.changedAt = m_clock.now();
        qCInfo(lcLink, "The link is %s (%d%s%s).", linkStateName(state), static_cast<int>(reason),
               detail.isEmpty() ? "" : ": ", qUtf8Printable(detail));
    }
    m_touchTimer.stop();
    emit statusChanged(m_status);
}

void Supervisor::touch()
{
    if (!m_touchTimer.isActive())
        m_touchTimer.start();
}

void Supervisor::noteContact()
{
    m_status.dataAsOf = m_clock.now();
    touch();
    emit contact();
}

// ---- the stream ----

void Supervisor::openStream()
{
    if (m_stream || !m_running)
        return;
    m_probeTimer.stop();
    m_status.nextProbeAt = {};
    ++m_status.reconnectAttempts;
    m_resumed = false;
    m_stream = new WebSocketTransport(streamUrl(m_session.server()), m_timings, this);
    connect(m_stream, &WebSocketTransport::greeted, this, &Supervisor::streamGreeted);
    connect(m_stream, &WebSocketTransport::received, this, &Supervisor::streamReceived);
    connect(m_stream, &WebSocketTransport::ended, this, &Supervisor::streamEnded);
    connect(m_stream, &WebSocketTransport::roundTrip, this, [this](int milliseconds) {
        m_status.roundTripMs = milliseconds;
        if (m_resumed)
            noteContact();
    });
    m_stream->open(m_session.bearer());
    touch();
}

void Supervisor::dropStream()
{
    m_stableTimer.stop();
    m_renewTimer.stop();
    m_resumed = false;
    if (!m_stream)
        return;
    m_stream->disconnect(this);
    m_stream->deleteLater();
    m_stream = nullptr;
}

void Supervisor::streamGreeted(const protocol::Greeting& greeting)
{
    // From here on the stream reads from the cursor; an answer to a poll that is still on its way
    // would only repeat.
    m_polling.stop();
    scheduleRenewal(greeting.expires);
    m_stream->resume(m_position.cursor(), m_position.topics());
}

void Supervisor::streamReceived(const std::vector<protocol::ServerMessage>& messages)
{
    for (const protocol::ServerMessage& message : messages) {
        if (std::holds_alternative<protocol::Event>(message))
            m_status.lastEventAt = m_clock.now();
        else if (const auto* renewed = std::get_if<protocol::Renewed>(&message))
            scheduleRenewal(renewed->expires);
        else if (std::holds_alternative<protocol::Resumed>(message))
            m_resumed = true;
    }
    const WebSocketTransport* stream = m_stream;
    emit received(messages);
    // Whoever received it may have asked to resume anew.
    if (!m_resumed || m_stream != stream)
        return;
    m_status.transport = Transport::WebSocket;
    m_status.endpoint = streamUrl(m_session.server());
    m_status.pollInterval = {};
    m_status.reconnectAttempts = 0;
    noteContact();
    if (m_status.state != LinkState::Live) {
        m_stableTimer.start();
        setState(LinkState::Live, LinkReason::StreamResumed, {});
    }
}

void Supervisor::streamEnded(const WebSocketTransport::End& end)
{
    const bool wasResumed = m_resumed;
    dropStream();
    if (end.reason == LinkReason::RefusedForGood) {
        halt(LinkReason::RefusedForGood, end.detail);
        if (end.code == protocol::CloseCode::Refused)
            m_session.refuse(SignInReason::AccountClosed);
        return;
    }
    qCDebug(lcLink, "The WebSocket ended: %s.", qUtf8Printable(end.detail));
    if (end.code == protocol::CloseCode::AudienceChanged)
        emit audienceChanged();
    if (end.code == protocol::CloseCode::TokenExpired) {
        m_session.refresh(this, [this](bool fresh) {
            if (fresh && m_running && !m_stream)
                openStream();
        });
    }
    fallBack(end.reason, end.detail);
    // Taken away from a stream that worked: the way back is probably open again in a moment.
    if (m_running && wasResumed && end.code == protocol::CloseCode::AudienceChanged)
        openStream();
}

void Supervisor::fallBack(LinkReason reason, const QString& detail)
{
    if (!m_running)
        return;
    if (m_status.state == LinkState::Live || m_status.state == LinkState::Connecting)
        setState(LinkState::Connecting, reason, detail);
    m_polling.start();
    if (m_running && !m_stream)
        scheduleProbe();
}

void Supervisor::scheduleProbe()
{
    const auto delay = m_probes.next();
    m_status.nextProbeAt = m_clock.now().addMSecs(delay.count());
    m_probeTimer.start(delay);
    touch();
}

// ---- the token ----

void Supervisor::scheduleRenewal(const QDateTime& expires)
{
    if (!expires.isValid())
        return;
    const std::chrono::milliseconds left(m_clock.now().msecsTo(expires) - m_serverOffset.count());
    const auto before = std::min(m_timings.renewBefore, left / 2);
    m_renewTimer.start(std::max(left - before, std::chrono::milliseconds(0)));
}

void Supervisor::renew()
{
    if (!m_stream)
        return;
    m_session.refreshEarly(this, [this](bool fresh) {
        if (fresh && m_stream)
            m_stream->renew(QString::fromLatin1(m_session.bearer()));
    });
}

} // namespace client
