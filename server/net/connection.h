// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/requestparser.h"
#include "net/wire.h"

#include <QHostAddress>

#include <chrono>

namespace net {

class Session;
class ShardThread;
struct WebSocketRoute;

/// One client: reads requests one after the other, has them answered, and turns into a WebSocket
/// session on an admitted upgrade. Shard's thread only.
class Connection final : private Wire::Owner
{
public:
    /// refuseWith: 0, or the status that any request gets (a cap is reached).
    Connection(ShardThread& shard, quint64 id, const QHostAddress& address, int refuseWith);
    ~Connection();

    /// Takes the descriptor over; false when it cannot be watched.
    bool start(int descriptor);

    /// The answer to the request under way; ignored when there is none.
    void answer(Response response);
    /// Every 250 ms: the deadlines.
    void sweep(qint64 now);
    /// The server stops: idle ones end now, others when their answer has gone.
    void beginStop();
    /// Ends now, whatever is under way.
    void abort();

    bool isRefusal() const { return m_refuseWith != 0; }
    const QHostAddress& address() const { return m_address; }

    // For the session on this connection.
    Wire& wire() { return *m_wire; }
    /// The session has said its last word: ends once that has gone out.
    void closeAfterOutput();

private:
    enum class State {
        Handshake, ///< TLS
        Idle,      ///< between requests
        ReadingHeader,
        ReadingBody,
        Answering,     ///< a handler has the request
        Flushing,      ///< the answer has not gone out whole
        Upgraded,      ///< a WebSocket session
        ClosingOutput, ///< last words are going out
        Lingering,     ///< our side is closed; the peer reads our answer and closes
        Over,
    };

    void wireReady() override;
    void wireInput(QByteArrayView bytes) override;
    void wireEnded() override;
    void wireDrained() override;
    void wireFailed() override;

    bool isReading() const;
    void consume(QByteArrayView bytes);
    qsizetype parse(QByteArrayView data);
    void headerArrived(bool bodyWaiting);
    /// Counts what has come of a large body; false when there is no more room for it.
    bool holdBody();
    void releaseBody();
    void dispatch();
    void upgrade(Request request, const WebSocketRoute& route);
    /// Answers for the connection itself, and ends it.
    void refuse(int status);
    void answerAndClose(Response response);
    void afterAnswer();
    void linger();
    void expire();
    void finish();
    void setState(State state, std::chrono::milliseconds deadline);

    ShardThread& m_shard;
    std::unique_ptr<Wire> m_wire;
    std::unique_ptr<RequestParser> m_parser;
    Session* m_session = nullptr;
    QByteArray m_input; ///< arrived, not yet parsed
    QByteArray m_cors;  ///< header lines for the answer under way
    const QHostAddress m_address;
    const quint64 m_id;
    qint64 m_deadline = 0; ///< 0: none
    qint64 m_stalledSince = 0;
    qint64 m_discarded = 0;
    qint64 m_heldBody = 0; ///< counted in the census
    const int m_refuseWith;
    State m_state = State::Idle;
    bool m_parsing = false;
    bool m_guarded = false; ///< the guard has let this request through already
    bool m_headOnly = false;
    bool m_http11 = true;
    bool m_close = false;
    bool m_peerEnded = false;
};

} // namespace net
