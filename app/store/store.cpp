// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "base/logging.h"
#include "protocol/mergepatch.h"
#include "protocol/time.h"

#include <QJsonDocument>
#include <QTimer>
#include <QTimerEvent>

#include <algorithm>
#include <limits>

namespace client {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t pendingLimit = 5'000; ///< events that wait for their turn
constexpr qint64 contactWriteMs = 30'000;

qint64 rowId(const QJsonObject& row)
{
    return row.value("id"_L1).toInteger();
}

} // namespace

Store::Store(Options options, std::vector<TopicCodec> codecs, const base::Clock& clock, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_codecs(std::move(codecs))
    , m_clock(clock)
    , m_file(m_options.file)
    , m_tables(m_file)
    , m_outbox(m_file, clock)
    , m_floors(m_codecs.size(), 0)
    , m_grown(m_codecs.size(), 0)
{
    for (const TopicCodec& codec : m_codecs) {
        m_topicNumbers.insert(codec.topic, static_cast<int>(m_builders.size()));
        m_builders.push_back(codec.builder());
        const auto index = protocol::topicIndex(codec.topic);
        m_bounds.push_back(index ? protocol::topicTable()[static_cast<size_t>(*index)]
                                 : protocol::Topic{{}, {}, 0, 0, {}});
        m_wanted.append(codec.topic);
    }
    m_flushedMs = m_clock.monotonicMs() - m_options.emitEvery.count();
}

Store::~Store()
{
    flush();
}

void Store::open()
{
    m_file.open();
    m_tables.prepare();
    readMeta();
}

void Store::readMeta()
{
    m_cursor.reset();
    m_covered.clear();
    m_audience.clear();
    std::fill(m_floors.begin(), m_floors.end(), 0);
    const QHash<QString, QVariant> meta = m_tables.meta();
    m_audience = meta.value(u"audience"_s).toString();
    m_covered = meta.value(u"topics"_s).toString().split(u' ', Qt::SkipEmptyParts);
    if (meta.contains(u"as_of"_s))
        m_asOf = QDateTime::fromMSecsSinceEpoch(meta.value(u"as_of"_s).toLongLong(), Qt::UTC);
    if (meta.contains(u"epoch"_s) && meta.contains(u"seq"_s))
        m_cursor = protocol::Cursor{meta.value(u"epoch"_s).toString(), meta.value(u"seq"_s).toLongLong()};
    for (size_t i = 0; i < m_codecs.size(); ++i)
        m_floors[i] = meta.value(u"floor:"_s + m_codecs[i].topic).toLongLong();
}

bool Store::writeCursor(const protocol::Cursor& cursor)
{
    return m_tables.setMeta(u"epoch"_s, cursor.epoch) && m_tables.setMeta(u"seq"_s, cursor.seq) &&
           (!m_asOf.isValid() || m_tables.setMeta(u"as_of"_s, m_asOf.toMSecsSinceEpoch()));
}

void Store::fail()
{
    const QSqlError error = m_file.lastError();
    m_tables.release();
    m_file.replace(error);
    m_tables.prepare();
    readMeta();
    m_load.clear();
    // The new file belongs to the same eyes as the old one.
    const QString audience = std::exchange(m_audience, QString());
    if (!audience.isEmpty() && m_tables.setMeta(u"audience"_s, audience))
        m_audience = audience;
    lose(u"the cache failed"_s);
}

void Store::lose(const QString& reason)
{
    m_pending.clear();
    m_pendingPosition = 0;
    m_staging.reset();
    m_flushTimer.stop();
    m_cursor.reset();
    m_tables.dropMeta(u"seq"_s);
    qCWarning(lcStore, "Everything has to be fetched anew: %s.", qUtf8Printable(reason));
    emit cursorLost(reason);
}

// ---- who is looking ----

void Store::setAudience(const QString& audience, const QStringList& topics)
{
    flush();
    m_wanted.clear();
    for (const TopicCodec& codec : m_codecs) {
        if (topics.contains(codec.topic))
            m_wanted.append(codec.topic);
    }
    const bool sameEyes = audience == m_audience;
    const bool covered = std::all_of(m_wanted.cbegin(), m_wanted.cend(),
                                     [this](const QString& topic) { return m_covered.contains(topic); });
    if (!sameEyes || !covered) {
        m_cursor.reset();
        m_tables.dropMeta(u"seq"_s);
        m_tables.setMeta(u"audience"_s, audience);
        m_audience = audience;
    }
    clearTopicsBut(m_wanted);
}

std::optional<protocol::Me> Store::me() const
{
    const QByteArray json = m_tables.meta().value(u"me"_s).toByteArray();
    auto me = protocol::meFromJson(QJsonDocument::fromJson(json).object());
    return me ? std::optional(std::move(*me)) : std::nullopt;
}

void Store::setMe(const protocol::Me& me)
{
    m_tables.setMeta(u"me"_s, QJsonDocument(protocol::toJson(me)).toJson(QJsonDocument::Compact));
}

void Store::noteContact()
{
    m_asOf = m_clock.now();
    const qint64 now = m_clock.monotonicMs();
    if (m_asOfWrittenMs != 0 && now - m_asOfWrittenMs < contactWriteMs)
        return;
    m_asOfWrittenMs = now;
    m_tables.setMeta(u"as_of"_s, m_asOf.toMSecsSinceEpoch());
}

bool Store::enqueue(const QString& key, const OutboxRequest& request)
{
    if (m_outbox.enqueue(key, request))
        return true;
    fail();
    return m_outbox.enqueue(key, request);
}

std::optional<protocol::Cursor> Store::cursor()
{
    flush();
    return m_cursor;
}

// ---- what the server says ----

void Store::receive(std::vector<protocol::ServerMessage> messages)
{
    for (protocol::ServerMessage& message : messages) {
        if (auto* event = std::get_if<protocol::Event>(&message))
            take(std::move(*event));
        else if (auto* snapshot = std::get_if<protocol::Snapshot>(&message))
            take(std::move(*snapshot));
        else if (auto* resumed = std::get_if<protocol::Resumed>(&message))
            take(std::move(*resumed));
        else if (const auto* position = std::get_if<protocol::Position>(&message)) {
            qint64& waiting = m_staging ? m_staging->waitingPosition : m_pendingPosition;
            waiting = std::max(waiting, position->seq);
        }
    }
    if (m_pending.empty() && m_pendingPosition == 0)
        return;
    const qint64 wait = m_flushedMs + m_options.emitEvery.count() - m_clock.monotonicMs();
    if (wait <= 0 || m_pending.size() >= pendingLimit)
        flush();
    else if (!m_flushTimer.isActive())
        m_flushTimer.start(static_cast<int>(wait), Qt::PreciseTimer, this);
}

void Store::take(protocol::Event event)
{
    (m_staging ? m_staging->waiting : m_pending).push_back(std::move(event));
}

void Store::take(protocol::Resumed message)
{
    flush();
    if (message.recovered) {
        m_staging.reset();
        if (!m_cursor || m_cursor->epoch != message.position.epoch || message.position.seq > m_cursor->seq) {
            lose(u"the stream goes on from a place that was never asked for"_s);
            return;
        }
        if (!message.topics.isEmpty())
            clearTopicsBut(message.topics);
        emit completeChanged();
        return;
    }
    QStringList known;
    for (const QString& topic : std::as_const(message.topics)) {
        if (topicNumber(topic) >= 0)
            known.append(topic);
    }
    message.topics = known;
    clearTopicsBut(known);
    m_staging.emplace(message);
    emit completeChanged();
}

void Store::take(protocol::Snapshot message)
{
    if (!m_staging || !m_staging->expects(message.topic))
        return;
    const QString topic = message.topic;
    if (!m_staging->add(message))
        return;
    const StagedTopic staged = m_staging->take(topic);
    const bool last = m_staging->complete();
    if (!applySnapshot(topicNumber(topic), staged, last)) {
        fail();
        return;
    }
    emitReplacement(topicNumber(topic), staged.rows, staged.seq);
    if (!last)
        return;
    m_pending = std::move(m_staging->waiting);
    m_pendingPosition = m_staging->waitingPosition;
    m_staging.reset();
    flush();
    emit completeChanged();
}

bool Store::applySnapshot(int topic, const StagedTopic& staged, bool last)
{
    CacheFile::Transaction transaction(m_file);
    if (!transaction.isOpen() || !m_tables.clear(topicName(topic)))
        return false;
    for (const QJsonObject& row : staged.rows) {
        if (!m_tables.save(topicName(topic), {rowId(row), row, staged.seq}))
            return false;
    }
    if (!m_tables.setMeta(u"floor:"_s + topicName(topic), staged.seq))
        return false;
    // With the first topic replaced the old cursor means nothing any more; the new one holds only
    // when all topics are there.
    if (last) {
        if (!writeCursor(m_staging->position()) ||
            !m_tables.setMeta(u"topics"_s, m_staging->topics().join(u' ')))
            return false;
    } else if (!m_tables.dropMeta(u"seq"_s)) {
        return false;
    }
    if (!transaction.commit())
        return false;
    m_floors[static_cast<size_t>(topic)] = staged.seq;
    m_cursor.reset();
    if (last) {
        m_cursor = m_staging->position();
        m_covered = m_staging->topics();
    }
    return true;
}

void Store::flush()
{
    m_flushTimer.stop();
    if (m_pending.empty() && m_pendingPosition == 0)
        return;
    if (!m_cursor) {
        // Nobody has resumed: there is nothing these could belong to.
        m_pending.clear();
        m_pendingPosition = 0;
        return;
    }
    m_flushedMs = m_clock.monotonicMs();
    std::vector<Run> runs;
    if (!applyPending(runs)) {
        fail();
        return;
    }
    for (const Run& run : runs)
        emitRun(run);
    trimGrown();
}

bool Store::applyPending(std::vector<Run>& runs)
{
    const std::vector<protocol::Event> events = std::exchange(m_pending, {});
    protocol::Cursor reached = *m_cursor;
    HeldRows held;
    {
        CacheFile::Transaction transaction(m_file);
        if (!transaction.isOpen())
            return false;
        for (const protocol::Event& event : events) {
            if (event.seq <= reached.seq)
                continue;
            reached.seq = event.seq;
            if (!applyEvent(event, runs, held))
                return false;
        }
        reached.seq = std::max(reached.seq, std::exchange(m_pendingPosition, 0));
        if (reached == *m_cursor)
            return true;
        for (auto it = held.cbegin(); it != held.cend(); ++it) {
            const QString& topic = topicName(it.key().first);
            if (it->row ? !m_tables.save(topic, *it->row) : !m_tables.remove(topic, it.key().second))
                return false;
        }
        if (!writeCursor(reached) || !transaction.commit())
            return false;
    }
    m_cursor = reached;
    return true;
}

bool Store::applyEvent(const protocol::Event& event, std::vector<Run>& runs, HeldRows& held)
{
    const int topic = topicNumber(event.topic);
    bool numeric = false;
    const qint64 id = event.id.toLongLong(&numeric);
    if (topic < 0 || !numeric || event.seq <= m_floors[static_cast<size_t>(topic)])
        return true;
    auto known = held.find({topic, id});
    if (known == held.end()) {
        known = held.insert({topic, id}, {});
        if (!m_tables.load(topicName(topic), id, known->row))
            return false;
    }
    std::optional<StoredRow>& row = known->row;
    switch (event.op) {
    case protocol::Event::Op::Put:
        m_grown[static_cast<size_t>(topic)] += row ? 0 : 1;
        row = StoredRow{id, event.row, event.seq};
        break;
    case protocol::Event::Op::Patch:
        if (!row) {
            // Trimmed here, but not yet there: a row that has grown out of the bounds.
            qCDebug(lcStore, "A patch for a row that is not here was left out.");
            return true;
        }
        row = StoredRow{id, protocol::applyMergePatch(row->json, event.row), event.seq};
        break;
    case protocol::Event::Op::Delete:
        row.reset();
        break;
    }
    note(topic, {id, !row, row ? row->json : QJsonObject(), event.seq, event.at, event.cause}, runs);
    return true;
}

void Store::note(int topic, Change change, std::vector<Run>& runs) const
{
    const Origin origin = originOf(change.at);
    auto run = std::find_if(runs.rbegin(), runs.rend(), [topic](const Run& r) { return r.topic == topic; });
    if (run == runs.rend() || run->origin != origin) {
        runs.push_back({topic, origin, {}, {}});
        run = runs.rbegin();
    }
    // Pulses of one machine within a moment are one change; a call that comes and is taken stays two.
    const auto last = run->last.constFind(change.id);
    if (last != run->last.cend()) {
        Change& before = run->changes[*last];
        if (before.cause == change.cause && before.removed == change.removed) {
            before = std::move(change);
            return;
        }
    }
    run->last.insert(change.id, run->changes.size());
    run->changes.push_back(std::move(change));
}

Origin Store::originOf(const QDateTime& at) const
{
    const qint64 age = at.msecsTo(m_clock.now()) + m_serverOffset.count();
    return age <= std::chrono::milliseconds(m_options.liveWithin).count() ? Origin::Live : Origin::CatchUp;
}

// ---- what the models hear ----

void Store::clearTopicsBut(const QStringList& topics)
{
    for (size_t i = 0; i < m_codecs.size(); ++i) {
        if (topics.contains(m_codecs[i].topic))
            continue;
        if (!m_tables.clear(m_codecs[i].topic)) {
            fail();
            return;
        }
        emitReplacement(static_cast<int>(i), {}, 0);
    }
}

void Store::emitRun(const Run& run)
{
    const auto topic = static_cast<size_t>(run.topic);
    RowBatchBuilder& builder = *m_builders[topic];
    for (const Change& change : run.changes) {
        if (change.removed)
            builder.remove(change.id, change.seq, change.at, change.cause);
        else if (!builder.put(change.id, change.row, change.seq, change.at, change.cause))
            qCWarning(lcStore, "A row of topic %s is not what it should be.",
                      qUtf8Printable(m_codecs[topic].topic));
    }
    if (builder.size() > 0)
        emit batchReady(builder.take(m_codecs[topic].topic, run.origin, false));
}

void Store::emitReplacement(int topic, const std::vector<QJsonObject>& rows, qint64 seq)
{
    const auto number = static_cast<size_t>(topic);
    m_flushedMs = m_clock.monotonicMs();
    RowBatchBuilder& builder = *m_builders[number];
    for (const QJsonObject& row : rows) {
        if (!builder.put(rowId(row), row, seq, {}, {}))
            qCWarning(lcStore, "A row of topic %s is not what it should be.",
                      qUtf8Printable(m_codecs[number].topic));
    }
    emit batchReady(builder.take(m_codecs[number].topic, Origin::Snapshot, true));
}

// ---- the cold start ----

void Store::loadCached()
{
    m_load.clear();
    m_loaded = 0;
    m_unreadable = false;
    for (size_t i = 0; i < m_codecs.size(); ++i)
        m_load.push_back({static_cast<int>(i), std::numeric_limits<qint64>::max()});
    loadNext();
}

void Store::loadNext()
{
    if (m_load.empty()) {
        if (m_unreadable)
            lose(u"cached rows could not be read"_s);
        emit cacheLoaded(m_loaded);
        trimAll();
        m_trimTimer.start(3'600'000, Qt::VeryCoarseTimer, this);
        return;
    }
    LoadStep step = m_load.front();
    m_load.pop_front();
    const auto topic = static_cast<size_t>(step.topic);
    const auto rows = m_tables.chunk(m_codecs[topic].topic, step.below, m_options.chunkRows);
    if (!rows) {
        fail();
        emit cacheLoaded(m_loaded);
        return;
    }
    RowBatchBuilder& builder = *m_builders[topic];
    for (const StoredRow& row : *rows) {
        if (!builder.put(row.id, row.json, row.seq, {}, {}))
            m_unreadable = true;
    }
    m_loaded += static_cast<int>(builder.size());
    if (builder.size() > 0)
        emit batchReady(builder.take(m_codecs[topic].topic, Origin::Cache, false));
    if (static_cast<int>(rows->size()) == m_options.chunkRows)
        m_load.push_back({step.topic, rows->back().id});
    QTimer::singleShot(0, this, &Store::loadNext);
}

// ---- bounds ----

void Store::emitTrimmed(int topic, const std::optional<std::vector<qint64>>& ids)
{
    if (!ids || ids->empty())
        return;
    RowBatchBuilder& builder = *m_builders[static_cast<size_t>(topic)];
    for (const qint64 id : *ids)
        builder.remove(id, 0, {}, {});
    emit batchReady(builder.take(topicName(topic), Origin::Trim, false));
}

void Store::trimGrown()
{
    for (size_t i = 0; i < m_codecs.size(); ++i) {
        const int maxRows = m_bounds[i].maxRows;
        // Not with every row: a twentieth over the bound hurts nobody.
        if (maxRows == 0 || m_grown[i] < std::max(1, maxRows / 20))
            continue;
        m_grown[i] = 0;
        emitTrimmed(static_cast<int>(i), m_tables.keepNewest(m_codecs[i].topic, maxRows));
    }
}

void Store::trimAll()
{
    for (size_t i = 0; i < m_codecs.size(); ++i) {
        const protocol::Topic& bounds = m_bounds[i];
        if (bounds.maxRows > 0)
            emitTrimmed(static_cast<int>(i), m_tables.keepNewest(m_codecs[i].topic, bounds.maxRows));
        if (bounds.maxAgeDays == 0)
            continue;
        // Times on the wire are UTC in one form, so that texts compare as times do; a date compares
        // with the beginning of a time.
        const QString limit = protocol::toWire(m_clock.now().addDays(-bounds.maxAgeDays));
        emitTrimmed(static_cast<int>(i),
                    m_tables.dropOlder(m_codecs[i].topic, QString(bounds.timeField), limit));
    }
}

void Store::timerEvent(QTimerEvent* event)
{
    if (event->timerId() == m_flushTimer.timerId())
        flush();
    else if (event->timerId() == m_trimTimer.timerId())
        trimAll();
}

} // namespace client
