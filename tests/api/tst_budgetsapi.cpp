// SPDX-License-Identifier: GPL-3.0-or-later
#include "siteapi.h"

#include <QTest>

using namespace Qt::StringLiterals;
using support::AlarmApi;
using support::SiteApi;

namespace {

QByteArray budgetPath(qint64 object)
{
    return "/api/v1/objects/" + QByteArray::number(object) + "/budget";
}

QStringList types(const std::vector<domain::Notification>& notifications)
{
    QStringList list;
    for (const auto& notification : notifications)
        list.append(notification.type);
    return list;
}

} // namespace

/// contracts.md C3 and the objects of C4.
class TestBudgetsApi final : public QObject
{
    Q_OBJECT

private slots:
    void aPostingPastEightyTellsMoneysPeople()
    {
        SiteApi site;
        const qint64 id = site.object("1000000");
        site.ok(site.spend(id, u"500000"_s));
        QVERIFY(site.listeners(u"budget_alert_80"_s).isEmpty());
        const QJsonObject answer = site.ok(site.spend(id, 325000));
        QCOMPARE(answer[u"total_distributed_amount"_s], u"325000.00"_s);
        QCOMPARE(answer[u"distributions_count"_s], 1);
        QCOMPARE(answer[u"cost_entries_created"_s], 1);
        const QJsonObject state = answer[u"budgets"_s][0].toObject();
        QCOMPARE(state[u"spent"_s], u"825000.00"_s);
        QCOMPARE(state[u"alert_80"_s], true);
        QCOMPARE(state[u"alert_100"_s], false);

        // Exactly them: ADMIN does not stand in for MANAGER, another branch's manager sees what has no branch.
        QCOMPARE(site.listeners(u"budget_alert_80"_s),
                 (QStringList{u"accountant"_s, u"manager"_s, u"southaccountant"_s, u"southern"_s}));
        const auto told = site.told("accountant");
        QCOMPARE(told.size(), 1u);
        QCOMPARE(told[0].title, u"⚠️ Бюджет объекта на 80%"_s);
        QCOMPARE(told[0].message,
                 u"Объект 'Строительство дома' израсходовал 82.5% бюджета (825,000 из 1,000,000 ₽)"_s);
        QCOMPARE(told[0].data, (QJsonObject{{u"object_id"_s, id},
                                            {u"object_name"_s, u"Строительство дома"_s},
                                            {u"percentage"_s, 82.5},
                                            {u"spent"_s, 825000.0},
                                            {u"budget"_s, 1000000.0}}));
        site.ok(site.spend(id, u"1"_s));
        QCOMPARE(site.told("manager").size(), 1u); // once a crossing
        site.ok(site.spend(id, u"200000"_s));
        QCOMPARE(types(site.told("manager")), (QStringList{u"budget_alert_80"_s, u"budget_alert_100"_s}));
        QCOMPARE(site.told("manager")[1].title, u"🚨 Бюджет объекта превышен!"_s);
    }

    void aJumpPastBothTellsBoth()
    {
        SiteApi site;
        const qint64 id = site.object("1000000");
        const QJsonObject state = site.ok(site.spend(id, u"1053000"_s))[u"budgets"_s][0].toObject();
        QCOMPARE(state[u"alert_80"_s], true);
        QCOMPARE(state[u"alert_100"_s], true);
        QCOMPARE(types(site.told("manager")), (QStringList{u"budget_alert_80"_s, u"budget_alert_100"_s}));
    }

