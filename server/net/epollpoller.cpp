// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/poller.h"

#include <QSocketNotifier>

#include <array>
#include <sys/epoll.h>
#include <unistd.h>

namespace net {

namespace {

std::uint32_t epollEvents(bool read, bool write)
{
    return (read ? std::uint32_t(EPOLLIN) : 0u) | (write ? std::uint32_t(EPOLLOUT) : 0u);
}

class EpollPoller final : public Poller
{
public:
    EpollPoller() : m_epoll(::epoll_create1(EPOLL_CLOEXEC)), m_notifier(m_epoll, QSocketNotifier::Read)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { turn(); });
    }

    ~EpollPoller() override
    {
        m_notifier.setEnabled(false);
        ::close(m_epoll);
    }

    bool add(int descriptor, Watched* watched, bool read, bool write) override
    {
        return control(EPOLL_CTL_ADD, descriptor, watched, read, write);
    }

    void change(int descriptor, Watched* watched, bool read, bool write) override
    {
        control(EPOLL_CTL_MOD, descriptor, watched, read, write);
    }

    void remove(int descriptor, Watched* watched) override
    {
        ::epoll_ctl(m_epoll, EPOLL_CTL_DEL, descriptor, nullptr);
        for (int i = m_next; i < m_found; ++i) {
            if (m_events[size_t(i)].data.ptr == watched)
                m_events[size_t(i)].data.ptr = nullptr;
        }
    }

private:
    bool control(int operation, int descriptor, Watched* watched, bool read, bool write)
    {
        epoll_event event = {};
        event.events = epollEvents(read, write);
        event.data.ptr = watched;
        return ::epoll_ctl(m_epoll, operation, descriptor, &event) == 0;
    }

    /// One batch a turn of Qt's loop: the loop gets its say between batches, and what the batch led to
    /// (joined writes) goes out at its end.
    void turn()
    {
        m_found = ::epoll_wait(m_epoll, m_events.data(), int(m_events.size()), 0);
        for (m_next = 0; m_next < m_found;) {
            const epoll_event event = m_events[size_t(m_next++)];
            if (!event.data.ptr)
                continue; // removed by what came earlier in this batch
            Ready ready;
            ready.readable = (event.events & EPOLLIN) != 0;
            ready.writable = (event.events & EPOLLOUT) != 0;
            ready.broken = (event.events & (EPOLLERR | EPOLLHUP)) != 0;
            static_cast<Watched*>(event.data.ptr)->ready(ready);
        }
        m_found = m_next = 0;
    }

    const int m_epoll;
    QSocketNotifier m_notifier;
    std::array<epoll_event, 256> m_events;
    int m_found = 0;
    int m_next = 0;
};

} // namespace

std::unique_ptr<Poller> Poller::create()
{
    return std::make_unique<EpollPoller>();
}

} // namespace net
