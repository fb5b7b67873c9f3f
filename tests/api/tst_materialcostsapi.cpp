// SPDX-License-Identifier: GPL-3.0-or-later
#include "siteapi.h"

#include <QTest>

using namespace Qt::StringLiterals;
using support::AlarmApi;
using support::SiteApi;

namespace {

struct Delivery
{
    QString number = u"А-17"_s;
    QString date = u"26.01.2026"_s;
    QString inn = u"0000000017"_s;
    QString sum = u"54000.00"_s; ///< of its first item; the second is 1000.00
};

/// 100 of cement and 2 of sand.
QByteArray xml(const Delivery& delivery = {})
{
    return uR"(<?xml version="1.0" encoding="utf-8"?><Файл><Документ>
<СвСчФакт НомерСчФ="%1" ДатаСчФ="%2"><СвПрод><ИдСв><СвЮЛУч НаимОрг="ООО Пример" ИННЮЛ="%3"/></ИдСв></СвПрод></СвСчФакт>
<ТаблСчФакт><СведТов НаимТов="Цемент" КолТов="100" СтТовУчНал="%4"/><СведТов НаимТов="Песок" КолТов="2" СтТовУчНал="1000"/>
</ТаблСчФакт></Документ></Файл>)"_s.arg(delivery.number, delivery.date, delivery.inn, delivery.sum).toUtf8();
}

/// An uploaded document, ready to be distributed.
struct Upd
{
    qint64 id = 0;
    qint64 cement = 0;
    qint64 sand = 0;
};

class Store final
{
public:
    QJsonObject upload(const QByteArray& file, const char* name = "materials")
    {
        return site.ok(site.api.call("POST", "/api/v1/material-costs/upload", &site.who(name), file), 201);
    }
    Upd uploaded(const Delivery& delivery = {})
    {
        const QJsonObject made = upload(xml(delivery));
        return {made[u"id"_s].toInteger(), made[u"items"_s][0][u"id"_s].toInteger(),
                made[u"items"_s][1][u"id"_s].toInteger()};
    }
    static QJsonObject share(qint64 item, qint64 object, const char* quantity, const char* amount)
    {
        return {{u"material_cost_item_id"_s, item},
                {u"cost_object_id"_s, object},
                {u"distributed_quantity"_s, QString::fromLatin1(quantity)},
                {u"distributed_amount"_s, QString::fromLatin1(amount)}};
    }
    net::Response distribute(qint64 upd, const QJsonArray& shares, const char* name = "materials")
    {
        return site.api.post(path(upd, "/distribute"), site.who(name), {{u"distributions"_s, shares}});
    }
    static QByteArray path(qint64 upd, const char* rest = "")
    {
        return "/api/v1/material-costs/" + QByteArray::number(upd) + rest;
    }
    QString status(qint64 upd)
    {
        return site.ok(site.api.get(path(upd), site.who("materials")))[u"status"_s].toString();
    }
    QString spent(qint64 object)
    {
        for (const auto& row : site.rows("budgets", "manager")) {
            if (row[u"id"_s].toInteger() == object)
                return row[u"spent"_s].toString();
        }
        return {};
    }

    SiteApi site;
};

} // namespace

