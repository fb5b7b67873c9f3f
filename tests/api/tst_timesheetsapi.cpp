// SPDX-License-Identifier: GPL-3.0-or-later
#include "siteapi.h"

#include <QTest>

using namespace Qt::StringLiterals;
using support::AlarmApi;
using support::SiteApi;

namespace {

class Brigade final
{
public:
    Brigade() : house(site.object("10000")), anna(site.worker(u"Тест"_s)) {}

    QJsonObject item(const char* day, const char* hours, const char* rate = nullptr) const
    {
        QJsonObject line{{u"worker_id"_s, anna},
                         {u"cost_object_id"_s, house},
                         {u"date"_s, QString::fromLatin1(day)},
                         {u"hours"_s, QString::fromLatin1(hours)}};
        if (rate)
            line.insert(u"rate"_s, QString::fromLatin1(rate));
        return line;
    }
    static QJsonObject week(const QJsonArray& items)
    {
        return {{u"period_start"_s, u"2026-01-12"_s}, {u"period_end"_s, u"2026-01-18"_s}, {u"items"_s, items}};
    }
    qint64 sheet(const QJsonArray& items, const char* name = "foreman")
    {
        return site.ok(site.api.post("/api/v1/time-sheets/", site.who(name), week(items)), 201)[u"id"_s].toInteger();
    }
    qint64 submitted(const QJsonArray& items)
    {
        const qint64 id = sheet(items);
        site.ok(move(id, "submit", "foreman"));
        return id;
    }
    net::Response move(qint64 id, const char* deed, const char* name, const QJsonObject& body = {})
    {
        return site.api.post(path(id, deed), site.who(name), body);
    }
    static QByteArray path(qint64 id, const char* deed = "")
    {
        return "/api/v1/time-sheets/" + QByteArray::number(id) + (*deed ? QByteArray("/") + deed : QByteArray());
    }
    QString status(qint64 id)
    {
        return site.ok(site.api.get(path(id), site.who("hr")))[u"status"_s].toString();
    }

    SiteApi site;
    qint64 house;
    qint64 anna;
};

} // namespace

/// contracts.md C4, timesheets, and C2's notifications about them.
class TestTimesheetsApi final : public QObject
{
    Q_OBJECT

private slots:
    void fromDraftToApproved()
    {
        Brigade brigade;
        const qint64 id = brigade.sheet({brigade.item("2026-01-12", "8", "250"), brigade.item("2026-01-13", "13.5")});
        QCOMPARE(brigade.status(id), u"DRAFT"_s);
        QVERIFY(brigade.site.told("hr").empty());
        const QJsonObject sheet = brigade.site.ok(brigade.site.api.get(Brigade::path(id), brigade.site.who("foreman")));
        QCOMPARE(sheet[u"total_hours"_s], u"21.50"_s);
        QCOMPARE(sheet[u"overtime_days"_s], 1);
        QCOMPARE(sheet[u"workers_count"_s], 1);
        QCOMPARE(sheet[u"items"_s][0][u"worker_name"_s], u"Тест Иван"_s);
        QCOMPARE(sheet[u"items"_s][0][u"rate"_s], u"250.00"_s);
        QVERIFY(sheet[u"items"_s][1][u"rate"_s].isNull());

        QCOMPARE(brigade.site.ok(brigade.move(id, "submit", "foreman"))[u"status"_s], u"UNDER_REVIEW"_s);
        QCOMPARE(brigade.site.listeners(u"timesheet_submitted"_s), (QStringList{u"hr"_s, u"manager"_s, u"southern"_s}));
        QCOMPARE(brigade.site.told("hr")[0].data[u"timesheet_id"_s].toInteger(), id);
        QCOMPARE(brigade.move(id, "submit", "foreman").status, 400);

        QCOMPARE(brigade.site.ok(brigade.move(id, "approve", "hr", {{u"rate"_s, u"100"_s}}))[u"status"_s],
                 u"APPROVED"_s);
        QCOMPARE(brigade.site.listeners(u"timesheet_approved"_s), QStringList{u"foreman"_s});
        // 8 × 250 + 13.5 × 100
        const QJsonArray costs = brigade.site.rows("costs", "manager");
        QCOMPARE(costs.size(), 1);
        QCOMPARE(costs[0][u"kind"_s], u"labor"_s);
        QCOMPARE(costs[0][u"amount"_s], u"3350.00"_s);
        QCOMPARE(costs[0][u"timesheet_id"_s].toInteger(), id);
        for (const char* deed : {"submit", "approve", "reject"})
            QCOMPARE(brigade.move(id, deed, "manager").status, 400);
    }

