// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/group.h"
#include "rawclient.h"
#include "testserver.h"

#include <QTest>

using namespace std::chrono_literals;

class TestGroup : public QObject
{
    Q_OBJECT

private slots:
    void everyMemberGetsEveryFrameOnce();
    void onlyWhileAMember();
    void closedSessionsLeave();
    void stalledReaderIsReportedExactly();
    void stalledReaderLeftInIsAborted();
};

namespace {

net::Frame numbered(int number)
{
    return net::Frame::text(QByteArray::number(number));
}

} // namespace

void TestGroup::everyMemberGetsEveryFrameOnce()
{
    TestServer server;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        QCOMPARE(clients.back()->upgrade("/hold"), 101);
    }
    QTRY_COMPARE(server.heldCount(), 20);
    std::unique_ptr<net::Group> group;
    server.withHeld([&](const auto& sessions) {
        group = std::make_unique<net::Group>(sessions.front()->shard());
        for (net::WebSocketSession* session : sessions) {
            group->add(*session);
            group->add(*session);
        }
        for (int i = 0; i < 100; ++i)
            group->broadcast(numbered(i), quint64(i));
    });
    server.withHeld([&](const auto&) { group->broadcast(numbered(100), 100); });
    for (const auto& client : clients) {
        for (int i = 0; i <= 100; ++i)
            QCOMPARE(client->receiveFrame().payload, QByteArray::number(i));
    }
    server.withHeld([&](const auto&) { group.reset(); });
}

void TestGroup::onlyWhileAMember()
{
    TestServer server;
    RawClient early(server.port());
    QCOMPARE(early.upgrade("/hold"), 101);
    QTRY_COMPARE(server.heldCount(), 1);
    RawClient late(server.port());
    QCOMPARE(late.upgrade("/hold"), 101);
    QTRY_COMPARE(server.heldCount(), 2);
    int left = 0;
    server.withHeld([&](const auto& sessions) {
        net::Group group(sessions[0]->shard());
        group.add(*sessions[0]);
        group.broadcast(numbered(1), 1);
        group.add(*sessions[1]); // in the same turn
        group.broadcast(numbered(2), 2);
        group.remove(*sessions[0]);
        group.broadcast(numbered(3), 3);
        left = group.size();
        group.flush();
        for (net::WebSocketSession* session : sessions)
            session->sendText("end");
    });
    QCOMPARE(left, 1);
    QCOMPARE(early.receiveFrame().payload, QByteArray("1"));
    QCOMPARE(early.receiveFrame().payload, QByteArray("2"));
    QCOMPARE(early.receiveFrame().payload, QByteArray("end"));
    QCOMPARE(late.receiveFrame().payload, QByteArray("2"));
    QCOMPARE(late.receiveFrame().payload, QByteArray("3"));
    QCOMPARE(late.receiveFrame().payload, QByteArray("end"));
}

void TestGroup::closedSessionsLeave()
{
    TestServer server;
    auto leaving = std::make_unique<RawClient>(server.port());
    QCOMPARE(leaving->upgrade("/hold"), 101);
    RawClient staying(server.port());
    QCOMPARE(staying.upgrade("/hold"), 101);
    QTRY_COMPARE(server.heldCount(), 2);
    std::unique_ptr<net::Group> group;
    server.withHeld([&](const auto& sessions) {
        group = std::make_unique<net::Group>(sessions.front()->shard());
        for (net::WebSocketSession* session : sessions)
            group->add(*session);
    });
    leaving.reset();
    QTRY_COMPARE(server.heldCount(), 1);
    int size = 0;
    server.withHeld([&](const auto&) {
        size = group->size();
        group->broadcast(numbered(7), 7);
    });
    QCOMPARE(size, 1);
    QCOMPARE(staying.receiveFrame().payload, QByteArray("7"));
    server.withHeld([&](const auto&) { group.reset(); });
}

void TestGroup::stalledReaderIsReportedExactly()
{
    TestServer server;
    RawClient stalled(server.port());
    stalled.socket().setReadBufferSize(4096);
    QCOMPARE(stalled.upgrade("/hold"), 101);
    QTRY_COMPARE(server.heldCount(), 1);

    std::unique_ptr<net::Group> group;
    std::atomic<int> paused = -1;
    server.withHeld([&](const auto& sessions) {
        group = std::make_unique<net::Group>(sessions.front()->shard());
        group->setFellBehind([&](net::WebSocketSession& session, quint64 mark) {
            paused = int(mark);
            group->remove(session);
        });
        group->add(*sessions.front());
    });
    const QByteArray padding(8000, '.');
    int sent = 0;
    while (paused < 0 && sent < 20'000) {
        server.withHeld([&](const auto&) {
            for (int i = 0; i < 3; ++i, ++sent)
                group->broadcast(net::Frame::text(QByteArray::number(sent) + padding), quint64(sent));
        });
    }
    QVERIFY(paused >= 0);
    // Paused at the mark: everything up to it arrives once the client reads, and nothing after it.
    bool behind = false;
    server.withHeld([&](const auto& sessions) {
        group->broadcast(net::Frame::text("not for the paused one"), 99'999);
        group->flush();
        behind = sessions.front()->hasBacklog();
    });
    QVERIFY(behind);
    stalled.socket().setReadBufferSize(0);
    for (int i = 0; i <= paused; ++i)
        QCOMPARE(stalled.receiveFrame().payload, QByteArray::number(i) + padding);
    QTRY_VERIFY2(([&] {
                     server.withHeld([&](const auto& sessions) { behind = sessions.front()->hasBacklog(); });
                     return !behind;
                 })(),
                 "the backlog goes out");
    server.withHeld([&](const auto& sessions) { sessions.front()->sendText("caught up"); });
    QCOMPARE(stalled.receiveFrame().payload, QByteArray("caught up"));
    server.withHeld([&](const auto&) { group.reset(); });
}

void TestGroup::stalledReaderLeftInIsAborted()
{
    net::ListenConfig config;
    config.limits.maxBacklogBytes = 256 * 1024;
    TestServer server(config);
    RawClient stalled(server.port());
    stalled.socket().setReadBufferSize(4096);
    QCOMPARE(stalled.upgrade("/hold"), 101);
    QTRY_COMPARE(server.heldCount(), 1);
    std::unique_ptr<net::Group> group;
    server.withHeld([&](const auto& sessions) {
        group = std::make_unique<net::Group>(sessions.front()->shard());
        group->add(*sessions.front());
    });
    qint64 most = 0;
    const net::Frame frame = net::Frame::text(QByteArray(10'000, 'x'));
    for (int i = 0; i < 20'000 && server.heldCount() > 0; ++i) {
        server.withHeld([&](const auto& sessions) {
            if (!sessions.empty())
                most = std::max(most, sessions.front()->backlogBytes());
            group->broadcast(frame);
        });
    }
    QTRY_COMPARE(server.heldCount(), 0);
    QVERIFY2(most <= 256 * 1024, qPrintable(QString::number(most)));
    QTRY_COMPARE(server.server().counters().connections, 0);
    server.withHeld([&](const auto&) { group.reset(); });
}

QTEST_GUILESS_MAIN(TestGroup)
#include "tst_net_group.moc"
