// SPDX-License-Identifier: GPL-3.0-or-later
#include "arduino.h"
#include "domain/access/service.h"
#include "factoryfixture.h"

#include <QScopeGuard>
#include <QTest>

#include <thread>

using namespace Qt::StringLiterals;

/// What devices post, against contracts.md A4: the statuses, the retries, the strangers. The answers'
/// members are compared in tst_factory_wire.
class TestFactoryDevices : public QObject
{
    Q_OBJECT

    std::unique_ptr<FactoryFixture> m_plant;

    static constexpr auto scanPath = "/employees/api/rfid-scan/";

    std::vector<domain::MachineShift> shifts()
    {
        return m_plant->read([&](domain::Workspace& work) {
            return work.get<domain::MachineRepository>().shifts(*m_plant->home, 100);
        });
    }
    domain::Machine loom()
    {
        return m_plant->read([&](domain::Workspace& work) {
            return *work.get<domain::MachineRepository>().find(*m_plant->home, m_plant->loom->id);
        });
    }

private slots:
    void init() { m_plant = std::make_unique<FactoryFixture>(); }
    void cleanup() { m_plant.reset(); }

    void repeatedScanActsOnce()
    {
        const Reply first = m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        QCOMPARE(first.json()["action"_L1].toString(), u"shift_started"_s);
        m_plant->clock.advance(std::chrono::seconds(12));
        QCOMPARE(m_plant->scanAtLoom(u"LOHIA-001"_s, u"a1a1a1a1"_s).body, first.body);
        QCOMPARE(shifts().size(), 1u);
        QVERIFY(!shifts()[0].endedAt);

        m_plant->clock.advance(std::chrono::minutes(1));
        QCOMPARE(m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s).json()["action"_L1].toString(),
                 u"shift_ended"_s);
        QVERIFY(shifts()[0].endedAt);
    }

    void refusalIsNotForTwentySeconds()
    {
        QCOMPARE(m_plant->callMaster(u"LOHIA-001"_s).status, 400); // nobody works there
        m_plant->clock.advance(std::chrono::seconds(3));
        QCOMPARE(m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s).status, 200);
        m_plant->clock.advance(std::chrono::seconds(3));
        QCOMPARE(m_plant->callMaster(u"LOHIA-001"_s).status, 200);
    }

    void backWithinTwentySecondsIsNoRepeat()
    {
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        m_plant->clock.advance(std::chrono::seconds(4));
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"B2B2B2B2"_s); // by mistake
        m_plant->clock.advance(std::chrono::seconds(4));
        const QJsonObject back = m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s).json();
        QCOMPARE(back["action"_L1].toString(), u"shift_started"_s);
        QCOMPARE(back["machine"_L1]["current_operator"_L1].toString(), m_plant->op->fullName());
        QCOMPARE(loom().operatorRef->id, m_plant->op->id); // and not only by the answer
        QCOMPARE(shifts().size(), 3u);
    }

    void repeatAfterARestartActsOnce()
    {
        const auto scan = [&](const QString& card) {
            return m_plant->scanAtLoom(u"LOHIA-001"_s, card).body;
        };
        // The answer is lost with the process; the loom posts again to the next one.
        const auto repeatAfter = [&](const auto& post) {
            m_plant->clock.advance(std::chrono::minutes(1));
            const QByteArray first = post();
            m_plant->clock.advance(std::chrono::seconds(1));
            m_plant->restart();
            m_plant->clock.advance(std::chrono::seconds(5));
            QCOMPARE(post(), first);
            m_plant->clock.advance(std::chrono::seconds(4)); // and a third time
            QCOMPARE(post(), first);
        };
        repeatAfter([&] { return scan(u"A1A1A1A1"_s); });
        QCOMPARE(shifts().size(), 1u);
        QVERIFY(!shifts()[0].endedAt);
        repeatAfter([&] { return m_plant->callMaster(u"LOHIA-001"_s).body; });
        repeatAfter([&] { return scan(u"C3C3C3C3"_s); });
        QCOMPARE(loom().status, protocol::MachineStatus::Maintenance);
        repeatAfter([&] { return scan(u"C3C3C3C3"_s); });
        QCOMPARE(loom().status, protocol::MachineStatus::Working);
        repeatAfter([&] { return scan(u"A1A1A1A1"_s); });
        QCOMPARE(shifts().size(), 1u);
        QVERIFY(shifts()[0].endedAt);
    }

    void scanAfterARestartActs()
    {
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        m_plant->clock.advance(std::chrono::seconds(15));
        m_plant->restart();
        m_plant->clock.advance(std::chrono::seconds(5)); // 20 s after the first: no re-post
        QCOMPARE(m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s).json()["action"_L1].toString(),
                 u"shift_ended"_s);
        // Another's card is nobody's re-post.
        m_plant->restart();
        QCOMPARE(m_plant->scanAtLoom(u"LOHIA-001"_s, u"B2B2B2B2"_s).json()["action"_L1].toString(),
                 u"shift_started"_s);
    }

    void scansAtTheSameTimeActOnce()
    {
        // Four tries, all on their way before any is answered.
        std::vector<std::thread> threads;
        std::atomic<int> same = 0;
        const QByteArray body = R"({"rfid_uid":"A1A1A1A1","device_id":"LOHIA-001"})";
        for (int i = 0; i < 4; ++i) {
            threads.emplace_back([&] {
                if (m_plant->send("POST", scanPath, body).json()["action"_L1] == "shift_started"_L1)
                    ++same;
            });
        }
        for (auto& thread : threads)
            thread.join();
        QCOMPARE(same.load(), 4);
        QCOMPARE(shifts().size(), 1u);
    }

    void repeatedCallIsOneCall()
    {
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        const Reply first = m_plant->callMaster(u"LOHIA-001"_s);
        QCOMPARE(first.status, 200);
        m_plant->clock.advance(std::chrono::seconds(13));
        QCOMPARE(m_plant->callMaster(u"LOHIA-001"_s).body, first.body);
        m_plant->clock.advance(std::chrono::minutes(1));
        QCOMPARE(m_plant->callMaster(u"LOHIA-001"_s).status, 400);
    }

    void unknownCardDoesNotBlindTheLoom()
    {
        const Reply reply = m_plant->scanAtLoom(u"LOHIA-001"_s, u"0BADCAFE"_s);
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.json()["success"_L1], QJsonValue(true));
        QCOMPARE(reply.json()["action"_L1].toString(), u"info_only"_s);
        QVERIFY(shifts().empty());
    }

    void terminalScansAgainAfterItsCooldown()
    {
        QCOMPARE(m_plant->scanAtTerminal(u"A1A1A1A1"_s).json()["action"_L1].toString(), u"in"_s);
        m_plant->clock.advance(std::chrono::seconds(1));
        QCOMPARE(m_plant->scanAtTerminal(u"A1A1A1A1"_s).json()["action"_L1].toString(), u"in"_s);
        m_plant->clock.advance(std::chrono::seconds(3));
        QCOMPARE(m_plant->scanAtTerminal(u"A1A1A1A1"_s).json()["action"_L1].toString(), u"out"_s);
        m_plant->clock.advance(std::chrono::seconds(4)); // a third scan of the day: 500 in the original
        const Reply third = m_plant->scanAtTerminal(u"A1A1A1A1"_s);
        QCOMPARE(third.status, 200);
        QCOMPARE(third.json()["action"_L1].toString(), u"in"_s);
    }

    void gateToggles()
    {
        QCOMPARE(m_plant->scanAtGate(u"d4d4d4d4"_s).json()["action"_L1].toString(), u"in"_s);
        m_plant->clock.advance(std::chrono::seconds(4));
        QCOMPARE(m_plant->scanAtGate(u"D4D4D4D4"_s).json()["action"_L1].toString(), u"out"_s);
        // The id is ignored by the original: a gate that sends none is served.
        m_plant->clock.advance(std::chrono::seconds(4));
        QCOMPARE(m_plant->post("/security/api/scan/", {{u"rfid_uid"_s, u"D4D4D4D4"_s}})
                     .json()["action"_L1]
                     .toString(),
                 u"in"_s);
    }

    void gateAlwaysAnswers200_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("GET") << QByteArray("GET") << QByteArray();
        QTest::newRow("PUT") << QByteArray("PUT") << QByteArray("{}");
        QTest::newRow("DELETE") << QByteArray("DELETE") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("POST") << QByteArray("rfid_uid=A1A1A1A1");
        QTest::newRow("an array") << QByteArray("POST") << QByteArray("[1]");
        QTest::newRow("nothing") << QByteArray("POST") << QByteArray();
        QTest::newRow("no card") << QByteArray("POST") << QByteArray(R"({"device_id":"ESP32-SEC-001"})");
        QTest::newRow("unknown card") << QByteArray("POST") << QByteArray(R"({"rfid_uid":"0BADCAFE"})");
        QTest::newRow("stranger") << QByteArray("POST")
                                  << QByteArray(R"({"rfid_uid":"A1A1A1A1","device_id":"TOASTER"})");
    }
    void gateAlwaysAnswers200()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, body);
        for (const char* path : {"/security/api/scan/", "/security/api/scan"}) {
            const Reply reply = m_plant->send(method, path, body);
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.json()["success"_L1], QJsonValue(false));
            QVERIFY(reply.json()["error"_L1].isString());
        }
    }

    void slashAndContentTypeDoNotMatter_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("scan") << QByteArray("/employees/api/rfid-scan")
                              << QByteArray(R"({"rfid_uid":"A1A1A1A1","device_id":"ESP32-HR-001"})");
        QTest::newRow("pulse") << QByteArray("/lohia/api/pulse/update")
                               << QByteArray(R"({"esp32_id":"LOHIA-001","pulse_count":5})");
        QTest::newRow("call") << QByteArray("/lohia/api/maintenance/call")
                              << QByteArray(R"({"esp32_id":"LOHIA-001"})");
        QTest::newRow("gate") << QByteArray("/security/api/scan") << QByteArray(R"({"rfid_uid":"A1A1A1A1"})");
    }
    void slashAndContentTypeDoNotMatter()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        for (const char* type : {"application/json", "text/plain", "application/x-www-form-urlencoded"}) {
            for (const QByteArray& spelling : {path, QByteArray(path + '/')}) {
                const Reply reply = m_plant->send("POST", spelling, body, {{"Content-Type", type}});
                QVERIFY2(reply.status == 200, reply.body);
                QCOMPARE(reply.json()["success"_L1], QJsonValue(true));
                m_plant->clock.advance(std::chrono::seconds(5));
                if (path.contains("call"))
                    return; // one call is all there can be
            }
        }
    }

    void statusesFollowTheTable_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("bare"); // {"error"} without "success"
        const auto row = [](const char* name, const char* path, const char* body, int status,
                            bool bare = false) {
            QTest::newRow(name) << QByteArray(path) << QByteArray(body) << status << bare;
        };
        row("scan: bad JSON", scanPath, "{", 400);
        row("scan: empty uid", scanPath, R"({"rfid_uid":"","device_id":"ESP32-HR-001"})", 400);
        row("scan: uid of spaces", scanPath, R"({"rfid_uid":"  "})", 400);
        row("scan: uid is a number", scanPath, R"({"rfid_uid":12345678})", 400);
        row("scan: uid of 65 letters", scanPath,
            R"({"rfid_uid":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})", 400);
        row("scan: unknown card", scanPath, R"({"rfid_uid":"0BADCAFE","device_id":"ESP32-HR-001"})", 404);
        row("scan: stranger", scanPath, R"({"rfid_uid":"A1A1A1A1","device_id":"TOASTER"})", 403);
        row("loom scan: unknown machine", scanPath, R"({"rfid_uid":"A1A1A1A1","device_id":"LOHIA-999"})", 404,
            true);
        row("pulse: bad JSON", "/lohia/api/pulse/update/", "x", 400);
        row("pulse: no count", "/lohia/api/pulse/update/", R"({"esp32_id":"LOHIA-001"})", 400);
        row("pulse: zero", "/lohia/api/pulse/update/", R"({"esp32_id":"LOHIA-001","pulse_count":0})", 400);
        row("pulse: negative", "/lohia/api/pulse/update/", R"({"esp32_id":"LOHIA-001","pulse_count":-3})",
            400);
        row("pulse: half", "/lohia/api/pulse/update/", R"({"esp32_id":"LOHIA-001","pulse_count":1.5})", 400);
        row("pulse: text", "/lohia/api/pulse/update/", R"({"esp32_id":"LOHIA-001","pulse_count":"7"})", 400);
        row("pulse: absurd", "/lohia/api/pulse/update/", R"({"esp32_id":"LOHIA-001","pulse_count":1e300})",
            400);
        row("pulse: no operator", "/lohia/api/pulse/update/", R"({"esp32_id":"LOHIA-001","pulse_count":5})",
            400);
        row("pulse: unknown machine", "/lohia/api/pulse/update/",
            R"({"esp32_id":"LOHIA-999","pulse_count":5})", 404);
        row("call: no operator", "/lohia/api/maintenance/call/", R"({"esp32_id":"LOHIA-001"})", 400);
        row("call: unknown machine", "/lohia/api/maintenance/call/", R"({"esp32_id":"LOHIA-999"})", 500,
            true);
        row("repair: no call", "/lohia/api/maintenance/start/",
            R"({"esp32_id":"LOHIA-001","rfid_uid":"C3C3C3C3"})", 400);
        row("repair: unknown card", "/lohia/api/maintenance/start/",
            R"({"esp32_id":"LOHIA-001","rfid_uid":"0BADCAFE"})", 500, true);
        row("repair: unknown machine", "/lohia/api/maintenance/start/",
            R"({"esp32_id":"LOHIA-999","rfid_uid":"C3C3C3C3"})", 500, true);
        row("repair's end: none", "/lohia/api/maintenance/end/",
            R"({"esp32_id":"LOHIA-001","rfid_uid":"C3C3C3C3"})", 400);
        row("shift: unknown card", "/lohia/api/shift/start/",
            R"({"esp32_id":"LOHIA-001","rfid_uid":"0BADCAFE"})", 400);
        row("shift: unknown machine", "/lohia/api/shift/start/",
            R"({"esp32_id":"LOHIA-999","rfid_uid":"A1A1A1A1"})", 500, true);
        row("shift's end: unknown card", "/lohia/api/shift/end/",
            R"({"esp32_id":"LOHIA-001","rfid_uid":"0BADCAFE"})", 400);
        row("shift's end: not this operator", "/lohia/api/shift/end/",
            R"({"esp32_id":"LOHIA-001","rfid_uid":"A1A1A1A1"})", 400);
        row("shift's end: unknown machine", "/lohia/api/shift/end/",
            R"({"esp32_id":"LOHIA-999","rfid_uid":"A1A1A1A1"})", 404, true);
    }
    void statusesFollowTheTable()
    {
        QFETCH(QByteArray, path);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(bool, bare);
        const Reply reply = m_plant->send("POST", path, body);
        QVERIFY2(reply.status == status, reply.body);
        QVERIFY(reply.json()["error"_L1].isString());
        QCOMPARE(reply.json().contains("success"_L1), !bare);
        QVERIFY(!reply.json()["success"_L1].toBool());
        QVERIFY(ArduinoPool(256).parse(reply.body));
    }

    void occupiedMachineRefusesAnother()
    {
        const auto shift = [&](const char* what, const QString& card) {
            return m_plant->post(QByteArray("/lohia/api/shift/") + what + '/',
                                 {{u"esp32_id"_s, u"LOHIA-001"_s}, {u"rfid_uid"_s, card}});
        };
        QCOMPARE(shift("start", u"A1A1A1A1"_s).status, 200);
        QCOMPARE(shift("start", u"B2B2B2B2"_s).status, 400);
        QCOMPARE(shift("end", u"B2B2B2B2"_s).status, 400);
        QCOMPARE(shift("end", u"A1A1A1A1"_s).status, 200);
    }

    void wrongMethodIs405_data()
    {
        QTest::addColumn<QByteArray>("path");
        for (const char* path :
             {"/employees/api/rfid-scan/", "/lohia/api/pulse/update/", "/lohia/api/maintenance/call/",
              "/lohia/api/maintenance/start/", "/lohia/api/maintenance/end/", "/lohia/api/shift/start/",
              "/lohia/api/shift/end/"})
            QTest::newRow(path) << QByteArray(path);
    }
    void wrongMethodIs405()
    {
        QFETCH(QByteArray, path);
        for (const char* method : {"GET", "PUT", "DELETE"}) {
            const Reply reply = m_plant->send(method, path);
            QCOMPARE(reply.status, 405);
            QCOMPARE(reply.body, QByteArray());
            QCOMPARE(reply.header("Allow"), QByteArray("POST"));
        }
    }

    void foreignNetworkIsRefused()
    {
        for (const char* path :
             {"/employees/api/rfid-scan/", "/lohia/api/pulse/update/", "/security/api/scan/"}) {
            const Reply reply =
                m_plant->send("POST", path, R"({"rfid_uid":"A1A1A1A1"})", {{"X-Test-Foreign", "1"}});
            QCOMPARE(reply.status, 403);
            QCOMPARE(reply.json()["success"_L1], QJsonValue(false));
        }
    }

    void strangerLeavesALine()
    {
        QTest::ignoreMessage(
            QtWarningMsg,
            "A device that calls itself \"TOASTER\" posted from 127.0.0.1 but is not registered; add "
            "it to devices.readers.");
        QCOMPARE(m_plant->scanAtTerminal(u"A1A1A1A1"_s, u"TOASTER\n"_s).status, 403);
    }

    void whoRepeatsItselfDoesNotFillTheLog()
    {
        static QAtomicInt lines;
        lines = 0;
        static QtMessageHandler before = nullptr;
        before = qInstallMessageHandler(
            [](QtMsgType type, const QMessageLogContext& context, const QString& text) {
                if (qstrcmp(context.category, "vakhta.device") == 0)
                    ++lines;
                else
                    before(type, context, text);
            });
        const auto restored = qScopeGuard([] { qInstallMessageHandler(before); });
        for (int i = 0; i < 5; ++i) {
            m_plant->pulses(u"LOHIA-999"_s, 7);
            m_plant->scanAtTerminal(u"A1A1A1A1"_s, u"TOASTER"_s);
            m_plant->clock.advance(std::chrono::seconds(10));
        }
        QCOMPARE(lines.loadRelaxed(), 2);
        m_plant->clock.advance(std::chrono::seconds(60));
        m_plant->pulses(u"LOHIA-999"_s, 7);
        QCOMPARE(lines.loadRelaxed(), 3);
    }

    void deniedCardsAreRecorded()
    {
        m_plant->scanAtTerminal(u"0BADCAFE"_s);
        m_plant->scanAtGate(u"0BADCAFE"_s);
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"0BADCAFE"_s);
        const auto rows = m_plant->rows(u"access");
        QCOMPARE(rows.size(), 3u);
        for (const QByteArray& row : rows)
            QVERIFY(row.contains("\"granted\":false"));
    }

    void pulsesAreCounted()
    {
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        m_plant->pulses(u"LOHIA-001"_s, 31);
        const Reply again = m_plant->pulses(u"LOHIA-001"_s, 31); // two equal half minutes
        QCOMPARE(again.json()["total_pulses"_L1].toInt(), 62);
        QCOMPARE(loom().pulseCount, 62);
    }
};

QTEST_GUILESS_MAIN(TestFactoryDevices)
#include "tst_factory_devices.moc"
