// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/stream/coalescer.h"
#include "streamfixture.h"

#include <QRandomGenerator>
#include <QTest>

#include <set>

using namespace Qt::StringLiterals;
using Op = protocol::Event::Op;

namespace {

domain::StoredEventPtr eventOf(qint64 seq, Op op, const QString& id, const QJsonObject& row = {})
{
    const protocol::Event event{seq,
                                u"machines"_s,
                                op,
                                id,
                                row,
                                QDateTime::fromMSecsSinceEpoch(1'769'464'800'000 + seq, Qt::UTC),
                                u"cause%1"_s.arg(seq)};
    return std::make_shared<const domain::StoredEvent>(
        domain::StoredEvent{seq,
                            support::topic("machines"_L1),
                            op,
                            id,
                            {support::company(1), {}, {}, {}},
                            QJsonDocument(protocol::toJson(event)).toJson(QJsonDocument::Compact)});
}

protocol::Event parsed(const domain::StoredEventPtr& event)
{
    return *protocol::eventFromJson(QJsonDocument::fromJson(event->json).object());
}

support::ClientRows applyAll(support::ClientRows rows, const std::vector<domain::StoredEventPtr>& events)
{
    for (const auto& event : events)
        support::applyEvent(rows, parsed(event));
    return rows;
}

/// A row with a few keys, some of them objects, so that all of RFC 7396 is met.
QJsonObject randomRow(QRandomGenerator& random)
{
    QJsonObject row;
    for (const QString& key : {u"a"_s, u"b"_s, u"c"_s}) {
        switch (random.bounded(4)) {
        case 0:
            row.insert(key, random.bounded(3));
            break;
        case 1:
            row.insert(key, QJsonObject{{u"x"_s, random.bounded(3)}});
            break;
        case 2:
            row.insert(key, QJsonObject{{u"x"_s, random.bounded(2)}, {u"y"_s, random.bounded(2)}});
            break;
        default:
            break;
        }
    }
    return row;
}

} // namespace

class TestCoalescer final : public QObject
{
    Q_OBJECT
private slots:
    void leavesSingleEventsAsTheyAre()
    {
        const std::vector events{eventOf(1, Op::Put, u"1"_s, {{u"a"_s, 1}}),
                                 eventOf(2, Op::Patch, u"2"_s, {{u"a"_s, 1}}),
                                 eventOf(3, Op::Delete, u"3"_s)};
        QCOMPARE(api::coalesce(events), events);
        QVERIFY(api::coalesce({}).empty());
    }

    void meltsPatchesIntoOne()
    {
        const auto merged =
            api::coalesce({eventOf(1, Op::Patch, u"7"_s, {{u"pulses"_s, 1}, {u"note"_s, u"x"_s}}),
                           eventOf(2, Op::Patch, u"8"_s, {{u"pulses"_s, 9}}),
                           eventOf(3, Op::Patch, u"7"_s, {{u"pulses"_s, 2}, {u"note"_s, QJsonValue::Null}})});
        QCOMPARE(support::seqs(merged), (std::vector<qint64>{2, 3}));
        const protocol::Event event = parsed(merged.back());
        QCOMPARE(event.op, Op::Patch);
        QCOMPARE(event.seq, qint64(3));
        QCOMPARE(event.row, (QJsonObject{{u"pulses"_s, 2}, {u"note"_s, QJsonValue::Null}}));
        QCOMPARE(event.cause, u"cause3"_s);
        QCOMPARE(event.at.toMSecsSinceEpoch(), qint64(1'769'464'800'003));
        QCOMPARE(merged.back()->op, Op::Patch);
    }

    void meltsAPatchIntoThePutBeforeIt()
    {
        const auto merged = api::coalesce({eventOf(1, Op::Put, u"7"_s, {{u"id"_s, 7}, {u"pulses"_s, 1}}),
                                           eventOf(2, Op::Patch, u"7"_s, {{u"pulses"_s, 2}})});
        QCOMPARE(merged.size(), size_t(1));
        QCOMPARE(parsed(merged.front()).op, Op::Put);
        QCOMPARE(parsed(merged.front()).row, (QJsonObject{{u"id"_s, 7}, {u"pulses"_s, 2}}));
    }

    void letsADeleteWin()
    {
        const auto merged =
            api::coalesce({eventOf(1, Op::Put, u"7"_s, {{u"a"_s, 1}}),
                           eventOf(2, Op::Patch, u"7"_s, {{u"a"_s, 2}}), eventOf(3, Op::Delete, u"7"_s)});
        QCOMPARE(support::seqs(merged), std::vector<qint64>{3});
        QCOMPARE(merged.front()->op, Op::Delete);
    }

    void keepsBothPatchesWhereOneCannotSayIt()
    {
        // The first removes the key, the second builds an object in it: RFC 7396 has no "from empty".
        const std::vector events{eventOf(1, Op::Patch, u"7"_s, {{u"call"_s, QJsonValue::Null}}),
                                 eventOf(2, Op::Patch, u"7"_s, {{u"call"_s, QJsonObject{{u"id"_s, 1}}}})};
        QCOMPARE(api::coalesce(events), events);
        auto more = events;
        more.push_back(eventOf(3, Op::Patch, u"7"_s, {{u"call"_s, QJsonObject{{u"by"_s, 2}}}}));
        QCOMPARE(support::seqs(api::coalesce(more)), (std::vector<qint64>{1, 3}));
        more.push_back(eventOf(4, Op::Put, u"7"_s, {}));
        QCOMPARE(support::seqs(api::coalesce(more)), std::vector<qint64>{4});
    }

    /// Any journal, cut anywhere: applying what comes out equals applying what went in.
    void changesNothingThatAClientCanSee()
    {
        QRandomGenerator random(20260126);
        int merges = 0;
        for (int round = 0; round < 500; ++round) {
            support::ClientRows truth;
            std::vector<domain::StoredEventPtr> all;
            for (qint64 seq = 1; seq <= 40; ++seq) {
                const QString id = QString::number(random.bounded(4));
                const auto key = std::make_pair(u"machines"_s, id);
                const auto it = truth.find(key);
                if (it == truth.end()) {
                    all.push_back(eventOf(seq, Op::Put, id, randomRow(random)));
                } else if (random.bounded(8) == 0) {
                    all.push_back(eventOf(seq, Op::Delete, id));
                } else if (random.bounded(8) == 0) {
                    all.push_back(eventOf(seq, Op::Put, id, randomRow(random)));
                } else {
                    all.push_back(
                        eventOf(seq, Op::Patch, id, protocol::diffMergePatch(it->second, randomRow(random))));
                }
                support::applyEvent(truth, parsed(all.back()));
            }
            const auto cut = all.begin() + random.bounded(40);
            const std::vector<domain::StoredEventPtr> seen(all.begin(), cut);
            const std::vector<domain::StoredEventPtr> rest(cut, all.end());
            const auto merged = api::coalesce(rest);
            merges += static_cast<int>(rest.size() - merged.size());
            QCOMPARE(applyAll(applyAll({}, seen), merged), truth);
            QVERIFY(std::is_sorted(merged.begin(), merged.end(),
                                   [](const auto& a, const auto& b) { return a->seq < b->seq; }));
            QCOMPARE(merged.back()->seq, rest.back()->seq);
            for (const auto& event : merged)
                QCOMPARE(parsed(event).seq, event->seq);
        }
        QVERIFY(merges > 1000);
    }
};

QTEST_GUILESS_MAIN(TestCoalescer)
#include "tst_coalescer.moc"
