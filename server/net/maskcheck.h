// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

#include <algorithm>

namespace net {

/// Follows a client's frames from header to header and looks whether each is masked, as RFC 6455, 5.1
/// demands of clients: QWebSocket reads what is not masked all the same.
class MaskCheck final
{
public:
    /// bytes: what came next. False once a frame is not masked.
    bool holds(QByteArrayView bytes)
    {
        while (!bytes.isEmpty()) {
            if (m_payload > 0) {
                const auto step = qsizetype(std::min(m_payload, quint64(bytes.size())));
                m_payload -= quint64(step);
                bytes = bytes.sliced(step);
                continue;
            }
            m_head[m_headSize++] = quint8(bytes.front());
            bytes = bytes.sliced(1);
            if (m_headSize < 2)
                continue;
            if ((m_head[1] & 0x80) == 0)
                return false;
            const quint8 size = m_head[1] & 0x7f;
            const quint8 sizeBytes = size == 126 ? 2 : size == 127 ? 8 : 0;
            if (m_headSize < 2 + sizeBytes)
                continue;
            m_payload = sizeBytes == 0 ? size : 0;
            for (quint8 i = 2; i < 2 + sizeBytes; ++i)
                m_payload = m_payload << 8 | m_head[i];
            m_payload += 4; // the mask itself; QWebSocket refuses a size that this would overflow
            m_headSize = 0;
        }
        return true;
    }

private:
    quint64 m_payload = 0; ///< bytes until the next header
    quint8 m_head[10] = {};
    quint8 m_headSize = 0;
};

} // namespace net
