// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginefixture.h"
#include "enginewords.h"

#include <QFileInfo>
#include <QTest>

#include <optional>
#include <stdexcept>

#if defined(Q_OS_UNIX)
#include <csignal>
#include <sys/resource.h>
#endif

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Result;
using enginewords::addCompany;
using enginewords::Heard;
using enginewords::record;

namespace {

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

/// What becomes of a commit: who hears of it, and what when it fails.
class EngineCommitsTest final : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_fixture = std::make_unique<EngineFixture>(); }
    void cleanup() { m_fixture.reset(); }

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

private:
    std::unique_ptr<EngineFixture> m_fixture;
};

QTEST_GUILESS_MAIN(EngineCommitsTest)
#include "tst_enginecommits.moc"
