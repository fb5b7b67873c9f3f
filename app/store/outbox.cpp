// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outbox.h"

#include "base/logging.h"

#include <QJsonDocument>

#include <chrono>

namespace client {

using namespace Qt::StringLiterals;

namespace {

/// Less than the day for which the server keeps answers (domain/idempotency.h).
constexpr std::chrono::hours repeatableFor{23};

} // namespace

bool Outbox::enqueue(const QString& key, const OutboxRequest& request)
{
    QSqlQuery insert =
        m_file.prepared(u"INSERT OR IGNORE INTO outbox (key, method, path, body, if_match, created_at, state)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?)"_s);
    insert.addBindValue(key);
    insert.addBindValue(request.method);
    insert.addBindValue(request.path);
    insert.addBindValue(QJsonDocument(request.body).toJson(QJsonDocument::Compact));
    insert.addBindValue(request.ifMatch.isNull() ? QByteArray("") : request.ifMatch);
    insert.addBindValue(m_clock.now().toMSecsSinceEpoch());
    insert.addBindValue(static_cast<int>(OutboxState::Queued));
    m_file.setDurable(true);
    const bool kept = m_file.run(insert);
    insert.finish();
    m_file.setDurable(false);
    if (!kept)
        qCWarning(lcStore, "A write could not be kept: %s", qUtf8Printable(m_file.lastError().text()));
    return kept;
}

std::vector<OutboxEntry> Outbox::read(const QString& tail) const
{
    std::vector<OutboxEntry> entries;
    QSqlQuery select = m_file.query();
    if (!select.exec(u"SELECT key, method, path, body, if_match, created_at, state, attempts, status, error"
                     " FROM outbox "_s +
                     tail))
        return entries;
    while (select.next()) {
        OutboxEntry entry;
        entry.key = select.value(0).toString();
        entry.request.method = select.value(1).toByteArray();
        entry.request.path = select.value(2).toString();
        entry.request.body = QJsonDocument::fromJson(select.value(3).toByteArray()).object();
        entry.request.ifMatch = select.value(4).toByteArray();
        entry.createdAt = QDateTime::fromMSecsSinceEpoch(select.value(5).toLongLong(), Qt::UTC);
        entry.state = static_cast<OutboxState>(select.value(6).toInt());
        entry.attempts = select.value(7).toInt();
        entry.status = select.value(8).toInt();
        entry.errorCode = select.value(9).toString();
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::optional<OutboxEntry> Outbox::next() const
{
    auto entries = read(u"WHERE state = %1 ORDER BY id LIMIT 1"_s.arg(static_cast<int>(OutboxState::Queued)));
    return entries.empty() ? std::nullopt : std::optional(std::move(entries.front()));
}

std::vector<OutboxEntry> Outbox::entries() const
{
    return read(u"ORDER BY id"_s);
}

void Outbox::attempted(const QString& key)
{
    QSqlQuery update = m_file.prepared(u"UPDATE outbox SET attempts = attempts + 1 WHERE key = ?"_s);
    update.addBindValue(key);
    m_file.run(update);
}

bool Outbox::setAsideOld()
{
    QSqlQuery update = m_file.prepared(
        u"UPDATE outbox SET state = ?, error = 'unknown_outcome'"
        " WHERE state = ? AND attempts > 0 AND created_at < ?"_s);
    update.addBindValue(static_cast<int>(OutboxState::Conflict));
    update.addBindValue(static_cast<int>(OutboxState::Queued));
    update.addBindValue(m_clock.now().toMSecsSinceEpoch() - std::chrono::milliseconds(repeatableFor).count());
    return m_file.run(update) && update.numRowsAffected() > 0;
}

void Outbox::accepted(const QString& key)
{
    // Should this be lost in a crash, the write is sent again under the same key: harmless.
    QSqlQuery remove = m_file.prepared(u"DELETE FROM outbox WHERE key = ?"_s);
    remove.addBindValue(key);
    m_file.run(remove);
}

void Outbox::conflicted(const QString& key, int status, const QString& errorCode)
{
    settle(key, OutboxState::Conflict, status, errorCode);
}

void Outbox::refused(const QString& key, int status, const QString& errorCode)
{
    settle(key, OutboxState::Failed, status, errorCode);
}

void Outbox::settle(const QString& key, OutboxState state, int status, const QString& errorCode)
{
    QSqlQuery update =
        m_file.prepared(u"UPDATE outbox SET state = ?, status = ?, error = ? WHERE key = ?"_s);
    update.addBindValue(static_cast<int>(state));
    update.addBindValue(status);
    update.addBindValue(errorCode.isNull() ? u""_s : errorCode);
    update.addBindValue(key);
    m_file.run(update);
}

void Outbox::dismiss(const QString& key)
{
    QSqlQuery remove = m_file.prepared(
        u"DELETE FROM outbox WHERE key = ? AND state <> %1"_s.arg(static_cast<int>(OutboxState::Queued)));
    remove.addBindValue(key);
    m_file.run(remove);
}

} // namespace client
