// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/stream/feed.h"
#include "api/stream/snapshots.h"

#include <functional>
#include <memory>
#include <optional>

namespace net {
class WebSocketSession;
}

namespace api {

class Broadcaster;
class Hub;

/// One client's stream, from its cursor to the live end and back when it reads slowly.
///
/// Gap-free and without doubles, because there is one cursor: what was handed to the session. Away
/// from the live end it reads the feed from there, a slice at a time, the next one only when the last
/// has left the building; so what waits for a slow client is one slice, whatever it has missed. A
/// slice is coalesced and therefore goes out as one message. Once the cursor is where the shard's
/// broadcaster is, the subscription joins a group there; both happen on the shard's thread, so no
/// commit fits between. When the kernel's buffer is full, the group says up to which event the session
/// was served: that is its cursor again.
///
/// Used on its shard's thread only.
class Subscription final : public std::enable_shared_from_this<Subscription>
{
public:
    /// What the session gets at a time while it catches up: well below the 256 KB that a client may
    /// have set as the size of a message.
    static constexpr Feed::Bound slice{1'000, 192 * 1024};

    Subscription(Hub& hub, Broadcaster& broadcaster, net::WebSocketSession& session, const Reader& reader);
    ~Subscription();
    Subscription(const Subscription&) = delete;
    Subscription& operator=(const Subscription&) = delete;

    /// Begins, or begins again: answers with Resumed, then sends what is due.
    void resume(const std::optional<protocol::Cursor>& since, const Reader& reader);
    /// Sends on, unless it is live or waits for the database: the backlog has gone out, the
    /// broadcaster has caught up, or it is time to try again.
    void goOn();
    /// The group could not send more than up to the event mark, and has let it go.
    void fellBehind(qint64 mark);
    /// The database could not be read; goOn() tries again.
    bool isRefused() const { return m_state == State::Refused; }

    /// Everything up to it was handed to the session. Not before the first Resumed.
    const protocol::Cursor& cursor() const { return *m_cursor; }
    const Reader& reader() const { return m_reader; }
    net::WebSocketSession& session() const { return m_session; }

private:
    enum class State {
        Idle,    ///< no resume yet
        Reading, ///< waits for the database
        Refused, ///< the database could not be read
        Sending, ///< waits until the session's backlog has gone out
        Waiting, ///< ahead of the broadcaster
        Live,
    };
    /// False when there is nothing to read at once any more.
    bool take(const Feed::Answer& answer);
    bool join();
    void leave();
    void readJournal();
    void readSnapshot();
    void journalRead(const protocol::Result<Feed::Answer>& answer);
    void snapshotRead(const protocol::Result<SnapshotPtr>& data);
    void refused(const protocol::Error& error);
    void sendSnapshotPart();
    void sendResumed(std::optional<NotRecovered> reason);
    void sendEvents(const std::vector<domain::StoredEventPtr>& events);
    /// Wraps a step so that it can be called from any thread and runs on the shard's, unless there has
    /// been another resume meanwhile or the session is gone.
    template <class T>
    std::function<void(protocol::Result<T>)> later(void (Subscription::*step)(const protocol::Result<T>&));

    Hub& m_hub;
    Broadcaster& m_broadcaster;
    net::WebSocketSession& m_session;
    Reader m_reader;
    State m_state = State::Idle;
    std::optional<protocol::Cursor> m_cursor; ///< none: from nothing
    bool m_resuming = false;                  ///< the client waits for its Resumed
    std::optional<NotRecovered> m_reason;     ///< a snapshot is to be read, because of it
    SnapshotPtr m_snapshot;                   ///< being sent
    size_t m_nextPart = 0;
    quint64 m_round = 0; ///< counts the resumes
};

} // namespace api
