// SPDX-License-Identifier: GPL-3.0-or-later
#include "factoryfixture.h"
#include "loomfirmware.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestFactoryFirmware : public QObject
{
    Q_OBJECT

    using Network = LoomFirmware::Network;
    std::unique_ptr<FactoryFixture> m_plant;

    /// Time is the plant's clock: a try that is given up costs ten seconds of it, a pause what the
    /// firmware waits.
    LoomFirmware::World world() const
    {
        return {[this](const QByteArray& path, const QJsonObject& body, Network) {
                    return m_plant->post(path, body).body;
                },
                [this](std::chrono::seconds time) { m_plant->clock.advance(time); }};
    }
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
        LoomFirmware firmware(world(), u"LOHIA-001"_s);
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
        LoomFirmware firmware(world(), u"LOHIA-001"_s);
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
        LoomFirmware firmware(world(), u"LOHIA-001"_s);
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
        LoomFirmware firmware(world(), u"LOHIA-002"_s);
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
        LoomFirmware firmware(world(), u"LOHIA-999"_s);
        QVERIFY(firmware.scan(u"A1A1A1A1"_s).isEmpty());
        QVERIFY(firmware.isInEmergency());
    }
};

QTEST_GUILESS_MAIN(TestFactoryFirmware)
#include "tst_factory_firmware.moc"
