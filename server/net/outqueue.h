// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <vector>

struct iovec;

namespace net {

/// Output that the kernel has not taken yet: shared byte arrays with an offset into the first; only
/// tiny ones are copied together. Empty it holds no memory.
class OutQueue final
{
public:
    bool isEmpty() const { return m_bytes == 0; }
    qint64 bytes() const { return m_bytes; }
    /// Appends chunk from offset on.
    void push(const QByteArray& chunk, qsizetype offset = 0);
    /// Fills at most count entries from the front; returns how many.
    int front(iovec* vectors, int count) const;
    /// The bytes of the first chunk that are still to go; empty when there is none.
    QByteArrayView firstChunk() const;
    /// Drops size bytes from the front.
    void drop(qint64 size);
    void clear();

private:
    qint64 m_bytes = 0;
    std::vector<QByteArray> m_chunks;
    size_t m_first = 0;       ///< chunks before it have gone
    qsizetype m_offset = 0;   ///< bytes of the first that have gone
    bool m_gathering = false; ///< the last chunk takes further small ones
};

} // namespace net