    void aLookRunsTheCheckAndANewBudgetRearms()
    {
        SiteApi site;
        const qint64 id = site.object("1000000");
        site.ok(site.spend(id, u"850000"_s));
        QCOMPARE(site.told("manager").size(), 1u);
        const QJsonObject first = site.ok(site.api.get(budgetPath(id), site.who("hr")));
        QCOMPARE(first, (QJsonObject{{u"has_budget"_s, true},
                                     {u"budget"_s, 1000000},
                                     {u"spent"_s, 850000},
                                     {u"percentage"_s, 85},
                                     {u"alert_80"_s, false},
                                     {u"alert_100"_s, false},
                                     {u"object_name"_s, u"Строительство дома"_s},
                                     {u"object_code"_s, u"Д-1"_s}}));

        QJsonObject changed =
            site.ok(site.put(budgetPath(id), site.who("manager"), {{u"budget_amount"_s, 800000.5}}));
        QVERIFY(changed[u"seq"_s].toInteger() > 0);
        QCOMPARE(changed[u"id"_s].toInteger(), id);
        QCOMPARE(changed[u"name"_s], u"Строительство дома"_s);
        QCOMPARE(changed[u"budget_amount"_s], 800000.5);
        QVERIFY(!changed[u"message"_s].toString().isEmpty());
        QCOMPARE(site.told("manager").size(), 1u);
        const QJsonObject again = site.ok(site.api.get(budgetPath(id), site.who("foreman")));
        QCOMPARE(again[u"alert_80"_s], true);
        QCOMPARE(again[u"alert_100"_s], true);
        QCOMPARE(again[u"percentage"_s], 106.25);
        QCOMPARE(types(site.told("manager")),
                 (QStringList{u"budget_alert_80"_s, u"budget_alert_80"_s, u"budget_alert_100"_s}));
        QCOMPARE(site.ok(site.api.get(budgetPath(id), site.who("hr")))[u"alert_80"_s], false);
    }

    void noBudgetIsSaidSo()
    {
        SiteApi site;
        const qint64 id = site.object("");
        site.ok(site.spend(id, u"850000"_s));
        const QJsonObject none{{u"has_budget"_s, false}, {u"budget"_s, QJsonValue()}, {u"spent"_s, 0},
                               {u"percentage"_s, 0},     {u"alert_80"_s, false},      {u"alert_100"_s, false}};
        QCOMPARE(site.ok(site.api.get(budgetPath(id), site.who("manager"))), none);
        site.ok(site.put(budgetPath(id), site.who("manager"), {{u"budget_amount"_s, u"1000000"_s}}));
        QCOMPARE(site.ok(site.api.get(budgetPath(id), site.who("manager")))[u"alert_80"_s], true);
        site.ok(site.put(budgetPath(id), site.who("manager"), {{u"budget_amount"_s, QJsonValue()}}));
        QCOMPARE(site.ok(site.api.get(budgetPath(id), site.who("manager"))), none);
    }

    /// Falling below does not arm again: only a new budget does.
    void takingACostBackKeepsTheFlags()
    {
        SiteApi site;
        const qint64 id = site.object("1000");
        const QByteArray costs = "/api/v1/objects/" + QByteArray::number(id) + "/costs";
        const QJsonObject crane = site.ok(
            site.api.post(costs, site.who("accountant"), {{u"kind"_s, u"equipment"_s}, {u"amount"_s, u"900.10"_s}}), 201);
        QCOMPARE(crane[u"amount"_s], u"900.10"_s);
        QCOMPARE(site.told("manager").size(), 1u);
        QJsonArray list = site.ok(site.api.get(costs, site.who("foreman")))[u"costs"_s].toArray();
        QCOMPARE(list.size(), 1);
        QCOMPARE(list[0][u"kind"_s], u"equipment"_s);
        const QByteArray one = costs + '/' + QByteArray::number(crane[u"id"_s].toInteger());
        QCOMPARE(site.api.call("DELETE", one, &site.who("accountant")).status, 204);
        QCOMPARE(site.api.call("DELETE", one, &site.who("accountant")).status, 404);
        QCOMPARE(site.rows("costs", "manager").size(), 0);
        QCOMPARE(site.rows("budgets", "manager")[0][u"spent"_s], u"0.00"_s);
        site.ok(site.spend(id, u"900"_s));
        QCOMPARE(site.told("manager").size(), 1u);
    }

    void sumsAreExact()
    {
        SiteApi site;
        const qint64 id = site.object("1.00");
        for (int i = 0; i < 7; ++i)
            site.ok(site.spend(id, 0.1));
        QCOMPARE(site.rows("budgets", "manager")[0][u"spent"_s], u"0.70"_s);
        QVERIFY(site.told("manager").empty());
        site.ok(site.spend(id, u"0.10"_s)); // which 0.1 added up eight times is not
        QCOMPARE(types(site.told("manager")), QStringList{u"budget_alert_80"_s});
    }

