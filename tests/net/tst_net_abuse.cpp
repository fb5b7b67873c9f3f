// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/census.h"
#include "net/maskcheck.h"
#include "rawclient.h"
#include "testserver.h"

#include <QElapsedTimer>
#include <QTest>

#include <array>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;

/// What somebody does who wants the server to fall over: one test a trick, and each ends with the
/// server well.
class TestAbuse : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void slowlorisHurtsNobody();
    void strangersBodyIsNotRead();
    void nobodysBodyIsNotRead();
    void largeBodiesAreBounded();
    void bodyGrowsOnlyWithWhatArrives();
    void oneNetworkIsOneHost();
    void capHoldsOverAllShards();
    void brokenFramesEndTheSession_data();
    void brokenFramesEndTheSession();
    void everyFrameMustBeMasked();
    void fragmentsTogetherAreBounded();
    void halfAFrameIsEndedByMissedPongs();
    void clientsCloseIsAnswered();
    void nothingAfterTheCloseCounts();
    void stopEndsWithinASecond_data();
    void stopEndsWithinASecond();
};

namespace {

QByteArray post(const QByteArray& target, qsizetype size)
{
    return "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + QByteArray::number(size) +
           "\r\n\r\n";
}

int closeCodeOf(const RawClient::Frame& frame)
{
    return frame.opcode == 8 && frame.payload.size() >= 2
               ? int(quint8(frame.payload[0])) * 256 + quint8(frame.payload[1])
               : 0;
}

bool isWell(TestServer& server)
{
    RawClient client(server.port());
    return client.exchange(get("/hello")).status == 200;
}

/// A WebSocket on a bare descriptor, which reads and closes only when told to.
class BareSession final
{
public:
    explicit BareSession(quint16 port) : m_descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_in address = {};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const QByteArray upgrade =
            "GET /hold HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
        m_open = ::connect(m_descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0 &&
                 ::send(m_descriptor, upgrade.constData(), size_t(upgrade.size()), MSG_NOSIGNAL) > 0;
    }
    ~BareSession() { ::close(m_descriptor); }
    BareSession(const BareSession&) = delete;
    BareSession& operator=(const BareSession&) = delete;

    bool isOpen() const { return m_open; }
    /// Everything until the server's end of the stream.
    QByteArray readToEnd() const
    {
        QByteArray all;
        std::array<char, 4096> buffer;
        ssize_t got = 0;
        while ((got = ::recv(m_descriptor, buffer.data(), buffer.size(), 0)) > 0)
            all.append(buffer.data(), qsizetype(got));
        return all;
    }

private:
    const int m_descriptor;
    bool m_open = false;
};

} // namespace

void TestAbuse::initTestCase()
{
    rlimit limit = {};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 8192);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &limit), 0);
}

