// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection.h"

#include "net/refusal.h"
#include "net/responsewriter.h"
#include "net/session.h"
#include "net/shardthread.h"

namespace net {

namespace {

using namespace std::chrono_literals;

/// How long a peer may take to read our last answer and close.
constexpr std::chrono::milliseconds s_lingerTime = 2s;
/// How long a session's last words may take to go out.
constexpr std::chrono::milliseconds s_lastWordsTime = 5s;
constexpr std::chrono::milliseconds s_tlsHandshakeTime = 3s;
/// A cap is reached: a short time to hear why, then gone.
constexpr std::chrono::milliseconds s_refusalTime = 2s;
/// What a refused peer may still send us before we stop listening politely.
constexpr qint64 s_lingerBytes = 1024 * 1024;
/// The server stops: for those who neither read nor close.
constexpr std::chrono::milliseconds s_stopTime = 400ms;
/// Bodies of requests up to this size come in unasked and uncounted: all that a device or a login sends.
constexpr qint64 s_smallBody = 16 * 1024;
/// Bodies up to this size travel in one buffer with their header.
constexpr qsizetype s_joinBytes = 16 * 1024;

} // namespace

Connection::Connection(ShardThread& shard, quint64 id, const QHostAddress& address, int refuseWith)
    : m_shard(shard), m_address(address), m_id(id), m_refuseWith(refuseWith)
{
}

Connection::~Connection() = default;

bool Connection::start(int descriptor)
{
    const auto& tls = m_shard.common().tls;
    if (tls) {
        setState(State::Handshake, s_tlsHandshakeTime);
        m_wire = makeTlsWire(descriptor, *this, *tls, m_shard.scratch());
    } else {
        setState(State::Idle, m_refuseWith ? s_refusalTime : m_shard.limits().idleDeadline);
        m_wire = makePlainWire(descriptor, *this, m_shard.poller(), m_shard.scratch());
    }
    return m_wire != nullptr;
}

void Connection::setState(State state, std::chrono::milliseconds deadline)
{
    m_state = state;
    m_deadline = deadline.count() > 0 ? m_shard.now() + deadline.count() : 0;
}

bool Connection::isReading() const
{
    return m_state == State::Idle || m_state == State::ReadingHeader || m_state == State::ReadingBody;
}

void Connection::wireReady()
{
    setState(State::Idle, m_refuseWith ? s_refusalTime : m_shard.limits().idleDeadline);
}

void Connection::wireInput(QByteArrayView bytes)
{
    switch (m_state) {
    case State::Upgraded:
        m_session->input(bytes);
        break;
    case State::Idle:
    case State::ReadingHeader:
    case State::ReadingBody:
        consume(bytes);
        break;
    case State::Answering:
    case State::Flushing:
        // Pipelined requests wait for their turn: a header's worth here, the rest in the kernel.
        m_input.append(bytes);
        if (m_input.size() >= m_shard.limits().maxHeaderBytes)
            m_wire->setReading(false);
        break;
    case State::ClosingOutput:
    case State::Lingering:
        m_discarded += bytes.size();
        if (m_discarded > s_lingerBytes)
            abort();
        break;
    case State::Handshake:
    case State::Over:
        break;
    }
}

void Connection::consume(QByteArrayView bytes)
{
    // Straight from the shared buffer when nothing waits, which is nearly always.
    QByteArray held = std::exchange(m_input, {});
    if (!held.isEmpty())
        bytes = held.append(bytes);
    const qsizetype used = parse(bytes);
    if (used == bytes.size())
        return;
    if (m_state == State::Upgraded) // frames that came on the heels of the upgrade
        m_session->input(bytes.sliced(used));
    else if (m_state != State::Over && m_state != State::Lingering)
        m_input = held.isEmpty() ? bytes.sliced(used).toByteArray() : held.sliced(used);
}

qsizetype Connection::parse(QByteArrayView data)
{
    const Limits& limits = m_shard.limits();
    qsizetype used = 0;
    m_parsing = true;
    while (isReading()) {
        if (m_state == State::Idle) {
            // An empty line before a request is to be ignored (RFC 9112, 2.2).
            while (used < data.size() && (data[used] == '\r' || data[used] == '\n'))
                ++used;
            if (used == data.size())
                break;
            setState(State::ReadingHeader, m_refuseWith ? s_refusalTime : limits.headerDeadline);
            m_parser = std::make_unique<RequestParser>(limits);
        }
        qsizetype taken = 0;
        const RequestParser::Step step = m_parser->feed(data.sliced(used), taken);
        used += taken;
        if (m_state == State::ReadingBody && !holdBody()) {
            m_shard.common().census.countRefused();
            answerAndClose(
                refusal(503, "unavailable", "The server has too many large requests at the moment."));
            break;
        }
        if (step == RequestParser::Step::More) {
            // Only a chunk's header or the trailer can be this long; Beast waits for its end for ever.
            if (data.size() - used > limits.maxHeaderBytes)
                refuse(m_state == State::ReadingHeader ? 431 : 400);
            break;
        }
        if (step == RequestParser::Step::HeaderDone)
            headerArrived(used == data.size());
        else if (step == RequestParser::Step::Done)
            dispatch();
        else
            refuse(m_parser->status());
    }
    m_parsing = false;
    return used;
}

void Connection::headerArrived(bool bodyWaiting)
{
    m_http11 = m_parser->isHttp11();
    m_close = !m_parser->keepAlive() || m_shard.isStopping();
    Request& request = m_parser->request();
    m_headOnly = request.method == "HEAD";
    m_guarded = false;
    if (m_refuseWith)
        return refuse(m_refuseWith);
    const ShardThread::Common& common = m_shard.common();
    common.proxies.resolve(request, m_address, common.tls.has_value());
    m_cors = common.origins.responseLines(request);
    if (!m_parser->hasBody())
        return;
    const bool isSmall = m_parser->contentLength().value_or(s_smallBody + 1) <= quint64(s_smallBody);
    if (m_parser->expectsContinue() || !isSmall) {
        // Whoever asks first is told before the body is on its way, and a stranger's is not even read.
        Router::Match match = common.router.match(request.method, request.path);
        if (match.route) {
            request.captures = std::move(match.captures);
            if (auto refused = common.router.guard(request, match.route->access, match.route->dialect))
                return answerAndClose(std::move(*refused));
            m_guarded = true;
        } else if (!match.webSocket) {
            m_close = true; // what follows is not a request
            return dispatch();
        }
        if (m_parser->expectsContinue() && bodyWaiting &&
            m_wire->write("HTTP/1.1 100 Continue\r\n\r\n") == Wire::Written::Failed)
            return;
    }
    setState(State::ReadingBody, m_shard.limits().bodyDeadline);
}

bool Connection::holdBody()
{
    const qint64 more = m_parser->bodyBytes() - m_heldBody;
    if (m_parser->bodyBytes() <= s_smallBody || more <= 0)
        return true;
    if (!m_shard.common().census.holdBody(more))
        return false;
    m_heldBody += more;
    return true;
}

void Connection::releaseBody()
{
    if (m_heldBody > 0)
        m_shard.common().census.releaseBody(std::exchange(m_heldBody, 0));
}

void Connection::refuse(int status)
{
    m_shard.common().census.countRefused();
    answerAndClose(refusal(status));
}

void Connection::answerAndClose(Response response)
{
    m_close = true;
    m_parser.reset();
    setState(State::Answering, 0ms);
    answer(std::move(response));
}

void Connection::answer(Response response)
{
    if (m_state != State::Answering)
        return;
    releaseBody();
    m_close = m_close || m_peerEnded || m_shard.isStopping();
    const Framing framing = {m_headOnly, m_close, m_http11, m_shard.date(), m_cors};
    QByteArray head = responseHead(response, framing);
    m_cors = {};
    Wire::Written written;
    if (!carriesBody(response, framing))
        written = m_wire->write(head);
    else if (response.body.size() <= s_joinBytes)
        written = m_wire->write(head.append(response.body));
    else
        written = m_wire->write(head, response.body);
    if (written == Wire::Written::Whole)
        return afterAnswer();
    setState(State::Flushing, 0ms); // or wireFailed() is on its way
}

void Connection::afterAnswer()
{
    if (m_close)
        return linger();
    m_headOnly = false;
    setState(State::Idle, m_shard.limits().idleDeadline);
    if (m_parsing)
        return; // parse() goes on by itself
    m_wire->setReading(true);
    if (!m_input.isEmpty())
        consume({});
}

void Connection::closeAfterOutput()
{
    m_session = nullptr;
    if (m_state != State::Upgraded)
        return;
    if (m_wire->backlog() == 0)
        return linger();
    setState(State::ClosingOutput, m_shard.isStopping() ? s_stopTime : s_lastWordsTime);
}

void Connection::linger()
{
    // Closing at once would make the kernel send a reset when anything unread is there, and the reset
    // can overtake our answer.
    m_input = {};
    if (m_peerEnded)
        return finish();
    setState(State::Lingering, m_shard.isStopping() ? s_stopTime : s_lingerTime);
    m_wire->shutdownOutput();
    m_wire->setReading(true);
}

void Connection::wireEnded()
{
    m_peerEnded = true;
    if (m_state == State::Answering || m_state == State::Flushing)
        return; // a half-closed client still gets its answer
    finish();
}

void Connection::wireDrained()
{
    switch (m_state) {
    case State::Flushing:
        afterAnswer();
        break;
    case State::Upgraded:
        m_session->outputDrained();
        break;
    case State::ClosingOutput:
        linger();
        break;
    default:
        break;
    }
}

void Connection::wireFailed()
{
    finish();
}

void Connection::sweep(qint64 now)
{
    if (m_wire->backlog() > 0) {
        if (m_wire->takeProgress() || m_stalledSince == 0) {
            m_stalledSince = now;
        } else if (now - m_stalledSince > m_shard.limits().writeDeadline.count()) {
            m_shard.common().census.countRefused();
            return abort();
        }
    } else {
        m_stalledSince = 0;
    }
    if (m_state == State::Upgraded)
        m_session->sweep(now);
    else if (m_deadline != 0 && now >= m_deadline)
        expire();
}

void Connection::expire()
{
    switch (m_state) {
    case State::ReadingHeader:
    case State::ReadingBody:
        refuse(m_refuseWith ? m_refuseWith : 408);
        break;
    case State::Idle:
    case State::Lingering:
        finish();
        break;
    default:
        m_shard.common().census.countRefused();
        abort();
        break;
    }
}

void Connection::beginStop()
{
    m_close = true;
    if (m_state == State::Upgraded)
        m_session->close(4000, QStringLiteral("The server stops."));
    else if (m_state == State::Idle || m_state == State::Handshake)
        finish();
    else if (m_state == State::Lingering || m_state == State::ClosingOutput)
        setState(m_state, s_stopTime);
}

void Connection::abort()
{
    if (m_state == State::Over)
        return;
    m_wire->abort();
    finish();
}

void Connection::finish()
{
    if (m_state == State::Over)
        return;
    m_state = State::Over;
    releaseBody();
    m_wire->close();
    m_input = {};
    m_parser.reset();
    if (Session* const session = std::exchange(m_session, nullptr))
        session->lost();
    m_shard.retire(m_id);
}

} // namespace net
