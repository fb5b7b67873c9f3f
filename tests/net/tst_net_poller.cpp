// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/poller.h"

#include <QTest>

#include <functional>
#include <sys/socket.h>
#include <unistd.h>

/// Both pollers do the same.
class TestPoller : public QObject
{
    Q_OBJECT

private slots:
    void reportsInput_data() { kinds(); }
    void reportsInput();
    void reportsRoomOnlyWhenAsked_data() { kinds(); }
    void reportsRoomOnlyWhenAsked();
    void removedIsNotReported_data() { kinds(); }
    void removedIsNotReported();

private:
    static void kinds();
    static std::unique_ptr<net::Poller> make();
};

namespace {

struct Pair final : net::Poller::Watched
{
    Pair() { [[maybe_unused]] const int done = ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends); }
    ~Pair()
    {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    void ready(net::Ready what) override
    {
        readable += what.readable;
        writable += what.writable;
        if (what.readable) {
            char byte = 0;
            if (::recv(ends[0], &byte, 1, MSG_DONTWAIT) == 1)
                input += byte;
        }
        if (then)
            then();
    }
    void feed(char byte) { ::send(ends[1], &byte, 1, 0); }

    int ends[2] = {-1, -1};
    int readable = 0;
    int writable = 0;
    QByteArray input;
    std::function<void()> then;
};

} // namespace

void TestPoller::kinds()
{
    QTest::addColumn<bool>("portable");
    QTest::newRow("the platform's") << false;
    QTest::newRow("portable") << true;
}

std::unique_ptr<net::Poller> TestPoller::make()
{
    QFETCH(bool, portable);
    return portable ? net::Poller::createPortable() : net::Poller::create();
}

void TestPoller::reportsInput()
{
    const auto poller = make();
    Pair pair;
    QVERIFY(poller->add(pair.ends[0], &pair, true, false));
    pair.feed('a');
    pair.feed('b'); // one is read at a time: what is left is reported again
    QTRY_COMPARE(pair.input, QByteArray("ab"));
    poller->change(pair.ends[0], &pair, false, false);
    pair.feed('c');
    QTest::qWait(20);
    QCOMPARE(pair.input, QByteArray("ab"));
    poller->change(pair.ends[0], &pair, true, false);
    QTRY_COMPARE(pair.input, QByteArray("abc"));
    QCOMPARE(pair.writable, 0);
    poller->remove(pair.ends[0], &pair);
}

void TestPoller::reportsRoomOnlyWhenAsked()
{
    const auto poller = make();
    Pair pair;
    QVERIFY(poller->add(pair.ends[0], &pair, true, false));
    QTest::qWait(20);
    QCOMPARE(pair.writable, 0);
    pair.then = [&] { poller->change(pair.ends[0], &pair, true, false); };
    poller->change(pair.ends[0], &pair, true, true);
    QTRY_COMPARE(pair.writable, 1);
    QTest::qWait(20);
    QCOMPARE(pair.writable, 1);
    poller->remove(pair.ends[0], &pair);
}

void TestPoller::removedIsNotReported()
{
    const auto poller = make();
    Pair one;
    Pair two;
    // Both are ready in the same turn; whoever is first removes both.
    one.then = two.then = [&] {
        poller->remove(one.ends[0], &one);
        poller->remove(two.ends[0], &two);
    };
    QVERIFY(poller->add(one.ends[0], &one, true, false));
    QVERIFY(poller->add(two.ends[0], &two, true, false));
    one.feed('a');
    two.feed('b');
    QTRY_COMPARE(one.readable + two.readable, 1);
    one.feed('c');
    two.feed('d');
    QTest::qWait(20);
    QCOMPARE(one.readable + two.readable, 1);
}

QTEST_GUILESS_MAIN(TestPoller)
#include "tst_net_poller.moc"
