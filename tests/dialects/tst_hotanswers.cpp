// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/hotanswers.h"
#include "domain/telling.h"
#include "support/manualclock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using dialects::HotAnswers;
using dialects::HotPart;
using dialects::Viewer;

/// Runs what it is given when the test says so.
class HeldReads final : public domain::Executor
{
public:
    void write(WriteUnit, Done) override {}
    bool read(ReadUnit unit) override
    {
        if (full)
            return false;
        waiting.push_back(std::move(unit));
        return true;
    }
    void run()
    {
        domain::Workspace workspace;
        for (const auto& unit : std::exchange(waiting, {}))
            unit(workspace);
    }
    std::vector<ReadUnit> waiting;
    bool full = false;
};

class TestHotAnswers : public QObject
{
    Q_OBJECT

    const Viewer m_home{*protocol::CompanyId::from(qint64(1)), std::nullopt, false};
    const Viewer m_abroad{*protocol::CompanyId::from(qint64(2)), std::nullopt, false};
    std::unique_ptr<support::ManualClock> m_clock;
    std::unique_ptr<HeldReads> m_reads;
    std::unique_ptr<HotAnswers> m_hot;
    int m_made = 0;
    std::vector<QByteArray> m_answers;
    std::optional<QDateTime> m_validUntil;

    void ask(const Viewer& viewer, protocol::TopicIndex topic = domain::topic::machines)
    {
        m_hot->get(
            "answer", viewer, dialects::topicSet({topic}),
            [this](domain::Workspace&) -> protocol::Result<HotPart> {
                HotPart part;
                part.json = QByteArray::number(++m_made);
                part.validUntil = m_validUntil;
                return part;
            },
            [this](protocol::Result<HotAnswers::Part> part) {
                m_answers.push_back(part ? (*part)->json : QByteArray("failed"));
            });
    }
    QByteArray answerTo(const Viewer& viewer, protocol::TopicIndex topic = domain::topic::machines)
    {
        m_answers.clear();
        ask(viewer, topic);
        m_reads->run();
        return m_answers.size() == 1 ? m_answers[0] : QByteArray("none");
    }
    void commit(const Viewer& viewer, protocol::TopicIndex topic, qint64 seq)
    {
        auto event = std::make_shared<domain::StoredEvent>(domain::StoredEvent{
            seq, topic, protocol::Event::Op::Put, u"1"_s, domain::Audience{viewer.company, {}, {}, {}}, {}});
        m_hot->committed({event});
    }

private slots:
    void init()
    {
        m_clock = std::make_unique<support::ManualClock>();
        m_reads = std::make_unique<HeldReads>();
        m_hot = std::make_unique<HotAnswers>(*m_reads, *m_clock);
        m_made = 0;
        m_answers.clear();
        m_validUntil.reset();
    }

    void aHundredBrowsersCostOneRead()
    {
        for (int i = 0; i < 100; ++i)
            ask(m_home);
        QCOMPARE(m_reads->waiting.size(), 1u);
        m_reads->run();
        QCOMPARE(m_answers, std::vector<QByteArray>(100, "1"));
        for (int i = 0; i < 100; ++i) {
            m_clock->advance(std::chrono::milliseconds(30));
            ask(m_home);
        }
        QCOMPARE(m_made, 1);
        QCOMPARE(m_answers, std::vector<QByteArray>(200, "1"));
    }

    void aChangeOfItsTopicsMakesItAnew()
    {
        QCOMPARE(answerTo(m_home), "1");
        commit(m_home, domain::topic::access, 7); // shows machines only
        commit(m_abroad, domain::topic::machines, 8);
        QCOMPARE(answerTo(m_home), "1");
        commit(m_home, domain::topic::machines, 9);
        QCOMPARE(answerTo(m_home), "2");
        QCOMPARE(answerTo(m_home), "2");
    }

    void viewersAreApart()
    {
        QCOMPARE(answerTo(m_home), "1");
        QCOMPARE(answerTo(m_abroad), "2");
        Viewer branch = m_home;
        branch.branch = protocol::BranchId::from(qint64(3));
        QCOMPARE(answerTo(branch), "3");
        Viewer personnel = m_home;
        personnel.seesCards = true;
        QCOMPARE(answerTo(personnel), "4");
        QCOMPARE(answerTo(m_home), "1");
    }

    void whoAsksAfterAChangeDoesNotGetAnOlderRead()
    {
        ask(m_home); // its read is under way …
        commit(m_home, domain::topic::machines, 5);
        ask(m_home); // … and may have begun before the change
        QCOMPARE(m_reads->waiting.size(), 2u);
        m_reads->run();
        QCOMPARE(m_answers, (std::vector<QByteArray>{"1", "2"}));
        QCOMPARE(answerTo(m_home), "2");
    }

    void whoWasAnsweredFindsWhatTheyWrote()
    {
        QCOMPARE(answerTo(m_home), "1");
        m_hot->invalidate(); // the write is answered before the listeners hear of it
        QCOMPARE(answerTo(m_home), "2");
    }

    void endsWhenItSays()
    {
        m_validUntil = m_clock->now().addSecs(10);
        QCOMPARE(answerTo(m_home), "1");
        m_clock->advance(std::chrono::seconds(9));
        QCOMPARE(answerTo(m_home), "1");
        m_clock->advance(std::chrono::seconds(1));
        QCOMPARE(answerTo(m_home), "2");
    }

    void aReadThatNeverRanIsAnsweredAndForgotten()
    {
        ask(m_home);
        ask(m_home);
        m_reads->waiting.clear(); // threw, or the executor stopped
        QCOMPARE(m_answers, (std::vector<QByteArray>{"failed", "failed"}));
        QCOMPARE(answerTo(m_home), "1");
    }

    void overloadIsAnsweredAndForgotten()
    {
        m_reads->full = true;
        ask(m_home);
        QCOMPARE(m_answers, (std::vector<QByteArray>{"failed"}));
        m_reads->full = false;
        QCOMPARE(answerTo(m_home), "1");
    }
};

QTEST_APPLESS_MAIN(TestHotAnswers)
#include "tst_hotanswers.moc"
