// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace net {

/// A WebSocket text message as it goes over the wire, server to client (unmasked, one frame): made
/// once an event, shared by every session that gets it.
class Frame final
{
public:
    Frame() = default;
    static Frame text(const QByteArray& utf8);
    const QByteArray& bytes() const { return m_bytes; }
    bool isEmpty() const { return m_bytes.isEmpty(); }
    /// Several frames in a row: they go out in one write.
    void append(const Frame& next) { m_bytes.append(next.m_bytes); }
    void clear() { m_bytes.clear(); }

private:
    QByteArray m_bytes;
};

} // namespace net
