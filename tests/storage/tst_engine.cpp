// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginefixture.h"

#include <QFile>
#include <QFileInfo>
#include <QTest>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#if defined(Q_OS_UNIX)
#include <csignal>
#include <sys/resource.h>
#endif

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Result;

namespace {

domain::Executor::WriteUnit addCompany(const QString& name)
{
    return [name](domain::Workspace& workspace) -> Result<void> {
        workspace.get<domain::CompanyRepository>().insert(name, QTimeZone::utc());
        return {};
    };
}

domain::Change machineChange(int id, int pulses)
{
    return {.topic = *protocol::topicIndex(u"machines"),
            .id = QString::number(id),
            .row = QJsonObject{{u"id"_s, id}, {u"pulse_count"_s, pulses}},
            .audience = {.company = *protocol::CompanyId::from(1), .branch = {}, .roles = {}, .user = {}},
            .cause = u"pulse"_s};
}

domain::Executor::WriteUnit record(int id, int pulses)
{
    return [=](domain::Workspace& workspace) -> Result<void> {
        workspace.get<domain::Journal>().record(machineChange(id, pulses));
        return {};
    };
}

/// What a listener heard.
class Heard final
{
public:
    domain::CommitListener listener()
    {
        return [this](std::shared_ptr<const domain::CommittedBatch> batch) {
            const std::lock_guard lock(m_mutex);
            m_batches.push_back(std::move(batch));
        };
    }
    std::vector<std::vector<qint64>> seqs() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<std::vector<qint64>> seqs;
        for (const auto& batch : m_batches) {
            seqs.emplace_back();
            for (const auto& event : *batch)
                seqs.back().push_back(event->seq);
        }
        return seqs;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<std::shared_ptr<const domain::CommittedBatch>> m_batches;
};

#if defined(Q_OS_UNIX)
/// No file of this process can grow beyond a size, as on a full disk.
class FileSizeLimit final
{
public:
    explicit FileSizeLimit(qint64 bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN); // the write shall fail instead
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = static_cast<rlim_t>(bytes);
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};
#endif

} // namespace

class EngineTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_fixture = std::make_unique<EngineFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void answersComeAfterTheCommit()
    {
        QVERIFY(m_fixture->start());
        std::promise<qint64> seen;
        m_fixture->engine->write(addCompany(u"one"_s), [&](Result<void> result) {
            storage::Connection other(m_fixture->options.file, storage::Connection::Access::Reader);
            seen.set_value(result ? other.integer("SELECT count(*) FROM companies"_L1).value_or(-1) : -2);
        });
        QCOMPARE(seen.get_future().get(), 1);
    }

    void answersComeInOrder()
    {
        QVERIFY(m_fixture->start());
        std::vector<int> order; // on the writer's thread only, read after stop()
        for (int i = 0; i < 500; ++i) {
            m_fixture->engine->write(
                i % 3 ? addCompany(QString::number(i)) : [](domain::Workspace&) -> Result<void> {
                    return protocol::failure(ErrorCode::Conflict);
                },
                [&order, i](Result<void>) { order.push_back(i); });
        }
        m_fixture->engine->stop();
        QCOMPARE(order.size(), 500u);
        QVERIFY(std::is_sorted(order.begin(), order.end()));
    }

    void waitingUnitsShareACommit()
    {
        m_fixture->options.groupTime = std::chrono::seconds(60);
        m_fixture->options.groupUnits = 100;
        QVERIFY(m_fixture->start());
        Gate gate;
        m_fixture->engine->write(gate.unit(), {});
        QVERIFY(gate.waitUntilEntered());
        std::atomic<int> answered = 0;
        for (int i = 0; i < 249; ++i)
            m_fixture->engine->write(addCompany(QString::number(i)),
                                     [&](Result<void> r) { answered += r ? 1 : 0; });
        QCOMPARE(m_fixture->engine->health().writesWaiting, 249);
        gate.open();
        m_fixture->engine->stop();
        QCOMPARE(answered.load(), 249);
        QCOMPARE(m_fixture->engine->health().commits, 3); // 100, 100, 50 with the gate's own unit
        QCOMPARE(m_fixture->engine->health().unitsCommitted, 250);
    }

    void groupsEndByTime()
    {
        m_fixture->options.groupTime = std::chrono::milliseconds(0);
        QVERIFY(m_fixture->start());
        Gate gate;
        m_fixture->engine->write(gate.unit(), {});
        QVERIFY(gate.waitUntilEntered());
        for (int i = 0; i < 9; ++i)
            m_fixture->engine->write(addCompany(QString::number(i)), {});
        gate.open();
        m_fixture->engine->stop();
        QCOMPARE(m_fixture->engine->health().commits, 10);
    }

    void failingUnitIsUndoneAlone_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("code");
        QTest::newRow("error") << 0 << int(ErrorCode::MachineOccupied);
        QTest::newRow("sql") << 1 << int(ErrorCode::Internal);
        QTest::newRow("exception") << 2 << int(ErrorCode::Internal);
        QTest::newRow("not an exception") << 3 << int(ErrorCode::Internal);
    }
    void failingUnitIsUndoneAlone()
    {
        QFETCH(const int, kind);
        QFETCH(const int, code);
        QVERIFY(m_fixture->start());
        Gate gate;
        m_fixture->engine->write(gate.unit(), {});
        QVERIFY(gate.waitUntilEntered());
        QStringList outcomes;
        const auto note = [&outcomes](Result<void> result) {
            outcomes.append(result ? u"ok"_s : QString::number(int(result.error().code)));
        };
        m_fixture->engine->write(addCompany(u"before"_s), note);
        m_fixture->engine->write(
            [kind](domain::Workspace& workspace) -> Result<void> {
                workspace.get<domain::CompanyRepository>().insert(u"undone"_s, QTimeZone::utc());
                workspace.get<domain::Journal>().record(machineChange(1, 1));
                if (kind == 1)
                    workspace.get<domain::CompanyRepository>().insert(u"undone"_s, QTimeZone::utc());
                if (kind == 2)
                    throw std::runtime_error("an exception");
                if (kind == 3)
                    throw 7;
                return protocol::failure(ErrorCode::MachineOccupied);
            },
            note);
        m_fixture->engine->write(addCompany(u"after"_s), note);
        m_fixture->engine->write(record(2, 5), note);
        gate.open();
        QVERIFY(m_fixture->write(record(2, 6)));
        QCOMPARE(outcomes, (QStringList{u"ok"_s, QString::number(code), u"ok"_s, u"ok"_s}));
        QCOMPARE(m_fixture->count("SELECT count(*) FROM companies WHERE name IN ('before', 'after')"), 2);
        QCOMPARE(m_fixture->count("SELECT count(*) FROM companies"), 2);
        QCOMPARE(m_fixture->count("SELECT count(*) FROM journal"), 2);
        QCOMPARE(m_fixture->count("SELECT max(seq) FROM journal"), 2); // the undone number was given again
    }

    void fullQueueRefusesOnTheWritersThread()
    {
        m_fixture->options.writeQueue = 3;
        QVERIFY(m_fixture->start());
        Gate gate;
        std::thread::id writer;
        m_fixture->engine->write(
            [&writer, wait = gate.waiter()](domain::Workspace&) -> Result<void> {
                writer = std::this_thread::get_id();
                wait();
                return {};
            },
            {});
        QVERIFY(gate.waitUntilEntered());
        std::atomic<int> taken = 0;
        std::atomic<int> refused = 0;
        std::atomic<int> elsewhere = 0;
        for (int i = 0; i < 10; ++i) {
            m_fixture->engine->write(addCompany(QString::number(i)), [&](Result<void> result) {
                (result ? taken : refused)++;
                if (!result && result.error().code != ErrorCode::Unavailable)
                    ++elsewhere;
                if (std::this_thread::get_id() != writer)
                    ++elsewhere;
            });
        }
        QCOMPARE(refused.load(), 0); // not on this thread
        gate.open();
        QTRY_COMPARE(taken.load() + refused.load(), 10);
        QCOMPARE(taken.load(), 3);
        QCOMPARE(elsewhere.load(), 0);
    }

    void fullReadQueueRefuses()
    {
        m_fixture->options.readQueue = 2;
        m_fixture->options.readers = 1;
        QVERIFY(m_fixture->start());
        Gate gate;
        QVERIFY(m_fixture->engine->read([wait = gate.waiter()](domain::Workspace&) { wait(); }));
        QVERIFY(gate.waitUntilEntered());
        QVERIFY(m_fixture->engine->read([](domain::Workspace&) {}));
        QVERIFY(m_fixture->engine->read([](domain::Workspace&) {}));
        QVERIFY(!m_fixture->engine->read([](domain::Workspace&) {}));
        QCOMPARE(m_fixture->engine->health().readsWaiting, 2);
    }

    void stoppingFinishesWhatWaits()
    {
        QVERIFY(m_fixture->start());
        Gate gate;
        std::atomic<int> done = 0;
        std::atomic<int> reads = 0;
        m_fixture->engine->write(gate.unit(), {});
        QVERIFY(gate.waitUntilEntered());
        for (int i = 0; i < 300; ++i)
            m_fixture->engine->write(addCompany(QString::number(i)),
                                     [&](Result<void> r) { done += r ? 1 : 0; });
        for (int i = 0; i < 50; ++i)
            QVERIFY(m_fixture->engine->read([&](domain::Workspace&) { ++reads; }));
        gate.open();
        m_fixture->engine->stop();
        QCOMPARE(done.load(), 300);
        QCOMPARE(reads.load(), 50);

        ErrorCode code{};
        m_fixture->engine->write(addCompany(u"late"_s), [&](Result<void> r) { code = r.error().code; });
        QCOMPARE(code, ErrorCode::Unavailable);
        QVERIFY(!m_fixture->engine->read([](domain::Workspace&) {}));
    }

    void nothingIsTakenBeforeTheStart()
    {
        storage::Engine engine(m_fixture->options, m_fixture->clock);
        ErrorCode code{};
        engine.write(addCompany(u"early"_s), [&](Result<void> r) { code = r.error().code; });
        QCOMPARE(code, ErrorCode::Unavailable);
        QVERIFY(!engine.read([](domain::Workspace&) {}));
    }

    void readerSeesOneMoment()
    {
        QVERIFY(m_fixture->start());
        QVERIFY(m_fixture->write(addCompany(u"first"_s)));
        Gate gate;
        std::promise<std::pair<size_t, size_t>> counts;
        QVERIFY(m_fixture->engine->read([&counts, wait = gate.waiter()](domain::Workspace& workspace) {
            auto& companies = workspace.get<domain::CompanyRepository>();
            const size_t before = companies.all().size();
            wait();
            counts.set_value({before, companies.all().size()});
        }));
        QVERIFY(gate.waitUntilEntered());
        QVERIFY(m_fixture->write(addCompany(u"second"_s)));
        gate.open();
        QCOMPARE(counts.get_future().get(), (std::pair<size_t, size_t>(1, 1)));
        QCOMPARE(m_fixture->count("SELECT count(*) FROM companies"), 2);
    }

    void throwingReadLeavesTheReaderUsable()
    {
        m_fixture->options.readers = 1;
        QVERIFY(m_fixture->start());
        QVERIFY(m_fixture->engine->read([](domain::Workspace& workspace) {
            workspace.get<Raw>().db.exec("INSERT INTO companies VALUES (1)"_L1);
        }));
        QVERIFY(
            m_fixture->engine->read([](domain::Workspace&) { throw std::runtime_error("an exception"); }));
        QVERIFY(m_fixture->write(addCompany(u"one"_s)));
        QCOMPARE(m_fixture->count("SELECT count(*) FROM companies"), 1);
    }

    void listenersHearEachCommitOnce()
    {
        Heard heard;
        m_fixture->listeners = {heard.listener()};
        QVERIFY(m_fixture->start());
        Gate gate;
        m_fixture->engine->write(gate.unit(), {});
        QVERIFY(gate.waitUntilEntered());
        m_fixture->engine->write(record(1, 1), {});
        m_fixture->engine->write(record(1, 1), {}); // nothing new
        m_fixture->engine->write(record(1, 2), {});
        m_fixture->engine->write(record(2, 1), {});
        gate.open();
        m_fixture->engine->write(addCompany(u"no event"_s), {});
        QVERIFY(m_fixture->write(addCompany(u"none either"_s)));
        QVERIFY(m_fixture->write(record(1, 3)));
        m_fixture->engine->stop();
        const auto seqs = heard.seqs();
        QVERIFY(seqs.size() >= 2);
        std::vector<qint64> all;
        for (const auto& batch : seqs) {
            QVERIFY(!batch.empty());
            all.insert(all.end(), batch.begin(), batch.end());
        }
        QCOMPARE(all, (std::vector<qint64>{1, 2, 3, 4}));
    }

    void throwingListenerHurtsNobody()
    {
        Heard heard;
        m_fixture->listeners = {[](const auto&) { throw std::runtime_error("a listener's exception"); },
                                heard.listener()};
        QVERIFY(m_fixture->start());
        QVERIFY(m_fixture->write(record(1, 1)));
        QVERIFY(m_fixture->write(record(1, 2)));
        m_fixture->engine->stop();
        QCOMPARE(heard.seqs(), (std::vector<std::vector<qint64>>{{1}, {2}}));
    }

    void fullDiskFailsTheGroupAndNothingElse()
    {
        Heard heard;
        m_fixture->listeners = {heard.listener()};
        QVERIFY(m_fixture->start());
        QVERIFY(m_fixture->write(record(1, 1)));
        QVERIFY(m_fixture->write([](domain::Workspace& workspace) -> Result<void> {
            auto& db = workspace.get<Raw>().db;
            db.execOnce(u"PRAGMA max_page_count = "_s + db.execOnce(u"PRAGMA page_count"_s).value(0));
            return {};
        }));

        Gate gate;
        m_fixture->engine->write(gate.unit(), {});
        QVERIFY(gate.waitUntilEntered());
        std::vector<std::optional<ErrorCode>> outcomes;
        const auto note = [&outcomes](Result<void> result) {
            outcomes.push_back(result ? std::nullopt : std::optional(result.error().code));
        };
        m_fixture->engine->write(record(1, 2), note);
        m_fixture->engine->write(
            [](domain::Workspace& workspace) -> Result<void> {
                workspace.get<domain::CompanyRepository>().insert(QString(100'000, u'x'), QTimeZone::utc());
                return {};
            },
            note);
        gate.open();
        // Whatever the group held, it was refused whole; what comes after finds a consistent state.
        QTRY_COMPARE(m_fixture->engine->health().commitsFailed, 1);
        QVERIFY(m_fixture->write([](domain::Workspace& workspace) -> Result<void> {
            workspace.get<Raw>().db.execOnce(u"PRAGMA max_page_count = 100000"_s);
            return {};
        }));
        QCOMPARE(outcomes,
                 (std::vector<std::optional<ErrorCode>>{ErrorCode::Unavailable, ErrorCode::Unavailable}));
        QCOMPARE(m_fixture->count("SELECT count(*) FROM companies"), 0);
        QCOMPARE(m_fixture->count("SELECT max(seq) FROM journal"), 1);

        QVERIFY(m_fixture->write(record(1, 2)));
        QCOMPARE(m_fixture->count("SELECT max(seq) FROM journal"), 2);
        // A patch from 1 to 2, though the lost group had already seen 2.
        QCOMPARE(m_fixture->count("SELECT count(*) FROM journal WHERE seq = 2 AND op = 'patch'"), 1);
        m_fixture->engine->stop();
        QCOMPARE(heard.seqs(), (std::vector<std::vector<qint64>>{{1}, {2}}));
    }

#if defined(Q_OS_UNIX)
    /// In WAL mode nothing is written before the COMMIT, so a file that cannot grow fails just there.
    void failedCommitFailsTheGroupAndNothingElse()
    {
        Heard heard;
        m_fixture->listeners = {heard.listener()};
        QVERIFY(m_fixture->start());
        for (int i = 1; i <= 50; ++i)
            QVERIFY(m_fixture->write(record(1, i)));
        Gate gate;
        m_fixture->engine->write(gate.unit(), {});
        QVERIFY(gate.waitUntilEntered());
        std::vector<std::optional<ErrorCode>> outcomes;
        const auto note = [&outcomes](Result<void> result) {
            outcomes.push_back(result ? std::nullopt : std::optional(result.error().code));
        };
        m_fixture->engine->write(record(1, 51), note);
        m_fixture->engine->write(record(2, 1), note);
        {
            const FileSizeLimit limit(QFileInfo(m_fixture->options.file + u"-wal"_s).size());
            gate.open();
            QTRY_COMPARE(m_fixture->engine->health().commitsFailed, 1);
        }
        QVERIFY(m_fixture->write(record(1, 51)));
        QCOMPARE(outcomes,
                 (std::vector<std::optional<ErrorCode>>{ErrorCode::Unavailable, ErrorCode::Unavailable}));
        QCOMPARE(m_fixture->count("SELECT max(seq) FROM journal"), 51);
        QCOMPARE(m_fixture->count("SELECT count(*) FROM journal WHERE seq = 51 AND op = 'patch'"), 1);
        QCOMPARE(m_fixture->count("SELECT count(*) FROM view_rows"), 1);
        m_fixture->engine->stop();
        qint64 expected = 0;
        for (const auto& batch : heard.seqs()) {
            for (const qint64 seq : batch)
                QCOMPARE(seq, ++expected);
        }
        QCOMPARE(expected, 51);
    }
#endif

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

    void manyThreadsWriteAndRead()
    {
        QVERIFY(m_fixture->start());
        std::atomic<int> written = 0;
        std::atomic<int> wrong = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 1; i <= 200; ++i) {
                    m_fixture->engine->write(record(t, i), [&](Result<void> r) { written += r ? 1 : 0; });
                    m_fixture->engine->read([&](domain::Workspace& workspace) {
                        const auto& journal = workspace.get<domain::JournalReader>();
                        const qint64 head = journal.head().seq;
                        auto slice = journal.eventsAfter(0, scope(), 10'000);
                        if (!slice || slice->upTo != head || qint64(slice->events.size()) != head)
                            ++wrong;
                    });
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        m_fixture->engine->stop();
        QCOMPARE(written.load(), 800);
        QCOMPARE(wrong.load(), 0);
        QCOMPARE(m_fixture->engine->health().lastSeq, 800);
    }

private:
    static domain::Scope scope()
    {
        return {.company = *protocol::CompanyId::from(1),
                .branch = {},
                .roles = {protocol::Role::Admin},
                .user = *protocol::UserId::from(1),
                .topics = protocol::Topics::all()};
    }

    std::unique_ptr<EngineFixture> m_fixture;
};

QTEST_GUILESS_MAIN(EngineTest)
#include "tst_engine.moc"
