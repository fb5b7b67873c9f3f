// SPDX-License-Identifier: GPL-3.0-or-later
#include "cafefixture.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QStringList everybody{u"waiter"_s, u"cook"_s, u"boss"_s, u"owner"_s};
const QStringList waiters{u"waiter"_s, u"boss"_s, u"owner"_s};
const QStringList cooks{u"cook"_s, u"boss"_s, u"owner"_s};
const QStringList bosses{u"boss"_s, u"owner"_s};

} // namespace

/// Who may do what at a café, and whose rows they see.
class CafeTenantsTest final : public QObject
{
    Q_OBJECT

    CafeFixture m_cafe;
    QString m_ours;     ///< a table of no branch
    QString m_northern; ///< one of the branch north, its zone, an order at it
    QString m_zone;
    QString m_order;
    QString m_task;

    QStringList idsOf(const QByteArray& path, const QString& who) const
    {
        QStringList ids;
        for (const QJsonValue& row : m_cafe.done(m_cafe.get(path, who))[u"results"_s].toArray())
            ids.append(row[u"id"_s].toString());
        return ids;
    }

private slots:
    void initTestCase()
    {
        const QString zone = m_cafe.made("/api/cafe/zones/", u"boss"_s, {{u"title"_s, u"Зал"_s}});
        m_ours = m_cafe.made("/api/cafe/tables/", u"boss"_s, {{u"zone"_s, zone}, {u"number"_s, 5}});
        m_zone = m_cafe.made("/api/cafe/zones/", u"north-boss"_s, {{u"title"_s, u"Север"_s}});
        m_northern = m_cafe.made("/api/cafe/tables/", u"north-boss"_s, {{u"zone"_s, m_zone}, {u"number"_s, 5}});
        const QString pilaf = m_cafe.made("/api/cafe/menu-items/", u"north-boss"_s,
                                          {{u"title"_s, u"Плов"_s}, {u"price"_s, u"310"_s}});
        m_order = m_cafe.made("/api/cafe/orders/", u"north-waiter"_s,
                              {{u"table"_s, m_northern},
                               {u"items"_s, QJsonArray{QJsonObject{{u"menu_item"_s, pilaf}}}}});
        m_task = idsOf("/api/cafe/kitchen/tasks/", u"north-cook"_s).value(0);
        QVERIFY(!m_task.isEmpty());
    }

