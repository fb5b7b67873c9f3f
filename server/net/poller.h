// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <memory>

namespace net {

/// What a watched descriptor has ready.
struct Ready
{
    bool readable = false;
    bool writable = false;
    bool broken = false; ///< error or hang-up in both directions; reported whatever was asked for
};

/// Watches the descriptors of all connections of one shard. Qt's own dispatchers do work for every
/// open socket on every turn of the loop; this one is a single descriptor to them, and its own work
/// is per *ready* socket. One thread only; level-triggered.
class Poller
{
public:
    class Watched
    {
    public:
        virtual void ready(Ready what) = 0;

    protected:
        ~Watched() = default;
    };

    virtual ~Poller() = default;
    Poller(const Poller&) = delete;
    Poller& operator=(const Poller&) = delete;

    /// False when the system refuses (out of descriptors or memory).
    virtual bool add(int descriptor, Watched* watched, bool read, bool write) = 0;
    virtual void change(int descriptor, Watched* watched, bool read, bool write) = 0;
    /// Nothing is reported for watched afterwards, not even what this turn had already found. The
    /// object must nevertheless live until the end of the turn.
    virtual void remove(int descriptor, Watched* watched) = 0;

    /// The best the platform has: epoll on Linux, Qt's notifiers elsewhere.
    static std::unique_ptr<Poller> create();
    /// A QSocketNotifier or two for each descriptor: works wherever Qt does.
    static std::unique_ptr<Poller> createPortable();

protected:
    Poller() = default;
};

} // namespace net
