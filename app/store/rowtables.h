// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/cachefile.h"

#include <QHash>
#include <QJsonObject>
#include <QVariant>

#include <optional>
#include <vector>

namespace client {

/// A row as the cache keeps it.
struct StoredRow
{
    qint64 id = 0;
    QJsonObject json;
    qint64 seq = 0; ///< of the event or snapshot that wrote it
};

/// The SQL of the tables "rows" and "meta". Every function that says bool or optional has left the
/// reason in CacheFile::lastError() when it failed.
class RowTables final
{
public:
    explicit RowTables(CacheFile& file) : m_file(file) {}

    /// After the file was opened or replaced.
    void prepare();
    /// Before the file is replaced.
    void release();

    QHash<QString, QVariant> meta() const;
    bool setMeta(const QString& key, const QVariant& value);
    bool dropMeta(const QString& key);

    /// False: the query failed. No such row: found is emptied.
    bool load(const QString& topic, qint64 id, std::optional<StoredRow>& found);
    bool save(const QString& topic, const StoredRow& row);
    bool remove(const QString& topic, qint64 id);
    bool clear(const QString& topic);
    /// Newest first: at most limit rows with ids below below. An unreadable row comes with empty json.
    std::optional<std::vector<StoredRow>> chunk(const QString& topic, qint64 below, int limit);
    /// Removes all but the newest rows; the ids that went.
    std::optional<std::vector<qint64>> keepNewest(const QString& topic, int rows);
    /// Removes the rows whose field (a text in the JSON) compares less than limit; the ids that went.
    std::optional<std::vector<qint64>> dropOlder(const QString& topic, const QString& field,
                                                 const QString& limit);

private:
    std::optional<std::vector<qint64>> take(const QString& condition, const QVariantList& bound);

    CacheFile& m_file;
    QSqlQuery m_select, m_upsert, m_remove, m_setMeta, m_dropMeta;
};

} // namespace client