    void roles_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<QStringList>("allowed");
        const auto line = [](const char* method, const QByteArray& path, const QStringList& allowed) {
            QTest::newRow(QByteArray(QByteArray(method) + ' ' + path)) << QByteArray(method) << path << allowed;
        };
        const QByteArray one = "00000000-0000-4000-8000-000000000000/";
        struct Kind
        {
            const char* path;
            QStringList readers;
            QStringList writers;
        };
        for (const Kind& kind : {Kind{"zones/", everybody, bosses}, Kind{"tables/", everybody, waiters},
                                 Kind{"bookings/", waiters, waiters}, Kind{"clients/", waiters, waiters},
                                 Kind{"menu-items/", everybody, bosses}, Kind{"kitchens/", everybody, bosses},
                                 Kind{"orders/", everybody, waiters}}) {
            const QByteArray list = QByteArray("/api/cafe/") + kind.path;
            line("GET", list, kind.readers);
            line("GET", list + one, kind.readers);
            line("POST", list, kind.writers);
            for (const char* method : {"PUT", "PATCH", "DELETE"})
                line(method, list + one, kind.writers);
        }
        line("POST", "/api/cafe/orders/" + one + "pay/", waiters);
        line("GET", "/api/cafe/orders/closed/", everybody);
        line("GET", "/api/cafe/orders/history/", everybody);
        line("GET", "/api/cafe/clients/" + one + "orders/", waiters);
        line("POST", "/api/cafe/clients/" + one + "orders/", waiters);
        line("GET", "/api/cafe/kitchen/tasks/", everybody);
        line("GET", "/api/cafe/kitchen/tasks/" + one, everybody);
        line("PATCH", "/api/cafe/kitchen/tasks/" + one, cooks);
        line("GET", "/api/cafe/kitchen/tasks/monitor/", bosses);
        for (const QByteArray deed : {"claim/", "ready/"}) {
            line("POST", "/api/cafe/kitchen/tasks/" + deed, cooks);
            line("POST", "/api/cafe/kitchen/tasks/" + one + deed, cooks);
        }
        line("GET", "/api/cafe/notifications/", everybody);
        line("POST", "/api/v1/cafe/orders/999/pay", waiters);
        line("POST", "/api/v1/cafe/orders/999/status", waiters);
        line("PUT", "/api/v1/cafe/orders/999/table", waiters);
        line("PUT", "/api/v1/cafe/tables/999/place", bosses);
        line("POST", "/api/v1/cafe/kitchen/999/claim", cooks);
        line("POST", "/api/v1/cafe/kitchen/999/ready", cooks);
        line("POST", "/api/v1/cafe/kitchen/999/serve", waiters);
    }
    void roles()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, path);
        QFETCH(QStringList, allowed);
        for (const QString& who : {u"waiter"_s, u"cook"_s, u"boss"_s, u"owner"_s, u"loom"_s}) {
            const int status = m_cafe.send(method, path, who).status;
            QVERIFY2((status != 403) == allowed.contains(who), qPrintable(u"%1: %2"_s.arg(who).arg(status)));
            QVERIFY2(status > 0 && status < 500, qPrintable(who));
        }
        const int nobody = m_cafe.send(method, path).status;
        QCOMPARE(nobody, path.startsWith("/api/v1") ? 403 : 401);
    }

    void whoSeesWhat()
    {
        struct Case
        {
            const char* who;
            bool ours;
            bool northern;
        };
        for (const Case& one : {Case{"waiter", true, true}, Case{"boss", true, true}, Case{"north-waiter", true, true},
                                Case{"south-waiter", true, false}, Case{"stranger", false, false}}) {
            const QString who = QString::fromLatin1(one.who);
            const QStringList tables = idsOf("/api/cafe/tables/", who);
            QCOMPARE(tables.contains(m_ours), one.ours);
            QCOMPARE(tables.contains(m_northern), one.northern);
            QCOMPARE(idsOf("/api/cafe/orders/", who).contains(m_order), one.northern);
            QCOMPARE(idsOf("/api/cafe/kitchen/tasks/", who).contains(m_task), one.northern);
            const std::pair<QByteArray, QString> rows[] = {
                {"tables/", m_northern}, {"orders/", m_order}, {"zones/", m_zone}};
            for (const auto& [path, id] : rows)
                QCOMPARE(m_cafe.get("/api/cafe/" + path + id.toLatin1() + '/', who).status, one.northern ? 200 : 404);
            QCOMPARE(m_cafe.get("/api/cafe/kitchen/tasks/" + m_task.toLatin1() + '/', who).status,
                     one.northern ? 200 : 404);
        }
    }

    void nothingIsDoneToWhatIsNotSeen()
    {
        const QByteArray order = "/api/cafe/orders/" + m_order.toLatin1() + '/';
        for (const QString& who : {u"south-waiter"_s, u"stranger"_s}) {
            QCOMPARE(m_cafe.post(order + "pay/", who).status, 404);
            QCOMPARE(m_cafe.send("PATCH", order, who, {{u"guests"_s, 9}}).status, 404);
            QCOMPARE(m_cafe.send("DELETE", order, who).status, 404);
            QCOMPARE(m_cafe.send("DELETE", "/api/cafe/tables/" + m_northern.toLatin1() + '/', who).status, 404);
            // Nor is it referred to.
            const CafeReply reply = m_cafe.post("/api/cafe/orders/", who, {{u"table"_s, m_northern}});
            QCOMPARE(reply.status, 400);
            QVERIFY(reply.json().contains(u"table"_s));
        }
        QCOMPARE(m_cafe.post("/api/cafe/kitchen/tasks/" + m_task.toLatin1() + "/claim/", u"stranger"_s).status, 404);
        QCOMPARE(m_cafe.done(m_cafe.get(order, u"north-waiter"_s))[u"guests"_s].toInt(), 1);
    }

    /// contracts.md B4: ?branch= narrows what those see who belong to none, and says where what they add goes.
    void choosingABranch()
    {
        const auto session = m_cafe.done(
            m_cafe.post("/api/users/auth/login/", {},
                        {{u"email"_s, u"boss"_s}, {u"password"_s, QString::fromLatin1(CafeFixture::password)}}));
        const QJsonArray branches = session[u"branch_ids"_s].toArray();
        QCOMPARE(branches.size(), 2);
        const QByteArray north = branches[0].toString().toLatin1();
        const QByteArray south = branches[1].toString().toLatin1();
        QVERIFY(idsOf("/api/cafe/tables/?branch=" + north, u"boss"_s).contains(m_northern));
        QVERIFY(!idsOf("/api/cafe/tables/?branch=" + south, u"boss"_s).contains(m_northern));
        QVERIFY(idsOf("/api/cafe/tables/?branch=" + south, u"north-waiter"_s).contains(m_northern));
        QCOMPARE(idsOf("/api/cafe/tables/?branch=" + north, u"stranger"_s).size(), 100);
        QVERIFY(idsOf("/api/cafe/tables/?branch=nonsense", u"boss"_s).contains(m_northern));
        const QJsonObject zone = m_cafe.done(
            m_cafe.post("/api/cafe/zones/?branch=" + south, u"boss"_s, {{u"title"_s, u"Юг"_s}}));
        QCOMPARE(zone[u"branch"_s].toString().toLatin1(), south);
        QVERIFY(!idsOf("/api/cafe/zones/", u"north-waiter"_s).contains(zone[u"id"_s].toString()));
    }

    /// Whoever belongs to no branch and names none works where the table stands: its cooks have to hear of
    /// it.
    void aBranchsHallIsTheBranchs()
    {
        const QJsonValue north = m_cafe.done(
            m_cafe.get("/api/cafe/tables/" + m_northern.toLatin1() + '/', u"north-waiter"_s))[u"branch"_s];
        QVERIFY(north.isString());
        const QJsonObject order =
            m_cafe.done(m_cafe.post("/api/cafe/orders/", u"waiter"_s, {{u"table"_s, m_northern}}));
        QCOMPARE(order[u"branch"_s], north);
        const QJsonObject table = m_cafe.done(
            m_cafe.post("/api/cafe/tables/", u"boss"_s, {{u"zone"_s, m_zone}, {u"number"_s, 77}}));
        QCOMPARE(table[u"branch"_s], north);
        // A table of no branch has whoever serves it.
        const QJsonObject theirs =
            m_cafe.done(m_cafe.post("/api/cafe/orders/", u"north-waiter"_s, {{u"table"_s, m_ours}}));
        QCOMPARE(theirs[u"branch"_s], north);
        QVERIFY(!m_cafe.done(m_cafe.post("/api/cafe/orders/", u"waiter"_s, {{u"table"_s, m_ours}}))
                     .contains(u"branch"_s));
    }
};

QTEST_GUILESS_MAIN(CafeTenantsTest)
#include "tst_cafe_tenants.moc"
