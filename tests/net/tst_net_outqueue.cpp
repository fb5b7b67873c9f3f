// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/outqueue.h"

#include <QRandomGenerator>
#include <QTest>

#include <array>
#include <sys/uio.h>

class TestOutQueue : public QObject
{
    Q_OBJECT

private slots:
    void keepsOrderWhateverIsTaken();
    void sharesWhatIsNotTiny();
    void gathersWhatIsTiny();
};

namespace {

QByteArray takeOut(net::OutQueue& queue, qint64 size)
{
    QByteArray taken;
    std::array<iovec, 16> vectors;
    const int count = queue.front(vectors.data(), int(vectors.size()));
    for (int i = 0; i < count; ++i)
        taken.append(static_cast<const char*>(vectors[size_t(i)].iov_base),
                     qsizetype(vectors[size_t(i)].iov_len));
    taken.truncate(size);
    queue.drop(taken.size());
    return taken;
}

} // namespace

void TestOutQueue::keepsOrderWhateverIsTaken()
{
    QRandomGenerator random(4711);
    net::OutQueue queue;
    QByteArray expected;
    QByteArray seen;
    for (int i = 0; i < 20'000; ++i) {
        if (random.bounded(5) < 3) {
            const QByteArray chunk(random.bounded(300), char('a' + i % 26));
            const qsizetype offset = chunk.isEmpty() ? 0 : random.bounded(int(chunk.size()));
            queue.push(chunk, queue.isEmpty() ? offset : 0);
            expected +=
                seen.size() + queue.bytes() == expected.size() + chunk.size() ? chunk : chunk.sliced(offset);
        } else {
            seen += takeOut(queue, random.bounded(900));
        }
        QCOMPARE(seen.size() + queue.bytes(), expected.size());
    }
    while (!queue.isEmpty())
        seen += takeOut(queue, 1000);
    QVERIFY(seen == expected);
}

void TestOutQueue::sharesWhatIsNotTiny()
{
    net::OutQueue queue;
    const QByteArray chunk(300, 'x');
    queue.push(chunk);
    queue.push(chunk);
    std::array<iovec, 4> vectors;
    QCOMPARE(queue.front(vectors.data(), 4), 2);
    QCOMPARE(static_cast<const char*>(vectors[0].iov_base), chunk.constData());
    QCOMPARE(static_cast<const char*>(vectors[1].iov_base), chunk.constData());
}

void TestOutQueue::gathersWhatIsTiny()
{
    net::OutQueue queue;
    for (int i = 0; i < 4000; ++i)
        queue.push(QByteArray(2, 'x'));
    std::array<iovec, 8> vectors;
    QVERIFY(queue.front(vectors.data(), 8) <= 2);
    QCOMPARE(queue.bytes(), qint64(8000));
}

QTEST_GUILESS_MAIN(TestOutQueue)
#include "tst_net_outqueue.moc"
