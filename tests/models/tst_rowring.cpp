// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/rowring.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>

using client::RowRing;

class RowRingTest final : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithAMap_data()
    {
        QTest::addColumn<bool>("newestFirst");
        QTest::newRow("newest first") << true;
        QTest::newRow("oldest first") << false;
    }
    /// Random insertions and removals, compared with a std::map after every step.
    void agreesWithAMap()
    {
        QFETCH(bool, newestFirst);
        using Ring = RowRing<QString>;
        Ring ring(newestFirst ? Ring::Order::NewestFirst : Ring::Order::OldestFirst);
        std::map<qint64, QString> map;
        QRandomGenerator random(newestFirst ? 7 : 8);
        for (int step = 0; step < 4'000; ++step) {
            const qint64 id = random.bounded(1, 200);
            if (ring.indexOf(id) < 0) {
                QVERIFY(!map.contains(id));
                const QString text = QString::number(step);
                ring.insert(ring.placeFor(id), {id, text});
                map.emplace(id, text);
            } else if (random.bounded(3) > 0) {
                const int from = ring.indexOf(id);
                const int count = std::min(ring.size() - from, 1 + static_cast<int>(random.bounded(4)));
                for (int i = 0; i < count; ++i)
                    map.erase(ring.at(from + i).id);
                ring.removeAt(from, count);
            }
            QCOMPARE(ring.size(), static_cast<int>(map.size()));
            int index = newestFirst ? ring.size() - 1 : 0;
            for (const auto& [key, text] : map) {
                QCOMPARE(ring.at(index).id, key);
                QCOMPARE(ring.at(index).row, text);
                QCOMPARE(ring.indexOf(key), index);
                index += newestFirst ? -1 : 1;
            }
        }
    }
};

QTEST_GUILESS_MAIN(RowRingTest)
#include "tst_rowring.moc"
