// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/tunnelsocket.h"

#include <algorithm>
#include <cstring>

namespace net {

TunnelSocket::TunnelSocket(Peer& peer, const QHostAddress& peerAddress, const QString& name) : m_peer(&peer)
{
    setPeerAddress(peerAddress);
    setPeerName(name);
    setSocketState(QAbstractSocket::ConnectedState);
    setOpenMode(QIODevice::ReadWrite | QIODevice::Unbuffered);
}

TunnelSocket::~TunnelSocket()
{
    // Or else ~QAbstractSocket would begin to close a connection.
    setSocketState(QAbstractSocket::UnconnectedState);
}

void TunnelSocket::push(QByteArrayView bytes)
{
    if (!isOpen())
        return;
    if (m_read > 0) {
        m_input.remove(0, m_read);
        m_read = 0;
    }
    m_input.append(bytes);
    emit readyRead();
}

void TunnelSocket::releaseBuffers()
{
    setOpenMode(QIODevice::NotOpen);
    setOpenMode(QIODevice::ReadWrite | QIODevice::Unbuffered);
}

void TunnelSocket::cut()
{
    m_peer = nullptr;
    close();
}

void TunnelSocket::close()
{
    if (!isOpen())
        return;
    Peer* const peer = std::exchange(m_peer, nullptr);
    QIODevice::close();
    m_input = {};
    m_read = 0;
    setSocketState(QAbstractSocket::UnconnectedState);
    if (peer)
        peer->tunnelClosed();
    emit stateChanged(QAbstractSocket::UnconnectedState);
    emit disconnected();
}

void TunnelSocket::disconnectFromHost()
{
    close();
}

qint64 TunnelSocket::bytesAvailable() const
{
    return isOpen() ? QIODevice::bytesAvailable() + unread() : 0;
}

qint64 TunnelSocket::readData(char* data, qint64 maxSize)
{
    const auto size = qsizetype(std::min<qint64>(maxSize, unread()));
    if (size == 0)
        return 0; // data may be null then
    std::memcpy(data, m_input.constData() + m_read, size_t(size));
    return skipData(size);
}

qint64 TunnelSocket::skipData(qint64 maxSize)
{
    const auto size = qsizetype(std::min<qint64>(maxSize, unread()));
    m_read += size;
    if (m_read == m_input.size()) {
        m_input = {};
        m_read = 0;
    }
    return size;
}

qint64 TunnelSocket::writeData(const char* data, qint64 size)
{
    if (!m_peer || !m_peer->tunnelWrite(QByteArray(data, qsizetype(size))))
        return -1;
    return size;
}

} // namespace net
