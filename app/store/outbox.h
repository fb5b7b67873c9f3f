// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "store/cachefile.h"
#include "store/outboxentry.h"

#include <optional>
#include <vector>

namespace client {

/// Writes that must reach the server exactly once. A write is on disk, with its Idempotency-Key,
/// before anything is sent, and leaves only when the server has answered; between those two it may be
/// sent any number of times, and the key makes them one. On the store's thread.
class Outbox final
{
public:
    Outbox(CacheFile& file, const base::Clock& clock) : m_file(file), m_clock(clock) {}

    /// Safe against a power cut when it returns. The caller may bring its own key, so that a person's
    /// click is one write however often it is passed on. False: it could not be kept.
    bool enqueue(const QString& key, const OutboxRequest& request);
    /// The oldest that waits to be sent.
    std::optional<OutboxEntry> next() const;

    /// It is about to be sent: from here on it may have reached the server, whatever happens.
    void attempted(const QString& key);
    /// The server knows a write's key for a day. One that may have reached it longer ago than that could
    /// be carried out twice: a person decides (errorCode "unknown_outcome"). True when there were any.
    bool setAsideOld();
    /// The server has it.
    void accepted(const QString& key);
    /// Somebody was first (409, 412); a person decides.
    void conflicted(const QString& key, int status, const QString& errorCode);
    void refused(const QString& key, int status, const QString& errorCode);
    /// Takes a conflicted or refused entry off the list.
    void dismiss(const QString& key);

    /// Oldest first: what waits, what conflicts, what was refused.
    std::vector<OutboxEntry> entries() const;

private:
    void settle(const QString& key, OutboxState state, int status, const QString& errorCode);
    std::vector<OutboxEntry> read(const QString& tail) const;

    CacheFile& m_file;
    const base::Clock& m_clock;
};

} // namespace client
