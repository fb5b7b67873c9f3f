// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include <QFile>
#include <QJsonArray>
#include <QTest>

#include <algorithm>
#include <map>

using namespace integration;
using namespace Qt::StringLiterals;
using client::Alert;
using client::AlertKind;

namespace {

constexpr int patienceMs = 30'000;

/// A page's or phone's socket in the words of its own system, and what it heard.
class OwnSocket final
{
public:
    OwnSocket(quint16 port, const QString& path, const QByteArray& cookie = {})
    {
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket, [this](const QString& text) {
            heard.push_back(QJsonDocument::fromJson(text.toUtf8()).object());
        });
        QNetworkRequest request(QUrl(u"ws://127.0.0.1:%1%2"_s.arg(port).arg(path)));
        if (!cookie.isEmpty())
            request.setRawHeader("Cookie", "sessionid=" + cookie);
        m_socket.open(request);
    }
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    bool heardOf(const QString& type) const
    {
        return std::any_of(heard.begin(), heard.end(),
                           [&](const QJsonObject& message) { return message["type"_L1].toString() == type; });
    }

    std::vector<QJsonObject> heard;

private:
    QWebSocket m_socket;
};

/// A desktop, and the toasts it showed.
struct Watcher
{
    Watcher(quint16 port, const QString& user) : desk(port, user)
    {
        QObject::connect(&desk.client().alerts(), &client::AlertCenter::annunciated,
                         [this](const client::Annunciation& annunciation) {
                             if (annunciation.toast && !annunciation.repeat)
                                 toasts.push_back(annunciation.alert);
                         });
        desk.signIn();
    }

    Desk desk;
    std::vector<Alert> toasts;
};

} // namespace

/// From login to toast, a system at a time: its own client logs in and works as it always did, its own
/// socket tells its own people, and on a desktop whoever should know sees one toast, and nobody else.
class ToToastTest final : public QObject
{
    Q_OBJECT

    Vakhtad m_server;
    std::map<QString, std::unique_ptr<Watcher>> m_watchers; ///< by user

    static QString word() { return QString::fromLatin1(Vakhtad::password()); }
    void import(const QString& what, const QByteArray& csv)
    {
        QFile file(m_server.scratch(what));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size());
        file.close();
        const Finished imported = m_server.command(u"import"_s, {what, file.fileName()});
        QVERIFY2(imported.exitCode == 0, imported.err);
    }
    /// The answer to a request that has to be done.
    Reply ask(const QByteArray& method, const QByteArray& target, const Headers& headers,
              const QJsonObject& body = {})
    {
        Headers all = headers;
        all.emplace_back("Content-Type", "application/json");
        all.emplace_back("Accept", "application/json");
        Connection connection(m_server.port());
        const Reply reply = connection.send(
            method, target, all,
            method == "GET" ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact));
        if (reply.status / 100 != 2)
            qWarning("%s %s: %d %s", method.constData(), target.constData(), reply.status,
                     reply.body.constData());
        return reply;
    }
    /// The session of who filled in a login form.
    QByteArray form(const QByteArray& target, QByteArray fields, const Headers& headers = {})
    {
        Headers all = headers;
        all.emplace_back("Content-Type", "application/x-www-form-urlencoded");
        Connection browser(m_server.port());
        return browser.send("POST", target, all, fields + "&password=" + Vakhtad::password())
            .cookie("sessionid");
    }
    /// As many as the server has, of what toasts are made of.
    bool isUpToDate(const QString& user, Watcher& watcher) const
    {
        const protocol::Snapshots truth = snapshotOf(m_server.port(), m_server.token(user));
        const client::Models& models = watcher.desk.client().models();
        return models.notifications.rowCount() == rowsOf(truth, u"notifications").size() &&
               models.alarms.rowCount() == rowsOf(truth, u"alarms").size();
    }
    /// The one toast of these people, when each has one and nobody else has any; else one of nothing.
    Alert toastOnlyAt(const QStringList& users)
    {
        const auto isTold = [&](const QString& user) { return !m_watchers[user]->toasts.empty(); };
        if (!QTest::qWaitFor([&] { return std::all_of(users.begin(), users.end(), isTold); }, patienceMs))
            return {};
        bool isAsWanted = true;
        for (const auto& [user, watcher] : m_watchers) {
            if (!QTest::qWaitFor([&] { return isUpToDate(user, *watcher); }, patienceMs))
                return {};
            if (watcher->toasts.size() == (users.contains(user) ? 1 : 0))
                continue;
            isAsWanted = false;
            for (const Alert& toast : watcher->toasts)
                qWarning().noquote() << user << toast.key << toast.title << toast.message;
        }
        return isAsWanted ? m_watchers[users.front()]->toasts.front() : Alert{};
    }

