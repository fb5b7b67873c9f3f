// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "net/message.h"

#include <QByteArray>
#include <QHash>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace dialects {

/// Answers a device's re-post of what it has posted already from memory, so that it does not act
/// twice (a second scan would toggle the shift back, contracts.md §0.1–2). A re-post that comes
/// while the first is still being worked on waits for the same answer. Answers of 500 and above are
/// not kept: what failed may be tried again. Thread-safe; bounded.
class RetryMemory final
{
public:
    /// Which posts of equal content are the same event posted again.
    enum class Rule {
        /// A loom: three tries, each given up after 10 s, with pauses of 2 to 6 s. Whatever comes
        /// within 20 s of the first is a re-post; and so is a third post within 17 s of a second
        /// that came 10 to 17 s after the first: that is the last try after two lost answers.
        Loom,
        /// A gate or attendance reader: it never tries again by itself and holds the same card off
        /// for 3 s, so only what comes within 2.5 s (a proxy's repetition) is a re-post, and a second
        /// scan right after the cooldown acts.
        Reader,
    };
    using Act = std::function<void(net::Responder)>;

    explicit RetryMemory(const base::Clock& clock, std::size_t maxEntries = 8192);

    /// Calls act with a responder unless a post of this key is remembered or under way.
    void answer(const QByteArray& key, Rule rule, net::Responder responder, const Act& act);

    std::size_t size() const;

private:
    struct Entry
    {
        qint64 serial = 0; ///< tells a new entry from an older one under the same key
        qint64 firstAt = 0;
        qint64 secondAt = 0;
        int posts = 1;
        std::optional<net::Response> response; ///< none: under way
        std::vector<net::Responder> waiting;
    };
    struct State
    {
        mutable std::mutex mutex;
        QHash<QByteArray, Entry> entries;
        std::deque<std::pair<QByteArray, qint64>> order; ///< key and serial, oldest first
        qint64 lastSerial = 0;
    };

    static bool isRepeat(const Entry& entry, Rule rule, qint64 now);
    static void settle(State& state, const QByteArray& key, qint64 serial, const net::Response& response);
    void forgetOld(qint64 now);

    const base::Clock& m_clock;
    const std::size_t m_maxEntries;
    std::shared_ptr<State> m_state; ///< shared with answers still under way
};

} // namespace dialects
