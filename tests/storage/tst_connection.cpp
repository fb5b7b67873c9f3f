// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/connection.h"
#include "storage/migrations.h"

#include "protocol/ids.h"

#include <QFile>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using storage::Connection;
using storage::SqlError;

class ConnectionTest final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(u"test.db"_s);
    }

    void everyKindOfValueComesBackAsItWent()
    {
        Connection db(m_file, Connection::Access::Writer);
        db.execOnce(u"CREATE TABLE t (id INTEGER PRIMARY KEY, n, r, s, b, at, day, none)"_s);
        const QDateTime at = QDateTime::fromMSecsSinceEpoch(1'769'464'800'123, Qt::UTC);
        const auto company = *protocol::CompanyId::from(7);
        const qint64 id = db.insert(
            "INSERT INTO t (n, r, s, b, at, day, none) VALUES (?, ?, ?, ?, ?, ?, ?)"_L1, company, 0.1,
            u"Вахта 'x'"_s, QByteArray("a\0b", 3), at, QDate(2026, 1, 26), std::optional<QDateTime>());
        QCOMPARE(id, 1);
        auto rows = db.query("SELECT n, r, s, b, at, day, none FROM t WHERE id = ?"_L1, id);
        QVERIFY(rows.next());
        QCOMPARE(rows.id<protocol::CompanyId>(0), company);
        QCOMPARE(rows.number(1), 0.1);
        QCOMPARE(rows.text(2), u"Вахта 'x'"_s);
        QCOMPARE(rows.bytes(3), QByteArray("a\0b", 3));
        QCOMPARE(rows.time(4), at);
        QCOMPARE(rows.date(5), QDate(2026, 1, 26));
        QVERIFY(rows.isNull(6));
        QVERIFY(!rows.optionalTime(6));
        QVERIFY(!rows.optionalId<protocol::CompanyId>(6));
        QVERIFY(!rows.next());
    }

    void nullTextIsEmptyAndNotNull()
    {
        Connection db(m_file, Connection::Access::Writer);
        db.execOnce(u"CREATE TABLE t (s TEXT NOT NULL, b BLOB NOT NULL)"_s);
        db.exec("INSERT INTO t VALUES (?, ?)"_L1, QString(), QByteArray());
        auto rows = db.query("SELECT s, b, s IS NULL FROM t"_L1);
        QVERIFY(rows.next());
        QCOMPARE(rows.text(0), QString());
        QVERIFY(!rows.isNull(0));
        QVERIFY(!rows.boolean(2));
    }

    void sameSqlMayBeAskedWithinItself()
    {
        Connection db(m_file, Connection::Access::Writer);
        db.execScript(u"CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2), (3);"_s);
        QList<qint64> pairs;
        auto outer = db.query("SELECT id FROM t ORDER BY id"_L1);
        while (outer.next()) {
            auto inner = db.query("SELECT id FROM t ORDER BY id"_L1);
            while (inner.next())
                pairs.append(outer.integer(0) * 10 + inner.integer(0));
        }
        QCOMPARE(pairs, (QList<qint64>{11, 12, 13, 21, 22, 23, 31, 32, 33}));
    }

    void moreStatementsThanAreKept()
    {
        Connection db(m_file, Connection::Access::Writer);
        auto held = db.query("SELECT 1 UNION SELECT 2"_L1);
        QVERIFY(held.next());
        for (int i = 0; i < 1'000; ++i) {
            const QByteArray sql = QByteArray("SELECT ") + QByteArray::number(i);
            QCOMPARE(db.integer(QLatin1StringView(sql)), std::optional<qint64>(i));
        }
        QVERIFY(held.next());
        QCOMPARE(held.integer(0), 2);
    }

    void halfReadRowsDoNotHoldTheirTransaction()
    {
        Connection writer(m_file, Connection::Access::Writer);
        writer.execScript(u"CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2);"_s);
        Connection reader(m_file, Connection::Access::Reader);
        {
            auto rows = reader.query("SELECT id FROM t"_L1);
            QVERIFY(rows.next());
        }
        writer.exec("INSERT INTO t VALUES (3)"_L1);
        QCOMPARE(reader.integer("SELECT count(*) FROM t"_L1), std::optional<qint64>(3));
    }

    void errorsAreThrownAndTheStatementIsUsableAfterwards()
    {
        Connection db(m_file, Connection::Access::Writer);
        db.execOnce(u"CREATE TABLE t (id INTEGER PRIMARY KEY)"_s);
        const auto sql = "INSERT INTO t VALUES (?)"_L1;
        db.exec(sql, 1);
        try {
            db.exec(sql, 1);
            QFAIL("The second row with the same key went in");
        } catch (const SqlError& error) {
            QCOMPARE(error.code(), 19); // CONSTRAINT
            QCOMPARE(error.toError().code, protocol::ErrorCode::Internal);
            QVERIFY(!error.toError().text().contains("INSERT"_L1));
        }
        QCOMPARE(db.exec(sql, 2), 1);
        QVERIFY_THROWS_EXCEPTION(SqlError, db.exec("INSERT INTO nowhere VALUES (1)"_L1));
    }

    void durableSettings()
    {
        Connection db(m_file, Connection::Access::Writer);
        QCOMPARE(db.execOnce(u"PRAGMA journal_mode"_s).value(0), u"wal"_s);
        QCOMPARE(db.execOnce(u"PRAGMA synchronous"_s).value(0), u"2"_s);
        QCOMPARE(db.execOnce(u"PRAGMA foreign_keys"_s).value(0), u"1"_s);
        QCOMPARE(db.execOnce(u"PRAGMA busy_timeout"_s).value(0), u"5000"_s);
    }

    void readerCannotWrite()
    {
        Connection writer(m_file, Connection::Access::Writer);
        writer.execOnce(u"CREATE TABLE t (id INTEGER PRIMARY KEY)"_s);
        Connection reader(m_file, Connection::Access::Reader);
        QVERIFY_THROWS_EXCEPTION(SqlError, reader.exec("INSERT INTO t VALUES (1)"_L1));
        QCOMPARE(writer.integer("SELECT count(*) FROM t"_L1), std::optional<qint64>(0));
    }

    void foreignFilesAreRefused()
    {
        {
            QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"other"_s);
            other.setDatabaseName(m_file);
            QVERIFY(other.open());
            QSqlQuery(other).exec(u"CREATE TABLE theirs (id)"_s);
        }
        QSqlDatabase::removeDatabase(u"other"_s);
        QVERIFY_THROWS_EXCEPTION(SqlError, Connection(m_file, Connection::Access::Writer));

        const QString text = m_folder->filePath(u"text.db"_s);
        QFile file(text);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray("not a database, but long enough to be looked at\n").repeated(50));
        file.close();
        try {
            Connection db(text, Connection::Access::Writer);
            QFAIL("A text file was taken for a database");
        } catch (const SqlError& error) {
            QVERIFY(error.isCorrupt());
        }
    }

    void scriptsAreCutAtTheirSemicolonsOnly()
    {
        Connection db(m_file, Connection::Access::Writer);
        db.execScript(u"-- a comment; with a semicolon, and a quote: '\n"
                      "CREATE TABLE t (s TEXT DEFAULT 'a;b''c'); -- after\n"
                      "INSERT INTO t DEFAULT VALUES;\n-- end\n"_s);
        auto rows = db.query("SELECT s FROM t"_L1);
        QVERIFY(rows.next());
        QCOMPARE(rows.text(0), u"a;b'c"_s);
        QVERIFY_THROWS_EXCEPTION(SqlError, db.execScript(u"SELECT 1"_s));
    }

    void migratingTwiceChangesNothing()
    {
        Connection db(m_file, Connection::Access::Writer);
        storage::migrate(db);
        const auto schema = u"SELECT group_concat(sql) FROM sqlite_schema"_s;
        const QStringList before = db.execOnce(schema);
        QCOMPARE(db.execOnce(u"PRAGMA user_version"_s).value(0).toInt(), storage::newestSchema());
        QVERIFY(storage::newestSchema() >= 1);
        storage::migrate(db);
        QCOMPARE(db.execOnce(schema), before);
    }

    void newerDatabaseIsRefusedWithASentence()
    {
        Connection db(m_file, Connection::Access::Writer);
        storage::migrate(db);
        db.execOnce(u"PRAGMA user_version = 9999"_s);
        try {
            storage::migrate(db);
            QFAIL("A newer database was taken");
        } catch (const SqlError& error) {
            QVERIFY(error.text().contains("newer version"_L1));
        }
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

QTEST_GUILESS_MAIN(ConnectionTest)
#include "tst_connection.moc"
