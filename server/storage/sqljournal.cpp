// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqljournal.h"

#include "protocol/mergepatch.h"
#include "protocol/time.h"
#include "storage/connection.h"
#include "storage/eventjson.h"
#include "storage/storedevents.h"

#include <QJsonDocument>

namespace storage {

using namespace Qt::StringLiterals;
using Op = protocol::Event::Op;

namespace {

/// A few megabytes; more rows than a plant changes within an hour.
constexpr size_t cachedRows = 8'192;
/// Another process' import may be long: it is handed on in pieces.
constexpr int foreignBatch = 5'000;

const protocol::Topic& topicOf(const domain::Change& change)
{
    return protocol::topicTable().at(static_cast<size_t>(change.topic));
}

/// Milliseconds of the row's own time, by which both sides trim; none where the topic has no bound.
std::optional<qint64> rowTime(const domain::Change& change)
{
    const QLatin1StringView field = topicOf(change).timeField;
    if (field.isEmpty())
        return std::nullopt;
    const QString text = change.row->value(field).toString();
    if (const auto time = protocol::timeFromWire(text))
        return time->toMSecsSinceEpoch();
    const QDate date = QDate::fromString(text, Qt::ISODate);
    return date.isValid() ? std::optional<qint64>(QDateTime(date, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch())
                          : std::nullopt;
}

} // namespace

SqlJournal::SqlJournal(Connection& connection, const base::Clock& clock)
    : m_db(connection), m_clock(clock), m_rows(cachedRows)
{
    reload();
    m_committedSeq = m_seq;
}

void SqlJournal::reload()
{
    m_seq = m_db.integer("SELECT max(seq) FROM journal"_L1).value_or(0);
    m_rows.clear();
}

bool SqlJournal::othersWrote()
{
    return m_db.integer("PRAGMA data_version"_L1) != m_dataVersion;
}

void SqlJournal::begin(const Publish& publish)
{
    m_pending.clear();
    m_touched.clear();
    const auto version = m_db.integer("PRAGMA data_version"_L1);
    if (version == m_dataVersion)
        return;
    reload();
    while (m_committedSeq < m_seq) {
        auto batch = std::make_shared<domain::CommittedBatch>();
        const qint64 upTo = std::min(m_seq, m_committedSeq + foreignBatch);
        auto rows = m_db.query("SELECT " VAKHTA_EVENT_COLUMNS
                               " FROM journal WHERE seq > ? AND seq <= ? ORDER BY seq"_L1,
                               m_committedSeq, upTo);
        while (rows.next()) {
            if (auto event = readEvent(rows))
                batch->push_back(std::move(event));
        }
        m_committedSeq = upTo;
        if (!batch->empty())
            publish(std::move(batch));
    }
    m_dataVersion = version; // last, so that whatever fails above is done again
}

void SqlJournal::beginUnit()
{
    m_pendingBeforeUnit = m_pending.size();
    m_seqBeforeUnit = m_seq;
    m_touchedBeforeUnit = m_touched.size();
}

void SqlJournal::undoUnit()
{
    m_pending.resize(m_pendingBeforeUnit);
    m_seq = m_seqBeforeUnit;
    for (size_t i = m_touchedBeforeUnit; i < m_touched.size(); ++i)
        m_rows.forget(m_touched[i]);
    m_touched.resize(m_touchedBeforeUnit, RowKey{*protocol::CompanyId::from(1), 0, {}});
}

std::shared_ptr<const domain::CommittedBatch> SqlJournal::committed()
{
    m_committedSeq = m_seq;
    m_touched.clear();
    if (m_pending.empty())
        return nullptr;
    return std::make_shared<const domain::CommittedBatch>(std::exchange(m_pending, {}));
}

void SqlJournal::rolledBack()
{
    m_pending.clear();
    m_touched.clear();
    m_rows.clear();
    m_seq = m_committedSeq;
    m_dataVersion.reset(); // an I/O error leaves it open what is on the disk: begin() shall look
}

const ViewRow* SqlJournal::find(const RowKey& key)
{
    if (const ViewRow* cached = m_rows.find(key))
        return cached;
    auto rows = m_db.query("SELECT id, json, company_id, branch_id, roles, user_id FROM view_rows "
                           "WHERE company_id = ? AND topic = ? AND number = ? AND row_id = ?"_L1,
                           key.company, QString(protocol::topicTable()[static_cast<size_t>(key.topic)].name),
                           key.id.toLongLong(), key.id);
    if (!rows.next())
        return nullptr;
    m_rows.put(key,
               {rows.integer(0), QJsonDocument::fromJson(rows.bytes(1)).object(), readAudience(rows, 2)});
    return m_rows.find(key);
}

void SqlJournal::append(const domain::Change& change, Op op, const domain::Audience& audience,
                        const QByteArray& rowJson)
{
    const QString topic(topicOf(change).name);
    const QDateTime now = m_clock.now();
    const protocol::Event event{.seq = m_seq + 1,
                                .topic = topic,
                                .op = op,
                                .id = change.id,
                                .row = {},
                                .at = now,
                                .cause = change.cause};
    auto stored = std::make_shared<domain::StoredEvent>(
        domain::StoredEvent{event.seq, change.topic, op, change.id, audience, eventJson(event, rowJson)});
    m_db.exec("INSERT INTO journal (" VAKHTA_EVENT_COLUMNS ", at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
              event.seq, topic, QString(protocol::toWire(op)), change.id, audience.company, audience.branch,
              audience.roles, audience.user, stored->json, now);
    m_seq = event.seq;
    m_pending.push_back(std::move(stored));
}

qint64 SqlJournal::record(const domain::Change& change)
{
    const RowKey key{change.audience.company, change.topic, change.id};
    const ViewRow* found = find(key);
    if (!change.row) {
        if (!found)
            return m_seq;
        const ViewRow before = *found;
        m_touched.push_back(key);
        append(change, Op::Delete, before.audience, {});
        m_db.exec("DELETE FROM view_rows WHERE id = ?"_L1, before.number);
        m_rows.forget(key);
        return m_seq;
    }

    QByteArray patch;
    if (found && found->audience == change.audience) {
        const QJsonObject difference = protocol::diffMergePatch(found->row, *change.row);
        if (difference.isEmpty())
            return m_seq;
        patch = compactJson(difference);
    }
    const QByteArray json = compactJson(*change.row);
    m_touched.push_back(key);
    if (!found) {
        append(change, Op::Put, change.audience, json);
        const qint64 number = m_db.insert(
            "INSERT INTO view_rows (company_id, topic, number, row_id, branch_id, roles, user_id, at, "
            "json, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
            change.audience.company, QString(topicOf(change).name), change.id.toLongLong(), change.id,
            change.audience.branch, change.audience.roles, change.audience.user, rowTime(change), json,
            m_seq);
        m_rows.put(key, {number, *change.row, change.audience});
        return m_seq;
    }

    const qint64 number = found->number;
    if (!patch.isEmpty()) {
        append(change, Op::Patch, change.audience, patch);
        m_db.exec("UPDATE view_rows SET at = ?, json = ?, seq = ? WHERE id = ?"_L1, rowTime(change), json,
                  m_seq, number);
    } else {
        // Those who lose sight of the row must not keep it; for the others it begins anew.
        const domain::Audience before = found->audience;
        append(change, Op::Delete, before, {});
        append(change, Op::Put, change.audience, json);
        m_db.exec("UPDATE view_rows SET branch_id = ?, roles = ?, user_id = ?, at = ?, json = ?, seq = ? "
                  "WHERE id = ?"_L1,
                  change.audience.branch, change.audience.roles, change.audience.user, rowTime(change), json,
                  m_seq, number);
    }
    m_rows.put(key, {number, *change.row, change.audience});
    return m_seq;
}

qint64 SqlJournal::mark(protocol::CompanyId company, protocol::UserId user)
{
    m_db.exec("INSERT INTO journal (" VAKHTA_EVENT_COLUMNS
              ", at) VALUES (?, '', '', '', ?, NULL, 0, ?, '', ?)"_L1,
              m_seq + 1, company, user, m_clock.now());
    return ++m_seq;
}

} // namespace storage
