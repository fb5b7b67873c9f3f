// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rowtables.h"

#include <QJsonDocument>

namespace client {

using namespace Qt::StringLiterals;

void RowTables::prepare()
{
    m_select = m_file.prepared(u"SELECT json, seq FROM rows WHERE topic = ? AND id = ?"_s);
    m_upsert = m_file.prepared(u"INSERT OR REPLACE INTO rows (topic, id, json, seq) VALUES (?, ?, ?, ?)"_s);
    m_remove = m_file.prepared(u"DELETE FROM rows WHERE topic = ? AND id = ?"_s);
    m_setMeta = m_file.prepared(u"INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"_s);
    m_dropMeta = m_file.prepared(u"DELETE FROM meta WHERE key = ?"_s);
}

void RowTables::release()
{
    for (QSqlQuery* statement : {&m_select, &m_upsert, &m_remove, &m_setMeta, &m_dropMeta})
        *statement = QSqlQuery();
}

QHash<QString, QVariant> RowTables::meta() const
{
    QHash<QString, QVariant> meta;
    QSqlQuery select = m_file.query();
    if (!select.exec(u"SELECT key, value FROM meta"_s))
        return meta;
    while (select.next())
        meta.insert(select.value(0).toString(), select.value(1));
    return meta;
}

bool RowTables::setMeta(const QString& key, const QVariant& value)
{
    m_setMeta.bindValue(0, key);
    m_setMeta.bindValue(1, value);
    return m_file.run(m_setMeta);
}

bool RowTables::dropMeta(const QString& key)
{
    m_dropMeta.bindValue(0, key);
    return m_file.run(m_dropMeta);
}

bool RowTables::load(const QString& topic, qint64 id, std::optional<StoredRow>& found)
{
    found.reset();
    m_select.bindValue(0, topic);
    m_select.bindValue(1, id);
    if (!m_file.run(m_select))
        return false;
    if (m_select.next())
        found = StoredRow{id, QJsonDocument::fromJson(m_select.value(0).toByteArray()).object(),
                          m_select.value(1).toLongLong()};
    m_select.finish();
    return true;
}

bool RowTables::save(const QString& topic, const StoredRow& row)
{
    m_upsert.bindValue(0, topic);
    m_upsert.bindValue(1, row.id);
    m_upsert.bindValue(2, QJsonDocument(row.json).toJson(QJsonDocument::Compact));
    m_upsert.bindValue(3, row.seq);
    return m_file.run(m_upsert);
}

bool RowTables::remove(const QString& topic, qint64 id)
{
    m_remove.bindValue(0, topic);
    m_remove.bindValue(1, id);
    return m_file.run(m_remove);
}

bool RowTables::clear(const QString& topic)
{
    QSqlQuery clear = m_file.prepared(u"DELETE FROM rows WHERE topic = ?"_s);
    clear.addBindValue(topic);
    return m_file.run(clear);
}

std::optional<std::vector<StoredRow>> RowTables::chunk(const QString& topic, qint64 below, int limit)
{
    QSqlQuery select = m_file.prepared(
        u"SELECT id, json, seq FROM rows WHERE topic = ? AND id < ? ORDER BY id DESC LIMIT ?"_s);
    select.addBindValue(topic);
    select.addBindValue(below);
    select.addBindValue(limit);
    if (!m_file.run(select))
        return std::nullopt;
    std::vector<StoredRow> rows;
    rows.reserve(static_cast<size_t>(limit));
    while (select.next())
        rows.push_back({select.value(0).toLongLong(),
                        QJsonDocument::fromJson(select.value(1).toByteArray()).object(),
                        select.value(2).toLongLong()});
    return rows;
}

std::optional<std::vector<qint64>> RowTables::keepNewest(const QString& topic, int rows)
{
    return take(
        u"topic = ? AND id <= (SELECT id FROM rows WHERE topic = ? ORDER BY id DESC LIMIT 1 OFFSET ?)"_s,
        {topic, topic, rows});
}

std::optional<std::vector<qint64>> RowTables::dropOlder(const QString& topic, const QString& field,
                                                        const QString& limit)
{
    return take(u"topic = ? AND json_extract(CAST(json AS TEXT), ?) < ?"_s,
                {topic, QString(u"$."_s + field), limit});
}

std::optional<std::vector<qint64>> RowTables::take(const QString& condition, const QVariantList& bound)
{
    std::vector<qint64> ids;
    QSqlQuery remove = m_file.prepared(u"DELETE FROM rows WHERE "_s + condition + u" RETURNING id"_s);
    for (const QVariant& value : bound)
        remove.addBindValue(value);
    if (!m_file.run(remove))
        return std::nullopt;
    while (remove.next())
        ids.push_back(remove.value(0).toLongLong());
    return ids;
}

} // namespace client
