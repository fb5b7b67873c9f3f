// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/cachefile.h"

#include "base/logging.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <atomic>
#include <vector>

namespace client {

using namespace Qt::StringLiterals;

namespace {

/// Another number here makes older files go aside: a cache is fetched again, not migrated. The outbox
/// is the exception that will need a migration the day its table changes.
constexpr int cacheSchemaVersion = 1;

const char* const cacheSchema[] = {
    // seq is the journal's number of the event that wrote the row.
    "CREATE TABLE rows (topic TEXT NOT NULL, id INTEGER NOT NULL, json BLOB NOT NULL, seq INTEGER NOT NULL,"
    " PRIMARY KEY (topic, id)) WITHOUT ROWID",
    // epoch and seq are the cursor; absent: none. topics: what the cursor covers. floor:<topic>: the
    // snapshot's seq. audience: whose eyes the rows were chosen for. me, as_of.
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    "CREATE TABLE outbox (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, method BLOB NOT NULL,"
    " path TEXT NOT NULL, body BLOB NOT NULL, if_match BLOB NOT NULL, created_at INTEGER NOT NULL,"
    " state INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, status INTEGER NOT NULL DEFAULT 0,"
    " error TEXT NOT NULL DEFAULT '')",
};

const QString outboxColumns =
    u"key, method, path, body, if_match, created_at, state, attempts, status, error"_s;

} // namespace

CacheFile::CacheFile(QString path) : m_path(std::move(path))
{
    static std::atomic<int> s_connections{0};
    m_connection = u"vakhta-cache-%1"_s.arg(s_connections++);
}

CacheFile::~CacheFile()
{
    close();
}

void CacheFile::close()
{
    if (!m_database.isValid())
        return;
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

void CacheFile::open()
{
    if (m_path.isEmpty()) {
        openInMemory();
        return;
    }
    QDir().mkpath(QFileInfo(m_path).absolutePath());
    m_lock = std::make_unique<QLockFile>(m_path + u".lock"_s);
    m_lock->setStaleLockTime(0); // a lock is stale when its process is gone, however old it is
    if (!m_lock->tryLock(0)) {
        qCWarning(lcStore,
                  "Another desktop of the same user holds the cache; this one keeps its rows in memory.");
        openInMemory();
        return;
    }
    if (!openAt(m_path) && !openAnew())
        openInMemory();
}

bool CacheFile::openAt(const QString& path)
{
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connection);
    m_database.setDatabaseName(path);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=2000"_s);
    if (m_database.open() && prepareSchema())
        return true;
    qCWarning(lcStore, "The cache cannot be used: %s", qUtf8Printable(m_database.lastError().text()));
    close();
    return false;
}

bool CacheFile::prepareSchema()
{
    // The rows can be fetched again, so a power cut may cost the last commits: rows and cursor go
    // together. A crash of the program costs nothing.
    if (!run(u"PRAGMA journal_mode=WAL"_s) || !run(u"PRAGMA synchronous=NORMAL"_s))
        return false;
    QSqlQuery version = query();
    if (!version.exec(u"PRAGMA user_version"_s) || !version.next())
        return false;
    const int found = version.value(0).toInt();
    version.finish();
    if (found == cacheSchemaVersion)
        return true;
    if (found != 0)
        return false;
    Transaction transaction(*this);
    for (const char* statement : cacheSchema) {
        if (!run(QString::fromLatin1(statement)))
            return false;
    }
    return run(u"PRAGMA user_version=%1"_s.arg(cacheSchemaVersion)) && transaction.commit();
}

void CacheFile::openInMemory()
{
    m_volatile = true;
    if (!openAt(u":memory:"_s))
        qFatal("SQLite does not work here: the driver QSQLITE is missing.");
}

bool CacheFile::openAnew()
{
    close();
    const QString damaged = m_path + u".damaged"_s;
    for (const QString& suffix : {QString(), u"-wal"_s, u"-shm"_s}) {
        QFile::remove(damaged + suffix);
        if (QFile::exists(m_path + suffix) && !QFile::rename(m_path + suffix, damaged + suffix))
            QFile::remove(m_path + suffix);
    }
    if (!openAt(m_path))
        return false;
    saveOutbox();
    return true;
}

void CacheFile::saveOutbox()
{
    // What a person wrote cannot be fetched again.
    QSqlQuery attach = prepared(u"ATTACH DATABASE ? AS damaged"_s);
    attach.addBindValue(QString(m_path + u".damaged"_s));
    if (!run(attach))
        return;
    QSqlQuery copy = query();
    if (copy.exec(
            u"INSERT OR IGNORE INTO outbox (%1) SELECT %1 FROM damaged.outbox ORDER BY id"_s.arg(outboxColumns)))
        qCInfo(lcStore, "Saved %d unsent writes from the old cache.", copy.numRowsAffected());
    else
        qCWarning(lcStore, "No unsent write could be read from the old cache.");
    copy.finish();
    run(u"DETACH DATABASE damaged"_s);
}

void CacheFile::replace(const QSqlError& because)
{
    qCWarning(lcStore, "The cache failed and is begun anew: %s", qUtf8Printable(because.text()));
    // A disk that takes nothing more can still be read, as long as the file is open.
    std::vector<QVariantList> unsent;
    {
        QSqlQuery select = query();
        select.exec(u"SELECT %1 FROM outbox ORDER BY id"_s.arg(outboxColumns));
        while (select.next()) {
            QVariantList row;
            for (int column = 0; column <= outboxColumns.count(u','); ++column) {
                const QVariant value = select.value(column);
                // What is empty comes as null, and no column takes a null.
                if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isEmpty())
                    row.append(QByteArray(""));
                else if (value.typeId() == QMetaType::QString && value.toString().isEmpty())
                    row.append(u""_s);
                else
                    row.append(value);
            }
            unsent.push_back(std::move(row));
        }
    }
    close();
    // 11 and 26 are SQLITE_CORRUPT and SQLITE_NOTADB; anything else (a full disk, no permission) would
    // only fail again with a new file.
    const QString code = m_volatile ? QString() : because.nativeErrorCode();
    if (code == "11"_L1 || code == "26"_L1) {
        if (openAnew())
            return;
    }
    // What a person wrote comes along. It stays in the file as well: sent from here now, and perhaps from
    // there at the next start, under the same keys.
    openInMemory();
    const QString places = QStringList(outboxColumns.count(u',') + 1, u"?"_s).join(u',');
    for (const QVariantList& row : unsent) {
        QSqlQuery insert = prepared(u"INSERT INTO outbox (%1) VALUES (%2)"_s.arg(outboxColumns, places));
        for (const QVariant& value : row)
            insert.addBindValue(value);
        if (!run(insert))
            qCCritical(lcStore, "An unsent write is lost: %s", qUtf8Printable(m_lastError.text()));
    }
}

QSqlQuery CacheFile::query() const
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    return query;
}

QSqlQuery CacheFile::prepared(const QString& sql) const
{
    QSqlQuery prepared = query();
    if (!prepared.prepare(sql))
        qCWarning(lcStore, "A statement cannot be prepared: %s", qUtf8Printable(prepared.lastError().text()));
    return prepared;
}

bool CacheFile::run(QSqlQuery& query) const
{
    if (query.exec())
        return true;
    m_lastError = query.lastError();
    return false;
}

bool CacheFile::run(const QString& sql) const
{
    QSqlQuery statement = query();
    if (statement.exec(sql))
        return true;
    m_lastError = statement.lastError();
    return false;
}

void CacheFile::setDurable(bool durable) const
{
    run(durable ? u"PRAGMA synchronous=FULL"_s : u"PRAGMA synchronous=NORMAL"_s);
}

} // namespace client
