// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/outqueue.h"

#include <sys/uio.h>

namespace net {

namespace {

/// Below this, an entry of its own would cost more than the bytes: pongs to one who never reads.
constexpr qsizetype s_smallChunk = 128;
constexpr qsizetype s_gathered = 4096;

} // namespace

void OutQueue::push(const QByteArray& chunk, qsizetype offset)
{
    if (offset >= chunk.size())
        return;
    if (m_chunks.empty())
        m_offset = offset;
    else if (offset > 0) // only a chunk at the front may have lost its beginning
        return push(chunk.sliced(offset), 0);
    const qsizetype size = chunk.size() - offset;
    m_bytes += size;
    const bool small = size < s_smallChunk;
    if (small && m_gathering && m_chunks.back().size() + size <= s_gathered) {
        m_chunks.back().append(chunk.constData() + offset, size);
        return;
    }
    m_gathering = small;
    m_chunks.push_back(chunk);
}

int OutQueue::front(iovec* vectors, int count) const
{
    int filled = 0;
    qsizetype offset = m_offset;
    for (size_t i = m_first; i < m_chunks.size() && filled < count; ++i) {
        vectors[filled].iov_base = const_cast<char*>(m_chunks[i].constData()) + offset;
        vectors[filled].iov_len = size_t(m_chunks[i].size() - offset);
        offset = 0;
        ++filled;
    }
    return filled;
}

QByteArrayView OutQueue::firstChunk() const
{
    return isEmpty() ? QByteArrayView() : QByteArrayView(m_chunks[m_first]).sliced(m_offset);
}

void OutQueue::drop(qint64 size)
{
    m_bytes -= size;
    if (m_bytes <= 0)
        return clear();
    while (size > 0) {
        const qint64 left = m_chunks[m_first].size() - m_offset;
        if (size < left) {
            m_offset += qsizetype(size);
            break;
        }
        size -= left;
        m_chunks[m_first++] = {};
        m_offset = 0;
    }
    // Now and then the vector is closed up, so that it does not grow while the queue never empties.
    if (m_first >= 64 && m_first * 2 >= m_chunks.size()) {
        m_chunks.erase(m_chunks.begin(), m_chunks.begin() + std::ptrdiff_t(m_first));
        m_first = 0;
    }
}

void OutQueue::clear()
{
    std::vector<QByteArray>().swap(m_chunks);
    m_gathering = false;
    m_first = 0;
    m_offset = 0;
    m_bytes = 0;
}

} // namespace net