    void whatIsNoCost_data()
    {
        QTest::addColumn<QJsonValue>("amount");
        QTest::addColumn<int>("status");
        QTest::newRow("nothing") << QJsonValue(0) << 400;
        QTest::newRow("less") << QJsonValue(-5) << 400;
        QTest::newRow("part of a kopeck") << QJsonValue(u"0.001"_s) << 422;
        QTest::newRow("words") << QJsonValue(u"много"_s) << 422;
        QTest::newRow("missing") << QJsonValue() << 422;
        QTest::newRow("more than there is") << QJsonValue(1e18) << 422;
    }
    void whatIsNoCost()
    {
        QFETCH(QJsonValue, amount);
        SiteApi site;
        const qint64 id = site.object("1000000");
        QTEST(site.spend(id, amount).status, "status");
        QCOMPARE(site.spend(id + 1, 5).status, 400);
        site.ok(site.put("/api/v1/objects/" + QByteArray::number(id), site.who("manager"),
                         {{u"status"_s, u"Закрыт"_s}}));
        QCOMPARE(site.spend(id, 5).status, 400);
        QCOMPARE(site.rows("costs", "manager").size(), 0);
    }

    void aCostOfYesterday()
    {
        SiteApi site; // where it is 2026-01-26 17:00 UTC
        const qint64 id = site.object("1000");
        const auto post = [&](const QString& date) {
            return site.api.post("/api/v1/material-costs/distribute", site.who("accountant"),
                                 {{u"object_id"_s, id}, {u"amount"_s, 1}, {u"date"_s, date}});
        };
        QCOMPARE(post(u"2026-01-28"_s).status, 400);
        QCOMPARE(post(u"1026-01-20"_s).status, 400);
        QCOMPARE(post(u"yesterday"_s).status, 422);
        site.ok(post(u"2026-01-26"_s));
        site.ok(post(u"2025-12-31"_s));
        const QJsonArray costs = site.rows("costs", "manager");
        QCOMPARE(costs.size(), 2);
        QCOMPARE(costs[0][u"at"_s], u"2026-01-26T17:00:00.000Z"_s);
        QCOMPARE(costs[1][u"at"_s], u"2025-12-31T12:00:00.000Z"_s);
        QCOMPARE(site.rows("budgets", "manager")[0][u"last_cost_at"_s], u"2026-01-26T17:00:00.000Z"_s);
    }

    void aListIsAllOrNothing()
    {
        SiteApi site;
        const qint64 first = site.object("1000");
        const qint64 second = site.object("1000");
        const auto post = [&](const QJsonArray& lines) {
            return site.api.post("/api/v1/material-costs/distribute", site.who("accountant"),
                                 {{u"distributions"_s, lines}});
        };
        const QJsonObject one{{u"cost_object_id"_s, first}, {u"distributed_amount"_s, u"10.50"_s}};
        const QJsonObject other{{u"object_id"_s, second}, {u"amount"_s, u"900"_s}, {u"description"_s, u"Кирпич"_s}};
        QCOMPARE(post({one, QJsonObject{{u"object_id"_s, 4711}, {u"amount"_s, 1}}}).status, 400);
        QCOMPARE(post({}).status, 400);
        QCOMPARE(site.rows("costs", "manager").size(), 0);
        const QJsonObject answer = site.ok(post({one, other, one}));
        QCOMPARE(answer[u"total_distributed_amount"_s], u"921.00"_s);
        QCOMPARE(answer[u"cost_entries_created"_s], 3);
        QCOMPARE(answer[u"budgets"_s].toArray().size(), 2);
        QCOMPARE(answer[u"budgets"_s][0][u"spent"_s], u"21.00"_s);
        QCOMPARE(answer[u"budgets"_s][1][u"alert_80"_s], true);
        QCOMPARE(site.rows("costs", "manager").size(), 3);
    }

    void aRepeatIsOnePosting()
    {
        SiteApi site;
        const qint64 id = site.object("1000");
        const QJsonObject body{{u"object_id"_s, id}, {u"amount"_s, u"850"_s}};
        const auto post = [&](const QJsonObject& what) {
            return site.api.post("/api/v1/material-costs/distribute", site.who("accountant"), what,
                                 {{"Idempotency-Key", "k-1"}});
        };
        const auto first = post(body);
        QCOMPARE(first.status, 200);
        QCOMPARE(post(body).body, first.body);
        QCOMPARE(site.rows("costs", "manager").size(), 1);
        QCOMPARE(site.told("manager").size(), 1u);
        QCOMPARE(post({{u"object_id"_s, id}, {u"amount"_s, u"851"_s}}).status, 409);
    }

