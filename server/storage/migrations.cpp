// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/migrations.h"

#include "base/logging.h"
#include "storage/connection.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSet>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

const auto migrationsFolder = ":/storage/migrations/sqlite"_L1;

QStringList migrationNames()
{
    return QDir(migrationsFolder).entryList({u"*.sql"_s}, QDir::Files, QDir::Name);
}

int migrationNumber(const QString& name)
{
    return name.left(4).toInt();
}

void applyMigration(Connection& connection, const QString& name)
{
    QFile file(migrationsFolder + u'/' + name);
    if (!file.open(QIODevice::ReadOnly))
        throw SqlError(u"Migration %1 cannot be read."_s.arg(name));
    connection.execOnce(u"BEGIN IMMEDIATE"_s);
    try {
        // Another process (vakhtad user, while the server starts) may have been first.
        if (connection.integer("SELECT 1 FROM migrations WHERE number = ?"_L1, migrationNumber(name))) {
            connection.execOnce(u"ROLLBACK"_s);
            return;
        }
        connection.execScript(QString::fromUtf8(file.readAll()));
        connection.exec("INSERT INTO migrations (number, name, at) VALUES (?, ?, ?)"_L1,
                        migrationNumber(name), name, QDateTime::currentDateTimeUtc());
        const int before = connection.execOnce(u"PRAGMA user_version"_s).value(0).toInt();
        connection.execOnce(u"PRAGMA user_version = %1"_s.arg(std::max(before, migrationNumber(name))));
        connection.execOnce(u"COMMIT"_s);
    } catch (const SqlError&) {
        try {
            connection.execOnce(u"ROLLBACK"_s);
        } catch (const SqlError&) {
            // SQLite has rolled back by itself (a full disk); the first error says more.
        }
        throw;
    }
    qCInfo(lcStorage).noquote() << "The database has been brought to schema" << name;
}

} // namespace

int newestSchema()
{
    const QStringList names = migrationNames();
    return names.isEmpty() ? 0 : migrationNumber(names.last());
}

void refuseNewerSchema(Connection& connection)
{
    const int found = connection.execOnce(u"PRAGMA user_version"_s).value(0).toInt();
    if (found > newestSchema()) {
        throw SqlError(
            u"%1 was written by a newer version of Vakhta (its schema is %2, this version knows %3). "
            "Start the newer version, or restore a backup made by this one."_s.arg(connection.file())
                .arg(found)
                .arg(newestSchema()));
    }
}

void migrate(Connection& connection)
{
    refuseNewerSchema(connection);
    connection.execOnce(u"CREATE TABLE IF NOT EXISTS migrations "
                        "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, at INTEGER NOT NULL)"_s);
    QSet<qint64> applied;
    {
        auto rows = connection.query("SELECT number FROM migrations"_L1);
        while (rows.next())
            applied.insert(rows.integer(0));
    }
    for (const QString& name : migrationNames()) {
        if (!applied.contains(migrationNumber(name)))
            applyMigration(connection, name);
    }
}

} // namespace storage
