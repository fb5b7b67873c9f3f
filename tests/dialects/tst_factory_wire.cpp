// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture.h"
#include "factoryfixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Role;

/// Every endpoint's answer, whole, against the captures in tests/data/wire/factory/: each holds a
/// request and the answer that contracts.md A2–A4 gives to it.
class TestFactoryWire : public QObject
{
    Q_OBJECT

    std::unique_ptr<FactoryFixture> m_plant;

    /// Compares an answer with its capture.
    void check(const QString& name, const QString& method, const QString& path, const QJsonValue& body,
               const Reply& reply)
    {
        QJsonObject request{{u"method"_s, method}, {u"path"_s, path}};
        if (!body.isUndefined())
            request.insert(u"body"_s, body);
        QJsonObject response{{u"status"_s, reply.status}};
        if (const QByteArray location = reply.header("Location"); !location.isEmpty())
            response.insert(u"location"_s, QString::fromLatin1(location));
        if (reply.header("Content-Type") == "application/json")
            response.insert(u"body"_s, reply.json());
        const QJsonObject actual{{u"request"_s, request}, {u"response"_s, response}};

        const QString difference = compareWithCapture(name, actual);
        QVERIFY2(difference.isEmpty(), qPrintable(difference));
    }
    void checkPost(const QString& name, const QString& path, const QJsonObject& body,
                   const Headers& headers = {})
    {
        check(name, u"POST"_s, path, body, m_plant->post(path.toUtf8(), body, headers));
    }
    void checkGet(const QString& name, const QString& path, const Headers& headers = {})
    {
        check(name, u"GET"_s, path, QJsonValue::Undefined, m_plant->get(path.toUtf8(), headers));
    }
    static QJsonObject device(const QString& id, const QString& card = {})
    {
        QJsonObject body{{u"esp32_id"_s, id}};
        if (!card.isNull())
            body.insert(u"rfid_uid"_s, card);
        return body;
    }
    static QJsonObject scan(const QString& id, const QString& card)
    {
        return {{u"device_id"_s, id}, {u"rfid_uid"_s, card}};
    }

private slots:
    void init() { m_plant = std::make_unique<FactoryFixture>(); }
    void cleanup() { m_plant.reset(); }

    void devices()
    {
        const QString scanPath = u"/employees/api/rfid-scan/"_s;
        checkPost(u"scan-entry"_s, scanPath, scan(u"ESP32-HR-001"_s, u"a1a1a1a1"_s));
        m_plant->at(u"18:10"_s);
        checkPost(u"scan-exit"_s, scanPath, scan(u"ESP32-HR-001"_s, u"A1A1A1A1"_s));
        m_plant->at(u"18:20"_s);
        checkPost(u"scan-reopened"_s, scanPath, {{u"rfid_uid"_s, u"A1A1A1A1"_s}});
        checkPost(u"scan-unknown-card"_s, scanPath, scan(u"ESP32-HR-001"_s, u"0badcafe"_s));

        checkPost(u"gate-in"_s, u"/security/api/scan/"_s, scan(u"ESP32-SEC-001"_s, u"D4D4D4D4"_s));
        m_plant->at(u"18:30"_s);
        checkPost(u"gate-out"_s, u"/security/api/scan/"_s, scan(u"ESP32-SEC-001"_s, u"D4D4D4D4"_s));
        checkPost(u"gate-unknown-card"_s, u"/security/api/scan/"_s, scan(u"ESP32-SEC-001"_s, u"0BADCAFE"_s));

        checkPost(u"loom-shift-started"_s, scanPath, scan(u"LOHIA-001"_s, u"A1A1A1A1"_s));
        m_plant->at(u"18:30:30"_s);
        checkPost(u"loom-taken-over"_s, scanPath, scan(u"LOHIA-001"_s, u"B2B2B2B2"_s));
        checkPost(u"pulse"_s, u"/lohia/api/pulse/update/"_s,
                  {{u"esp32_id"_s, u"LOHIA-001"_s}, {u"pulse_count"_s, 31}});
        checkPost(u"loom-no-maintenance"_s, scanPath, scan(u"LOHIA-001"_s, u"C3C3C3C3"_s));
        checkPost(u"loom-info-only"_s, scanPath, scan(u"LOHIA-001"_s, u"D4D4D4D4"_s));
        checkPost(u"loom-unknown-card"_s, scanPath, scan(u"LOHIA-001"_s, u"0BADCAFE"_s));
        checkPost(u"loom-unknown-machine"_s, scanPath, scan(u"LOHIA-999"_s, u"A1A1A1A1"_s));
        checkPost(u"call"_s, u"/lohia/api/maintenance/call/"_s, device(u"LOHIA-001"_s));
        m_plant->at(u"18:32:05"_s);
        checkPost(u"loom-maintenance-started"_s, scanPath, scan(u"LOHIA-001"_s, u"C3C3C3C3"_s));
        m_plant->at(u"18:44:39"_s);
        checkPost(u"loom-maintenance-completed"_s, scanPath, scan(u"LOHIA-001"_s, u"C3C3C3C3"_s));
        m_plant->at(u"18:50"_s);
        checkPost(u"loom-shift-ended"_s, scanPath, scan(u"LOHIA-001"_s, u"B2B2B2B2"_s));
    }