    void objectsHaveCsKeys()
    {
        SiteApi site;
        const qint64 id = site.object("1000000", {{u"customer_name"_s, u"ООО Заказчик"_s},
                                                  {u"contract_number"_s, u"17/26"_s},
                                                  {u"contract_amount"_s, u"2000000"_s},
                                                  {u"material_amount"_s, u"600000"_s},
                                                  {u"labor_amount"_s, 400000},
                                                  {u"start_date"_s, u"2026-01-12"_s}});
        site.ok(site.spend(id, u"150000"_s));
        for (const char* path : {"/api/v1/objects/", "/api/v1/objects"}) {
            const QJsonArray list = AlarmApi::array(site.api.get(path, site.who("hr")));
            QCOMPARE(list.size(), 1);
            QJsonObject object = list[0].toObject();
            const QJsonObject stats = object.take(u"stats"_s).toObject();
            QCOMPARE(object, (QJsonObject{{u"id"_s, id},
                                          {u"name"_s, u"Строительство дома"_s},
                                          {u"customer_name"_s, u"ООО Заказчик"_s},
                                          {u"code"_s, u"Д-1"_s},
                                          {u"contract_number"_s, u"17/26"_s},
                                          {u"contract_amount"_s, u"2000000.00"_s},
                                          {u"material_amount"_s, u"600000.00"_s},
                                          {u"labor_amount"_s, u"400000.00"_s},
                                          {u"start_date"_s, u"2026-01-12"_s},
                                          {u"end_date"_s, QJsonValue()},
                                          {u"status"_s, u"Активен"_s},
                                          {u"is_active"_s, true},
                                          {u"budget_amount"_s, u"1000000.00"_s},
                                          {u"foreman_id"_s, site.who("foreman").id.value()},
                                          {u"foreman_name"_s, u"foreman"_s}}));
            QCOMPARE(stats[u"plan"_s][u"total"_s], 1000000);
            QCOMPARE(stats[u"fact"_s][u"materials"_s], 150000);
            QCOMPARE(stats[u"balance"_s][u"materials"_s], 450000);
            QCOMPARE(stats[u"margin_pct"_s][u"materials"_s], 75);
            QCOMPARE(stats[u"margin_pct"_s][u"labor"_s], 100);
        }
    }

    void listsAreFiltered()
    {
        SiteApi site;
        site.object("1");
        const qint64 closed = site.object("1", {{u"status"_s, u"Закрыт"_s}});
        const qint64 archived = site.object("1", {{u"status"_s, u"archived"_s}});
        const auto ids = [&](const QByteArray& query) {
            QList<qint64> found;
            for (const auto& value :
                 AlarmApi::array(site.api.get("/api/v1/objects/" + query, site.who("manager"))))
                found.append(value[u"id"_s].toInteger());
            return found;
        };
        QCOMPARE(ids("").size(), 2);
        QCOMPARE(ids("?include_archived=true").size(), 3);
        QCOMPARE(ids("?status_filter=closed"), QList<qint64>{closed});
        QCOMPARE(ids(QByteArray("?status_filter=") + u"Архив"_s.toUtf8().toPercentEncoding()), QList<qint64>{archived});
        QCOMPARE(site.api.get("/api/v1/objects/?status_filter=x", site.who("manager")).status, 422);
    }

    void codesAreUniqueInTheCompany()
    {
        SiteApi site;
        const QJsonObject body{{u"code"_s, u"А"_s}, {u"name"_s, u"Один"_s}};
        const auto first = site.api.post("/api/v1/objects/", site.who("manager"), body);
        QCOMPARE(first.status, 201);
        QCOMPARE(site.api.post("/api/v1/objects/", site.who("manager"), body).status, 409);
        QCOMPARE(site.api.post("/api/v1/objects/", site.who("stranger"), body).status, 201);
        for (const QJsonObject& bad : {QJsonObject{{u"code"_s, u" "_s}, {u"name"_s, u"x"_s}},
                                       QJsonObject{{u"code"_s, u"x"_s}},
                                       QJsonObject{{u"code"_s, u"x"_s}, {u"name"_s, u"x"_s}, {u"budget_amount"_s, -1}},
                                       QJsonObject{{u"code"_s, u"x"_s}, {u"name"_s, u"x"_s},
                                                   {u"foreman_id"_s, site.who("stranger").id.value()}},
                                       QJsonObject{{u"code"_s, u"x"_s}, {u"name"_s, u"x"_s}, {u"branch_id"_s, 4711}}})
            QCOMPARE(site.api.post("/api/v1/objects/", site.who("manager"), bad).status, 422);
    }