private slots:
    void initTestCase()
    {
        m_server.configure(Vakhtad::withoutOwnAlarms());
        m_server.importPlant(2, 1);
        import(u"objects"_s, "code,name,budget_amount\nД-5,Строительство дома,1000000\n");
        import(u"tables"_s, "number,zone,places\n5,Зал,4\n");
        import(u"menu"_s, "title,price,category\nПлов,310.00,Горячее\n");
        import(u"tasks"_s,
               "project,code,name,unit,volume_plan,end_plan\nЦех,1,Фундамент,м³,100,2099-01-31\n");
        for (const char* role : {"MASTER", "SECURITY", "MANAGER", "ACCOUNTANT", "WAITER", "COOK", "PLANNER",
                                 "TECHNICIAN", "OPERATOR"})
            m_server.addUser(QString::fromLatin1(role).toLower(), {QString::fromLatin1(role)});
        QVERIFY2(m_server.start(), m_server.log());
        for (const QString& user :
             {u"master"_s, u"security"_s, u"manager"_s, u"waiter"_s, u"planner"_s, u"technician"_s})
            m_watchers[user] = std::make_unique<Watcher>(m_server.port(), user);
        for (const auto& [user, watcher] : m_watchers)
            QTRY_COMPARE_WITH_TIMEOUT(watcher->desk.state(), client::LinkState::Live, patienceMs);
    }
    void cleanupTestCase() { m_watchers.clear(); }
    void init()
    {
        for (const auto& [user, watcher] : m_watchers)
            watcher->toasts.clear();
    }

    void theFactory()
    {
        Connection phone(m_server.port());
        const QByteArray csrf = phone.get("/login/").cookie("csrftoken");
        const QByteArray session =
            form("/login/", "username=master&csrfmiddlewaretoken=" + csrf, {{"Cookie", "csrftoken=" + csrf}});
        QVERIFY(!session.isEmpty());
        OwnSocket floor(m_server.port(), u"/ws/lohia/dashboard/"_s, session);
        QTRY_VERIFY_WITH_TIMEOUT(floor.isOpen() && !floor.heard.empty(), patienceMs);
        const size_t greeted = floor.heard.size();

        const QJsonObject loom{{u"esp32_id"_s, Vakhtad::loom(1)}};
        QJsonObject card = loom;
        card.insert(u"rfid_uid"_s, Vakhtad::card(1));
        QCOMPARE(ask("POST", "/lohia/api/shift/start/", {}, card).json()["success"_L1], true);
        QCOMPARE(ask("POST", "/lohia/api/maintenance/call/", {}, loom).json()["success"_L1], true);
        QTRY_VERIFY_WITH_TIMEOUT(floor.heard.size() > greeted, patienceMs);

        const Alert toast = toastOnlyAt({u"master"_s});
        QCOMPARE(toast.kind, AlertKind::MaintenanceCall);
        QCOMPARE(toast.subject, u"Станок 1"_s);
        QCOMPARE(toast.topic, u"calls"_s);
    }

    void theBuildingSites()
    {
        const QByteArray accountant =
            ask("POST", "/api/v1/auth/login", {}, {{u"username"_s, u"accountant"_s}, {u"password"_s, word()}})
                .json()["access_token"_L1]
                .toString()
                .toLatin1();
        OwnSocket page(m_server.port(), u"/api/v1/ws?token="_s + QString::fromLatin1(accountant));
        QTRY_VERIFY_WITH_TIMEOUT(page.isOpen() && !page.heard.empty(), patienceMs);
        const QJsonArray objects =
            QJsonDocument::fromJson(ask("GET", "/api/v1/objects/", {bearer(accountant)}).body).array();
        const qint64 house = objects[0]["id"_L1].toInteger();

        QCOMPARE(ask("POST", "/api/v1/material-costs/distribute", {bearer(accountant)},
                     {{u"object_id"_s, house}, {u"amount"_s, u"825000"_s}, {u"description"_s, u"Бетон"_s}})
                     .status,
                 200);
        QTRY_VERIFY_WITH_TIMEOUT(page.heardOf(u"notification"_s), patienceMs);

        const Alert toast = toastOnlyAt({u"manager"_s});
        QCOMPARE(toast.type, u"budget_alert_80"_s);
        QCOMPARE(toast.topic, u"budgets"_s);
        QCOMPARE(toast.rowId, house);
    }

    void theCafe()
    {
        const auto logIn = [this](const QString& user) {
            return ask("POST", "/api/users/auth/login/", {}, {{u"email"_s, user}, {u"password"_s, word()}})
                .json()["access"_L1]
                .toString()
                .toLatin1();
        };
        const QByteArray waiter = logIn(u"waiter"_s);
        const QByteArray cook = logIn(u"cook"_s);
        OwnSocket orders(m_server.port(), u"/ws/cafe/orders/?token="_s + QString::fromLatin1(waiter));
        OwnSocket kitchen(m_server.port(), u"/ws/cafe/kitchen/?token="_s + QString::fromLatin1(cook));
        QTRY_VERIFY_WITH_TIMEOUT(orders.heardOf(u"connection_established"_s), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(kitchen.heardOf(u"connection_established"_s), patienceMs);

        const auto firstOf = [&](const QByteArray& list) {
            return ask("GET", list, {bearer(waiter)}).json()["results"_L1][0]["id"_L1].toString();
        };
        const QString table = firstOf("/api/cafe/tables/");
        const QString pilaf = firstOf("/api/cafe/menu-items/");
        QCOMPARE(ask("POST", "/api/cafe/orders/", {bearer(waiter)},
                     {{u"table"_s, table},
                      {u"items"_s, QJsonArray{QJsonObject{{u"menu_item"_s, pilaf}, {u"quantity"_s, 1}}}}})
                     .status,
                 201);
        QTRY_VERIFY_WITH_TIMEOUT(orders.heardOf(u"order_created"_s), patienceMs);
        const QByteArray portion =
            "/api/cafe/kitchen/tasks/" + firstOf("/api/cafe/kitchen/tasks/").toLatin1();
        QCOMPARE(ask("POST", portion + "/claim/", {bearer(cook)}).status, 200);
        QCOMPARE(ask("POST", portion + "/ready/", {bearer(cook)}).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(orders.heardOf(u"kitchen_task_ready"_s), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(kitchen.heardOf(u"kitchen_task_ready"_s), patienceMs);

        const Alert toast = toastOnlyAt({u"waiter"_s});
        QCOMPARE(toast.kind, AlertKind::DishReady);
        QCOMPARE(toast.subject, u"Плов"_s);
        QCOMPARE(toast.detail, u"5"_s);
    }

    void theSchedule()
    {
        const QByteArray planner =
            ask("POST", "/api/auth/login", {}, {{u"username"_s, u"planner"_s}, {u"password"_s, word()}})
                .json()["access_token"_L1]
                .toString()
                .toLatin1();
        OwnSocket page(m_server.port(), u"/api/ws?token="_s + QString::fromLatin1(planner));
        QTRY_VERIFY_WITH_TIMEOUT(page.heardOf(u"connection"_s), patienceMs);
        const QJsonValue task =
            QJsonDocument::fromJson(ask("GET", "/api/schedule/tasks", {bearer(planner)}).body)[0];
        const qint64 id = task["id"_L1].toInteger();

        // Brought forward to a day that has passed.
        QCOMPARE(ask("PUT", "/api/schedule/tasks/" + QByteArray::number(id), {bearer(planner)},
                     {{u"start_date_plan"_s, u"2020-01-01"_s}, {u"end_date_plan"_s, u"2020-01-31"_s}})
                     .status,
                 200);
        QTRY_VERIFY_WITH_TIMEOUT(page.heardOf(u"task_updated"_s), patienceMs);

        const Alert toast = toastOnlyAt({u"planner"_s});
        QCOMPARE(toast.type, u"task-overdue"_s);
        QCOMPARE(toast.topic, u"schedule"_s);
        QCOMPARE(toast.rowId, id);
    }

    void theTickets()
    {
        const QByteArray session = form("/login", "login=operator");
        QVERIFY(!session.isEmpty());
        const QByteArray technician = m_server.token(u"technician"_s);
        OwnSocket list(m_server.port(), u"/ws?token="_s + QString::fromLatin1(technician));
        OwnSocket own(m_server.port(), u"/ws"_s, session);
        QTRY_VERIFY_WITH_TIMEOUT(list.isOpen() && own.isOpen(), patienceMs);

        const QJsonObject made = ask("POST", "/tickets", {{"Cookie", "sessionid=" + session}},
                                     {{u"title"_s, u"Не печатает"_s},
                                      {u"description"_s, u"МФУ в классе не печатает"_s},
                                      {u"priority"_s, u"urgent"_s},
                                      {u"category"_s, u"hardware"_s},
                                      {u"reporter_phone"_s, u"+7 (900) 000-00-00"_s}})
                                     .json();
        const qint64 id = made["ticket"_L1]["id"_L1].toInteger();
        QVERIFY(id > 0);
        QTRY_VERIFY_WITH_TIMEOUT(list.heardOf(u"ticket_created"_s), patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(own.heardOf(u"ticket_created"_s), patienceMs);

        const Alert toast = toastOnlyAt({u"technician"_s, u"master"_s, u"manager"_s});
        QCOMPARE(toast.kind, AlertKind::NewTicket);
        QCOMPARE(toast.subject, u"Не печатает"_s);
        QCOMPARE(toast.topic, u"tickets"_s);
        QCOMPARE(toast.rowId, id);
    }
};

QTEST_GUILESS_MAIN(ToToastTest)
#include "tst_totoast.moc"
