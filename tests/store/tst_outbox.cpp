// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/outbox.h"
#include "support/manualclock.h"
#include "support/wirerows.h"

#include <QTemporaryDir>
#include <QTest>

using namespace client;
using namespace support;

class OutboxTest final : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;
    ManualClock m_clock{at(8)};

    static OutboxRequest request(int number)
    {
        return {"PUT", u"/api/v1/calls/%1"_s.arg(number), {{u"note"_s, u"готово"_s}}, "\"v1\""};
    }

private slots:
    void aWriteOutlivesTheProgram()
    {
        const QString file = m_folder.filePath(u"a.sqlite"_s);
        {
            CacheFile cache(file);
            cache.open();
            Outbox outbox(cache, m_clock);
            QVERIFY(outbox.enqueue(u"k1"_s, request(1)));
            QVERIFY(outbox.enqueue(u"k2"_s, request(2)));
            outbox.attempted(u"k1"_s);
        }
        CacheFile cache(file);
        cache.open();
        Outbox outbox(cache, m_clock);
        const auto next = outbox.next();
        QVERIFY(next);
        QCOMPARE(next->key, u"k1"_s);
        QCOMPARE(next->request.method, "PUT");
        QCOMPARE(next->request.path, u"/api/v1/calls/1"_s);
        QCOMPARE(next->request.body[u"note"_s].toString(), u"готово"_s);
        QCOMPARE(next->request.ifMatch, "\"v1\"");
        QCOMPARE(next->attempts, 1);
        QCOMPARE(next->createdAt, at(8));
        QCOMPARE(next->state, OutboxState::Queued);
    }

    void theSameKeyIsTheSameWrite()
    {
        CacheFile cache{QString()};
        cache.open();
        Outbox outbox(cache, m_clock);
        QVERIFY(outbox.enqueue(u"k1"_s, request(1)));
        QVERIFY(outbox.enqueue(u"k1"_s, request(9)));
        QCOMPARE(outbox.entries().size(), size_t(1));
        QCOMPARE(outbox.next()->request.path, u"/api/v1/calls/1"_s);
    }

    void writesGoInTheirOrder()
    {
        CacheFile cache{QString()};
        cache.open();
        Outbox outbox(cache, m_clock);
        for (int i = 1; i <= 3; ++i)
            outbox.enqueue(u"k%1"_s.arg(i), request(i));
        outbox.attempted(u"k1"_s);
        QCOMPARE(outbox.next()->key, u"k1"_s); // unanswered: it keeps its place
        outbox.accepted(u"k1"_s);
        QCOMPARE(outbox.next()->key, u"k2"_s);
        outbox.conflicted(u"k2"_s, 409, u"conflict"_s);
        QCOMPARE(outbox.next()->key, u"k3"_s); // a conflict holds nobody up
        outbox.refused(u"k3"_s, 422, u"validation_failed"_s);
        QCOMPARE(outbox.next(), std::nullopt);

        const auto entries = outbox.entries();
        QCOMPARE(entries.size(), size_t(2));
        QCOMPARE(entries[0].state, OutboxState::Conflict);
        QCOMPARE(entries[0].status, 409);
        QCOMPARE(entries[0].errorCode, u"conflict"_s);
        QCOMPARE(entries[1].state, OutboxState::Failed);
        outbox.dismiss(u"k2"_s);
        outbox.dismiss(u"k3"_s);
        QCOMPARE(outbox.entries().size(), size_t(0));
    }

    /// The server forgets keys after a day; what it may have done by then is not done again unasked.
    void whatMayHaveBeenDoneLongAgoIsNotRepeated()
    {
        ManualClock clock(at(8));
        CacheFile cache{QString()};
        cache.open();
        Outbox outbox(cache, clock);
        outbox.enqueue(u"sent"_s, request(1));
        outbox.attempted(u"sent"_s);
        outbox.enqueue(u"never sent"_s, request(2));
        clock.advance(std::chrono::hours(22));
        QVERIFY(!outbox.setAsideOld());
        QCOMPARE(outbox.next()->key, u"sent"_s);
        clock.advance(std::chrono::hours(2));
        QVERIFY(outbox.setAsideOld());
        QVERIFY(!outbox.setAsideOld());
        QCOMPARE(outbox.next()->key, u"never sent"_s);
        QCOMPARE(outbox.entries()[0].state, OutboxState::Conflict);
        QCOMPARE(outbox.entries()[0].errorCode, u"unknown_outcome"_s);
    }

    void whatWaitsCannotBeDismissed()
    {
        CacheFile cache{QString()};
        cache.open();
        Outbox outbox(cache, m_clock);
        outbox.enqueue(u"k1"_s, request(1));
        outbox.dismiss(u"k1"_s);
        QVERIFY(outbox.next());
    }
};

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
