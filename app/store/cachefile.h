// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QString>

#include <memory>

namespace client {

/// The SQLite file behind the store: opened, brought to this build's schema, and set aside when it is
/// damaged or of another build. Never fails: where no file can be had (a full disk, another desktop
/// that holds it), the same tables live in memory. Used on one thread.
class CacheFile final
{
public:
    /// An empty path: in memory from the start.
    explicit CacheFile(QString path);
    ~CacheFile();
    CacheFile(const CacheFile&) = delete;
    CacheFile& operator=(const CacheFile&) = delete;

    void open();
    /// After a failed query: the file is put away (the last damaged one is kept beside it) or, where
    /// files do not work here, memory takes over. Everything cached is gone then; unsent writes come
    /// along where they can still be read.
    void replace(const QSqlError& because);

    bool isVolatile() const { return m_volatile; }
    /// An unprepared query on the connection.
    QSqlQuery query() const;
    /// Prepared; forward only.
    QSqlQuery prepared(const QString& sql) const;
    /// Runs a prepared query; its error, if any, is lastError().
    bool run(QSqlQuery& query) const;
    bool run(const QString& sql) const;
    const QSqlError& lastError() const { return m_lastError; }
    /// Makes following commits survive a power cut (FULL) or only a crash (NORMAL, the default).
    void setDurable(bool durable) const;

    /// Rolls back unless commit() succeeded.
    class Transaction final
    {
    public:
        explicit Transaction(CacheFile& file)
            : m_file(file), m_open(file.run(QStringLiteral("BEGIN IMMEDIATE")))
        {
        }
        ~Transaction()
        {
            if (m_open)
                m_file.run(QStringLiteral("ROLLBACK"));
        }
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        bool isOpen() const { return m_open; }
        bool commit()
        {
            if (!m_open || !m_file.run(QStringLiteral("COMMIT")))
                return false;
            m_open = false;
            return true;
        }

    private:
        CacheFile& m_file;
        bool m_open;
    };

private:
    bool openAt(const QString& path);
    bool prepareSchema();
    void close();
    void openInMemory();
    bool openAnew();
    void saveOutbox();

    QString m_path;
    QString m_connection;
    QSqlDatabase m_database;
    std::unique_ptr<QLockFile> m_lock;
    mutable QSqlError m_lastError;
    bool m_volatile = false;
};

} // namespace client