void TestAbuse::slowlorisHurtsNobody()
{
    net::ListenConfig config;
    config.limits.headerDeadline = 1000ms;
    TestServer server(config);
    std::vector<std::unique_ptr<RawClient>> slow;
    for (int i = 0; i < 300; ++i) {
        slow.push_back(std::make_unique<RawClient>(server.port()));
        slow.back()->send("GET /hello HTTP/1.1\r\nX-");
    }
    QTRY_COMPARE(server.server().counters().connections, 300);
    QElapsedTimer time;
    time.start();
    while (time.elapsed() < 700) {
        for (const auto& client : slow)
            client->send("a");
        QVERIFY(isWell(server));
    }
    for (const auto& client : slow)
        QCOMPARE(client->receive().status, 408);
    slow.clear();
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestAbuse::strangersBodyIsNotRead()
{
    TestServer server;
    RawClient client(server.port());
    client.send(post("/secret", 1'000'000)); // and not a byte of it
    QCOMPARE(client.receive().status, 401);
    QVERIFY(client.waitForEnd());
    RawClient chunks(server.port());
    chunks.send("POST /secret HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    QCOMPARE(chunks.receive().status, 401);
    RawClient somebody(server.port());
    somebody.send(post("/secret?token=foreman", 100'000));
    somebody.send(QByteArray(100'000, 'x'));
    QCOMPARE(somebody.receive().status, 200);
    QCOMPARE(somebody.exchange(get("/hello")).status, 200); // and it goes on
}

void TestAbuse::nobodysBodyIsNotRead()
{
    TestServer server;
    RawClient lost(server.port());
    lost.send(post("/nowhere", 1'000'000));
    QCOMPARE(lost.receive().status, 404);
    QVERIFY(lost.waitForEnd());
    RawClient wrong(server.port());
    wrong.send(post("/hello", 1'000'000));
    QCOMPARE(wrong.receive().status, 405);
    QVERIFY(wrong.waitForEnd());
}

void TestAbuse::largeBodiesAreBounded()
{
    net::ListenConfig config;
    config.shards = 2;
    config.limits.maxBodiesBytes = 300'000;
    TestServer server(config);
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 12; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send(post("/echo", 100'000) + QByteArray(99'999, 'x'));
    }
    // No more than three fit; the others hear why at once, not when their time is up.
    int refused = 0;
    QTRY_VERIFY_WITH_TIMEOUT(([&] {
                                 refused = 0;
                                 for (const auto& client : clients)
                                     refused += client->socket().bytesAvailable() > 0 ? 1 : 0;
                                 return refused >= 9;
                             })(),
                             5000);
    for (const auto& client : clients) {
        if (client->socket().bytesAvailable() > 0)
            QCOMPARE(client->receive().status, 503);
    }
    // What a device sends is small, and gets through.
    RawClient device(server.port());
    QCOMPARE(device.exchange(post("/echo", 16 * 1024) + QByteArray(16 * 1024, 'd')).status, 200);
    // The room comes back, with the answer or the end.
    clients.clear();
    QTRY_COMPARE(server.server().counters().connections, 1);
    for (int i = 0; i < 10; ++i) {
        RawClient later(server.port());
        QCOMPARE(later.exchange(post("/echo", 290'000) + QByteArray(290'000, 'x')).body.size(), 290'000);
    }
}

void TestAbuse::bodyGrowsOnlyWithWhatArrives()
{
    net::ListenConfig config;
    config.limits.maxBodiesBytes = 300'000;
    TestServer server(config);
    // Promises alone keep nobody else out.
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 20; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        clients.back()->send(post("/echo", 1'000'000));
    }
    QTRY_COMPARE(server.server().counters().connections, 20);
    RawClient client(server.port());
    QCOMPARE(client.exchange(post("/echo", 200'000) + QByteArray(200'000, 'x')).status, 200);
}

void TestAbuse::oneNetworkIsOneHost()
{
    net::Limits limits;
    limits.maxConnectionsPerAddress = 2;
    net::Census census(limits);
    using Admission = net::Census::Admission;
    const auto enter = [&](const char* address) {
        return census.enter(QHostAddress(QString::fromLatin1(address)), false);
    };
    QCOMPARE(enter("2001:db8::1"), Admission::Welcome);
    QCOMPARE(enter("2001:db8::2:3:4:5"), Admission::Welcome);
    QCOMPARE(enter("2001:db8::6"), Admission::TooManyFromAddress);
    QCOMPARE(enter("2001:db8:0:1::6"), Admission::Welcome); // the neighbour
    QCOMPARE(enter("192.0.2.1"), Admission::Welcome);
    QCOMPARE(enter("192.0.2.1"), Admission::Welcome);
    QCOMPARE(enter("192.0.2.1"), Admission::TooManyFromAddress);
    QCOMPARE(enter("192.0.2.2"), Admission::Welcome);
    census.leave(QHostAddress(QStringLiteral("2001:db8::9")));
    QCOMPARE(enter("2001:db8::7"), Admission::Welcome);
}

void TestAbuse::capHoldsOverAllShards()
{
    net::ListenConfig config;
    config.shards = 3;
    config.limits.maxConnections = 12;
    config.limits.maxSessionsPerUser = 3;
    TestServer server(config);
    std::vector<std::unique_ptr<RawClient>> clients;
    int welcome = 0;
    int refused = 0;
    int sessions = 0;
    for (int i = 0; i < 30; ++i) {
        clients.push_back(std::make_unique<RawClient>(server.port()));
        const int status = clients.back()->upgrade("/private?token=good");
        sessions += status == 101 ? 1 : 0;
        welcome += status == 101 || status == 429 ? 1 : 0;
        refused += status == 503 ? 1 : 0;
    }
    QCOMPARE(sessions, 3);
    QCOMPARE(welcome, 12);
    QCOMPARE(refused, 18);
}

void TestAbuse::brokenFramesEndTheSession_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    const auto frame = [](quint8 first, const QByteArray& payload) -> QByteArray {
        Q_ASSERT(payload.size() < 126);
        return QByteArray(1, char(first)) + char(0x80 | payload.size()) + QByteArray(4, '\0') + payload;
    };
    QTest::newRow("not masked") << QByteArray("\x81\x02hi", 4) << 1002;
    QTest::newRow("reserved bit") << frame(0xc1, "hi") << 1002;
    QTest::newRow("reserved opcode") << frame(0x83, "hi") << 1002;
    QTest::newRow("reserved control") << frame(0x8b, "hi") << 1002;
    QTest::newRow("ping in pieces") << frame(0x09, "hi") << 1002;
    QTest::newRow("ping too long") << QByteArray("\x89\xfe\x00\x7e\0\0\0\0", 8) + QByteArray(126, 'p')
                                   << 1002;
    QTest::newRow("nothing to continue") << frame(0x80, "hi") << 1002;
    QTest::newRow("new one amid another") << frame(0x01, "one") + frame(0x81, "two") << 1002;
    QTest::newRow("not UTF-8") << frame(0x81, "\xc3\x28") << 1007;
    QTest::newRow("UTF-8 broken off") << frame(0x81, "abc\xd0") << 1007;
    QTest::newRow("size with its top bit")
        << QByteArray("\x81\xff\x80\x00\x00\x00\x00\x00\x00\x01\0\0\0\0", 14) + "x" << 1002;
    QTest::newRow("a gigabyte is announced")
        << QByteArray("\x81\xff\x00\x00\x00\x00\x40\x00\x00\x00\0\0\0\0", 14) << 1009;
    QTest::newRow("close with half a code") << frame(0x88, "\x03") << 1002;
    QTest::newRow("close with no such code") << frame(0x88, QByteArray("\x03\xe7", 2)) << 1002;
    QTest::newRow("HTTP") << get("/hello") << 1002;
}

void TestAbuse::brokenFramesEndTheSession()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    TestServer server;
    RawClient client(server.port());
    QCOMPARE(client.upgrade("/ws"), 101);
    client.send(bytes);
    QCOMPARE(closeCodeOf(client.receiveFrame()), code);
    QVERIFY(client.waitForEnd());
    QTRY_COMPARE(server.server().counters().sessions, 0);
    QVERIFY(isWell(server));
}

void TestAbuse::everyFrameMustBeMasked()
{
    // Frames of every form of size, cut at every place, keep in step: only the last is without a mask.
    const QByteArray mask(4, '\0');
    const QByteArray masked = QByteArray("\x81\x82", 2) + mask + "hi" + QByteArray("\x81\xfe\x00\xc8", 4) +
                              mask + QByteArray(200, 'm') + QByteArray("\x81\xff\0\0\0\0\0\x01\0\0", 10) +
                              mask + QByteArray(65536, 'l') + QByteArray("\x89\x80", 2) + mask;
    for (qsizetype piece : {1, 2, 3, 7, 1000, 100'000}) {
        net::MaskCheck check;
        for (qsizetype at = 0; at < masked.size(); at += piece)
            QVERIFY(check.holds(QByteArrayView(masked).sliced(at, std::min(piece, masked.size() - at))));
        QVERIFY(check.holds("\x81"));
        QVERIFY(!check.holds("\x02"));
    }
    // On the heels of the upgrade too.
    TestServer server;
    RawClient client(server.port());
    client.send("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n" +
                QByteArray("\x81\x02hi", 4));
    QVERIFY(client.waitForEnd());
    QTRY_COMPARE(server.server().counters().connections, 0);
    QVERIFY(isWell(server));
}

void TestAbuse::fragmentsTogetherAreBounded()
{
    TestServer server;
    RawClient client(server.port());
    QCOMPARE(client.upgrade("/ws"), 101);
    client.sendFrame(1, QByteArray(100'000, 'x'), false);
    client.sendFrame(0, QByteArray(100'000, 'x'), false);
    client.sendFrame(0, QByteArray(100'000, 'x'), false);
    QCOMPARE(closeCodeOf(client.receiveFrame()), 1009);
    QVERIFY(client.waitForEnd());
}

void TestAbuse::halfAFrameIsEndedByMissedPongs()
{
    net::ListenConfig config;
    config.limits.pingInterval = 300ms;
    TestServer server(config);
    RawClient client(server.port());
    QCOMPARE(client.upgrade("/hold"), 101);
    client.send(QByteArray("\x81\xfe\x10\x00\0\0\0\0", 8) + "and no more");
    QTRY_COMPARE(server.heldCount(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(server.heldCount(), 0, 6000);
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestAbuse::clientsCloseIsAnswered()
{
    TestServer server;
    RawClient client(server.port());
    QCOMPARE(client.upgrade("/hold"), 101);
    QTRY_COMPARE(server.heldCount(), 1);
    client.sendFrame(8, QByteArray("\x03\xe8", 2) + "bye");
    QCOMPARE(closeCodeOf(client.receiveFrame()), 1000);
    QVERIFY(client.waitForEnd());
    QTRY_COMPARE(server.heldCount(), 0);
    RawClient silent(server.port());
    QCOMPARE(silent.upgrade("/hold"), 101);
    silent.sendFrame(8, {});
    QCOMPARE(silent.receiveFrame().opcode, 8);
    QVERIFY(silent.waitForEnd());
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestAbuse::nothingAfterTheCloseCounts()
{
    TestServer server;
    RawClient client(server.port());
    QCOMPARE(client.upgrade("/ws"), 101);
    const QByteArray masked("\x81\x82\0\0\0\0hi", 8);
    client.send(QByteArray("\x88\x82\0\0\0\0\x03\xe8", 8) + masked + masked);
    QCOMPARE(client.receiveFrame().opcode, 8);
    QCOMPARE(client.receiveFrame(1000).opcode, -1); // no echo
    QTRY_COMPARE(server.server().counters().connections, 0);
}

void TestAbuse::stopEndsWithinASecond_data()
{
    QTest::addColumn<bool>("reading");
    QTest::newRow("all read and close") << true;
    QTest::newRow("nobody reads or closes") << false;
}

void TestAbuse::stopEndsWithinASecond()
{
    QFETCH(bool, reading);
    constexpr int count = 1000;
    net::ListenConfig config;
    config.shards = 2;
    TestServer server(config);
    std::vector<std::unique_ptr<BareSession>> sessions;
    for (int i = 0; i < count; ++i) {
        sessions.push_back(std::make_unique<BareSession>(server.port()));
        QVERIFY(sessions.back()->isOpen());
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.heldCount(), count, 20'000);
    std::atomic<int> told = 0;
    std::thread readers;
    if (reading) {
        readers = std::thread([&] {
            for (auto& session : sessions) {
                // The 101, then the close frame with 4000, then the end.
                told += session->readToEnd().contains(QByteArray("\x0f\xa0The server stops.")) ? 1 : 0;
                session.reset();
            }
        });
    }
    QElapsedTimer time;
    time.start();
    server.server().stop();
    const qint64 took = time.elapsed();
    if (reading) {
        readers.join();
        QCOMPARE(told.load(), count);
    }
    QVERIFY2(took < 1000, qPrintable(QString::number(took)));
    QCOMPARE(server.heldCount(), 0);
    QCOMPARE(server.server().counters().connections, 0);
}

QTEST_GUILESS_MAIN(TestAbuse)
#include "tst_net_abuse.moc"
