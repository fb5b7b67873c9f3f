// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "protocol/auth.h"
#include "protocol/stream.h"
#include "protocol/topics.h"
#include "store/cachefile.h"
#include "store/outbox.h"
#include "store/rowbatch.h"
#include "store/rowtables.h"
#include "store/staging.h"
#include "store/topiccodec.h"

#include <QBasicTimer>
#include <QHash>
#include <QObject>

#include <chrono>
#include <deque>
#include <optional>
#include <vector>

namespace client {

/// The desktop's copy of the rows, and the only place where client state changes. Applies what the
/// link receives, whichever transport it came by, and tells the models what became of each row.
///
/// Exactly once: an event with a seq that the cursor has passed is dropped; rows and cursor change in
/// one transaction. So it does not matter what a transport repeats, or where a crash fell.
/// A snapshot replaces a topic as a whole when its last part is there; until every topic has come
/// there is no cursor, and events wait.
///
/// Lives on one thread, which may be any; emits on that thread.
class Store final : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        QString file; ///< empty: in memory
        /// Changes go out at most this often, the first after a pause at once.
        std::chrono::milliseconds emitEvery{33};
        /// An event older than this when it comes is no news: it is caught up, and makes no toast.
        std::chrono::seconds liveWithin{15};
        int chunkRows = 512; ///< of the cache at a cold start: a turn of the event loop each
    };

    Store(Options options, std::vector<TopicCodec> codecs, const base::Clock& clock,
          QObject* parent = nullptr);
    ~Store() override;

    /// Opens the cache file. Call once, before anything else; never fails (see CacheFile).
    void open();
    bool isVolatile() const { return m_file.isVolatile(); }

    /// Emits the cached rows in chunks, newest of every topic first, then cacheLoaded().
    void loadCached();

    /// For whom the rows are chosen: a text that differs whenever company, branch or roles do. When it
    /// is not what the cache was filled for, the cursor is dropped, and topics not named are emptied.
    void setAudience(const QString& audience, const QStringList& topics);
    /// The topics to ask the server for.
    const QStringList& topics() const { return m_wanted; }

    /// Where the stream is to go on from, after everything received so far; none: from nothing.
    std::optional<protocol::Cursor> cursor();

    /// A whole picture is here, and nothing of another one is on its way.
    bool isComplete() const { return m_cursor.has_value() && !m_staging; }

    /// Everything the server says; what is not about rows is ignored.
    void receive(std::vector<protocol::ServerMessage> messages);
    /// Applies what is waiting for its turn.
    void flush();

    /// The server's clock minus ours.
    void setServerOffset(std::chrono::milliseconds offset) { m_serverOffset = offset; }
    /// The rows are right as of now: the server has just vouched for them. Kept for the next start,
    /// written together with the next change or when long unwritten.
    void noteContact();
    /// When the rows were last known to be right, UTC; invalid: never.
    const QDateTime& asOf() const { return m_asOf; }

    /// Who was signed in when last asked, so that a start without a link knows the roles.
    std::optional<protocol::Me> me() const;
    void setMe(const protocol::Me& me);

    Outbox& outbox() { return m_outbox; }
    /// Outbox::enqueue(), and where the file refuses (a full disk) into memory, which takes over. False:
    /// not even there.
    bool enqueue(const QString& key, const OutboxRequest& request);

signals:
    void batchReady(const client::RowBatchPtr& batch);
    /// All cached rows are out; rows: how many there were.
    void cacheLoaded(int rows);
    /// The cursor is gone for a reason that the link cannot know (a damaged cache, a stream that does
    /// not fit): resume from nothing.
    void cursorLost(const QString& reason);
    /// isComplete() has changed.
    void completeChanged();

private:
    struct Change
    {
        qint64 id = 0;
        bool removed = false;
        QJsonObject row;
        qint64 seq = 0;
        QDateTime at;
        QString cause;
    };
    /// Consecutive changes of one topic and origin: one batch.
    struct Run
    {
        int topic = 0;
        Origin origin = Origin::Live;
        std::vector<Change> changes;
        QHash<qint64, size_t> last; ///< by id: its last change
    };
    struct Held ///< a row in the transaction under way
    {
        std::optional<StoredRow> row; ///< none: it is not there (any more)
    };
    using HeldRows = QHash<std::pair<int, qint64>, Held>;

    void timerEvent(QTimerEvent* event) override;
    int topicNumber(const QString& topic) const { return m_topicNumbers.value(topic, -1); }
    const QString& topicName(int topic) const { return m_codecs[static_cast<size_t>(topic)].topic; }
    void readMeta();
    void fail();
    void lose(const QString& reason);

    void take(protocol::Resumed message);
    void take(protocol::Snapshot message);
    void take(protocol::Event message);
    bool applySnapshot(int topic, const StagedTopic& staged, bool last);
    bool applyPending(std::vector<Run>& runs);
    bool applyEvent(const protocol::Event& event, std::vector<Run>& runs, HeldRows& held);
    void note(int topic, Change change, std::vector<Run>& runs) const;
    void clearTopicsBut(const QStringList& topics);
    bool writeCursor(const protocol::Cursor& cursor);
    Origin originOf(const QDateTime& at) const;

    void emitRun(const Run& run);
    void emitReplacement(int topic, const std::vector<QJsonObject>& rows, qint64 seq);
    void emitTrimmed(int topic, const std::optional<std::vector<qint64>>& ids);
    void trimGrown();
    void trimAll();

    struct LoadStep
    {
        int topic = 0;
        qint64 below = 0; ///< the next chunk's ids are smaller
    };
    void loadNext();

    Options m_options;
    std::vector<TopicCodec> m_codecs;
    std::vector<std::unique_ptr<RowBatchBuilder>> m_builders;
    std::vector<protocol::Topic> m_bounds;
    QHash<QString, int> m_topicNumbers;
    const base::Clock& m_clock;
    CacheFile m_file;
    RowTables m_tables;
    Outbox m_outbox;

    QStringList m_wanted;
    QString m_audience;
    std::optional<protocol::Cursor> m_cursor; ///< as committed
    QStringList m_covered;                    ///< topics of m_cursor
    std::vector<qint64> m_floors;             ///< by topic: events up to here are in its snapshot
    std::vector<int> m_grown;                 ///< by topic: new rows since it was last trimmed
    QDateTime m_asOf;
    qint64 m_asOfWrittenMs = 0;
    std::chrono::milliseconds m_serverOffset{0};

    std::vector<protocol::Event> m_pending;
    qint64 m_pendingPosition = 0;
    std::optional<Staging> m_staging;
    QBasicTimer m_flushTimer;
    QBasicTimer m_trimTimer;
    qint64 m_flushedMs = 0;

    std::deque<LoadStep> m_load;
    int m_loaded = 0;
    bool m_unreadable = false; ///< a cached row could not be read
};

} // namespace client
