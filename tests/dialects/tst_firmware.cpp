// SPDX-License-Identifier: GPL-3.0-or-later
#include "arduino.h"
#include "dialects/factory/firmware.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using Action = domain::MachineScan::Action;

class TestFirmware : public QObject
{
    Q_OBJECT

    static domain::Employee employee(const QString& last, const QString& first, const QString& middle)
    {
        return {.id = *protocol::EmployeeId::from(qint64(1)),
                .company = *protocol::CompanyId::from(qint64(1)),
                .lastName = last,
                .firstName = first,
                .middleName = middle,
                .department = u"Сотрудник_bag"_s};
    }
    static domain::Machine machine(protocol::CompanyId company, const QString& name)
    {
        return {.id = *protocol::MachineId::from(qint64(7)),
                .company = company,
                .name = name,
                .deviceId = u"LOHIA-007"_s};
    }
    static domain::MachineScan scan(const domain::Employee& who, const QString& machineName = u"Станок 07"_s)
    {
        domain::MachineScan scan{Action::MaintenanceCompleted, machine(who.company, machineName), who};
        scan.machine.operatorRef = who;
        scan.machine.status = protocol::MachineStatus::Maintenance;
        return scan;
    }
    static QJsonObject parse(const QByteArray& json) { return QJsonDocument::fromJson(json).object(); }

private slots:
    void poolFollowsTheFormula()
    {
        // JSON_OBJECT_SIZE(2) + JSON_ARRAY_SIZE(2) + "ok" + "list" + "Ж"
        const QByteArray json = R"({"ok":true,"list":[1,"Ж"]})";
        const int expected = 2 * 16 + 2 * 16 + 3 + 5 + 3;
        QCOMPARE(dialects::arduinoPool(json), expected);
        ArduinoPool firmware(512);
        QVERIFY(firmware.parse(json));
        QCOMPARE(firmware.used(), expected);
    }

    void ordinaryNamesGoOutWhole()
    {
        const auto who = employee(u"Аннагельдыев"_s, u"Бегенч"_s, u"Мырадович"_s);
        const QByteArray json = dialects::machineScanAnswer(scan(who));
        const QJsonObject answer = parse(json);
        QCOMPARE(answer["employee"_L1]["name"_L1].toString(), u"Аннагельдыев Бегенч Мырадович"_s);
        QCOMPARE(answer["machine"_L1]["current_operator"_L1].toString(), u"Аннагельдыев Бегенч Мырадович"_s);
        QVERIFY(ArduinoPool(dialects::scanPool).parse(json));
    }

    void longNamesTurnIntoInitials()
    {
        const auto who =
            employee(u"Гурбангулыбердымухаммедова"_s, u"Огулсапармырат"_s, u"Аннамухаммедовна"_s);
        const QByteArray json = dialects::machineScanAnswer(scan(who));
        QCOMPARE(parse(json)["employee"_L1]["name"_L1].toString(), u"Гурбангулыбердымухаммедова О. А."_s);
        QVERIFY(ArduinoPool(dialects::scanPool).parse(json));
    }

    void everythingFits_data()
    {
        QTest::addColumn<QString>("last");
        QTest::addColumn<QString>("department");
        QTest::addColumn<QString>("machine");
        QTest::newRow("a long last name") << QString(60, u'Щ') << u"Операторы"_s << u"Станок 07"_s;
        QTest::newRow("a department of 100 letters") << u"Ли"_s << QString(100, u'Ж') << u"Станок 07"_s;
        QTest::newRow("a long machine") << u"Ли"_s << u"Механики"_s << QString(200, u'Ъ');
        QTest::newRow("all of them") << QString(100, u'Щ') << QString(100, u'Ж') << QString(100, u'Ъ');
        QTest::newRow("outside the basic plane") << u"😀"_s.repeated(100) << u"Операторы"_s << u"Станок 07"_s;
        QTest::newRow("quotes") << QString(200, u'"') << u"Операторы"_s << u"Станок 07"_s;
        QTest::newRow("just a byte too long") << QString(39, u'Щ') << QString(21, u'Ж') << u"Станок 07"_s;
    }
    void everythingFits()
    {
        QFETCH(QString, last);
        QFETCH(QString, department);
        QFETCH(QString, machine);
        auto who = employee(last, u"Огулсапармырат"_s, u"Аннамухаммедовна"_s);
        who.department = department;
        const QByteArray json = dialects::machineScanAnswer(scan(who, machine));
        ArduinoPool firmware(dialects::scanPool);
        QVERIFY2(firmware.parse(json), qPrintable(u"%1 bytes"_s.arg(firmware.used())));
        const QJsonObject answer = parse(json);
        QCOMPARE(answer.keys(),
                 (QStringList{u"action"_s, u"employee"_s, u"machine"_s, u"message"_s, u"success"_s}));
        QVERIFY(!answer["employee"_L1]["name"_L1].toString().isEmpty());
        if (json.contains("…")) // no more is cut than must be
            QVERIFY(firmware.used() > dialects::scanPool - 8);
    }

    void nobodyWorksHere()
    {
        auto idle = scan(employee(u"Ли"_s, u"Анна"_s, {}));
        idle.machine.operatorRef.reset();
        QVERIFY(parse(dialects::machineScanAnswer(idle))["machine"_L1]["current_operator"_L1].isNull());
    }

    void unknownCardDoesNotFail()
    {
        auto denied = scan(employee(u"Ли"_s, u"Анна"_s, {}));
        denied.action = Action::Denied;
        denied.employee.reset();
        const QJsonObject answer = parse(dialects::machineScanAnswer(denied));
        QCOMPARE(answer["success"_L1], QJsonValue(true));
        QCOMPARE(answer["action"_L1].toString(), u"info_only"_s);
        QCOMPARE(answer["employee"_L1]["name"_L1].toString(), u""_s);
        QVERIFY(answer["employee"_L1]["name"_L1].isString());
    }
};

QTEST_APPLESS_MAIN(TestFirmware)
#include "tst_firmware.moc"
