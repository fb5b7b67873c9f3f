// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/machines/machine.h"
#include "domain/machines/rules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using domain::Gearing;

class MachineRulesTest final : public QObject
{
    Q_OBJECT

private slots:
    void metersPerPulse_data()
    {
        QTest::addColumn<double>("transmitPulse");
        QTest::addColumn<double>("gearBoxRatio");
        QTest::addColumn<double>("gearBox");
        QTest::addColumn<double>("roller");
        QTest::addColumn<double>("diameter");
        QTest::addColumn<double>("expected");
        QTest::newRow("default gearing") << 40.0 << 64.0 << 23.0 << 41.0 << 16.70 << 0.000115;
        QTest::newRow("no gears at all") << 1.0 << 1.0 << 1.0 << 1.0 << 100.0 << 3.141593;
        QTest::newRow("half the pulses, twice the way") << 20.0 << 64.0 << 23.0 << 41.0 << 16.70 << 0.00023;
        QTest::newRow("too fine for six decimals") << 40'000.0 << 64.0 << 23.0 << 41.0 << 16.70 << 0.0;
        QTest::newRow("no pulses per turn") << 0.0 << 64.0 << 23.0 << 41.0 << 16.70 << 0.0;
        QTest::newRow("no sprocket") << 40.0 << 64.0 << 0.0 << 41.0 << 16.70 << 0.0;
        QTest::newRow("negative") << 40.0 << -64.0 << 23.0 << 41.0 << 16.70 << 0.0;
    }
    void metersPerPulse()
    {
        QFETCH(double, transmitPulse);
        QFETCH(double, gearBoxRatio);
        QFETCH(double, gearBox);
        QFETCH(double, roller);
        QFETCH(double, diameter);
        QFETCH(double, expected);
        QCOMPARE(domain::metersPerPulse({transmitPulse, gearBoxRatio, gearBox, roller, diameter}), expected);
    }

    void departments_data()
    {
        QTest::addColumn<QString>("department");
        QTest::addColumn<bool>("isOperator");
        QTest::addColumn<bool>("isMaster");
        const auto row = [](const QString& department, bool isOperator, bool isMaster) {
            QTest::newRow(qPrintable(department)) << department << isOperator << isMaster;
        };
        row(u"Сотрудник_bag"_s, true, false);
        row(u"Операторы"_s, true, false);
        row(u"Сотрудник"_s, true, false);
        row(u"Администрация"_s, true, false);
        row(u"Механики"_s, false, true);
        row(u"Склад"_s, false, false);
        row(u"операторы"_s, false, false);
        row(u""_s, false, false);
    }
    void departments()
    {
        QFETCH(QString, department);
        QTEST(domain::isOperatorDepartment(department), "isOperator");
        QTEST(domain::isMasterDepartment(department), "isMaster");
    }

    void metresInARowHaveSixDecimals()
    {
        const domain::Machine machine{.id = *protocol::MachineId::from(7),
                                      .company = *protocol::CompanyId::from(1),
                                      .metersPerPulse = 0.000115,
                                      .pulseCount = 1203};
        QCOMPARE(toRow(machine, {}, {}).meters, 0.138345);
    }
};

QTEST_APPLESS_MAIN(MachineRulesTest)
#include "tst_machinerules.moc"
