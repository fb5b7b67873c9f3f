// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/wire.h"

#include <QSslConfiguration>
#include <QSslSocket>

#include <algorithm>
#include <sys/socket.h>
#include <unistd.h>

namespace net {

namespace {

/// What QSslSocket and the plain socket in it are given ahead of the kernel; the rest waits in our
/// queue, where it is shared and counted.
constexpr qint64 s_tlsAhead = 128 * 1024;

class TlsWire final : public QObject, public Wire
{
public:
    TlsWire(Owner& owner, Scratch& scratch) : Wire(owner), m_scratch(scratch) {}

    ~TlsWire() override
    {
        // The socket must not call into what is being destroyed.
        m_socket.disconnect(this);
    }

    bool start(int descriptor, const QSslConfiguration& configuration)
    {
        m_socket.setSslConfiguration(configuration);
        m_socket.setReadBufferSize(m_scratch.size());
        if (!m_socket.setSocketDescriptor(descriptor)) {
            ::close(descriptor);
            return false;
        }
        connect(&m_socket, &QSslSocket::encrypted, this, [this] {
            m_encrypted = true;
            m_owner.wireReady();
            read();
        });
        connect(&m_socket, &QSslSocket::readyRead, this, &TlsWire::read);
        connect(&m_socket, &QSslSocket::encryptedBytesWritten, this, &TlsWire::pump);
        // Queued: both can come out of a flush() in the middle of a write.
        connect(&m_socket, &QSslSocket::disconnected, this, &TlsWire::disconnected, Qt::QueuedConnection);
        connect(
            &m_socket, &QAbstractSocket::errorOccurred, this,
            [this](QAbstractSocket::SocketError error) {
                if (error != QAbstractSocket::RemoteHostClosedError) // else disconnected() follows
                    fail();
            },
            Qt::QueuedConnection);
        m_socket.startServerEncryption();
        return true;
    }

    Written write(const QByteArray& bytes) override { return write(bytes, {}); }

    Written write(const QByteArray& head, const QByteArray& body) override
    {
        if (m_closed || m_failed || m_socket.state() != QAbstractSocket::ConnectedState)
            return Written::Failed;
        m_out.push(head);
        m_out.push(body);
        feed();
        const qint64 waiting = backlog();
        if (waiting > m_cap) {
            m_failed = true;
            m_out.clear();
            QMetaObject::invokeMethod(
                this, [this] { fail(); }, Qt::QueuedConnection);
            return Written::Failed;
        }
        if (waiting > 0) {
            m_waiting = true;
            return Written::Queued;
        }
        if (m_waiting)
            QMetaObject::invokeMethod(
                this, [this] { pump(); }, Qt::QueuedConnection);
        return Written::Whole;
    }

    qint64 backlog() const override { return m_closed ? 0 : m_out.bytes() + ahead(); }

    void setReading(bool on) override
    {
        if (m_reading == on)
            return;
        m_reading = on;
        // What came in meanwhile is waiting in the socket and will not be announced again.
        if (on)
            QMetaObject::invokeMethod(
                this, [this] { read(); }, Qt::QueuedConnection);
    }

    void shutdownOutput() override
    {
        if (!m_closed)
            m_socket.disconnectFromHost();
    }

    void close() override
    {
        if (m_closed)
            return;
        m_closed = true;
        m_out.clear();
        m_socket.disconnect(this);
        m_socket.abort();
    }

    void abort() override
    {
        if (!m_closed && m_socket.socketDescriptor() >= 0) {
            const linger none = {1, 0};
            ::setsockopt(int(m_socket.socketDescriptor()), SOL_SOCKET, SO_LINGER, &none, sizeof none);
        }
        close();
    }

private:
    void read()
    {
        // A flush() reads too: not now, somebody further up may be at work on the shared buffer.
        if (m_feeding) {
            QMetaObject::invokeMethod(
                this, [this] { read(); }, Qt::QueuedConnection);
            return;
        }
        while (m_encrypted && m_reading && !m_closed) {
            const qint64 got = m_socket.read(m_scratch.data(), m_scratch.size());
            if (got <= 0)
                return;
            m_owner.wireInput(QByteArrayView(m_scratch.constData(), qsizetype(got)));
        }
    }

    void disconnected()
    {
        read();
        if (!m_closed)
            m_owner.wireFailed();
    }

    /// Encrypts and sends what the kernel takes now, as the plain wire does. The socket is given only
    /// so much ahead.
    void feed()
    {
        m_feeding = true; // what flush() emits leads back here
        bool taking = true;
        do {
            while (!m_out.isEmpty()) {
                const qint64 room = s_tlsAhead - ahead();
                if (room <= 0)
                    break;
                const QByteArrayView chunk = m_out.firstChunk();
                const qint64 taken = m_socket.write(chunk.data(), std::min<qint64>(room, chunk.size()));
                taking = taken > 0;
                if (!taking)
                    break;
                m_out.drop(taken);
            }
            m_socket.flush();
        } while (taking && !m_out.isEmpty() && ahead() == 0);
        m_feeding = false;
    }

    qint64 ahead() const { return m_socket.bytesToWrite() + m_socket.encryptedBytesToWrite(); }

    void pump()
    {
        m_progress = true;
        if (m_feeding || m_closed)
            return;
        feed();
        if (m_waiting && backlog() == 0) {
            m_waiting = false;
            m_owner.wireDrained();
        }
    }

    void fail()
    {
        if (m_closed)
            return;
        abort();
        m_owner.wireFailed();
    }

    Scratch& m_scratch;
    QSslSocket m_socket;
    bool m_encrypted = false;
    bool m_reading = true;
    bool m_waiting = false; ///< the owner is owed a wireDrained()
    bool m_feeding = false;
    bool m_closed = false;
};

} // namespace

std::unique_ptr<Wire> makeTlsWire(int descriptor, Wire::Owner& owner, const QSslConfiguration& configuration,
                                  Scratch& scratch)
{
    auto wire = std::make_unique<TlsWire>(owner, scratch);
    if (!wire->start(descriptor, configuration))
        return nullptr;
    return wire;
}

} // namespace net
