// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/tickets/wire.h"
#include "support/sourcetree.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace dialects::tickets;
using domain::Ticket;
using domain::TicketEvent;

namespace {

const QTimeZone zone("Asia/Ashgabat"); // UTC+5
const QString origin = u"https://host"_s;

QDateTime at(int hour, int minute)
{
    return QDateTime({2025, 2, 1}, {hour, minute}, Qt::UTC);
}

Ticket sample()
{
    return {.id = 7,
            .company = *protocol::CompanyId::from(1),
            .title = u"Не печатает"_s,
            .description = u"МФУ"_s,
            .priority = protocol::TicketPriority::High,
            .category = protocol::TicketCategory::Hardware,
            .reporterName = u"Тест"_s,
            .reporterPhone = u"+79990000000"_s,
            .room = domain::Room{.id = 1, .number = u"12"_s, .name = u"Класс"_s},
            .createdAt = at(5, 0),
            .updatedAt = at(5, 5)};
}

Ticket taken()
{
    Ticket ticket = sample();
    ticket.id = 8;
    ticket.status = protocol::TicketStatus::InProgress;
    ticket.reporterPhone.clear();
    ticket.assignee = protocol::UserId::from(4);
    ticket.assigneeName = u"Техник Т. Т."_s;
    ticket.room =
        domain::Room{.id = 2, .number = u"12"_s, .name = {}, .building = u"Корпус 2"_s, .floor = u"3"_s};
    return ticket;
}

TicketEvent happened(TicketEvent::What what, const QString& before = {}, const QString& after = {},
                     const QString& text = {})
{
    return {.id = 31,
            .ticket = 7,
            .company = *protocol::CompanyId::from(1),
            .at = at(5, 0),
            .what = what,
            .by = u"Техник"_s,
            .text = text,
            .before = before,
            .after = after};
}

domain::Notification note(qint64 id, const QString& type, const QString& title, const QString& message,
                          const QJsonObject& data)
{
    return {.id = id,
            .company = *protocol::CompanyId::from(1),
            .user = *protocol::UserId::from(4),
            .type = type,
            .title = title,
            .message = message,
            .data = data,
            .createdAt = at(5, 0)};
}

} // namespace

/// contracts.md E3 and E4, one message a file: old clients read these bytes.
class TestTicketsWire final : public QObject
{
    Q_OBJECT
private slots:
    void messages_data()
    {
        using What = TicketEvent::What;
        QTest::addColumn<QJsonObject>("message");
        QTest::newRow("list") << listJson({taken(), sample()}, at(5, 6), zone, origin);
        QTest::newRow("list_empty") << listJson({}, at(5, 6), zone, origin);
        QTest::newRow("home_ticket") << homeJson(sample(), u"t@example.org"_s, zone, origin);
        QTest::newRow("ticket_created") << eventJson(happened(What::Created), sample(), zone);
        QTest::newRow("ticket_status_changed")
            << eventJson(happened(What::Status, u"open"_s, u"in_progress"_s), sample(), zone);
        QTest::newRow("ticket_assigned")
            << eventJson(happened(What::Assigned, {}, u"Петров"_s), sample(), zone);
        QTest::newRow("ticket_unassigned") << eventJson(happened(What::Assigned), sample(), zone);
        QTest::newRow("ticket_comment_created")
            << eventJson(happened(What::Comment, {}, {}, u"Еду"_s), sample(), zone);
        const domain::Account anna{.id = *protocol::UserId::from(12),
                                   .company = *protocol::CompanyId::from(1),
                                   .branch = {},
                                   .username = u"anna"_s,
                                   .passwordHash = {},
                                   .fullName = u"Аннаева Анна"_s,
                                   .phone = u"+7 (900) 000-00-01"_s,
                                   .email = {},
                                   .roles = {protocol::Role::Technician}};
        domain::Account off = anna;
        off.active = false;
        QTest::newRow("user_created") << userCreatedJson(anna, at(5, 0), zone);
        QTest::newRow("user_status_changed") << userStatusJson(off, at(5, 0), zone);
        domain::Machine loom{.id = *protocol::MachineId::from(7), .company = *protocol::CompanyId::from(1)};
        loom.name = u"Станок 7"_s;
        loom.deviceId = u"LOHIA-007"_s;
        domain::MaintenanceCall call{.id = 5, .machine = loom.id};
        call.calledAt = at(4, 50);
        call.startedAt = at(5, 0);
        call.master = domain::Employee{.id = *protocol::EmployeeId::from(3), .company = loom.company};
        call.master->lastName = u"Петров"_s;
        call.master->firstName = u"Олег"_s;
        QTest::newRow("equipment_status_changed") << repairJson(loom, call, zone);
        loom.status = protocol::MachineStatus::Working;
        call.endedAt = at(5, 30);
        QTest::newRow("equipment_status_changed_back") << repairJson(loom, call, zone);
        protocol::NotificationRow row;
        row.id = 90;
        row.type = u"budget_alert_80"_s;
        row.title = u"Бюджет объекта на 80%"_s;
        row.message = u"Объект 'Дом' израсходовал 82.5% бюджета"_s;
        row.createdAt = at(5, 0);
        QTest::newRow("system_notification_created") << toldJson(row, anna, zone);
        QTest::newRow("notification")
            << bellJson(note(90, u"new_ticket"_s, u"Новая заявка №7"_s, u"Тест: Не печатает"_s,
                             {{u"ticket_id"_s, 7}, {u"ticket_title"_s, u"Не печатает"_s}}),
                        zone, origin);
        domain::Notification read = note(91, u"general"_s, u"Обед"_s, u"в 13:00"_s, {});
        read.readAt = at(5, 5);
        QTest::newRow("notification_read") << bellJson(read, zone, origin);
    }
    void messages()
    {
        QFETCH(QJsonObject, message);
        QFile file(support::testData(u"wire/tickets/"_s) + QString::fromLatin1(QTest::currentDataTag()) +
                   u".json"_s);
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        QCOMPARE(QJsonDocument(message).toJson(QJsonDocument::Compact) + '\n', file.readAll());
    }
};

QTEST_APPLESS_MAIN(TestTicketsWire)
#include "tst_tickets_wire.moc"