/// contracts.md C4, material costs, and C2's four notifications about them.
class TestMaterialCostsApi final : public QObject
{
    Q_OBJECT

private slots:
    void anUpload_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("the file itself") << QByteArray("application/xml") << xml();
        QTest::newRow("a form") << QByteArray("multipart/form-data; boundary=xYz")
                                << "--xYz\r\nContent-Disposition: form-data; name=\"comment\"\r\n\r\nпривет\r\n"
                                   "--xYz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a;b.xml\"\r\n"
                                   "Content-Type: text/xml\r\n\r\n"
                                       + xml() + "\r\n--xYz--\r\n";
        QTest::newRow("a form that calls it otherwise")
            << QByteArray("Multipart/Form-Data; charset=utf-8; boundary=\"a b\"")
            << "--a b\r\nContent-Disposition: form-data; name=\"comment\"\r\n\r\nx\r\n"
               "--a b\r\ncontent-disposition: form-data; name=\"upd\"; filename=\"\"\r\n\r\n"
                   + xml() + "\r\n--a b--";
    }
    void anUpload()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        Store store;
        const QJsonObject made = store.site.ok(
            store.site.api.call("POST", "/api/v1/material-costs/upload", &store.site.who("accountant"), body,
                                {{"Content-Type", type}}),
            201);
        QCOMPARE(made[u"document_number"_s], u"А-17"_s);
        QCOMPARE(made[u"total_amount"_s], u"55000.00"_s);
        QCOMPARE(made[u"status"_s], u"NEW"_s);
        QCOMPARE(made[u"items"_s].toArray().size(), 2);
        QCOMPARE(made[u"items"_s][0][u"quantity"_s], u"100.000"_s);
        QCOMPARE(store.site.listeners(u"upd_uploaded"_s),
                 (QStringList{u"accountant"_s, u"materials"_s, u"southaccountant"_s}));
        QCOMPARE(store.site.told("accountant")[0].data, (QJsonObject{{u"upd_id"_s, made[u"id"_s]},
                                                                     {u"document_number"_s, u"А-17"_s},
                                                                     {u"supplier_name"_s, u"ООО Пример"_s},
                                                                     {u"total_amount"_s, 55000.0}}));
        QVERIFY(store.site.listeners(u"upd_duplicate_detected"_s).isEmpty());
    }

    void whatIsNoUpload_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << QByteArray() << QByteArray();
        QTest::newRow("no XML") << QByteArray() << QByteArray("PK\x03\x04");
        QTest::newRow("no boundary") << QByteArray("multipart/form-data") << xml();
        QTest::newRow("an empty form") << QByteArray("multipart/form-data; boundary=x") << QByteArray("--x--");
        QTest::newRow("no end") << QByteArray("multipart/form-data; boundary=x")
                                << QByteArray("--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n") + xml();
        QTest::newRow("no header") << QByteArray("multipart/form-data; boundary=x") << QByteArray("--x\r\nabc\r\n--x--");
        QTest::newRow("only hyphens") << QByteArray("multipart/form-data; boundary=x") << QByteArray("----------");
    }
    void whatIsNoUpload()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, body);
        Store store;
        const auto answer = store.site.api.call("POST", "/api/v1/material-costs/upload", &store.site.who("materials"),
                                                body, {{"Content-Type", type}});
        QCOMPARE(answer.status, 400);
        QVERIFY(AlarmApi::json(answer)[u"detail"_s].isString()); // C's form
        QVERIFY(store.site.told("materials").empty());
    }

    void duplicates()
    {
        Store store;
        const Upd original = store.uploaded();
        const QJsonObject again = store.upload(xml());
        QCOMPARE(again[u"status"_s], u"DUPLICATE"_s);
        QCOMPARE(again[u"duplicate_of_id"_s].toInteger(), original.id);
        QCOMPARE(store.site.listeners(u"upd_duplicate_detected"_s),
                 (QStringList{u"accountant"_s, u"materials"_s, u"southaccountant"_s}));
        QCOMPARE(store.site.told("materials", u"upd_duplicate_detected"_s)[0].data,
                 (QJsonObject{{u"upd_id"_s, again[u"id"_s]},
                              {u"document_number"_s, u"А-17"_s},
                              {u"duplicate_of_id"_s, original.id},
                              {u"supplier_name"_s, u"ООО Пример"_s}}));
        // The same number with another sum may be one, or may not.
        const Upd dearer = store.uploaded({.sum = u"60000"_s});
        QCOMPARE(store.status(dearer.id), u"NEW"_s);
        QCOMPARE(store.site.told("materials", u"upd_duplicate_detected"_s).size(), 2u);
        // Another supplier's number is its own affair.
        store.uploaded({.inn = u"0000000025"_s});
        store.uploaded({.number = u"А-18"_s});
        QCOMPARE(store.site.told("materials", u"upd_duplicate_detected"_s).size(), 2u);

        const QJsonObject alike =
            store.site.ok(store.site.api.get(Store::path(original.id, "/duplicates"), store.site.who("accountant")));
        QCOMPARE(alike[u"duplicates"_s].toArray().size(), 2);
        QCOMPARE(store.distribute(again[u"id"_s].toInteger(), {}).status, 400);

        const auto mark = [&](qint64 id, const QJsonObject& body) {
            return store.site.api.post(Store::path(id, "/mark-duplicate"), store.site.who("accountant"), body);
        };
        QCOMPARE(mark(dearer.id, {{u"duplicate_of_id"_s, dearer.id}}).status, 400);
        QCOMPARE(mark(dearer.id, {{u"duplicate_of_id"_s, 4711}}).status, 400);
        QCOMPARE(store.site.ok(mark(dearer.id, {}))[u"status"_s], u"DUPLICATE"_s);
        QCOMPARE(store.site.ok(mark(dearer.id, {{u"is_duplicate"_s, false}}))[u"status"_s], u"NEW"_s);
        QCOMPARE(mark(4711, {}).status, 404);
    }

    void aDistribution()
    {
        Store store;
        const qint64 house = store.site.object("50000");
        const qint64 depot = store.site.object("1000000");
        const Upd upd = store.uploaded();
        const QJsonObject done = store.site.ok(
            store.distribute(upd.id, {Store::share(upd.cement, house, "80", "43200"),
                                      Store::share(upd.cement, depot, "20", "10800"),
                                      Store::share(upd.sand, depot, "2", "1000")}));
        QCOMPARE(done[u"upd_id"_s].toInteger(), upd.id);
        QCOMPARE(done[u"new_status"_s], u"DISTRIBUTED"_s);
        QCOMPARE(done[u"total_distributed_amount"_s], u"55000.00"_s);
        QCOMPARE(done[u"distributions_count"_s], 3);
        QCOMPARE(done[u"cost_entries_created"_s], 3);
        QCOMPARE(store.status(upd.id), u"DISTRIBUTED"_s);
        QCOMPARE(store.spent(house), u"43200.00"_s);
        QCOMPARE(store.spent(depot), u"11800.00"_s);
        QCOMPARE(store.site.told("manager", u"budget_alert_80"_s).size(), 1u); // 86.4 % of the house's
        QCOMPARE(store.site.listeners(u"upd_distributed"_s),
                 (QStringList{u"accountant"_s, u"manager"_s, u"southaccountant"_s, u"southern"_s}));
        const QJsonObject data = store.site.told("manager", u"upd_distributed"_s)[0].data;
        QCOMPARE(data[u"total_distributed"_s], 55000.0);
        QCOMPARE(data[u"distributions_count"_s], 3);
        QCOMPARE(data[u"document_number"_s], u"А-17"_s);
        QCOMPARE(store.distribute(upd.id, {Store::share(upd.sand, depot, "1", "1")}).status, 400); // not NEW
        const QJsonArray costs = store.site.rows("costs", "manager");
        QCOMPARE(costs.size(), 3);
        for (const auto& cost : costs)
            QCOMPARE(cost[u"upd_id"_s].toInteger(), upd.id);
    }

    void aDistributionIsAllOrNothing()
    {
        Store store;
        const qint64 house = store.site.object("50000");
        const Upd upd = store.uploaded();
        const Upd other = store.uploaded({.number = u"Б-1"_s});
        QJsonObject nowhere = Store::share(upd.sand, house, "1", "1");
        nowhere.remove(u"cost_object_id"_s);
        QJsonObject request = nowhere;
        request.insert(u"material_request_id"_s, 8);
        const QJsonArray bad{Store::share(upd.sand, house, "3", "1"),     Store::share(upd.sand, house, "1", "1001"),
                             Store::share(other.sand, house, "1", "1"),   Store::share(upd.sand, 4711, "1", "1"),
                             Store::share(upd.sand, house, "0", "1"),     nowhere,
                             Store::share(upd.sand, house, "1", "-1"),    request};
        for (const QJsonValue& share : bad) {
            const auto answer = store.distribute(upd.id, {Store::share(upd.cement, house, "100", "54000"), share});
            QCOMPARE(answer.status, 400);
            QVERIFY(AlarmApi::json(answer)[u"detail"_s].isString());
        }
        QCOMPARE(store.status(upd.id), u"NEW"_s);
        QCOMPARE(store.spent(house), u"0.00"_s);
        QVERIFY(store.site.told("manager").empty());
        QCOMPARE(store.distribute(4711, {Store::share(upd.sand, house, "1", "1")}).status, 404);
    }

    /// contracts.md C4 has cost_object_id as optional: a request whose object is known is a target too.
    void aRequestIsATarget()
    {
        Store store;
        const qint64 house = store.site.object("1000000");
        const qint64 shed = store.site.object("1000000");
        const auto forRequest = [](qint64 item, std::optional<qint64> object) {
            QJsonObject share = Store::share(item, object.value_or(0), "1", "10");
            share.insert(u"material_request_id"_s, 8);
            if (!object)
                share.remove(u"cost_object_id"_s);
            return share;
        };
        const Upd first = store.uploaded();
        QCOMPARE(store.distribute(first.id, {forRequest(first.sand, {})}).status, 400); // known to nobody
        store.site.ok(store.distribute(first.id, {forRequest(first.sand, house)}));
        const Upd second = store.uploaded({.number = u"Б-1"_s});
        store.site.ok(store.distribute(second.id, {forRequest(second.sand, {}), forRequest(second.cement, {})}));
        QCOMPARE(store.spent(house), u"30.00"_s);
        QCOMPARE(store.spent(shed), u"0.00"_s);
        const Upd third = store.uploaded({.number = u"Б-2"_s});
        store.site.ok(store.distribute(third.id, {forRequest(third.sand, shed)}));
        store.site.ok(store.site.put(Store::path(second.id, "/redistribute"), store.site.who("materials"),
                                     {{u"distributions"_s, QJsonArray{forRequest(second.sand, {})}}}));
        QCOMPARE(store.spent(house), u"10.00"_s);
        QCOMPARE(store.spent(shed), u"20.00"_s);
        // Another company has its own requests.
        const QJsonObject foreign = store.upload(xml(), "stranger");
        const auto answer =
            store.distribute(foreign[u"id"_s].toInteger(),
                             {forRequest(foreign[u"items"_s][0][u"id"_s].toInteger(), {})}, "stranger");
        QCOMPARE(answer.status, 400);
    }

    /// POST /distribute without an id takes shares of several documents and plain costs at once.
    void aDistributionWithoutAnId()
    {
        Store store;
        const qint64 house = store.site.object("1000000");
        const Upd first = store.uploaded();
        const Upd second = store.uploaded({.number = u"Б-1"_s});
        const QJsonArray lines{Store::share(first.sand, house, "2", "1000"),
                               Store::share(second.sand, house, "1", "500"),
                               QJsonObject{{u"object_id"_s, house}, {u"amount"_s, u"0.50"_s}}};
        const auto post = [&](const char* name) {
            return store.site.api.post("/api/v1/material-costs/distribute", store.site.who(name),
                                       {{u"distributions"_s, lines}});
        };
        QCOMPARE(post("accountant").status, 403); // documents are MATERIALS_MANAGER's
        const QJsonObject done = store.site.ok(post("materials"));
        QCOMPARE(done[u"total_distributed_amount"_s], u"1500.50"_s);
        QCOMPARE(done[u"cost_entries_created"_s], 3);
        QCOMPARE(store.status(first.id), u"DISTRIBUTED"_s);
        QCOMPARE(store.status(second.id), u"DISTRIBUTED"_s);
        QCOMPARE(store.spent(house), u"1500.50"_s);
        QCOMPARE(post("materials").status, 400);
        QCOMPARE(store.spent(house), u"1500.50"_s);
    }

    void aRedistribution()
    {
        Store store;
        const qint64 house = store.site.object("50000");
        const qint64 depot = store.site.object("1000000");
        const Upd upd = store.uploaded();
        const auto redistribute = [&](const QJsonArray& shares) {
            return store.site.put(Store::path(upd.id, "/redistribute"), store.site.who("materials"),
                                  {{u"distributions"_s, shares}});
        };
        QCOMPARE(redistribute({Store::share(upd.cement, depot, "100", "54000")}).status, 400); // it is NEW
        store.site.ok(store.distribute(upd.id, {Store::share(upd.cement, house, "100", "54000")}));
        QCOMPARE(store.site.told("manager", u"budget_alert_100"_s).size(), 1u);
        QCOMPARE(redistribute({Store::share(upd.cement, depot, "101", "54000")}).status, 400);
        QCOMPARE(store.spent(house), u"54000.00"_s); // undone as a whole

        store.site.ok(redistribute({Store::share(upd.cement, depot, "100", "54000"),
                                    Store::share(upd.sand, house, "1", "500")}));
        QCOMPARE(store.spent(house), u"500.00"_s);
        QCOMPARE(store.spent(depot), u"54000.00"_s);
        QCOMPARE(store.site.rows("costs", "manager").size(), 2);
        QCOMPARE(store.site.listeners(u"upd_redistributed"_s),
                 (QStringList{u"accountant"_s, u"manager"_s, u"southaccountant"_s, u"southern"_s}));
        QCOMPARE(store.site.told("manager", u"upd_redistributed"_s)[0].data[u"user_id"_s].toInteger(),
                 store.site.who("materials").id.value());

        const QJsonArray history = store.site.ok(store.site.api.get(
            Store::path(upd.id, "/distribution-history"), store.site.who("accountant")))[u"history"_s].toArray();
        QCOMPARE(history.size(), 2);
        QCOMPARE(history[0][u"current"_s], false);
        QCOMPARE(history[0][u"distributions"_s][0][u"cost_object_id"_s].toInteger(), house);
        QCOMPARE(history[1][u"current"_s], true);
        QCOMPARE(history[1][u"total_distributed"_s], u"54500.00"_s);
    }

    void suggestions()
    {
        Store store;
        const qint64 house = store.site.object("1000000");
        const qint64 depot = store.site.object("1000000");
        const Upd before = store.uploaded();
        store.site.ok(store.distribute(before.id, {Store::share(before.cement, house, "1", "1")}));
        const Upd upd = store.uploaded({.number = u"Б-1"_s});
        const auto suggested = [&](int item) {
            return store.site
                .ok(store.site.api.get(Store::path(upd.id, "/suggestions"), store.site.who("materials")))[u"suggestions"_s]
                [item][u"suggested"_s].toArray();
        };
        QCOMPARE(suggested(0)[0][u"cost_object_id"_s].toInteger(), house);
        QCOMPARE(suggested(0)[0][u"by"_s], u"name"_s);
        QCOMPARE(suggested(1)[0][u"by"_s], u"supplier"_s); // no sand went anywhere yet
        // What was taken back suggests nothing.
        store.site.ok(store.site.put(Store::path(before.id, "/redistribute"), store.site.who("materials"),
                                     {{u"distributions"_s, QJsonArray{Store::share(before.cement, depot, "1", "1")}}}));
        QCOMPARE(suggested(0).size(), 1);
        QCOMPARE(suggested(0)[0][u"cost_object_id"_s].toInteger(), depot);
    }

    void lists()
    {
        Store store;
        const qint64 house = store.site.object("1000000");
        const Upd first = store.uploaded();
        const Upd second = store.uploaded({.number = u"Б-1"_s});
        store.site.ok(store.distribute(first.id, {Store::share(first.sand, house, "1", "1")}));
        const auto ids = [&](const char* query) {
            QList<qint64> found;
            for (const auto& value : AlarmApi::array(
                     store.site.api.get(QByteArray("/api/v1/material-costs") + query, store.site.who("accountant"))))
                found.append(value[u"id"_s].toInteger());
            return found;
        };
        QCOMPARE(ids("/"), (QList<qint64>{second.id, first.id}));
        QCOMPARE(ids("?limit=1&offset=1"), QList<qint64>{first.id});
        QCOMPARE(ids("/unprocessed"), QList<qint64>{second.id});
        QCOMPARE(ids("/?status=distributed"), QList<qint64>{first.id});
    }

    void whoMayWhat()
    {
        Store store;
        const qint64 house = store.site.object("1000000");
        const Upd upd = store.uploaded();
        const QJsonObject shares{{u"distributions"_s, QJsonArray{Store::share(upd.sand, house, "9", "9")}}};
        const QStringList readers{u"accountant"_s, u"materials"_s, u"procurement"_s, u"manager"_s, u"admin"_s};
        const QStringList posters{u"accountant"_s, u"materials"_s, u"manager"_s, u"admin"_s};
        const QStringList distributors{u"materials"_s, u"manager"_s, u"admin"_s};
        struct Endpoint
        {
            const char* method;
            QByteArray path;
            QByteArray body;
            QStringList may;
        };
        const QByteArray json = QJsonDocument(shares).toJson(QJsonDocument::Compact);
        const Endpoint endpoints[] = {
            {"GET", "/api/v1/material-costs/", {}, readers},
            {"GET", "/api/v1/material-costs/unprocessed", {}, readers},
            {"GET", Store::path(upd.id), {}, readers},
            {"GET", Store::path(upd.id, "/suggestions"), {}, readers},
            {"GET", Store::path(upd.id, "/duplicates"), {}, readers},
            {"GET", Store::path(upd.id, "/distribution-history"), {}, readers},
            {"POST", "/api/v1/material-costs/upload", "no XML", posters},
            {"POST", Store::path(upd.id, "/mark-duplicate"), R"({"is_duplicate":false})", posters},
            {"POST", Store::path(upd.id, "/distribute"), json, distributors},
            {"PUT", Store::path(upd.id, "/redistribute"), json, distributors},
        };
        for (const Endpoint& endpoint : endpoints) {
            QCOMPARE(store.site.api.call(endpoint.method, endpoint.path, nullptr, endpoint.body).status, 403);
            for (const auto& [name, account] : store.site.people()) {
                if (name == "stranger" || name.starts_with("south"))
                    continue;
                const int status = store.site.api.call(endpoint.method, endpoint.path, &account, endpoint.body).status;
                QVERIFY2((status != 403) == endpoint.may.contains(QString::fromStdString(name)),
                         qPrintable(QString::fromLatin1(endpoint.path) + u' ' + QString::fromStdString(name)));
            }
            // Another company's chief passes every role check and finds nothing.
            if (endpoint.path.startsWith(Store::path(upd.id)))
                QCOMPARE(store.site.api.call(endpoint.method, endpoint.path, &store.site.who("stranger"), endpoint.body)
                             .status,
                         404);
        }
        QCOMPARE(AlarmApi::array(store.site.api.get("/api/v1/material-costs/", store.site.who("stranger"))).size(), 0);
        const auto foreign = store.site.api.post("/api/v1/material-costs/distribute", store.site.who("stranger"), shares);
        QCOMPARE(foreign.status, 400);
    }

    /// What somebody of a branch uploads is the branch's.
    void branchesStayApart()
    {
        Store store;
        const QJsonObject southern = store.upload(xml(), "southaccountant");
        const qint64 id = southern[u"id"_s].toInteger();
        QCOMPARE(store.site.api.get(Store::path(id), store.site.who("southern")).status, 200);
        QCOMPARE(store.site.api.get(Store::path(id), store.site.who("materials")).status, 200); // sees all branches
        const auto northern = store.site.api.hire(u"north"_s, {protocol::Role::MaterialsManager}, store.site.api.north);
        QCOMPARE(store.site.api.get(Store::path(id), northern).status, 404);
        QCOMPARE(AlarmApi::array(store.site.api.get("/api/v1/material-costs/", northern)).size(), 0);
    }
};

QTEST_GUILESS_MAIN(TestMaterialCostsApi)
#include "tst_materialcostsapi.moc"