    void devicesByName()
    {
        checkPost(u"shift-start"_s, u"/lohia/api/shift/start/"_s, device(u"LOHIA-001"_s, u"A1A1A1A1"_s));
        checkPost(u"shift-occupied"_s, u"/lohia/api/shift/start/"_s, device(u"LOHIA-001"_s, u"B2B2B2B2"_s));
        m_plant->pulses(u"LOHIA-001"_s, 100'000);
        m_plant->callMaster(u"LOHIA-001"_s);
        m_plant->at(u"09:00"_s);
        checkPost(u"call-open"_s, u"/lohia/api/maintenance/call/"_s, device(u"LOHIA-001"_s));
        checkPost(u"repair-start"_s, u"/lohia/api/maintenance/start/"_s,
                  device(u"LOHIA-001"_s, u"C3C3C3C3"_s));
        m_plant->at(u"09:12:34"_s);
        QJsonObject end = device(u"LOHIA-001"_s, u"C3C3C3C3"_s);
        end.insert(u"description"_s, u"Обрыв утка"_s);
        checkPost(u"repair-end"_s, u"/lohia/api/maintenance/end/"_s, end);
        m_plant->at(u"16:55"_s);
        checkPost(u"shift-end"_s, u"/lohia/api/shift/end/"_s, device(u"LOHIA-001"_s, u"A1A1A1A1"_s));
    }

    void reading()
    {
        // An ordinary Monday: two come, one of them late; one leaves; one loom runs and calls.
        m_plant->scanAtTerminal(u"A1A1A1A1"_s);
        m_plant->scanAtGate(u"A1A1A1A1"_s);
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        m_plant->install(u"Станок 02"_s, u"LOHIA-002"_s);
        m_plant->at(u"09:31"_s);
        m_plant->scanAtTerminal(u"D4D4D4D4"_s);
        m_plant->scanAtGate(u"D4D4D4D4"_s);
        m_plant->pulses(u"LOHIA-001"_s, 1200);
        m_plant->at(u"10:12"_s);
        m_plant->callMaster(u"LOHIA-001"_s);

        const Headers manager = m_plant->as({Role::Manager});
        checkGet(u"worktime-polling"_s, u"/employees/api/worktime-polling/"_s, manager);
        checkGet(u"machines-polling"_s, u"/lohia/api/machines-polling/"_s, manager);
        checkGet(u"access-polling"_s, u"/security/api/access-polling/"_s, manager);
        checkGet(u"dashboard-status"_s, u"/lohia/api/dashboard-status/"_s);
        checkGet(u"dashboard-status-all"_s, u"/lohia/api/dashboard-status-all/"_s);
        checkGet(u"maintenance-history-pending"_s, u"/lohia/api/maintenance-history/"_s);
        checkGet(u"shifts-history-active"_s, u"/lohia/api/shifts-history/"_s);

        m_plant->at(u"10:15:05"_s);
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"C3C3C3C3"_s);
        checkGet(u"machines-polling-in-repair"_s, u"/lohia/api/machines-polling/"_s, manager);
        m_plant->at(u"10:20:10"_s);
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"C3C3C3C3"_s);
        m_plant->at(u"18:40"_s);
        m_plant->scanAtLoom(u"LOHIA-001"_s, u"A1A1A1A1"_s);
        m_plant->scanAtTerminal(u"A1A1A1A1"_s);
        m_plant->scanAtGate(u"A1A1A1A1"_s);
        m_plant->at(u"18:40:02"_s);
        checkGet(u"worktime-polling-evening"_s, u"/employees/api/worktime-polling/"_s, manager);
        checkGet(u"maintenance-history"_s, u"/lohia/api/maintenance-history/"_s);
        checkGet(u"shifts-history"_s, u"/lohia/api/shifts-history/"_s);
        checkGet(u"machine-detail"_s, u"/lohia/api/machine/%1/detail/"_s.arg(m_plant->loom->id.value()));
        checkGet(u"machine-detail-unknown"_s, u"/lohia/api/machine/999/detail/"_s);
        checkGet(u"machine-stats"_s, u"/lohia/api/machine-stats/"_s);
        checkGet(u"worktime-latest"_s, u"/employees/api/worktime-latest/"_s);
        checkGet(u"employees-latest-access"_s, u"/employees/api/latest-access/"_s, manager);
        checkGet(u"employees-dashboard-stats"_s, u"/employees/api/dashboard-stats/"_s, manager);
        checkGet(u"security-latest-access"_s, u"/security/api/latest-access/"_s);
        checkGet(u"security-dashboard-stats"_s, u"/security/api/dashboard-stats/"_s);
        checkGet(u"employee"_s, u"/employees/api/employee/%1/"_s.arg(m_plant->op->id.value()), manager);
        checkGet(u"employee-unknown"_s, u"/employees/api/employee/999/"_s, manager);
        checkGet(u"employee-search"_s, u"/employees/api/employee-search/?q=%D0%B0%D0%BD%D0%BD%D0%B0"_s,
                 manager);
        checkGet(u"employee-search-short"_s, u"/employees/api/employee-search/?q=a"_s, manager);
        checkGet(u"worktime-detail"_s, u"/employees/worktime/detail/1/"_s, manager);
        checkGet(u"worktime-stats"_s,
                 u"/employees/worktime/stats/?employee_id=%1&date_from=2025-11-01&date_to=2025-11-30"_s.arg(
                     m_plant->op->id.value()));
        for (const QString& path : {u"/api/latest-access/"_s, u"/api/dashboard-stats/"_s})
            QCOMPARE(m_plant->get(path.toLatin1(), manager).body,
                     m_plant->get("/employees" + path.toLatin1(), manager).body);
    }

    void writing()
    {
        const Headers hr = m_plant->as({Role::HrManager});
        const qint64 clerk = m_plant->clerk->id.value();
        const QJsonObject day{{u"employee_id"_s, clerk},
                              {u"date"_s, u"2025-11-02"_s},
                              {u"entry_time"_s, u"09:00"_s},
                              {u"exit_time"_s, u"18:30"_s},
                              {u"notes"_s, u"забыла карту"_s}};
        checkPost(u"worktime-create"_s, u"/employees/worktime/create/"_s, day, hr);
        checkPost(u"worktime-create-again"_s, u"/employees/worktime/create/"_s, day, hr);
        checkPost(u"worktime-update"_s, u"/employees/worktime/update/1/"_s, {{u"exit_time"_s, u""_s}}, hr);
        checkGet(u"worktime-detail-corrected"_s, u"/employees/worktime/detail/1/"_s, hr);
        checkPost(u"worktime-delete"_s, u"/employees/worktime/delete/1/"_s, {}, hr);
        checkPost(u"worktime-delete-again"_s, u"/employees/worktime/delete/1/"_s, {}, hr);
        m_plant->scanAtGate(u"D4D4D4D4"_s);
        checkPost(u"employee-delete"_s, u"/employees/delete/%1/"_s.arg(clerk), {}, hr);
        checkGet(u"guard-log"_s, u"/security/log/%1/in/"_s.arg(m_plant->op->id.value()),
                 m_plant->as({Role::Security}));
    }

    void nothingYet()
    {
        const Headers manager = m_plant->as({Role::Manager}, m_plant->abroad);
        checkGet(u"empty-worktime-polling"_s, u"/employees/api/worktime-polling/"_s, manager);
        checkGet(u"empty-worktime-latest"_s, u"/employees/api/worktime-latest/"_s, manager);
        checkGet(u"empty-employees-latest-access"_s, u"/employees/api/latest-access/"_s, manager);
        checkGet(u"empty-security-latest-access"_s, u"/security/api/latest-access/"_s, manager);
        checkGet(u"empty-dashboard-status"_s, u"/lohia/api/dashboard-status/"_s, manager);
        checkGet(u"empty-dashboard-status-all"_s, u"/lohia/api/dashboard-status-all/"_s, manager);
        checkGet(u"empty-machine-stats"_s, u"/lohia/api/machine-stats/"_s, manager);
    }

    void refusals()
    {
        checkGet(u"no-session"_s, u"/employees/api/worktime-polling/"_s);
        checkGet(u"no-session-with-query"_s, u"/employees/api/employee-search/?q=ab&x=%2F"_s);
        checkGet(u"role-too-small"_s, u"/employees/api/employee/1/"_s, m_plant->as({Role::Operator}));
        checkPost(u"guard-log-by-operator"_s, u"/security/log/1/in/"_s, {}, m_plant->as({Role::Operator}));
    }

    void answersToPagesAreAscii()
    {
        m_plant->scanAtTerminal(u"A1A1A1A1"_s);
        const Reply reply = m_plant->get("/employees/api/worktime-polling/", m_plant->as({Role::Manager}));
        QVERIFY(reply.body.contains("\\u0410\\u043d\\u043d\\u0430\\u0435\\u0432"));
        QVERIFY(std::all_of(reply.body.begin(), reply.body.end(),
                            [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
        QVERIFY(m_plant->get("/lohia/api/machines-polling/", m_plant->as({Role::Manager}))
                    .body.contains("\"current_meters\":0.0,"));
    }
    void answersToDevicesAreUtf8()
    {
        QVERIFY(m_plant->scanAtTerminal(u"A1A1A1A1"_s).body.contains("Аннаев"));
    }
};

QTEST_GUILESS_MAIN(TestFactoryWire)
#include "tst_factory_wire.moc"
