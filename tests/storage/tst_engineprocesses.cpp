// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginefixture.h"
#include "enginewords.h"

#include <QFile>
#include <QTest>

#include <atomic>
#include <thread>

using namespace Qt::StringLiterals;
using protocol::Result;
using enginewords::Heard;
using enginewords::record;

/// The file: several processes at it, an old one, a broken one, a new one.
class EngineProcessesTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_fixture = std::make_unique<EngineFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void otherProcessesEventsAreHeard()
    {
        Heard heard;
        m_fixture->listeners = {heard.listener()};
        QVERIFY(m_fixture->start());
        QVERIFY(m_fixture->write(record(1, 1)));

        storage::Engine other(m_fixture->options, m_fixture->clock);
        QVERIFY(other.start({}));
        for (int i = 2; i < 12; ++i)
            other.write(record(1, i), {});
        other.stop();
        QTRY_COMPARE(m_fixture->engine->health().lastSeq, 11);
        QVERIFY(m_fixture->write(record(1, 11))); // as the other left it: no event
        QVERIFY(m_fixture->write(record(1, 12)));
        m_fixture->engine->stop();
        std::vector<qint64> all;
        for (const auto& batch : heard.seqs())
            all.insert(all.end(), batch.begin(), batch.end());
        QCOMPARE(all, (std::vector<qint64>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}));
    }

    void twoProcessesNeverGiveOneNumberTwice()
    {
        Heard heard;
        m_fixture->listeners = {heard.listener()};
        QVERIFY(m_fixture->start());
        storage::Engine other(m_fixture->options, m_fixture->clock);
        QVERIFY(other.start({}));
        std::atomic<int> failures = 0;
        for (int i = 0; i < 300; ++i) {
            other.write(record(1, i), [&](Result<void> r) { failures += r ? 0 : 1; });
            m_fixture->engine->write(record(2, i), [&](Result<void> r) { failures += r ? 0 : 1; });
        }
        other.stop();
        QTRY_COMPARE(m_fixture->engine->health().lastSeq, 600);
        m_fixture->engine->stop();
        QCOMPARE(failures.load(), 0);
        qint64 expected = 0;
        for (const auto& batch : heard.seqs()) {
            for (const qint64 seq : batch)
                QCOMPARE(seq, ++expected);
        }
        QCOMPARE(expected, 600);
    }

    void newerAndBrokenFilesAreRefused()
    {
        QVERIFY(m_fixture->start());
        m_fixture->engine->stop();
        m_fixture->engine.reset();
        {
            storage::Connection db(m_fixture->options.file, storage::Connection::Access::Writer);
            db.execOnce(u"PRAGMA user_version = 9999"_s);
        }
        auto newer = m_fixture->start();
        QVERIFY(!newer);
        QVERIFY(newer.error().text().contains("newer version"_L1));

        m_fixture->options.file = m_fixture->folder.filePath(u"broken.db"_s);
        QFile broken(m_fixture->options.file);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write(QByteArray("SQLite format 3\0 and then nothing sensible ", 42).repeated(200));
        broken.close();
        QVERIFY(!m_fixture->start());

        m_fixture->options.file = m_fixture->folder.filePath(u"nowhere/vakhta.db"_s);
        auto nowhere = m_fixture->start();
        QVERIFY(!nowhere);
        QVERIFY(nowhere.error().text().contains(m_fixture->options.file));
    }

    /// As "vakhtad token" does while the server makes its demo plant in one transaction of many seconds.
    void startsWhileAnotherProcessWrites()
    {
        QVERIFY(m_fixture->start());
        m_fixture->engine.reset();
        storage::Connection other(m_fixture->options.file, storage::Connection::Access::Writer);
        other.execOnce(u"BEGIN IMMEDIATE"_s);
        const auto started = m_fixture->start();
        other.execOnce(u"ROLLBACK"_s);
        QVERIFY2(started, started ? "" : qPrintable(started.error().text()));
    }

    /// Two commands on a new folder: one makes the file, the other waits for it.
    void aNewFileIsMadeByOne()
    {
        for (int round = 0; round < 20; ++round) {
            EngineFixture together[3];
            std::vector<std::thread> threads;
            QString refusals[3];
            for (int i = 0; i < 3; ++i) {
                together[i].options.file = m_fixture->folder.filePath(u"new-%1.db"_s.arg(round));
                threads.emplace_back([&, i] {
                    if (const auto started = together[i].start(); !started)
                        refusals[i] = started.error().text();
                });
            }
            for (std::thread& thread : threads)
                thread.join();
            for (const QString& refusal : refusals)
                QVERIFY2(refusal.isEmpty(), qPrintable(refusal));
            QCOMPARE(together[0].engine->epoch(), together[2].engine->epoch());
        }
    }

    void epochStaysWithTheDatabase()
    {
        QVERIFY(m_fixture->start());
        const QString epoch = m_fixture->engine->epoch();
        QCOMPARE(epoch.size(), 32);
        m_fixture->engine.reset();
        QVERIFY(m_fixture->start());
        QCOMPARE(m_fixture->engine->epoch(), epoch);
        EngineFixture another;
        QVERIFY(another.start());
        QVERIFY(another.engine->epoch() != epoch);
    }

private:
    std::unique_ptr<EngineFixture> m_fixture;
};

QTEST_GUILESS_MAIN(EngineProcessesTest)
#include "tst_engineprocesses.moc"