    void aForemanReachesTheirOwn()
    {
        SiteApi site;
        const qint64 own = site.object("1000");
        const qint64 foreign = site.object("1000", {{u"foreman_id"_s, site.who("foreman2").id.value()}});
        site.ok(site.spend(own, 1));
        site.ok(site.spend(foreign, 2));
        const QJsonArray list = AlarmApi::array(site.api.get("/api/v1/objects/", site.who("foreman")));
        QCOMPARE(list.size(), 1);
        QCOMPARE(list[0][u"id"_s].toInteger(), own);
        for (const char* part : {"", "/costs"}) {
            const QByteArray path = "/api/v1/objects/" + QByteArray::number(foreign) + part;
            QCOMPARE(site.api.get(path, site.who("foreman")).status, 404);
            QCOMPARE(site.api.get(path, site.who("foreman2")).status, 200);
        }
        // contracts.md C3: how a budget stands is any user's to ask, and asking runs the check.
        QCOMPARE(site.ok(site.api.get(budgetPath(foreign), site.who("foreman")))[u"spent"_s], 2);
        for (const char* topic : {"budgets", "costs"}) {
            QCOMPARE(site.rows(topic, "foreman").size(), 1);
            QCOMPARE(site.rows(topic, "foreman2").size(), 1);
            for (const char* name : {"accountant", "materials", "manager", "admin"})
                QCOMPARE(site.rows(topic, name).size(), 2);
            for (const char* name : {"hr", "operator", "security", "master", "stranger"})
                QCOMPARE(site.rows(topic, name).size(), 0);
        }
        // With a new foreman both rows go over.
        site.ok(site.put("/api/v1/objects/" + QByteArray::number(own), site.who("manager"),
                         {{u"foreman_id"_s, site.who("foreman2").id.value()}}));
        for (const char* topic : {"budgets", "costs"}) {
            QCOMPARE(site.rows(topic, "foreman").size(), 0);
            QCOMPARE(site.rows(topic, "foreman2").size(), 2);
        }
    }

    void branchesAndCompaniesStayApart()
    {
        SiteApi site;
        const qint64 north = site.object("1000", {{u"branch_id"_s, site.api.north.value()}});
        const qint64 south = site.object("1000", {{u"branch_id"_s, site.api.south.value()}});
        const QByteArray number = QByteArray::number(north);
        for (const char* name : {"southern", "stranger"}) {
            for (const char* part : {"", "/budget", "/costs"})
                QCOMPARE(site.api.get("/api/v1/objects/" + number + part, site.who(name)).status, 404);
            QCOMPARE(site.put("/api/v1/objects/" + number, site.who(name), {{u"name"_s, u"Моё"_s}}).status, 404);
            QCOMPARE(site.put(budgetPath(north), site.who(name), {{u"budget_amount"_s, 1}}).status, 404);
            QCOMPARE(site.spend(north, 1, name).status, 400); // an unknown object
            QCOMPARE(site.rows("budgets", name).size(), QByteArray(name) == "southern" ? 1 : 0);
        }
        site.ok(site.spend(north, 1000));
        QVERIFY(site.told("southern").empty());
        QVERIFY(site.told("southaccountant").empty());
        QCOMPARE(site.told("manager").size(), 2u);
        site.ok(site.spend(south, 800));
        QCOMPARE(site.told("southern").size(), 1u);
        // Somebody of a branch makes objects of that branch.
        const QJsonObject made = site.ok(
            site.api.post("/api/v1/objects/", site.who("southern"), {{u"code"_s, u"Ю"_s}, {u"name"_s, u"Юг"_s}}), 201);
        QCOMPARE(site.api.get("/api/v1/objects/" + QByteArray::number(made[u"id"_s].toInteger()),
                              site.who("southern")).status, 200);
        QCOMPARE(site.api.post("/api/v1/objects/", site.who("southern"),
                               {{u"code"_s, u"С"_s}, {u"name"_s, u"Север"_s}, {u"branch_id"_s, site.api.north.value()}})
                     .status,
                 422);
    }

