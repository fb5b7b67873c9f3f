// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/actions.h"
#include "core/alarmhealth.h"
#include "support/wirerows.h"

#include <QJsonDocument>
#include <QTest>

using namespace client;
using namespace support;

/// What people do, as the server's API wants it.
class ActionsTest final : public QObject
{
    Q_OBJECT
    using Deed = std::function<void(const Actions&)>;

private slots:
    void eachDeedIsOneWrite_data()
    {
        QTest::addColumn<Deed>("deed");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("subjects");
        const auto row = [](const char* name, Deed deed, const QByteArray& method, const QString& path,
                            const QByteArray& body, const QString& subjects) {
            QTest::newRow(name) << deed << method << path << body << subjects;
        };
        using Ids = QList<qint64>;
        row("acknowledge", [](const Actions& a) { a.alarms.acknowledge(Ids{41}, u"иду"_s); }, "POST",
            u"/api/v1/alarms/41/acknowledge"_s, R"({"note":"иду"})", u"alarms/41"_s);
        row("acknowledge many", [](const Actions& a) { a.alarms.acknowledge(Ids{41, 42}); }, "POST",
            u"/api/v1/alarms/acknowledge"_s, R"({"ids":[41,42]})", u"alarms/41 alarms/42"_s);
        row("shelve", [](const Actions& a) { a.alarms.shelve(Ids{41}, at(12), u"ремонт"_s); }, "POST",
            u"/api/v1/alarms/41/shelve"_s, R"({"reason":"ремонт","until":"2026-03-02T12:00:00.000Z"})",
            u"alarms/41"_s);
        row("unshelve", [](const Actions& a) { a.alarms.unshelve(Ids{41}); }, "POST",
            u"/api/v1/alarms/41/unshelve"_s, "{}", u"alarms/41"_s);
        row("out of service", [](const Actions& a) { a.alarms.takeOutOfService(Ids{4, 5}, u"x"_s); }, "POST",
            u"/api/v1/alarms/out-of-service"_s, R"({"ids":[4,5],"reason":"x"})", u"alarms/4 alarms/5"_s);
        row("read", [](const Actions& a) { a.notifications.markRead(Ids{90}); }, "POST",
            u"/api/v1/notifications/mark-read"_s, R"({"notification_ids":[90]})", u"notifications/90"_s);
        row("read all", [](const Actions& a) { a.notifications.markAllRead(); }, "POST",
            u"/api/v1/notifications/read-all"_s, "{}", {});
        row("remove", [](const Actions& a) { a.notifications.remove(90); }, "DELETE",
            u"/api/v1/notifications/90"_s, "{}", u"notifications/90"_s);
        row("budget", [](const Actions& a) { a.budgets.set(3, *protocol::Money::fromText(u"1000000.50")); },
            "PUT", u"/api/v1/objects/3/budget"_s, R"({"budget_amount":"1000000.50"})", u"budgets/3"_s);
        row("cost", [](const Actions& a) { a.costs.add(3, *protocol::Money::fromText(u"5.40"), u"гвозди"_s); },
            "POST", u"/api/v1/material-costs/distribute"_s,
            R"({"amount":"5.40","description":"гвозди","object_id":3})", u"budgets/3"_s);
        row("comment",
            [](const Actions& a) { a.timesheets.comment(42, protocol::CommentType::HrCorrection, u"часы"_s); }, "POST",
            u"/api/v1/time-sheets/42/comments"_s,
            R"({"comment_text":"часы","comment_type":"HR_CORRECTION"})", u"timesheets/42"_s);
        row("submit", [](const Actions& a) { a.timesheets.submit(42); }, "POST", u"/api/v1/time-sheets/42/submit"_s,
            "{}", u"timesheets/42"_s);
        row("approve", [](const Actions& a) { a.timesheets.approve(42); }, "POST", u"/api/v1/time-sheets/42/approve"_s,
            "{}", u"timesheets/42"_s);
        row("approve at a rate",
            [](const Actions& a) { a.timesheets.approve(42, protocol::Money::fromText(u"250.50")); }, "POST",
            u"/api/v1/time-sheets/42/approve"_s, R"({"rate":"250.50"})", u"timesheets/42"_s);
        row("reject", [](const Actions& a) { a.timesheets.reject(42, u"нет часов"_s); }, "POST",
            u"/api/v1/time-sheets/42/reject"_s, R"({"reason":"нет часов"})", u"timesheets/42"_s);
        row("cancel", [](const Actions& a) { a.timesheets.cancel(42, u"дубль"_s); }, "POST",
            u"/api/v1/time-sheets/42/cancel"_s, R"({"reason":"дубль"})", u"timesheets/42"_s);
        protocol::TicketRow ticket;
        ticket.id = 7;
        ticket.comments = 2;
        ticket.updatedAt = at(8);
        row("new-ticket",
            [](const Actions& a) {
                a.tickets.create({.title = u"Не печатает"_s,
                                  .description = u"МФУ в кабинете"_s,
                                  .priority = protocol::TicketPriority::High,
                                  .category = protocol::TicketCategory::Hardware,
                                  .room = u"12"_s});
            },
            "POST", u"/api/v1/tickets"_s,
            R"({"category":"hardware","description":"МФУ в кабинете","priority":"high",)"
            R"("room":{"building":"","floor":"","number":"12"},"title":"Не печатает"})",
            {});
        row("take", [ticket](const Actions& a) { a.tickets.take(ticket); }, "POST",
            u"/api/v1/tickets/7/take"_s, "{}", u"tickets/7"_s);
        row("assign", [ticket](const Actions& a) { a.tickets.assign(ticket, 4); }, "POST",
            u"/api/v1/tickets/7/assign"_s, R"({"assigned_to_id":4})", u"tickets/7"_s);
        row("assign to nobody", [ticket](const Actions& a) { a.tickets.assign(ticket, {}); }, "POST",
            u"/api/v1/tickets/7/assign"_s, R"({"assigned_to_id":null})", u"tickets/7"_s);
        row("resolve", [](const Actions& a) { a.tickets.resolve(7); }, "POST",
            u"/api/v1/tickets/7/resolve"_s, "{}", u"tickets/7"_s);
        row("close", [](const Actions& a) { a.tickets.close(7); }, "POST", u"/api/v1/tickets/7/close"_s, "{}",
            u"tickets/7"_s);
        row("reopen", [](const Actions& a) { a.tickets.reopen(7); }, "POST", u"/api/v1/tickets/7/reopen"_s,
            "{}", u"tickets/7"_s);
        row("comment a ticket", [](const Actions& a) { a.tickets.comment(7, u"Смотрю"_s); }, "POST",
            u"/api/v1/tickets/7/comments"_s, R"({"text":"Смотрю"})", u"tickets/7"_s);
        row("nothing chosen", [](const Actions& a) { a.alarms.acknowledge({}); a.notifications.markRead({}); }, {}, {}, {}, {});
    }
    void eachDeedIsOneWrite()
    {
        QFETCH(Deed, deed);
        QFETCH(QString, path);
        std::vector<OutboxRequest> sent;
        const Actions actions([&](const OutboxRequest& request) {
            sent.push_back(request);
            return u"key"_s;
        });
        deed(actions);
        QCOMPARE(sent.size(), path.isEmpty() ? size_t(0) : size_t(1));
        if (sent.empty())
            return;
        QTEST(sent[0].method, "method");
        QTEST(sent[0].path, "path");
        QTEST(QJsonDocument(sent[0].body).toJson(QJsonDocument::Compact), "body");
        QStringList subjects;
        for (const auto& [topic, id] : Actions::subjectsOf(sent[0]))
            subjects.append(u"%1/%2"_s.arg(topic).arg(id));
        QTEST(subjects.join(u' '), "subjects");
        // What waits is called by what it does.
        const QString name = QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0);
        const QHash<QString, QString> others{{u"out"_s, u"out-of-service"_s},
                                             {u"read"_s, path.endsWith("all"_L1) ? u"read-all"_s
                                                                                  : u"mark-read"_s}};
        QCOMPARE(Actions::deedOf(sent[0]), others.value(name, name));
    }

    void theFiguresOfAlarmHealthAreRead()
    {
        const QByteArray json = R"({"from":"2026-03-01T08:00:00.000Z","to":"2026-03-02T08:00:00.000Z",
            "total":288,"per_10_minutes":2.0,"per_hour":12,"per_day":288,"most_in_10_minutes":14,"floods":1,
            "flood_share":0.02,"top":[{"rule":"machine-stopped","source":"machines/7","count":40}],
            "top_share":0.5,"chattering":[{"rule":"machine-stopped","source":"machines/7","count":3}],
            "stale":[],"by_priority":{"critical":4,"high":20,"medium":64,"low":200},"open":3,"unanswered":1,
            "targets":{"per_10_minutes":2,"most_in_10_minutes":10,"flood_share":0.01,
                       "by_priority":{"critical":0.01,"high":0.05,"medium":0.15,"low":0.79}}})";
        QJsonObject object = QJsonDocument::fromJson(json).object();
        object.insert(u"stale"_s, QJsonArray{alarmRow(9)});
        const auto health = alarmHealthFromJson(object);
        QVERIFY2(health, qPrintable(health ? QString() : health.error().text()));
        QCOMPARE(health->total, 288);
        QCOMPARE(health->load(), AlarmHealth::Load::Manageable);
        QCOMPARE(health->mostInTenMinutes, 14);
        QCOMPARE(health->top, (std::vector<AlarmHealth::Share>{{u"machine-stopped"_s, u"machines/7"_s, 40}}));
        QCOMPARE(health->stale.at(0).id, 9);
        QCOMPARE(health->prioritySplit()[3], 200.0 / 288);
        QCOMPARE(health->targets.byPriority[3], 0.79);
        object.remove(u"total"_s);
        QVERIFY(!alarmHealthFromJson(object));
        QVERIFY(!alarmHealthFromJson({}));
    }
};

QTEST_GUILESS_MAIN(ActionsTest)
#include "tst_actions.moc"
