// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutator.h"
#include "rawclient.h"
#include "testserver.h"

#include <QTest>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace std::chrono_literals;

/// The whole server over loopback sockets: mutated requests and frames, cut up anyhow, ended anyhow.
class FuzzConnection : public QObject
{
    Q_OBJECT

private slots:
    void http();
    void webSocket();

private:
    void run(int rounds, const QByteArray& prefix, const QList<QByteArray>& corpus,
             const QList<QByteArray>& dictionary, quint32 seed);
};

namespace {

int connectTo(quint16 port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) < 0) {
        ::close(descriptor);
        return -1;
    }
    return descriptor;
}

/// Takes what is there; waits for at most waitMs for the first of it. False at the end of the stream.
bool readSome(int descriptor, QByteArray& into, int waitMs)
{
    pollfd poll = {descriptor, POLLIN, 0};
    char buffer[65536];
    while (::poll(&poll, 1, waitMs) > 0) {
        const ssize_t got = ::recv(descriptor, buffer, sizeof buffer, MSG_DONTWAIT);
        if (got <= 0)
            return false;
        if (into.size() < 4096)
            into.append(buffer, qsizetype(got));
        waitMs = 0;
    }
    return true;
}

} // namespace

void FuzzConnection::run(int rounds, const QByteArray& prefix, const QList<QByteArray>& corpus,
                         const QList<QByteArray>& dictionary, quint32 seed)
{
    net::ListenConfig config;
    config.shards = 2;
    config.limits.headerDeadline = 300ms;
    config.limits.bodyDeadline = 300ms;
    config.limits.maxBacklogBytes = 512 * 1024;
    config.limits.maxMessageBytes = 16 * 1024;
    TestServer server(config);
    QVERIFY2(server.problem().isEmpty(), qPrintable(server.problem()));
    Mutator mutator(seed, dictionary);
    for (int round = 0; round < rounds; ++round) {
        const QByteArray input = mutator.mutate(corpus[mutator.below(int(corpus.size()))], corpus);
        const int descriptor = connectTo(server.port());
        QVERIFY2(descriptor >= 0, "the server no longer accepts");
        QByteArray answer;
        bool open = true;
        if (!prefix.isEmpty()) {
            ::send(descriptor, prefix.constData(), size_t(prefix.size()), MSG_NOSIGNAL);
            if (mutator.below(4) != 0) // else the frames come before the 101
                open = readSome(descriptor, answer, 2000);
        }
        for (const QByteArray& piece : mutator.cut(input)) {
            if (!open ||
                ::send(descriptor, piece.constData(), size_t(piece.size()), MSG_NOSIGNAL | MSG_DONTWAIT) < 0)
                break;
            if (mutator.below(20) == 0)
                open = readSome(descriptor, answer, 0);
        }
        switch (mutator.below(4)) {
        case 0: { // gone with a reset
            const linger none = {1, 0};
            ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &none, sizeof none);
            break;
        }
        case 1: // half closed, then read
            ::shutdown(descriptor, SHUT_WR);
            if (open)
                readSome(descriptor, answer, 20);
            break;
        case 2:
            if (open)
                readSome(descriptor, answer, 5);
            break;
        default: // gone without reading
            break;
        }
        ::close(descriptor);
        if (!answer.isEmpty() && !answer.startsWith("HTTP/1.1 ")) {
            qWarning() << "input" << input.left(300) << "answer" << answer.left(200);
            QFAIL("what came back is not HTTP");
        }
        for (const net::Responder& waiting : server.takeWaiting())
            waiting({});
        if (round % 250 == 249)
            QCOMPARE(RawClient(server.port()).exchange("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n").body,
                     QByteArray("hello"));
    }
    // Nothing is left behind: no connection, no session.
    QTRY_COMPARE_WITH_TIMEOUT(server.server().counters().connections, 0, 15'000);
    QCOMPARE(server.server().counters().sessions, 0);
    QVERIFY(server.server().counters().requests > 0);
}

void FuzzConnection::http()
{
    run(fuzzRounds(5000), {}, httpCorpus(), httpDictionary(), fuzzSeed());
}

void FuzzConnection::webSocket()
{
    run(fuzzRounds(5000),
        "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
        webSocketCorpus(), webSocketDictionary(), fuzzSeed() + 1);
}

QTEST_GUILESS_MAIN(FuzzConnection)
#include "tst_fuzz_connection.moc"
