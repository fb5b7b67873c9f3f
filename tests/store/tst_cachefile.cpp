// SPDX-License-Identifier: GPL-3.0-or-later
#include "storetest.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <csignal>

#include <functional>

using namespace client;
using namespace support;

using Damage = std::function<void(const QString& file)>;
Q_DECLARE_METATYPE(Damage)

class CacheFileTest final : public QObject
{
    Q_OBJECT
    ManualClock m_clock{at(8)};

    static Journal plant()
    {
        Journal journal;
        for (qint64 id = 1; id <= 300; ++id)
            journal.put(u"access"_s, access(id), at(7));
        journal.put(u"machines"_s, machine(1), at(7));
        return journal;
    }
    static void overwrite(const QString& path, qint64 from, const QByteArray& bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(from));
        file.write(bytes);
    }

private slots:
    void aDamagedCacheIsSetAsideAndFilledAgain_data()
    {
        QTest::addColumn<Damage>("damage");
        QTest::newRow("not a database")
            << Damage([](const QString& file) { overwrite(file, 0, QByteArray(4'096, 'x')); });
        QTest::newRow("empty file") << Damage([](const QString& file) { QVERIFY(QFile::resize(file, 0)); });
        QTest::newRow("cut in half") << Damage([](const QString& file) {
            QVERIFY(QFile::resize(file, QFileInfo(file).size() / 2 / 4'096 * 4'096));
        });
        QTest::newRow("a page of rubbish") << Damage([](const QString& file) {
            for (qint64 page = 4; page * 4'096 < QFileInfo(file).size(); ++page)
                overwrite(file, page * 4'096, QByteArray(4'096, '\x5a'));
        });
        QTest::newRow("of another build")
            << Damage([](const QString& file) { overwrite(file, 60, QByteArray("\0\0\0\x63", 4)); });
        QTest::newRow("a folder in its place") << Damage([](const QString& file) {
            QVERIFY(QFile::remove(file));
            QVERIFY(QDir().mkpath(file));
        });
    }
    void aDamagedCacheIsSetAsideAndFilledAgain()
    {
        QFETCH(Damage, damage);
        QTemporaryDir folder;
        const QString file = folder.filePath(u"cache.sqlite"_s);
        const Journal journal = plant();
        {
            StoreFixture fixture(file, m_clock);
            fixture.receive(journal.resume(std::nullopt, StoreFixture::topics, 100));
            QVERIFY(fixture.store->cursor());
        }
        damage(file);
        StoreFixture fixture(file, m_clock);
        fixture.rowsOnDisk(); // whatever it finds, it lives
        QCOMPARE(fixture.store->cursor(), std::nullopt);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics, 100));
        QCOMPARE(fixture.store->cursor(), (protocol::Cursor{u"e1"_s, journal.seq}));
        QCOMPARE(fixture.rowsOnDisk(), StoreFixture::normal(journal.rows));
    }

    void aRowThatCannotBeReadIsFetchedAgain()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"cache.sqlite"_s);
        const Journal journal = plant();
        {
            StoreFixture fixture(file, m_clock);
            fixture.receive(journal.resume(std::nullopt, StoreFixture::topics, 100));
        }
        {
            CacheFile cache(file);
            cache.open();
            QVERIFY(cache.run(u"UPDATE rows SET json = x'7b7d' WHERE topic = 'machines'"_s));
        }
        StoreFixture fixture(file, m_clock);
        QVERIFY(fixture.store->cursor());
        QCOMPARE(fixture.rowsOnDisk()[u"access"_s].size(), 300);
        QCOMPARE(fixture.store->cursor(), std::nullopt);
        QCOMPARE(fixture.lost.size(), 1);
    }

    void aFailureInTheMiddleOfWorkAsksForEverythingAnew()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"cache.sqlite"_s);
        Journal journal = plant();
        StoreFixture fixture(file, m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics, 100));
        {
            // As a full disk would: the table refuses from now on.
            QSqlDatabase other = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"vandal"_s);
            other.setDatabaseName(file);
            QVERIFY(other.open());
            QSqlQuery query(other);
            QVERIFY(query.exec(
                u"CREATE TRIGGER full BEFORE INSERT ON rows BEGIN SELECT RAISE(ABORT, 'full'); END"_s));
        }
        QSqlDatabase::removeDatabase(u"vandal"_s);
        fixture.receive({journal.put(u"machines"_s, machine(2), at(8))});
        fixture.store->flush();
        QCOMPARE(fixture.lost.size(), 1);
        QVERIFY(fixture.store->isVolatile());
        QCOMPARE(fixture.store->cursor(), std::nullopt);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics, 100));
        QCOMPARE(fixture.rowsOnDisk(), StoreFixture::normal(journal.rows));
    }

    /// The file may not grow: what SQLite gets from the system is what it gets from a full disk.
    void aFullDiskLosesNoWriteAndNoRow()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"cache.sqlite"_s);
        Journal journal = plant();
        StoreFixture fixture(file, m_clock);
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics, 100));
        QVERIFY(fixture.store->enqueue(u"before"_s, {"POST", u"/api/v1/x"_s, {}, {}}));
        rlimit old{};
        QCOMPARE(getrlimit(RLIMIT_FSIZE, &old), 0);
        const auto oldHandler = std::signal(SIGXFSZ, SIG_IGN);
        const auto grown = std::max(QFileInfo(file).size(), QFileInfo(file + u"-wal"_s).size());
        const rlimit none{static_cast<rlim_t>(grown), old.rlim_max};
        QCOMPARE(setrlimit(RLIMIT_FSIZE, &none), 0);
        const QString text(3'000'000, u'x');
        const bool kept = fixture.store->enqueue(u"key"_s, {"POST", u"/api/v1/y"_s, {{u"note"_s, text}}, {}});
        fixture.receive(journal.resume(std::nullopt, StoreFixture::topics, 100));
        fixture.receive({journal.put(u"machines"_s, machine(2), at(8))});
        fixture.store->flush();
        setrlimit(RLIMIT_FSIZE, &old);
        std::signal(SIGXFSZ, oldHandler);

        QVERIFY(kept);
        QVERIFY(fixture.store->isVolatile());
        QStringList keys;
        for (const OutboxEntry& entry : fixture.store->outbox().entries())
            keys.append(entry.key);
        QCOMPARE(keys, (QStringList{u"before"_s, u"key"_s}));
        QCOMPARE(fixture.rowsOnDisk(), StoreFixture::normal(journal.rows));
        // With room again, the next start has what was written before.
        fixture.reopen();
        QVERIFY(!fixture.store->isVolatile());
        QCOMPARE(fixture.store->outbox().entries().at(0).key, u"before"_s);
    }

    void aSecondDesktopKeepsItsRowsInMemory()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"cache.sqlite"_s);
        const Journal journal = plant();
        StoreFixture first(file, m_clock);
        StoreFixture second(file, m_clock);
        QVERIFY(!first.store->isVolatile());
        QVERIFY(second.store->isVolatile());
        second.receive(journal.resume(std::nullopt, StoreFixture::topics, 100));
        QCOMPARE(second.rowsOnDisk(), StoreFixture::normal(journal.rows));
        QCOMPARE(first.rowsOnDisk(), Journal::Rows());
    }

    void unsentWritesSurviveADamagedCache()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"cache.sqlite"_s);
        {
            StoreFixture fixture(file, m_clock);
            QVERIFY(fixture.store->outbox().enqueue(u"key-1"_s, {"POST", u"/api/v1/x"_s, {{u"a"_s, 1}}, {}}));
        }
        overwrite(file, 60, QByteArray("\0\0\0\x63", 4)); // of another build
        StoreFixture fixture(file, m_clock);
        QCOMPARE(fixture.store->outbox().entries().size(), size_t(1));
        QCOMPARE(fixture.store->outbox().next()->key, u"key-1"_s);
        QVERIFY(QFile::exists(file + u".damaged"_s));
    }
};

QTEST_GUILESS_MAIN(CacheFileTest)
#include "tst_cachefile.moc"
