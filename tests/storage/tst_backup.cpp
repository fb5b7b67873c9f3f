// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginefixture.h"

#include "storage/backup.h"
#include "storage/datafolder.h"
#include "storage/epoch.h"
#include "storage/migrations.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using storage::Connection;
using storage::DataFolder;

namespace {

domain::Executor::WriteUnit recordBoth(int n)
{
    return [n](domain::Workspace& workspace) -> protocol::Result<void> {
        for (const int id : {1, 2}) {
            workspace.get<domain::Journal>().record({.topic = 0,
                                                     .id = QString::number(id),
                                                     .row = QJsonObject{{u"id"_s, id}, {u"n"_s, n}},
                                                     .audience = {.company = *protocol::CompanyId::from(1),
                                                                  .branch = {},
                                                                  .roles = {},
                                                                  .user = {}},
                                                     .cause = {}});
        }
        return {};
    };
}

QByteArray contentOf(const QString& file)
{
    QFile opened(file);
    return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray();
}

void overwrite(const QString& file, const QByteArray& content)
{
    QFile opened(file);
    if (!opened.open(QIODevice::WriteOnly) || opened.write(content) != content.size())
        qFatal("A test file cannot be written");
}

} // namespace

class BackupTest final : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_fixture = std::make_unique<EngineFixture>();
        m_path = m_fixture->folder.filePath(u"data"_s);
        m_backup = m_fixture->folder.filePath(u"it's a backup.db"_s);
        QVERIFY(DataFolder(m_path).make());
        m_fixture->options.file = DataFolder(m_path).databaseFile();
    }
    void cleanup() { m_fixture.reset(); }

    void folderIsItsOwnersOnly()
    {
        const auto others =
            QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
        QVERIFY(!(QFile::permissions(m_path) & others));
    }

    void backupWhileWritingIsOneMoment()
    {
        QVERIFY(m_fixture->start());
        QVERIFY(m_fixture->write(recordBoth(0)));
        std::atomic<bool> stop = false;
        std::atomic<int> failures = 0;
        std::thread load([&] {
            for (int n = 1; !stop; ++n)
                failures += m_fixture->write(recordBoth(n)) ? 0 : 1;
        });
        QStringList files;
        for (int i = 0; i < 5; ++i) {
            files.append(m_backup + QString::number(i));
            const auto made = storage::backup(DataFolder(m_path), files.last());
            QVERIFY2(made, made ? "" : qPrintable(made.error().text()));
            QTest::qWait(20);
        }
        stop = true;
        load.join();
        QCOMPARE(failures.load(), 0);
        qint64 before = 0;
        for (const QString& file : files) {
            const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
            QVERIFY(!(QFile::permissions(file) & others));
            Connection copy(file, Connection::Access::Reader);
            QCOMPARE(copy.execOnce(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
            const qint64 head = copy.integer("SELECT max(seq) FROM journal"_L1).value_or(0);
            QVERIFY(head > before);
            before = head;
            QCOMPARE(copy.integer("SELECT count(*) FROM journal"_L1), std::optional(head));
            QCOMPARE(copy.integer("SELECT max(seq) FROM view_rows"_L1), std::optional(head));
            // Both rows are of one unit.
            QCOMPARE(copy.integer("SELECT count(DISTINCT json ->> 'n') FROM view_rows"_L1),
                     std::optional<qint64>(1));
            QCOMPARE(copy.execOnce(u"PRAGMA user_version"_s).value(0).toInt(), storage::newestSchema());
        }
    }

    void nothingIsOverwritten()
    {
        QVERIFY(m_fixture->start());
        overwrite(m_backup, "precious");
        const auto made = storage::backup(DataFolder(m_path), m_backup);
        QVERIFY(!made);
        QCOMPARE(made.error().code, ErrorCode::AlreadyExists);
        QCOMPARE(contentOf(m_backup), QByteArray("precious"));

        const auto impossible =
            storage::backup(DataFolder(m_path), m_fixture->folder.filePath(u"no/such/folder.db"_s));
        QVERIFY(!impossible);
        const auto nowhere =
            storage::backup(DataFolder(m_fixture->folder.filePath(u"nowhere"_s)), m_backup + u'2');
        QCOMPARE(nowhere.error().code, ErrorCode::NotFound);
        QVERIFY(!QFile::exists(m_backup + u'2'));
    }

    void restoredDatabaseIsTheOldOneWithANewEpoch()
    {
        QVERIFY(m_fixture->start());
        const QString epoch = m_fixture->engine->epoch();
        QVERIFY(m_fixture->write(recordBoth(1)));
        QVERIFY(storage::backup(DataFolder(m_path), m_backup));
        const QByteArray content = contentOf(m_backup);
        QVERIFY(m_fixture->write(recordBoth(2)));
        m_fixture->engine.reset();

        storage::Restored restored;
        {
            DataFolder folder(m_path);
            const auto result = storage::restore(folder, m_backup);
            QVERIFY2(result, result ? "" : qPrintable(result.error().text()));
            restored = *result;
        }
        QCOMPARE(contentOf(m_backup), content);
        QVERIFY(m_fixture->start());
        QVERIFY(restored.epoch != epoch);
        QCOMPARE(m_fixture->engine->epoch(), restored.epoch);
        QCOMPARE(m_fixture->count("SELECT max(seq) FROM journal"), 2);
        QVERIFY(m_fixture->write(recordBoth(3)));
        QCOMPARE(m_fixture->count("SELECT max(seq) FROM journal"), 4);
        // What was there before is not lost either.
        Connection former(restored.setAside, Connection::Access::Reader);
        QCOMPARE(former.integer("SELECT max(seq) FROM journal"_L1), std::optional<qint64>(4));
        QCOMPARE(storage::epochOf(former), epoch);
    }

    void restoringIntoAnEmptyFolder()
    {
        QVERIFY(m_fixture->start());
        QVERIFY(m_fixture->write(recordBoth(1)));
        QVERIFY(storage::backup(DataFolder(m_path), m_backup));
        DataFolder other(m_fixture->folder.filePath(u"other"_s));
        const auto restored = storage::restore(other, m_backup);
        QVERIFY(restored);
        QVERIFY(restored->setAside.isEmpty());
        QCOMPARE(QDir(m_fixture->folder.filePath(u"other"_s)).entryList(QDir::Files),
                 (QStringList{u"vakhta.db"_s, u"vakhta.lock"_s}));
    }

    void restoringOverABrokenDatabase()
    {
        QVERIFY(m_fixture->start());
        QVERIFY(m_fixture->write(recordBoth(1)));
        QVERIFY(storage::backup(DataFolder(m_path), m_backup));
        m_fixture->engine.reset();
        overwrite(m_fixture->options.file, "broken");
        overwrite(m_fixture->options.file + u"-wal"_s, "a log that must not be replayed into the new file");
        DataFolder folder(m_path);
        const auto restored = storage::restore(folder, m_backup);
        QVERIFY2(restored, restored ? "" : qPrintable(restored.error().text()));
        QCOMPARE(contentOf(restored->setAside), QByteArray("broken"));
        QVERIFY(m_fixture->start());
        QCOMPARE(m_fixture->count("SELECT max(seq) FROM journal"), 2);
    }

    void badBackupsLeaveTheFolderAsItWas_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"missing", "empty", "text", "damaged", "newer", "no epoch"})
            QTest::newRow(kind) << QString::fromLatin1(kind);
    }
    void badBackupsLeaveTheFolderAsItWas()
    {
        QFETCH(const QString, kind);
        QVERIFY(m_fixture->start());
        const QString epoch = m_fixture->engine->epoch();
        for (int n = 1; n < 200; ++n)
            m_fixture->engine->write(recordBoth(n), {});
        QVERIFY(m_fixture->write(recordBoth(200)));
        QVERIFY(storage::backup(DataFolder(m_path), m_backup));
        m_fixture->engine.reset();
        if (kind == "missing"_L1) {
            QVERIFY(QFile::remove(m_backup));
        } else if (kind == "empty"_L1) {
            overwrite(m_backup, {});
        } else if (kind == "text"_L1) {
            overwrite(m_backup, QByteArray("Nothing to see here.\n").repeated(500));
        } else if (kind == "damaged"_L1) {
            QByteArray content = contentOf(m_backup);
            for (qsizetype at = 9'000; at < content.size(); at += 4'096)
                content.replace(at, 200, QByteArray(200, '\x5a'));
            overwrite(m_backup, content);
        } else {
            Connection db(m_backup, Connection::Access::Writer);
            if (kind == "newer"_L1)
                db.execOnce(u"PRAGMA user_version = 9999"_s);
            else
                db.execOnce(u"DELETE FROM meta"_s);
        }
        const QStringList before = QDir(m_path).entryList(QDir::Files);
        {
            DataFolder folder(m_path);
            const auto restored = storage::restore(folder, m_backup);
            QVERIFY(!restored);
            QVERIFY(restored.error().text().contains(m_backup));
        }
        QCOMPARE(QDir(m_path).entryList(QDir::Files), before);
        QVERIFY(m_fixture->start());
        QCOMPARE(m_fixture->engine->epoch(), epoch);
        QCOMPARE(m_fixture->count("SELECT max(seq) FROM journal"), 400);
    }

    void servedFolderIsNotRestoredInto()
    {
        DataFolder served(m_path);
        QVERIFY(served.lock());
        QVERIFY(served.lock()); // it is ours already
        QVERIFY(m_fixture->start());
        QVERIFY(storage::backup(DataFolder(m_path), m_backup));
        DataFolder second(m_path);
        const auto restored = storage::restore(second, m_backup);
        QVERIFY(!restored);
        QCOMPARE(restored.error().code, ErrorCode::Conflict);
        QVERIFY(restored.error().text().contains(QString::number(QCoreApplication::applicationPid())));
    }

    void lockEndsWithItsHolder()
    {
        {
            DataFolder held(m_path);
            QVERIFY(held.lock());
        }
        DataFolder next(m_path);
        QVERIFY(next.lock());
    }

    void killedHoldersLockDoesNotCount_data()
    {
        QTest::addColumn<qint64>("pid");
        QTest::newRow("another process") << qint64(4'194'303); // above any pid the kernel gives out
        QTest::newRow("our number, before a container's restart") << QCoreApplication::applicationPid();
    }
    void killedHoldersLockDoesNotCount()
    {
        QFETCH(const qint64, pid);
        QString theirs;
        {
            QLockFile sample(m_fixture->folder.filePath(u"sample.lock"_s));
            QVERIFY(sample.tryLock());
            theirs = QString::fromUtf8(contentOf(m_fixture->folder.filePath(u"sample.lock"_s)));
        }
        theirs.replace(0, theirs.indexOf(u'\n'), QString::number(pid));
        overwrite(m_path + u"/vakhta.lock"_s, theirs.toUtf8());
        DataFolder folder(m_path);
        const auto locked = folder.lock();
        QVERIFY2(locked, locked ? "" : qPrintable(locked.error().text()));
    }

private:
    std::unique_ptr<EngineFixture> m_fixture;
    QString m_path;
    QString m_backup;
};

QTEST_GUILESS_MAIN(BackupTest)
#include "tst_backup.moc"
