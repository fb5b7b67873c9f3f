// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/frame.h"

#include "net/websocketsession.h"

#include <QtEndian>

namespace net {

Frame Frame::text(const QByteArray& utf8)
{
    constexpr char finalText = char(0x81);
    const auto size = quint64(utf8.size());
    char head[10] = {finalText};
    qsizetype headSize = 2;
    if (size <= 125) {
        head[1] = char(size);
    } else if (size <= 0xffff) {
        head[1] = 126;
        qToBigEndian(quint16(size), head + 2);
        headSize = 4;
    } else {
        head[1] = 127;
        qToBigEndian(size, head + 2);
        headSize = 10;
    }
    Frame frame;
    frame.m_bytes.reserve(headSize + utf8.size());
    frame.m_bytes.append(head, headSize).append(utf8);
    return frame;
}

// Here, so that the interface's meta-object and vtable have a home.
WebSocketSession::~WebSocketSession() = default;

} // namespace net