    void wagesAreWatchedToo()
    {
        Brigade brigade;
        const qint64 id = brigade.submitted({brigade.item("2026-01-12", "10", "1000.50")});
        brigade.site.ok(brigade.move(id, "approve", "hr"));
        QCOMPARE(brigade.site.told("accountant", u"budget_alert_80"_s).size(), 1u);
        QCOMPARE(brigade.site.told("accountant", u"budget_alert_100"_s).size(), 1u);
        brigade.site.ok(brigade.move(id, "cancel", "hr", {{u"reason"_s, u"Не тот объект"_s}}));
        QCOMPARE(brigade.site.rows("costs", "manager").size(), 0);
        QCOMPARE(brigade.site.rows("budgets", "manager")[0][u"labor"_s], u"0.00"_s);
        QCOMPARE(brigade.site.listeners(u"timesheet_cancelled"_s), QStringList{u"foreman"_s});
        QCOMPARE(brigade.site.rows("comments", "foreman")[0][u"type"_s], u"CANCELLATION"_s);
        QCOMPARE(brigade.move(id, "cancel", "hr").status, 400);
    }

    void backAndForth()
    {
        Brigade brigade;
        const qint64 id = brigade.submitted({brigade.item("2026-01-12", "8")});
        brigade.site.ok(brigade.move(id, "reject", "hr", {{u"reason"_s, u"Исправьте часы за 15 января"_s}}));
        QCOMPARE(brigade.status(id), u"CORRECTED"_s);
        QCOMPARE(brigade.site.listeners(u"timesheet_rejected"_s), QStringList{u"foreman"_s});
        QCOMPARE(brigade.site.told("foreman")[0].data[u"reason"_s], u"Исправьте часы за 15 января"_s);
        QCOMPARE(brigade.site.told("foreman").size(), 1u); // the reason is a comment, but told once
        QCOMPARE(brigade.site.rows("comments", "foreman")[0][u"type"_s], u"HR_CORRECTION"_s);

        // The foreman's own again; then HR's, whose changes the foreman is told of.
        const auto save = [&](const char* name, const char* hours) {
            return brigade.site.put(Brigade::path(id), brigade.site.who(name),
                                    Brigade::week({brigade.item("2026-01-15", hours)}));
        };
        QCOMPARE(save("hr", "7").status, 403);
        QCOMPARE(brigade.site.ok(save("foreman", "7"))[u"total_hours"_s], u"7.00"_s);
        brigade.site.ok(brigade.move(id, "submit", "foreman"));
        QCOMPARE(brigade.site.told("hr", u"timesheet_submitted"_s).size(), 2u);
        QCOMPARE(save("foreman", "9").status, 403);
        QCOMPARE(brigade.site.ok(save("hr", "6"))[u"status"_s], u"UNDER_REVIEW"_s);
        QCOMPARE(brigade.site.listeners(u"timesheet_corrected"_s), QStringList{u"foreman"_s});
        brigade.site.ok(brigade.move(id, "approve", "hr"));
        QCOMPARE(save("foreman", "9").status, 400);
        QCOMPARE(brigade.move(id, "cancel", "foreman").status, 403); // approved: the office's
    }