    /// Every endpoint against every role: who may not is told 403, and nothing happens.
    void whoMayWhat()
    {
        SiteApi site;
        const qint64 id = site.object("1000");
        const QByteArray object = "/api/v1/objects/" + QByteArray::number(id);
        const QStringList office{u"foreman"_s,   u"accountant"_s,  u"hr"_s,      u"equipment"_s,
                                 u"materials"_s, u"procurement"_s, u"manager"_s, u"admin"_s};
        const QStringList chiefs{u"manager"_s, u"admin"_s};
        const QStringList posters{u"accountant"_s, u"materials"_s, u"manager"_s, u"admin"_s};
        struct Endpoint
        {
            QByteArray method;
            QByteArray path;
            QJsonObject body;
            QStringList may;
        };
        const Endpoint endpoints[] = {
            {"GET", "/api/v1/objects/", {}, office},
            {"GET", object, {}, office},
            {"GET", object + "/budget", {}, office},
            {"GET", object + "/costs", {}, posters + QStringList{u"foreman"_s}},
            {"POST", "/api/v1/objects/", {{u"code"_s, u"new"_s}, {u"name"_s, u"x"_s}}, chiefs},
            {"PUT", object, {{u"name"_s, u"x"_s}}, chiefs},
            {"PUT", object + "/budget", {{u"budget_amount"_s, 1}}, chiefs},
            {"POST", object + "/costs", {{u"amount"_s, 1}}, posters},
            {"DELETE", object + "/costs/4711", {}, posters},
            {"POST", "/api/v1/material-costs/distribute", {{u"object_id"_s, id}, {u"amount"_s, 1}}, posters},
        };
        for (const Endpoint& endpoint : endpoints) {
            const QByteArray body =
                endpoint.body.isEmpty() ? QByteArray() : QJsonDocument(endpoint.body).toJson(QJsonDocument::Compact);
            QCOMPARE(site.api.call(endpoint.method, endpoint.path, nullptr, body).status, 403);
            for (const auto& [name, account] : site.people()) {
                if (name == "stranger" || name == "foreman2" || name.starts_with("south"))
                    continue; // other tests
                const int status = site.api.call(endpoint.method, endpoint.path, &account, body).status;
                QVERIFY2((status != 403) == endpoint.may.contains(QString::fromStdString(name)),
                         qPrintable(u"%1 %2 %3"_s.arg(QString::fromLatin1(endpoint.method), QString::fromLatin1(endpoint.path),
                                                      QString::fromStdString(name))));
            }
        }
    }

    /// The rows that the alarm rules judge: percentage never says 80 before it is.
    void aFactForTheRules()
    {
        SiteApi site;
        const qint64 id = site.object("1000000");
        site.ok(site.spend(id, u"799999.99"_s));
        QCOMPARE(site.rows("budgets", "manager")[0][u"percentage"_s], 79.99);
        QCOMPARE(site.rows("budgets", "manager")[0][u"alert_80"_s], false);
        site.ok(site.spend(id, u"0.01"_s));
        QCOMPARE(site.rows("budgets", "manager")[0][u"percentage"_s], 80);
        QCOMPARE(site.rows("budgets", "manager")[0][u"alert_80"_s], true);
    }

    void aTableOfObjects()
    {
        SiteApi site;
        site.api.write([&](domain::Workspace& workspace) {
            auto& budgets = workspace.get<domain::BudgetService>();
            const auto report = budgets.importTable(
                site.api.company, {}, domain::parseCsv("code,name,budget_amount\nА,Один,1000\nБ,Два,\n").value());
            QVERIFY2(report.ok(), qPrintable(report.text()));
            QCOMPARE(report.added, 2);
        });
        const qint64 id = site.rows("budgets", "manager")[0][u"id"_s].toInteger();
        site.ok(site.spend(id, 850));
        QCOMPARE(site.told("manager").size(), 1u);
        site.api.write([&](domain::Workspace& workspace) {
            const auto report = workspace.get<domain::BudgetService>().importTable(
                site.api.company, {}, domain::parseCsv("code,name,budget_amount\nА,Первый,1001\n").value());
            QCOMPARE(report.updated, 1);
        });
        QCOMPARE(site.rows("budgets", "manager")[0][u"spent"_s], u"850.00"_s);
        QCOMPARE(site.rows("budgets", "manager")[0][u"alert_80"_s], false); // a new budget arms again
    }
};

QTEST_GUILESS_MAIN(TestBudgetsApi)
#include "tst_budgetsapi.moc"
