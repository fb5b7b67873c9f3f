// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/outqueue.h"

#include <QByteArray>

#include <limits>
#include <memory>
#include <utility>

class QSslConfiguration;

namespace net {

class Poller;

/// One accepted connection as a stream of bytes, plain or TLS. All output goes through one queue:
/// straight to the kernel while nothing waits, and only what the kernel did not take is kept (shared).
class Wire
{
public:
    /// Told from the event loop only, never from within a call to the wire.
    class Owner
    {
    public:
        /// TLS: the handshake is done. Plain: never called.
        virtual void wireReady() {}
        /// Bytes that came in; the view is valid during the call only.
        virtual void wireInput(QByteArrayView bytes) = 0;
        /// The peer sends nothing any more; it may still read.
        virtual void wireEnded() = 0;
        /// Everything queued has gone to the kernel.
        virtual void wireDrained() = 0;
        /// The connection is broken.
        virtual void wireFailed() = 0;

    protected:
        ~Owner() = default;
    };

    enum class Written {
        Whole,  ///< the kernel has it all
        Queued, ///< some of it waits here
        Failed, ///< the connection is broken or the cap exceeded; nothing will go out any more
    };

    virtual ~Wire() = default;
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    virtual Written write(const QByteArray& bytes) = 0;
    /// Both in one write where possible.
    virtual Written write(const QByteArray& head, const QByteArray& body) = 0;
    virtual qint64 backlog() const = 0;
    /// Past so many waiting bytes the connection counts as broken.
    void setBacklogCap(qint64 bytes) { m_cap = bytes; }
    virtual void setReading(bool on) = 0;
    /// No more output: the peer sees the end of the stream. Call with an empty backlog.
    virtual void shutdownOutput() = 0;
    /// Ends everything; no calls to the owner any more.
    virtual void close() = 0;
    /// The same, and tells the kernel to forget what it still holds for the peer (a reset).
    virtual void abort() = 0;
    /// True since the last time this was asked: the kernel took queued bytes.
    bool takeProgress() { return std::exchange(m_progress, false); }

protected:
    explicit Wire(Owner& owner, int descriptor = -1) : m_descriptor(descriptor), m_owner(owner) {}

    // What a write looks at comes first, to lie in one cache line.
    int m_descriptor; ///< plain only
    bool m_failed = false;
    bool m_progress = false;
    OutQueue m_out;
    qint64 m_cap = std::numeric_limits<qint64>::max();
    Owner& m_owner;
};

/// Where input is read into: one for all connections of a shard.
using Scratch = QByteArray;

/// Takes the descriptor over. Null when the poller refuses it (it is closed then).
std::unique_ptr<Wire> makePlainWire(int descriptor, Wire::Owner& owner, Poller& poller, Scratch& scratch);
/// Begins the TLS handshake as the server. Null when the descriptor is refused (it is closed then).
std::unique_ptr<Wire> makeTlsWire(int descriptor, Wire::Owner& owner, const QSslConfiguration& configuration,
                                  Scratch& scratch);

} // namespace net