    void comments_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QJsonObject>("body");
        QTest::newRow("in the query, as C has it")
            << QByteArray("?comment_text=" + u"Исправьте часы за 15 января"_s.toUtf8().toPercentEncoding()
                          + "&comment_type=HR_CORRECTION")
            << QJsonObject();
        QTest::newRow("as JSON") << QByteArray()
                                 << QJsonObject{{u"comment_text"_s, u"Исправьте часы за 15 января"_s},
                                                {u"comment_type"_s, u"HR_CORRECTION"_s}};
        QTest::newRow("as JSON, shorter") << QByteArray()
                                          << QJsonObject{{u"text"_s, u" Исправьте часы за 15 января "_s},
                                                         {u"comment_type"_s, u"hr_correction"_s}};
    }
    void comments()
    {
        QFETCH(QByteArray, query);
        QFETCH(QJsonObject, body);
        Brigade brigade;
        const qint64 id = brigade.submitted({brigade.item("2026-01-12", "8")});
        const auto post = [&] {
            return body.isEmpty() ? brigade.site.api.call("POST", Brigade::path(id, "comments") + query,
                                                          &brigade.site.who("hr"))
                                  : brigade.move(id, "comments", "hr", body);
        };
        const QJsonObject made = brigade.site.ok(post());
        QCOMPARE(made[u"timesheet_id"_s].toInteger(), id);
        QCOMPARE(made[u"user_id"_s].toInteger(), brigade.site.who("hr").id.value());
        QCOMPARE(made[u"comment_type"_s], u"HR_CORRECTION"_s);
        QCOMPARE(made[u"text"_s], u"Исправьте часы за 15 января"_s);
        QCOMPARE(made[u"created_at"_s], u"2026-01-26T17:00:00.000000"_s); // naive, TZ=UTC here

        // The foreman alone, exactly as specs/construction-notifications.md has it.
        QCOMPARE(brigade.site.listeners(u"timesheet_comment"_s), QStringList{u"foreman"_s});
        const auto told = brigade.site.told("foreman");
        QCOMPARE(told.size(), 1u);
        QCOMPARE(told[0].title, u"💬 Новый комментарий к табелю"_s);
        QCOMPARE(told[0].message, u"HR-менеджер оставил комментарий к табелю #%1"_s.arg(id));
        QCOMPARE(told[0].data, (QJsonObject{{u"timesheet_id"_s, id},
                                            {u"comment_id"_s, made[u"id"_s]},
                                            {u"comment_type"_s, u"HR_CORRECTION"_s},
                                            {u"text"_s, u"Исправьте часы за 15 января"_s}}));

        brigade.site.ok(brigade.move(id, "comments", "manager", {{u"comment_text"_s, u"И за 16"_s}}));
        const QJsonObject list =
            brigade.site.ok(brigade.site.api.get(Brigade::path(id, "comments"), brigade.site.who("foreman")));
        QCOMPARE(list[u"timesheet_id"_s].toInteger(), id);
        QCOMPARE(list[u"total"_s], 2);
        QCOMPARE(list[u"comments"_s][0][u"id"_s], made[u"id"_s]);
        QCOMPARE(list[u"comments"_s][1][u"comment_type"_s], u"GENERAL"_s);
        QCOMPARE(brigade.site.rows("timesheets", "foreman")[0][u"comments"_s], 2);
    }

    void whatStandsBesideTheQueryIsNoMatter()
    {
        Brigade brigade;
        const qint64 id = brigade.sheet({});
        for (const QByteArray& body : {QByteArray("null"), QByteArray("a=b"), QByteArray("{}"), QByteArray()}) {
            const auto answer = brigade.site.api.call(
                "POST", Brigade::path(id, "comments?comment_text=x"), &brigade.site.who("hr"), body);
            QCOMPARE(answer.status, 200);
        }
        const auto unsaid =
            brigade.site.api.call("POST", Brigade::path(id, "comments"), &brigade.site.who("hr"), "null");
        QCOMPARE(unsaid.status, 400);
    }

    void linesComeWithTheirIds()
    {
        Brigade brigade;
        const auto idsOf = [](const QJsonObject& sheet) {
            QList<qint64> ids;
            for (const QJsonValue& line : sheet[u"items"_s].toArray())
                ids.append(line[u"id"_s].toInteger());
            return ids;
        };
        const QJsonObject week =
            Brigade::week({brigade.item("2026-01-12", "8"), brigade.item("2026-01-13", "8")});
        const auto& foreman = brigade.site.who("foreman");
        const QJsonObject made =
            brigade.site.ok(brigade.site.api.post("/api/v1/time-sheets/", foreman, week), 201);
        const QByteArray path = Brigade::path(made[u"id"_s].toInteger());
        QVERIFY(!idsOf(made).contains(0));
        QCOMPARE(idsOf(made), idsOf(brigade.site.ok(brigade.site.api.get(path, foreman))));
        const auto changed = brigade.site.api.call(
            "PUT", path, &foreman, QJsonDocument(Brigade::week({brigade.item("2026-01-14", "8")})).toJson());
        QVERIFY(!idsOf(brigade.site.ok(changed)).contains(0));
    }

    void whatIsNoComment()
    {
        Brigade brigade;
        const qint64 id = brigade.sheet({});
        const QJsonObject good{{u"comment_text"_s, u"x"_s}};
        QCOMPARE(brigade.move(4711, "comments", "hr", good).status, 400); // contracts.md C4
        QCOMPARE(brigade.move(id, "comments", "hr").status, 422);
        QCOMPARE(brigade.move(id, "comments", "hr", {{u"comment_text"_s, u"  "_s}}).status, 400);
        QCOMPARE(brigade.move(id, "comments", "hr", {{u"comment_text"_s, u"x"_s}, {u"comment_type"_s, u"y"_s}}).status,
                 422);
        QCOMPARE(brigade.move(id, "comments", "hr", {{u"comment_text"_s, QString(4'001, u'x')}}).status, 400);
        QVERIFY(brigade.site.told("foreman").empty());
    }

    void overtimeCountsOtherSheets()
    {
        Brigade brigade;
        const qint64 depot =
            brigade.site.object("1000", {{u"foreman_id"_s, brigade.site.who("foreman2").id.value()}});
        const qint64 id = brigade.sheet({brigade.item("2026-01-12", "8"), brigade.item("2026-01-13", "12")});
        const auto check = [&](const char* method) {
            return brigade.site.ok(
                brigade.site.api.call(method, Brigade::path(id, "overtime-check"), &brigade.site.who("foreman")));
        };
        QCOMPARE(check("GET")[u"has_overtime"_s], false);
        QJsonObject elsewhere = brigade.item("2026-01-12", "4.5");
        elsewhere.insert(u"cost_object_id"_s, depot);
        const qint64 other = brigade.sheet({elsewhere}, "foreman2");
        const QJsonObject found = check("POST");
        QCOMPARE(found[u"has_overtime"_s], true);
        QCOMPARE(found[u"overtime"_s].toArray().size(), 1);
        QCOMPARE(found[u"overtime"_s][0][u"hours"_s], u"12.50"_s);
        QCOMPARE(found[u"overtime"_s][0][u"hours_in_sheet"_s], u"8.00"_s);
        brigade.site.ok(brigade.move(other, "cancel", "foreman2"));
        QCOMPARE(check("GET")[u"has_overtime"_s], false);
        QVERIFY(brigade.site.told("foreman2").empty()); // what they did themselves
    }

    void whatIsNoSheet()
    {
        Brigade brigade;
        const qint64 foreign = brigade.site.object("1", {{u"foreman_id"_s, brigade.site.who("foreman2").id.value()}});
        const qint64 stranger = brigade.site.worker(u"Чужой"_s, brigade.site.api.other);
        QJsonObject elsewhere = brigade.item("2026-01-12", "8");
        elsewhere.insert(u"cost_object_id"_s, foreign);
        QJsonObject somebody = brigade.item("2026-01-12", "8");
        somebody.insert(u"worker_id"_s, stranger);
        for (const QJsonObject& item : {elsewhere, somebody, brigade.item("2026-01-19", "8"),
                                        brigade.item("2026-01-12", "25"), brigade.item("2026-01-12", "x"), QJsonObject()})
            QCOMPARE(brigade.site.api.post("/api/v1/time-sheets/", brigade.site.who("foreman"), Brigade::week({item})).status,
                     422);
        const qint64 empty = brigade.sheet({});
        QCOMPARE(brigade.move(empty, "submit", "foreman").status, 400); // no hours
        QJsonObject forAnother = Brigade::week({});
        forAnother.insert(u"foreman_id"_s, brigade.site.who("foreman2").id.value());
        QCOMPARE(brigade.site.api.post("/api/v1/time-sheets/", brigade.site.who("foreman"), forAnother).status, 403);
        const QJsonObject made =
            brigade.site.ok(brigade.site.api.post("/api/v1/time-sheets/", brigade.site.who("manager"), forAnother), 201);
        QCOMPARE(made[u"foreman_id"_s].toInteger(), brigade.site.who("foreman2").id.value());
    }

    void aForemanReachesTheirOwn()
    {
        Brigade brigade;
        const qint64 id = brigade.submitted({brigade.item("2026-01-12", "8")});
        brigade.site.ok(brigade.move(id, "comments", "hr", {{u"comment_text"_s, u"x"_s}}));
        for (const char* part : {"", "comments", "overtime-check"}) {
            QCOMPARE(brigade.site.api.get(Brigade::path(id, part), brigade.site.who("foreman2")).status, 404);
            QCOMPARE(brigade.site.api.get(Brigade::path(id, part), brigade.site.who("stranger")).status, 404);
            QCOMPARE(brigade.site.api.get(Brigade::path(id, part), brigade.site.who("accountant")).status, 200);
        }
        QCOMPARE(brigade.move(id, "cancel", "foreman2").status, 404);
        QCOMPARE(AlarmApi::array(brigade.site.api.get("/api/v1/time-sheets/", brigade.site.who("foreman2"))).size(), 0);
        QCOMPARE(AlarmApi::array(brigade.site.api.get("/api/v1/time-sheets?status=SUBMITTED", brigade.site.who("foreman")))
                     .size(),
                 1);
        for (const char* topic : {"timesheets", "comments"}) {
            for (const char* name : {"foreman", "hr", "accountant", "manager", "admin"})
                QVERIFY2(brigade.site.rows(topic, name).size() == 1, name);
            for (const char* name : {"foreman2", "materials", "operator", "stranger"})
                QVERIFY2(brigade.site.rows(topic, name).isEmpty(), name);
        }
        // A brigade of a branch is that branch's.
        const auto southern = brigade.site.api.hire(u"sf"_s, {protocol::Role::Foreman}, brigade.site.api.south);
        const auto northernHr = brigade.site.api.hire(u"nhr"_s, {protocol::Role::HrManager}, brigade.site.api.north);
        const QJsonObject made =
            brigade.site.ok(brigade.site.api.post("/api/v1/time-sheets/", southern, Brigade::week({})), 201);
        QCOMPARE(brigade.site.api.get(Brigade::path(made[u"id"_s].toInteger()), northernHr).status, 404);
        QCOMPARE(brigade.site.api.get(Brigade::path(made[u"id"_s].toInteger()), brigade.site.who("hr")).status, 200);
    }

    void whoMayWhat()
    {
        Brigade brigade;
        const qint64 id = brigade.submitted({brigade.item("2026-01-12", "8")});
        const QStringList chiefs{u"manager"_s, u"admin"_s};
        const QStringList readers = chiefs + QStringList{u"foreman"_s, u"hr"_s, u"accountant"_s};
        const QStringList foremen = chiefs + QStringList{u"foreman"_s};
        const QStringList hr = chiefs + QStringList{u"hr"_s};
        struct Endpoint
        {
            const char* method;
            QByteArray path;
            QStringList may;
        };
        const Endpoint endpoints[] = {
            {"GET", "/api/v1/time-sheets/", readers},
            {"GET", Brigade::path(id), readers},
            {"GET", Brigade::path(id, "comments"), readers},
            {"GET", Brigade::path(id, "overtime-check"), readers},
            {"POST", "/api/v1/time-sheets/", foremen},
            {"PUT", Brigade::path(id), foremen + QStringList{u"hr"_s}},
            {"POST", Brigade::path(id, "comments"), hr},
            {"POST", Brigade::path(id, "submit"), foremen},
            {"POST", Brigade::path(id, "reject"), hr},
            {"POST", Brigade::path(id, "approve"), hr},
            {"POST", Brigade::path(id, "cancel"), foremen + QStringList{u"hr"_s}},
        };
        for (const Endpoint& endpoint : endpoints) {
            QCOMPARE(brigade.site.api.call(endpoint.method, endpoint.path, nullptr, "{}").status, 403);
            for (const auto& [name, account] : brigade.site.people()) {
                if (name == "stranger" || name == "foreman2" || name.starts_with("south"))
                    continue;
                const int status = brigade.site.api.call(endpoint.method, endpoint.path, &account, "{}").status;
                QVERIFY2((status != 403) == endpoint.may.contains(QString::fromStdString(name)),
                         qPrintable(QString::fromLatin1(endpoint.path) + u' ' + QString::fromStdString(name)));
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestTimesheetsApi)
#include "tst_timesheetsapi.moc"
