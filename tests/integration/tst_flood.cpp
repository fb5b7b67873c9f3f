// SPDX-License-Identifier: GPL-3.0-or-later
#include "http.h"
#include "stream.h"
#include "vakhtad.h"

#include <QElapsedTimer>
#include <QHash>
#include <QJsonArray>
#include <QTest>
#include <QWebSocket>

#include <atomic>
#include <set>
#include <thread>

using namespace integration;
using namespace Qt::StringLiterals;

namespace {

constexpr int events = 10'000;
constexpr int atOneGate = events / 2; ///< the others each at a gate of their own
constexpr int devices = 40; ///< that post at once: what comes together is committed together

/// ui.md: more than this in ten minutes is a flood for one person.
constexpr size_t allowedAnnunciations = 10;

} // namespace

/// 10,000 events within a minute on the real server: few annunciations, and a history without gaps.
class FloodTest final : public QObject
{
    Q_OBJECT

    static QJsonArray listOf(const Reply& reply, QLatin1StringView key = {})
    {
        const QJsonDocument document = QJsonDocument::fromJson(reply.body);
        return key.isEmpty() ? document.array() : document[key].toArray();
    }

private slots:
    void strangersAtEveryGate()
    {
        Vakhtad server;
        // Those that follow are told together; a person waits a minute for that, a test two seconds.
        server.configure(Vakhtad::withoutOwnAlarms() +
                         "[[alarm]]\nrule = \"access-denied\"\nmerge_within = \"2s\"\n"
                         "[[alarm]]\nrule = \"access-denied-repeated\"\nmerge_within = \"2s\"\n");
        server.addUser(u"guard"_s, {u"SECURITY"_s});
        QVERIFY2(server.start(), server.log());
        const auto guard = bearer(server.token(u"guard"_s));
        protocol::Cursor begin = snapshotOf(server.port(), guard.second.mid(7)).position;

        std::vector<QJsonObject> pushes;
        QWebSocket socket;
        connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString& text) {
            const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
            if (message["type"_L1].toString() == "notification"_L1)
                pushes.push_back(message);
        });
        QNetworkRequest request(QUrl(u"ws://127.0.0.1:%1/api/v1/ws"_s.arg(server.port())));
        request.setRawHeader(guard.first, guard.second);
        socket.open(request);
        QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);

        QElapsedTimer flood;
        flood.start();
        std::atomic<int> refused = 0;
        std::atomic<int> next = 0;
        std::vector<std::thread> posting;
        for (int i = 0; i < devices; ++i) {
            posting.emplace_back([&] {
                Connection device(server.port());
                for (int n = next++; n < events; n = next++) {
                    const QString gate = n < atOneGate ? u"ESP32-SEC-0"_s : u"ESP32-SEC-%1"_s.arg(n);
                    const QString card = u"0BAD%1"_s.arg(n, 4, 16, QLatin1Char('0')).toUpper();
                    const Reply reply = device.post("/security/api/scan/",
                                                    {{u"rfid_uid"_s, card}, {u"device_id"_s, gate}});
                    refused += reply.status != 200;
                }
            });
        }
        for (std::thread& thread : posting)
            thread.join();
        const qint64 took = flood.elapsed();
        QCOMPARE(refused.load(), 0);

        // Every alarm is told to the guard, in few words.
        Connection desk(server.port());
        const auto told = [&] {
            int alarms = 0;
            for (const QJsonValue& one : listOf(desk.get("/api/v1/notifications/?limit=100", {guard}))) {
                if (one["data"_L1]["rule"_L1].toString() == "access-denied"_L1)
                    alarms += one["data"_L1]["count"_L1].toInt();
            }
            return alarms;
        };
        // (The one gate's may be told as a repetition alone.)
        QTRY_VERIFY_WITH_TIMEOUT(told() >= events - atOneGate, 60'000);
        QTRY_COMPARE(pushes.size(),
                     size_t(listOf(desk.get("/api/v1/notifications/?limit=100", {guard})).size()));
        QVERIFY2(pushes.size() <= allowedAnnunciations,
                 qPrintable(u"%1 in %2 ms"_s.arg(pushes.size()).arg(took)));
        QVERIFY(socket.state() == QAbstractSocket::ConnectedState);

        // The alarms' history: each alarm once, each occurrence once.
        std::set<qint64> history;
        QHash<QString, int> occurrences;
        qint64 atTheGate = 0;
        QByteArray before;
        do {
            const QJsonObject page =
                desk.get("/api/v1/alarms/history?limit=500" + before, {guard}).json();
            for (const QJsonValue& alarm : page["alarms"_L1].toArray()) {
                QVERIFY(history.insert(alarm["id"_L1].toInteger()).second);
                occurrences[alarm["rule"_L1].toString()] += alarm["count"_L1].toInt();
                if (alarm["rule"_L1].toString() == "access-denied"_L1 &&
                    alarm["count"_L1].toInt() == atOneGate)
                    atTheGate = alarm["id"_L1].toInteger();
            }
            const QJsonValue rest = page["next"_L1];
            before = rest.isNull() ? QByteArray() : "&before=" + QByteArray::number(rest.toInteger());
        } while (!before.isEmpty());
        QCOMPARE(occurrences[u"access-denied"_s], events);
        QVERIFY(atTheGate > 0);
        int logged = 0;
        const Reply one = desk.get("/api/v1/alarms/" + QByteArray::number(atTheGate), {guard});
        for (const QJsonValue& line : listOf(one, "log"_L1)) {
            const QString what = line["what"_L1].toString();
            logged += what == "raised"_L1 || what == "occurred"_L1;
        }
        QCOMPARE(logged, atOneGate);

        // And the journal's.
        const auto changes = changesSince(server.port(), guard.second.mid(7), begin);
        QVERIFY(changes.has_value());
        std::set<QString> scans;
        for (const auto& [seq, event] : *changes) {
            if (event.topic == "access"_L1 && event.op == protocol::Event::Op::Put)
                scans.insert(event.row["card"_L1].toString());
        }
        QCOMPARE(scans.size(), size_t(events));
    }
};

QTEST_GUILESS_MAIN(FloodTest)
#include "tst_flood.moc"
