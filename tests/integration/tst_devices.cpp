// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/loomfirmware.h"
#include "http.h"
#include "stream.h"
#include "vakhtad.h"

#include <QFile>
#include <QTest>

#include <thread>

using namespace integration;
using namespace Qt::StringLiterals;

namespace {

constexpr int looms = 24;
constexpr int threads = 6;
constexpr int pulsePosts = 12;

} // namespace

/// Controllers with the firmware's small memory and lossy networks against the real server. Real time:
/// what the firmware's clock makes a re-post is a re-post here, too.
class DevicesTest final : public QObject
{
    Q_OBJECT

    using Network = LoomFirmware::Network;
    Vakhtad m_server;
    QByteArray m_manager;

    /// A controller's network. A lost answer is a connection that goes away after the request was sent.
    LoomFirmware::World world() const
    {
        const auto connection = std::make_shared<Connection>(m_server.port());
        return {[connection](const QByteArray& path, const QJsonObject& body, Network network) {
                    if (network == Network::Good)
                        return connection->post(path, body, {{"Content-Type", "application/json"}}).body;
                    connection->postAndLeave(path, body);
                    return QByteArray();
                },
                [](std::chrono::seconds) {}};
    }
    QJsonObject machine(const QString& device) const
    {
        const auto rows = rowsOf(snapshotOf(m_server.port(), m_manager), u"machines"_s);
        for (const auto& row : rows) {
            if (row[u"esp32_id"].toString() == device)
                return row.toObject();
        }
        return {};
    }
    void importEmployee(const QByteArray& line) const
    {
        QFile file(m_server.scratch(u"one.csv"_s));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("employee_id,last_name,first_name,middle_name,department,position,rfid_uid\n" + line +
                   '\n');
        file.close();
        const Finished imported = m_server.command(u"import"_s, {u"employees"_s, file.fileName()});
        QVERIFY2(imported.exitCode == 0, imported.err);
    }

private slots:
    void initTestCase()
    {
        m_server.importPlant(2 * looms + 20, looms + 10);
        m_server.addUser(u"manager"_s, {u"MANAGER"_s});
        m_manager = m_server.token(u"manager"_s);
        QVERIFY2(m_server.start(), m_server.log());
    }

    /// Each loom: an operator, pulses, a call, a repair, the next operator; up to two of three answers
    /// to a scan or a call get lost.
    void aShiftAtManyLoomsWithALossyNetwork()
    {
        const auto before = snapshotOf(m_server.port(), m_manager);
        std::vector<std::thread> workers;
        std::atomic<int> wrong = 0;
        const auto want = [&](bool right, const char* what, int number) {
            if (!right) {
                qWarning("loom %d: %s", number, what);
                ++wrong;
            }
        };
        for (int worker = 0; worker < threads; ++worker) {
            workers.emplace_back([&, worker] {
                for (int number = 1 + worker; number <= looms; number += threads) {
                    LoomFirmware firmware(world(), Vakhtad::loom(number));
                    const auto lost = [number](int step) {
                        return QList<Network>((number + step) % 3, Network::LosesAnswer);
                    };
                    want(firmware.scan(Vakhtad::card(number), lost(0)) == "shift_started"_L1, "no shift",
                         number);
                    for (int i = 1; i <= pulsePosts; ++i)
                        want(firmware.sendPulses(i), "no pulses", number);
                    want(firmware.call(lost(1)), "no call", number);
                    want(firmware.scan(Vakhtad::masterCard(), lost(2)) == "maintenance_started"_L1,
                         "no repair", number);
                    Connection phone(m_server.port());
                    want(phone
                             .post("/lohia/api/maintenance/end/", {{u"esp32_id"_s, Vakhtad::loom(number)},
                                                                   {u"rfid_uid"_s, Vakhtad::masterCard()},
                                                                   {u"description"_s, u"нить"_s}})
                             .json()["success"_L1]
                             .toBool(),
                         "no end of the repair", number);
                    want(firmware.scan(Vakhtad::card(looms + number), lost(1)) == "shift_started"_L1,
                         "no next shift", number);
                    want(firmware.sendPulses(1000 + number), "no pulses of the next shift", number);
                    want(!firmware.isInEmergency(), "blind", number);
                }
            });
        }
        for (std::thread& worker : workers)
            worker.join();
        QCOMPARE(wrong, 0);

        const auto after = snapshotOf(m_server.port(), m_manager);
        QCOMPARE(rowsOf(after, u"shifts").size(), 2 * looms);
        QCOMPARE(rowsOf(after, u"calls").size(), looms);
        for (const auto& call : rowsOf(after, u"calls"))
            QCOMPARE(call[u"status"].toString(), u"completed"_s);
        qint64 ended = 0;
        for (const auto& shift : rowsOf(after, u"shifts")) {
            if (shift[u"ended_at"].isNull())
                continue;
            ++ended;
            QVERIFY2(shift[u"pulses"].toInteger() == pulsePosts * (pulsePosts + 1) / 2,
                     QJsonDocument(shift.toObject()).toJson());
        }
        QCOMPARE(ended, looms);
        for (int number = 1; number <= looms; ++number) {
            const QJsonObject row = machine(Vakhtad::loom(number));
            QCOMPARE(row["pulse_count"_L1].toInteger(), 1000 + number);
            QCOMPARE(row["status"_L1].toString(), u"working"_s);
        }
        // The journal tells the same: a shift each time it began and ended, once.
        protocol::Cursor position = before.position;
        const auto journal = changesSince(m_server.port(), m_manager, position);
        QVERIFY(journal);
        std::map<QString, int> shifts;
        for (const auto& [seq, event] : *journal) {
            if (event.topic == "shifts"_L1)
                ++shifts[event.id];
        }
        QCOMPARE(shifts.size(), size_t(2 * looms));
    }

