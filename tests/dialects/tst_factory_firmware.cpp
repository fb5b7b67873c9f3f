// SPDX-License-Identifier: GPL-3.0-or-later
#include "arduino.h"
#include "factoryfixture.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What a loom's controller does, as far as the server can tell (contracts.md §0, A4): posts, reads
/// the answer into a small pool, tries three times, and gives up for good when that did not help.
/// Time is the plant's clock: a try that is given up costs ten seconds of it, a pause what the
/// firmware waits.
class LoomFirmware final
{
public:
    enum class Network { Good, LosesAnswer };

    LoomFirmware(FactoryFixture& plant, const QString& device) : m_plant(plant), m_device(device) {}

    /// The action of the answer; empty when the firmware has given up.
    QString scan(const QString& card, const QList<Network>& tries = {Network::Good})
    {
        const auto answer = post("/employees/api/rfid-scan/",
                                 {{u"rfid_uid"_s, card}, {u"device_id"_s, m_device}}, 512, {2s, 4s}, tries);
        if (!answer) {
            m_emergency = true; // the interrupt is detached, the reader is off, until somebody reboots it
            return {};
        }
        const QString action = (*answer)["action"_L1].toString();
        if (action == u"shift_started"_s)
            m_shiftActive = true;
        if (action == u"shift_ended"_s)
            m_shiftActive = false;
        return action;
    }
    bool call(const QList<Network>& tries = {Network::Good})
    {
        return post("/lohia/api/maintenance/call/", {{u"esp32_id"_s, m_device}}, 256, {3s, 6s}, tries)
            .has_value();
    }
    /// Any answer that parses counts as delivered.
    bool sendPulses(int count)
    {
        if (!m_shiftActive || count == 0)
            return true;
        ArduinoPool pool(256);
        return pool.parse(m_plant.pulses(m_device, count).body);
    }
    bool isInEmergency() const { return m_emergency; }
    bool isShiftActive() const { return m_shiftActive; }

private:
    std::optional<QJsonObject> post(const QByteArray& path, const QJsonObject& body, int capacity,
                                    const QList<std::chrono::seconds>& pauses, const QList<Network>& tries)
    {
        for (int attempt = 0; attempt < 3 && !m_emergency; ++attempt) {
            if (attempt > 0)
                m_plant.clock.advance(pauses[attempt - 1]);
            const Reply reply = m_plant.post(path, body);
            if (tries.value(attempt, Network::Good) == Network::LosesAnswer) {
                m_plant.clock.advance(10s);
                continue;
            }
            ArduinoPool pool(capacity);
            if (!pool.parse(reply.body) || !reply.json()["success"_L1].toBool())
                continue;
            return reply.json();
        }
        return std::nullopt;
    }

    FactoryFixture& m_plant;
    const QString m_device;
    bool m_shiftActive = false;
    bool m_emergency = false;
};

class TestFactoryFirmware : public QObject
{
    Q_OBJECT

    using Network = LoomFirmware::Network;
    std::unique_ptr<FactoryFixture> m_plant;

    domain::Machine loom() const
    {
        return m_plant->read([&](domain::Workspace& work) {
            return *work.get<domain::MachineRepository>().find(*m_plant->home, m_plant->loom->id);
        });
    }
    size_t shiftCount() const
    {
        return m_plant->read([&](domain::Workspace& work) {
            return work.get<domain::MachineRepository>().shifts(*m_plant->home, 100).size();
        });
    }

private slots:
    void init() { m_plant = std::make_unique<FactoryFixture>(); }
    void cleanup() { m_plant.reset(); }

    void aDayAtTheLoom()
    {
        LoomFirmware firmware(*m_plant, u"LOHIA-001"_s);
        QCOMPARE(firmware.scan(u"A1A1A1A1"_s), u"shift_started"_s);
        for (int i = 0; i < 20; ++i) {
            m_plant->clock.advance(30s);
            QVERIFY(firmware.sendPulses(31 + i));
        }
        QVERIFY(firmware.call());
        m_plant->clock.advance(3min);
        QCOMPARE(firmware.scan(u"C3C3C3C3"_s), u"maintenance_started"_s);
        m_plant->clock.advance(10min);
        QCOMPARE(firmware.scan(u"C3C3C3C3"_s), u"maintenance_completed"_s);
        m_plant->clock.advance(3min);
        QCOMPARE(firmware.scan(u"A1A1A1A1"_s), u"shift_ended"_s);
        QVERIFY(!firmware.isInEmergency());
        QCOMPARE(shiftCount(), 1u);
    }

