// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/retrymemory.h"
#include "support/manualclock.h"

#include <QTest>

#include <thread>

using namespace std::chrono_literals;
using dialects::RetryMemory;
using Rule = RetryMemory::Rule;

class TestRetryMemory : public QObject
{
    Q_OBJECT

    support::ManualClock m_clock;

    static net::Response response(const QByteArray& body, int status = 200)
    {
        net::Response made;
        made.status = status;
        made.body = body;
        return made;
    }

    /// Posts; the act counts itself and answers with its number.
    QByteArray post(RetryMemory& memory, const QByteArray& card, Rule rule, int& acts, int status = 200)
    {
        QByteArray answered = "nothing";
        memory.answer(
            "reader", card, rule, net::Responder([&](net::Response r) { answered = r.body; }),
            [&](net::Responder responder) { responder(response(QByteArray::number(++acts), status)); });
        return answered;
    }

private slots:
    void loomRepeatsWithinTwentySeconds()
    {
        RetryMemory memory(m_clock);
        int acts = 0;
        QCOMPARE(post(memory, "a", Rule::Loom, acts), "1");
        for (int i = 0; i < 6; ++i) {
            m_clock.advance(3s);
            QCOMPARE(post(memory, "a", Rule::Loom, acts), "1");
        }
        m_clock.advance(2s);
        QCOMPARE(post(memory, "a", Rule::Loom, acts), "2"); // 20 s: a new scan
        QCOMPARE(post(memory, "b", Rule::Loom, acts), "3"); // another card
    }

    void loomThatReadsAnotherCardRepeatsNoOlderOne()
    {
        RetryMemory memory(m_clock);
        int acts = 0;
        QCOMPARE(post(memory, "a", Rule::Loom, acts), "1");
        m_clock.advance(3s);
        QCOMPARE(post(memory, "b", Rule::Loom, acts), "2");
        m_clock.advance(2s);
        QCOMPARE(post(memory, "b", Rule::Loom, acts), "2");
        m_clock.advance(3s);
        QCOMPARE(post(memory, "a", Rule::Loom, acts), "3"); // back at the loom within 20 s
        QCOMPARE(post(memory, "a", Rule::Loom, acts), "3");
    }

    void readerRepeatsWhoeverCameBetween()
    {
        RetryMemory memory(m_clock);
        int acts = 0;
        QCOMPARE(post(memory, "a", Rule::Reader, acts), "1");
        QCOMPARE(post(memory, "b", Rule::Reader, acts), "2");
        QCOMPARE(post(memory, "a", Rule::Reader, acts), "1"); // a proxy's repetition
    }

    void loomRepeatsAfterTwoLostAnswers()
    {
        RetryMemory memory(m_clock);
        int acts = 0;
        QCOMPARE(post(memory, "a", Rule::Loom, acts), "1");
        m_clock.advance(12s); // timeout 10 s, pause 2 s
        QCOMPARE(post(memory, "a", Rule::Loom, acts), "1");
        m_clock.advance(14s); // timeout 10 s, pause 4 s
        QCOMPARE(post(memory, "a", Rule::Loom, acts), "1");
        m_clock.advance(1s); // the firmware has only three tries
        QCOMPARE(post(memory, "a", Rule::Loom, acts), "2");
    }

    void quickRepeatDoesNotStretchTheWindow()
    {
        RetryMemory memory(m_clock);
        int acts = 0;
        post(memory, "a", Rule::Loom, acts);
        m_clock.advance(2s);
        QCOMPARE(post(memory, "a", Rule::Loom, acts), "1");
        m_clock.advance(18s);
        QCOMPARE(post(memory, "a", Rule::Loom, acts), "2");
    }

    void readerActsAfterItsCooldown()
    {
        RetryMemory memory(m_clock);
        int acts = 0;
        QCOMPARE(post(memory, "a", Rule::Reader, acts), "1");
        m_clock.advance(2400ms);
        QCOMPARE(post(memory, "a", Rule::Reader, acts), "1");
        m_clock.advance(600ms); // 3 s: the reader's cooldown is over
        QCOMPARE(post(memory, "a", Rule::Reader, acts), "2");
    }

    void failuresAreTriedAgain()
    {
        RetryMemory memory(m_clock);
        int acts = 0;
        QCOMPARE(post(memory, "a", Rule::Reader, acts, 500), "1");
        QCOMPARE(post(memory, "a", Rule::Reader, acts, 404), "2");
        QCOMPARE(post(memory, "a", Rule::Reader, acts), "2");
        acts = 0;
        QCOMPARE(post(memory, "b", Rule::Loom, acts, 500), "1");
        QCOMPARE(post(memory, "b", Rule::Loom, acts, 400), "2"); // a refusal: nothing was changed
        QCOMPARE(post(memory, "b", Rule::Loom, acts), "3");
        QCOMPARE(post(memory, "b", Rule::Loom, acts), "3");
    }

    void repeatWaitsForTheFirst()
    {
        RetryMemory memory(m_clock);
        std::vector<net::Responder> held;
        std::vector<QByteArray> answers;
        const auto answer = [&](net::Response r) { answers.push_back(r.body); };
        for (int i = 0; i < 3; ++i) {
            memory.answer("loom", "a", Rule::Loom, net::Responder(answer),
                          [&](net::Responder r) { held.push_back(std::move(r)); });
            m_clock.advance(30s); // however long it takes
        }
        QCOMPARE(held.size(), 1u);
        QVERIFY(answers.empty());
        held[0](response("done"));
        QCOMPARE(answers, (std::vector<QByteArray>{"done", "done", "done"}));
    }

    void allAreAnsweredWhenTheFirstIsDropped()
    {
        RetryMemory memory(m_clock);
        std::vector<int> statuses;
        std::optional<net::Responder> held;
        for (int i = 0; i < 2; ++i) {
            memory.answer("loom", "a", Rule::Loom,
                          net::Responder([&](net::Response r) { statuses.push_back(r.status); }),
                          [&](net::Responder r) { held = std::move(r); });
        }
        held.reset();
        QCOMPARE(statuses, (std::vector<int>{500, 500}));
        QCOMPARE(memory.size(), 0u);
    }

    void staysWithinItsBound()
    {
        RetryMemory memory(m_clock, 100);
        int acts = 0;
        for (int i = 0; i < 1000; ++i)
            post(memory, QByteArray::number(i), Rule::Loom, acts);
        QVERIFY(memory.size() <= 100);
        QCOMPARE(post(memory, "999", Rule::Loom, acts), "1000"); // the newest are kept
        m_clock.advance(60s);
        post(memory, "new", Rule::Loom, acts);
        QCOMPARE(memory.size(), 1u);
    }

    void actsOnceFromManyThreads()
    {
        RetryMemory memory(m_clock);
        std::atomic<int> acts = 0;
        std::atomic<int> answers = 0;
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int i = 0; i < 200; ++i) {
                    memory.answer(QByteArray::number(i), "a", Rule::Loom,
                                  net::Responder([&](net::Response) { ++answers; }), [&](net::Responder r) {
                                      ++acts;
                                      r(net::Response{});
                                  });
                }
            });
        }
        threads.clear();
        QCOMPARE(acts.load(), 200);
        QCOMPARE(answers.load(), 800);
    }
};

QTEST_APPLESS_MAIN(TestRetryMemory)
#include "tst_retrymemory.moc"