    void noNameIsTooLong()
    {
        importEmployee((QString(100, u'Щ') + u","_s).toUtf8().prepend("L-1,") + QString(100, u'Ж').toUtf8() +
                       ',' + QString(100, u'Ю').toUtf8() + ",Операторы," + QString(100, u'Ш').toUtf8() +
                       ",E5E5E5E5");
        LoomFirmware firmware(world(), Vakhtad::loom(looms + 1));
        QCOMPARE(firmware.scan(u"E5E5E5E5"_s), u"shift_started"_s);
        QVERIFY(firmware.sendPulses(1'000'000));
        QVERIFY(firmware.call());
        QVERIFY(!firmware.isInEmergency());
    }

    void noCardBlindsALoom()
    {
        LoomFirmware firmware(world(), Vakhtad::loom(looms + 2));
        QVERIFY(!firmware.scan(u"0BADCAFE"_s).isEmpty()); // nobody's
        QCOMPARE(firmware.scan(Vakhtad::masterCard()), u"no_maintenance"_s);
        QCOMPARE(firmware.scan(Vakhtad::card(2 * looms + 1)), u"shift_started"_s);
        QVERIFY(!firmware.isInEmergency());
    }

    /// As ESP32HTTPClient reads them: a length, no chunks, no redirect, whatever the path's spelling.
    void answersArePlain()
    {
        Connection device(m_server.port());
        for (const char* path : {"/employees/api/rfid-scan/", "/employees/api/rfid-scan"}) {
            const Reply reply = device.post(path, {{u"rfid_uid"_s, Vakhtad::card(2 * looms + 2)},
                                                   {u"device_id"_s, Vakhtad::loom(looms + 3)}});
            QCOMPARE(reply.status, 200);
            QCOMPARE(reply.header("Content-Length").toInt(), reply.body.size());
            QVERIFY(reply.header("Transfer-Encoding").isNull());
            QVERIFY(reply.header("Content-Encoding").isNull());
            QVERIFY(reply.header("Set-Cookie").isNull());
            qsizetype head = 40;
            for (const auto& [name, value] : reply.headers)
                head += name.size() + value.size() + 4;
            QVERIFY2(head < 400, QByteArray::number(head));
        }
        // The library sends its header and its body in two packets, and may say HTTP/1.0.
        QCOMPARE(
            device.postInPieces("/lohia/api/pulse/update/", R"({"esp32_id":"LOHIA-027","pulse_count":5})")
                .status,
            200);
    }

    /// Readers at the doors: exactly 200, and success.
    void readersAtDoorsAndGates()
    {
        const QString card = Vakhtad::card(2 * looms + 3);
        Connection device(m_server.port());
        const Reply in = device.post("/employees/api/rfid-scan/",
                                     {{u"rfid_uid"_s, card.toLower()}, {u"device_id"_s, u"ESP32-HR-001"_s}});
        QCOMPARE(in.status, 200);
        QVERIFY(in.json()["success"_L1].toBool());
        QVERIFY(!in.json()["employee"_L1]["full_name"_L1].toString().isEmpty());
        ArduinoPool pool(2048);
        QVERIFY(pool.parse(in.body));
        const Reply unknown = device.post("/employees/api/rfid-scan/", {{u"rfid_uid"_s, u"0BADCAFE"_s},
                                                                        {u"device_id"_s, u"ESP32-HR-001"_s}});
        QCOMPARE(unknown.status, 404);
        QCOMPARE(unknown.json()["success"_L1], QJsonValue(false));
        const Reply gate =
            device.post("/security/api/scan/", {{u"rfid_uid"_s, card}, {u"device_id"_s, u"ESP32-SEC-001"_s}});
        QCOMPARE(gate.json()["action"_L1].toString(), u"in"_s);
        // A proxy repeats it: the same answer, and the person is still inside.
        const Reply again =
            device.post("/security/api/scan/", {{u"rfid_uid"_s, card}, {u"device_id"_s, u"ESP32-SEC-001"_s}});
        QCOMPARE(again.body, gate.body);
        const auto people = rowsOf(snapshotOf(m_server.port(), m_manager), u"people");
        int inside = 0;
        for (const auto& person : people)
            inside += person[u"inside"].toBool() ? 1 : 0;
        QCOMPARE(inside, 1);
        // A stranger posts nothing, and the log says who it was.
        const Reply stranger =
            device.post("/security/api/scan/", {{u"rfid_uid"_s, card}, {u"device_id"_s, u"ESP32-SEK-001"_s}});
        QCOMPARE(stranger.status, 200);
        QCOMPARE(stranger.json()["success"_L1], QJsonValue(false));
        QTRY_VERIFY2(m_server.log().contains("ESP32-SEK-001"), m_server.log());
    }
};

QTEST_GUILESS_MAIN(DevicesTest)
#include "tst_devices.moc"
