// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginefixture.h"
#include "enginewords.h"

#include <QTest>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Result;
using enginewords::addCompany;
using enginewords::machineChange;
using enginewords::record;

/// Units of work on the writer and the readers: their order, their answers, their queues.
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
