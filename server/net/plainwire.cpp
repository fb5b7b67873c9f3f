// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/poller.h"
#include "net/wire.h"

#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

namespace net {

namespace {

bool wouldBlock(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR || error == ENOBUFS;
}

class PlainWire final : public Wire, private Poller::Watched
{
public:
    PlainWire(int descriptor, Owner& owner, Poller& poller, Scratch& scratch)
        : Wire(owner, descriptor), m_poller(poller), m_scratch(scratch)
    {
    }

    ~PlainWire() { close(); }

    bool start() { return m_poller.add(m_descriptor, this, true, false); }

    Written write(const QByteArray& bytes) override
    {
        if (m_descriptor < 0 || m_failed)
            return Written::Failed;
        qsizetype sent = 0;
        if (m_out.isEmpty()) {
            const ssize_t taken =
                ::send(m_descriptor, bytes.constData(), size_t(bytes.size()), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (taken == ssize_t(bytes.size()))
                return Written::Whole;
            if (taken < 0 && !wouldBlock(errno))
                return failLater();
            sent = taken < 0 ? 0 : qsizetype(taken);
        }
        m_out.push(bytes, sent);
        return queued();
    }

    Written write(const QByteArray& head, const QByteArray& body) override
    {
        if (body.isEmpty())
            return write(head);
        if (m_descriptor < 0 || m_failed)
            return Written::Failed;
        const bool direct = m_out.isEmpty();
        m_out.push(head);
        m_out.push(body);
        if (direct && !sendQueued())
            return failLater();
        return m_out.isEmpty() ? Written::Whole : queued();
    }

    qint64 backlog() const override { return m_out.bytes(); }

    void setReading(bool on) override
    {
        if (m_reading == on)
            return;
        m_reading = on;
        watch();
    }

    void shutdownOutput() override
    {
        if (m_descriptor >= 0)
            ::shutdown(m_descriptor, SHUT_WR);
    }

    void close() override
    {
        if (m_descriptor < 0)
            return;
        m_poller.remove(m_descriptor, this);
        ::close(m_descriptor);
        m_descriptor = -1;
        m_out.clear();
    }

    void abort() override
    {
        if (m_descriptor < 0)
            return;
        const linger none = {1, 0};
        ::setsockopt(m_descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
        close();
    }

private:
    void ready(Ready what) override
    {
        if (m_failed)
            return fail();
        if (what.writable && m_writing) {
            if (!sendQueued())
                return fail();
            if (m_out.isEmpty()) {
                m_writing = false;
                watch();
                m_owner.wireDrained();
            }
        }
        if (m_descriptor >= 0 && what.readable && m_reading)
            read();
        else if (m_descriptor >= 0 && what.broken)
            fail();
    }

    void read()
    {
        const ssize_t got = ::recv(m_descriptor, m_scratch.data(), size_t(m_scratch.size()), MSG_DONTWAIT);
        if (got > 0)
            m_owner.wireInput(QByteArrayView(m_scratch.constData(), qsizetype(got)));
        else if (got == 0)
            endOfInput();
        else if (!wouldBlock(errno))
            fail();
    }

    void endOfInput()
    {
        // The end stays readable for ever: not asked for any more.
        m_reading = false;
        watch();
        m_owner.wireEnded();
    }

    /// Sends from the queue what the kernel takes; false when the connection is broken.
    bool sendQueued()
    {
        while (!m_out.isEmpty()) {
            std::array<iovec, 16> vectors;
            msghdr message = {};
            message.msg_iov = vectors.data();
            message.msg_iovlen = size_t(m_out.front(vectors.data(), int(vectors.size())));
            const ssize_t taken = ::sendmsg(m_descriptor, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (taken < 0)
                return wouldBlock(errno);
            m_progress = true;
            m_out.drop(taken);
        }
        return true;
    }

    Written queued()
    {
        if (m_out.bytes() > m_cap)
            return failLater();
        if (!m_writing) {
            m_writing = true;
            watch();
        }
        return Written::Queued;
    }

    /// The caller is in the middle of something: the owner hears of it on the next turn, when the
    /// descriptor, which is shut down now, reports ready.
    Written failLater()
    {
        m_failed = true;
        m_out.clear();
        ::shutdown(m_descriptor, SHUT_RDWR);
        m_reading = true;
        m_writing = true;
        watch();
        return Written::Failed;
    }

    void fail()
    {
        m_failed = true;
        abort();
        m_owner.wireFailed();
    }

    void watch() { m_poller.change(m_descriptor, this, m_reading, m_writing); }

    Poller& m_poller;
    Scratch& m_scratch;
    bool m_reading = true;
    bool m_writing = false;
};

} // namespace

std::unique_ptr<Wire> makePlainWire(int descriptor, Wire::Owner& owner, Poller& poller, Scratch& scratch)
{
    auto wire = std::make_unique<PlainWire>(descriptor, owner, poller, scratch);
    if (!wire->start())
        return nullptr;
    return wire;
}

} // namespace net
