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
/// not kept: what failed may be tried again. Nor are a loom's refusals: they changed nothing, and what
/// was refused may be right a moment later (a call before the shift). Thread-safe; bounded.
class RetryMemory final
{
public:
    /// Which posts of equal content are the same event posted again.
    enum class Rule {
        /// A loom: three tries, each given up after 10 s, with pauses of 2 to 6 s. Whatever comes
        /// within 20 s of the first is a re-post; and so is a third post within 17 s of a second
        /// that came 10 to 17 s after the first: that is the last try after two lost answers. It reads
        /// no other card before it has given up, so none is a re-post once its source has posted
        /// something else: A, B and A again within 20 s are three scans.
        Loom,
        /// A gate or attendance reader: it never tries again by itself and holds the same card off
        /// for 3 s, so only what comes within 2.5 s (a proxy's repetition) is a re-post, and a second
        /// scan right after the cooldown acts.
        Reader,
    };
    using Act = std::function<void(net::Responder)>;
    /// From a loom's first try to the last that is surely a re-post.
    static constexpr std::chrono::milliseconds loomWindow{20'000};

    explicit RetryMemory(const base::Clock& clock, std::size_t maxEntries = 8192);

    /// Calls act with a responder unless a post of this content from this source (an endpoint and a
    /// device) is remembered or under way.
    void answer(const QByteArray& source, const QByteArray& content, Rule rule, net::Responder responder,
                const Act& act);

    std::size_t size() const;

private:
    using Key = std::pair<QByteArray, QByteArray>; ///< source and content
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
        QHash<Key, Entry> entries;
        QHash<QByteArray, qint64> newest;         ///< serial, by source; of those in entries
        std::deque<std::pair<Key, qint64>> order; ///< key and serial, oldest first
        qint64 lastSerial = 0;
    };

    static bool isRepeat(const Entry& entry, Rule rule, bool isNewest, qint64 now);
    static void settle(State& state, const Key& key, Rule rule, qint64 serial,
                       const net::Response& response);
    static void forget(State& state, QHash<Key, Entry>::iterator entry);
    void forgetOld(qint64 now);

    const base::Clock& m_clock;
    const std::size_t m_maxEntries;
    std::shared_ptr<State> m_state; ///< shared with answers still under way
};

} // namespace dialects
