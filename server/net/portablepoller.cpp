// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/poller.h"

#include <QSocketNotifier>

#include <unordered_map>

namespace net {

namespace {

class PortablePoller final : public Poller
{
public:
    bool add(int descriptor, Watched* watched, bool read, bool write) override
    {
        auto pair = std::make_unique<Pair>(descriptor, watched);
        pair->read.setEnabled(read);
        pair->write.setEnabled(write);
        m_pairs[descriptor] = std::move(pair);
        return true;
    }

    void change(int descriptor, Watched*, bool read, bool write) override
    {
        const auto pair = m_pairs.find(descriptor);
        if (pair == m_pairs.end())
            return;
        pair->second->read.setEnabled(read);
        pair->second->write.setEnabled(write);
    }

    void remove(int descriptor, Watched*) override
    {
        const auto pair = m_pairs.find(descriptor);
        if (pair == m_pairs.end())
            return;
        pair->second->read.setEnabled(false);
        pair->second->write.setEnabled(false);
        // A notifier may be on the stack right now: it goes when the loop is back.
        pair->second.release()->deleteLater();
        m_pairs.erase(pair);
    }

private:
    struct Pair final : QObject
    {
        Pair(int descriptor, Watched* watched)
            : read(descriptor, QSocketNotifier::Read), write(descriptor, QSocketNotifier::Write)
        {
            connect(&read, &QSocketNotifier::activated, this, [watched] {
                watched->ready({true, false, false});
            });
            connect(&write, &QSocketNotifier::activated, this, [watched] {
                watched->ready({false, true, false});
            });
        }
        QSocketNotifier read;
        QSocketNotifier write;
    };

    std::unordered_map<int, std::unique_ptr<Pair>> m_pairs;
};

} // namespace

std::unique_ptr<Poller> Poller::createPortable()
{
    return std::make_unique<PortablePoller>();
}

#if !defined(Q_OS_LINUX)
std::unique_ptr<Poller> Poller::create()
{
    return createPortable();
}
#endif

} // namespace net