    void lostAnswersDoNotToggle_data()
    {
        QTest::addColumn<int>("lost");
        QTest::newRow("one") << 1;
        QTest::newRow("two") << 2;
    }
    void lostAnswersDoNotToggle()
    {
        QFETCH(int, lost);
        LoomFirmware firmware(*m_plant, u"LOHIA-001"_s);
        QCOMPARE(firmware.scan(u"A1A1A1A1"_s, QList<Network>(lost, Network::LosesAnswer)),
                 u"shift_started"_s);
        QVERIFY(firmware.isShiftActive());
        QCOMPARE(loom().status, protocol::MachineStatus::Working);
        QCOMPARE(shiftCount(), 1u);
        QVERIFY(firmware.call(QList<Network>(lost, Network::LosesAnswer)));
        m_plant->clock.advance(1min);
        QCOMPARE(firmware.scan(u"C3C3C3C3"_s, QList<Network>(lost, Network::LosesAnswer)),
                 u"maintenance_started"_s);
        QCOMPARE(loom().status, protocol::MachineStatus::Maintenance);
    }

    void noCardBlindsTheLoom_data()
    {
        QTest::addColumn<QString>("card");
        QTest::newRow("nobody's") << u"0BADCAFE"_s;
        QTest::newRow("another department's") << u"D4D4D4D4"_s;
        QTest::newRow("a master's, with nothing to repair") << u"C3C3C3C3"_s;
        QTest::newRow("a very long name's") << u"E5E5E5E5"_s;
    }
    void noCardBlindsTheLoom()
    {
        QFETCH(QString, card);
        m_plant->hire(u"Гурбангулыбердымухаммедова-Аннамухаммедова"_s, u"Огулсапармырат"_s,
                      u"Аннамухаммедовна"_s, u"Операторы"_s, u"E5E5E5E5"_s);
        LoomFirmware firmware(*m_plant, u"LOHIA-001"_s);
        QVERIFY(!firmware.scan(card).isEmpty());
        QVERIFY(!firmware.isInEmergency());
        m_plant->clock.advance(1min);
        QVERIFY(!firmware.scan(u"A1A1A1A1"_s).isEmpty()); // whoever comes after is served
        QVERIFY(!firmware.isInEmergency());
    }

    void longNamesEverywhere()
    {
        // The longest that the database takes: a person of 100 letters at a machine of 100.
        m_plant->install(QString(100, u'Ш'), u"LOHIA-002"_s);
        m_plant->hire(QString(60, u'Щ'), QString(30, u'Ж'), QString(30, u'Ю'), u"Операторы"_s, u"E5E5E5E5"_s);
        LoomFirmware firmware(*m_plant, u"LOHIA-002"_s);
        QCOMPARE(firmware.scan(u"E5E5E5E5"_s), u"shift_started"_s);
        QVERIFY(firmware.sendPulses(10'000));
        QVERIFY(firmware.call());
        m_plant->clock.advance(1min);
        QCOMPARE(firmware.scan(u"C3C3C3C3"_s), u"maintenance_started"_s);
        m_plant->clock.advance(1min);
        QCOMPARE(firmware.scan(u"C3C3C3C3"_s), u"maintenance_completed"_s);
        QVERIFY(!firmware.isInEmergency());
    }

    void unregisteredLoomIsBlindedAsBefore()
    {
        LoomFirmware firmware(*m_plant, u"LOHIA-999"_s);
        QVERIFY(firmware.scan(u"A1A1A1A1"_s).isEmpty());
        QVERIFY(firmware.isInEmergency());
    }
};

QTEST_GUILESS_MAIN(TestFactoryFirmware)
#include "tst_factory_firmware.moc"
