// SPDX-License-Identifier: GPL-3.0-or-later
#include "alarmapi.h"
#include "api/answers.h"
#include "streamclient.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::Role;
using support::AlarmApi;

namespace {

const domain::NotificationDraft draft{.type = u"budget_alert_80"_s,
                                      .title = u"⚠️ Бюджет объекта на 80%"_s,
                                      .message = u"Объект 'Дом' израсходовал 82.5% бюджета"_s,
                                      .data = {{u"object_id"_s, 3}, {u"percentage"_s, 82.5}}};

} // namespace

/// contracts.md C2, C4, C5 over HTTP and the socket.
class TestNotificationsApi final : public QObject
{
    Q_OBJECT
private slots:
    void aListHasExactlyItsKeys()
    {
        AlarmApi api;
        const auto who = api.hire(u"accountant"_s, {Role::Accountant});
        const qint64 id = api.notify(who, draft);
        for (const char* path : {"/api/v1/notifications/", "/api/v1/notifications"}) {
            const auto response = api.get(path, who);
            QCOMPARE(response.status, 200);
            const QJsonArray list = AlarmApi::array(response);
            QCOMPARE(list.size(), 1);
            const QJsonObject item = list[0].toObject();
            QStringList keys = item.keys();
            QCOMPARE(keys, (QStringList{u"created_at"_s, u"data"_s, u"id"_s, u"is_read"_s, u"message"_s,
                                        u"notification_type"_s, u"read_at"_s, u"sent_at"_s, u"status"_s,
                                        u"telegram_message_id"_s, u"title"_s, u"user_id"_s}));
            QCOMPARE(item[u"id"_s].toInteger(), id);
            QCOMPARE(item[u"user_id"_s].toInteger(), who.id.value());
            QCOMPARE(item[u"notification_type"_s], u"budget_alert_80"_s);
            QCOMPARE(item[u"data"_s].toObject(), draft.data);
            QCOMPARE(item[u"is_read"_s], false);
            QCOMPARE(item[u"status"_s], u"pending"_s);
            QCOMPARE(item[u"created_at"_s], u"2026-01-26T17:00:00.000000"_s); // naive, TZ=UTC here
            for (const auto& key : {u"sent_at"_s, u"read_at"_s, u"telegram_message_id"_s})
                QVERIFY(item[key].isNull());
        }
    }

    void pagesAndFilters()
    {
        AlarmApi api;
        const auto who = api.hire(u"who"_s, {Role::Operator});
        std::vector<qint64> ids;
        for (int i = 0; i < 7; ++i)
            ids.push_back(api.notify(who, {.title = QString::number(i)}));
        QCOMPARE(api.post("/api/v1/notifications/" + QByteArray::number(ids[6]) + "/read", who).status, 204);
        const auto titles = [&](const QByteArray& query) {
            QString found;
            for (const auto& item : AlarmApi::array(api.get("/api/v1/notifications/" + query, who)))
                found += item[u"title"_s].toString();
            return found;
        };
        QCOMPARE(titles(""), u"6543210"_s);
        QCOMPARE(titles("?limit=2"), u"65"_s);
        QCOMPARE(titles("?limit=2&offset=3"), u"32"_s);
        QCOMPARE(titles("?unread_only=true&limit=2"), u"54"_s);
        for (const char* query : {"?limit=0", "?limit=101", "?limit=x", "?offset=-1", "?unread_only=maybe"})
            QCOMPARE(api.get(QByteArray("/api/v1/notifications/") + query, who).status, 422);
        const QJsonObject badge = AlarmApi::json(api.get("/api/v1/notifications/badge", who));
        QCOMPARE(badge[u"unread_count"_s], 6);
        QCOMPARE(badge[u"latest_notifications"_s].toArray().size(), 5);
        const QJsonObject stats = AlarmApi::json(api.get("/api/v1/notifications/stats", who));
        QCOMPARE(stats, (QJsonObject{{u"total"_s, 7}, {u"unread"_s, 6}, {u"sent"_s, 0}, {u"failed"_s, 7},
                                     {u"by_type"_s, QJsonObject{{u"general"_s, 7}}}}));
    }

    void readingIsOnce()
    {
        AlarmApi api;
        const auto who = api.hire(u"who"_s, {Role::Operator});
        const auto stranger = api.hire(u"stranger"_s, {Role::Admin});
        const QByteArray path = "/api/v1/notifications/" + QByteArray::number(api.notify(who, draft));
        QCOMPARE(api.post(path + "/read", stranger).status, 404);
        const auto done = api.post(path + "/read", who);
        QCOMPARE(done.status, 204);
        QVERIFY(done.body.isEmpty());
        QCOMPARE(api.post(path + "/read", who).status, 404);
        QCOMPARE(api.call("DELETE", path, &stranger).status, 404);
        QCOMPARE(api.call("DELETE", path, &who).status, 204);
        QCOMPARE(api.call("DELETE", path, &who).status, 404);
        QCOMPARE(api.post("/api/v1/notifications/x/read", who).status, 422);

        const qint64 first = api.notify(who, draft);
        const qint64 second = api.notify(who, draft);
        api.notify(who, draft);
        QCOMPARE(api.post("/api/v1/notifications/mark-read", who,
                          {{u"notification_ids"_s, QJsonArray{first, second, 4711}}})
                     .status,
                 204);
        QCOMPARE(AlarmApi::json(api.get("/api/v1/notifications/badge", who))[u"unread_count"_s], 1);
        QCOMPARE(api.post("/api/v1/notifications/mark-read", who, {{u"notification_ids"_s, QJsonArray{u"x"_s}}}).status,
                 422);
        QCOMPARE(api.post("/api/v1/notifications/mark-read", who).status, 422);
        QCOMPARE(api.post("/api/v1/notifications/read-all", who).status, 204);
        QCOMPARE(AlarmApi::json(api.get("/api/v1/notifications/badge", who))[u"unread_count"_s], 0);
    }

    void managersSend()
    {
        AlarmApi api;
        const auto manager = api.hire(u"manager"_s, {Role::Manager});
        const auto who = api.hire(u"who"_s, {Role::Operator});
        const auto foreign = api.hire(u"foreign"_s, {Role::Operator}, {}, api.other);
        const QJsonObject body{{u"user_id"_s, who.id.value()}, {u"title"_s, u"Привет"_s}, {u"message"_s, u"Зайди"_s}};
        const auto sent = api.post("/api/v1/notifications/send", manager, body);
        QCOMPARE(sent.status, 201);
        QCOMPARE(AlarmApi::json(sent)[u"notification_type"_s], u"general"_s);
        QVERIFY(AlarmApi::json(sent)[u"data"_s].isNull());
        QJsonObject toForeign = body;
        toForeign[u"user_id"_s] = foreign.id.value();
        QCOMPARE(api.post("/api/v1/notifications/send", manager, toForeign).status, 404);
        for (const auto& key : {u"user_id"_s, u"title"_s, u"message"_s}) {
            QJsonObject part = body;
            part.remove(key);
            QCOMPARE(api.post("/api/v1/notifications/send", manager, part).status, 422);
        }
        QCOMPARE(AlarmApi::array(api.get("/api/v1/notifications/pending", manager)).size(), 1);
    }

    void byRoleReachesThoseWithAChat()
    {
        AlarmApi api;
        const auto manager = api.hire(u"manager"_s, {Role::Manager});
        const auto linked = api.hire(u"linked"_s, {Role::Foreman});
        const auto unlinked = api.hire(u"unlinked"_s, {Role::Foreman});
        api.write([&](domain::Workspace& workspace) {
            auto& links = workspace.get<domain::LinkService>();
            QVERIFY(links.link(links.newCode(linked.id).digits, 77, {}));
        });
        const auto sent = api.post("/api/v1/notifications/send-by-role", manager,
                                   {{u"roles"_s, QJsonArray{u"FOREMAN"_s, u"HR_MANAGER"_s}},
                                    {u"notification_type"_s, u"note"_s},
                                    {u"title"_s, u"Сбор"_s},
                                    {u"message"_s, u"в 10"_s}});
        QCOMPARE(sent.status, 201);
        QCOMPARE(AlarmApi::json(sent),
                 (QJsonObject{{u"created"_s, 1},
                              {u"roles"_s, QJsonArray{u"FOREMAN"_s, u"HR_MANAGER"_s}},
                              {u"notification_type"_s, u"note"_s}}));
        QCOMPARE(AlarmApi::array(api.get("/api/v1/notifications", unlinked)).size(), 0);
        QCOMPARE(api.post("/api/v1/notifications/send-by-role", manager,
                          {{u"roles"_s, QJsonArray{u"BOSS"_s}}, {u"title"_s, u"x"_s}, {u"message"_s, u"x"_s}})
                     .status,
                 422);
    }

    /// Every endpoint against every role, and against nobody.
    void everyEndpointAgainstEveryRole()
    {
        struct Line
        {
            const char* method;
            const char* path;
            QByteArray body;
            bool managersOnly;
        };
        const std::vector<Line> lines{
            {"GET", "/api/v1/notifications/", {}, false},
            {"GET", "/api/v1/notifications/badge", {}, false},
            {"GET", "/api/v1/notifications/stats", {}, false},
            {"GET", "/api/v1/notifications/pending", {}, true},
            {"POST", "/api/v1/notifications/send", R"({"user_id":1,"title":"x","message":"x"})", true},
            {"POST", "/api/v1/notifications/send-by-role", R"({"roles":["MASTER"],"title":"x","message":"x"})", true},
            {"POST", "/api/v1/notifications/read-all", {}, false},
            {"POST", "/api/v1/notifications/mark-read", R"({"notification_ids":[]})", false},
            {"POST", "/api/v1/notifications/receipts", R"({"client":"x","receipts":[]})", false},
            {"GET", "/api/v1/users/me/telegram", {}, false},
            {"POST", "/api/v1/users/me/telegram/generate-link-code", {}, false},
            {"GET", "/api/v1/alarms", {}, false},
            {"GET", "/api/v1/alarms/history", {}, false},
            {"GET", "/api/v1/alarms/health", {}, false},
        };
        AlarmApi api;
        for (const Line& line : lines) {
            const auto nobody = api.call(line.method, line.path, nullptr, line.body);
            QVERIFY2(nobody.status == 403, line.path); // contracts.md C1
        }
        for (const QString& role : protocol::Roles::allNames()) {
            const auto who = api.hire(role, protocol::Roles::fromNames({role}).value());
            const bool manages = role == "MANAGER"_L1 || role == "ADMIN"_L1;
            for (const Line& line : lines) {
                const int status = api.call(line.method, line.path, &who, line.body).status;
                const bool good = line.managersOnly && !manages ? status == 403 : status >= 200 && status < 300;
                QVERIFY2(good, qPrintable(u"%1 %2 as %3: %4"_s.arg(QString::fromLatin1(line.method),
                                                                   QString::fromLatin1(line.path), role)
                                              .arg(status)));
            }
        }
    }

    /// Who looks after a branch sends to it and to those above it, and looks into its ledgers only.
    void aBranchKeepsToItself()
    {
        AlarmApi api;
        const auto southern = api.hire(u"southern"_s, {Role::Admin}, api.south);
        const auto whole = api.hire(u"whole"_s, {Role::Admin});
        const auto south = api.hire(u"south"_s, {Role::Foreman}, api.south);
        const auto north = api.hire(u"north"_s, {Role::Foreman}, api.north);
        const auto above = api.hire(u"above"_s, {Role::Foreman});
        const auto send = [&](const domain::Account& to) {
            return api
                .post("/api/v1/notifications/send", southern,
                      {{u"user_id"_s, to.id.value()}, {u"title"_s, u"x"_s}, {u"message"_s, u"x"_s}})
                .status;
        };
        QCOMPARE(send(south), 201);
        QCOMPARE(send(above), 201);
        QCOMPARE(send(north), 404);
        const qint64 ids[] = {api.notify(south, draft), api.notify(north, draft), api.notify(above, draft)};
        const int expected[] = {200, 404, 404};
        for (int i = 0; i < 3; ++i) {
            const QByteArray path = "/api/v1/notifications/" + QByteArray::number(ids[i]) + "/ledger";
            QCOMPARE(api.get(path, southern).status, expected[i]);
            QCOMPARE(api.get(path, whole).status, 200);
        }
        QCOMPARE(AlarmApi::array(api.get("/api/v1/notifications/pending", southern)).size(), 2);
        QCOMPARE(AlarmApi::array(api.get("/api/v1/notifications/pending", whole)).size(), 5);
        for (const auto* one : {&south, &north, &above}) {
            const QByteArray code = AlarmApi::json(api.post("/api/v1/users/me/telegram/generate-link-code", *one))
                                        [u"code"_s].toString().toUtf8();
            QCOMPARE(api.call("POST", "/api/v1/users/link-telegram", nullptr,
                              R"({"code":")" + code + R"(","telegram_chat_id":)" + one->id.toString().toUtf8() + '}')
                         .status,
                     200);
        }
        const auto byRole = [&](const domain::Account& who) {
            return AlarmApi::json(api.post("/api/v1/notifications/send-by-role", who,
                                           {{u"roles"_s, QJsonArray{u"FOREMAN"_s}},
                                            {u"title"_s, u"x"_s},
                                            {u"message"_s, u"x"_s}}))[u"created"_s]
                .toInt();
        };
        QCOMPARE(byRole(southern), 2);
        QCOMPARE(byRole(whole), 3);
    }

    void receiptsReachTheLedger()
    {
        AlarmApi api;
        const auto who = api.hire(u"who"_s, {Role::Operator});
        const auto manager = api.hire(u"manager"_s, {Role::Manager});
        const auto nosy = api.hire(u"nosy"_s, {Role::Operator});
        const qint64 id = api.notify(who, draft);
        const protocol::Receipts receipts{u"desk-1"_s,
                                          {{id, protocol::Receipt::Stage::Received, api.clock.now()},
                                           {id, protocol::Receipt::Stage::Displayed, api.clock.now()}}};
        QCOMPARE(api.post("/api/v1/notifications/receipts", who, protocol::toJson(receipts)).status, 204);
        const QByteArray path = "/api/v1/notifications/" + QByteArray::number(id) + "/ledger";
        QStringList stages;
        for (const auto& line : AlarmApi::json(api.get(path, manager))[u"ledger"_s].toArray())
            stages.append(line[u"stage"_s].toString());
        QCOMPARE(stages, (QStringList{u"stored"_s, u"sent"_s, u"received"_s, u"displayed"_s}));
        QCOMPARE(api.get(path, who).status, 200);
        QCOMPARE(api.get(path, nosy).status, 404);
        QCOMPARE(api.post("/api/v1/notifications/receipts", who, {{u"client"_s, QString(65, u'x')}}).status, 422);
        QCOMPARE(api.post("/api/v1/notifications/receipts", who,
                          {{u"client"_s, u"x"_s},
                           {u"receipts"_s, QJsonArray{QJsonObject{{u"id"_s, 1}, {u"stage"_s, u"eaten"_s}}}}})
                     .status,
                 422);
    }

    void aRepeatedSendIsSentOnce()
    {
        AlarmApi api;
        const auto manager = api.hire(u"manager"_s, {Role::Manager});
        QJsonObject body{{u"user_id"_s, manager.id.value()}, {u"title"_s, u"1"_s}, {u"message"_s, u"x"_s}};
        const net::Header key{"Idempotency-Key", "7f3a"};
        const auto first = api.post("/api/v1/notifications/send", manager, body, {key});
        const auto again = api.post("/api/v1/notifications/send", manager, body, {key});
        QCOMPARE(again.status, 201);
        QCOMPARE(again.body, first.body);
        QCOMPARE(again.headers.back().first, "Idempotency-Replayed");
        QCOMPARE(AlarmApi::array(api.get("/api/v1/notifications/", manager)).size(), 1);
        body[u"title"_s] = u"2"_s;
        QCOMPARE(AlarmApi::errorCode(api.post("/api/v1/notifications/send", manager, body, {key})),
                 u"idempotency_mismatch"_s);
        // What failed may be tried again with the same key.
        const net::Header other{"Idempotency-Key", "8a8a"};
        body[u"user_id"_s] = 4711;
        QCOMPARE(api.post("/api/v1/notifications/send", manager, body, {other}).status, 404);
        body[u"user_id"_s] = manager.id.value();
        QCOMPARE(api.post("/api/v1/notifications/send", manager, body, {other}).status, 201);
    }

    // ---- the socket ----

    void whoIsOnlineIsPushedCsExactFrame()
    {
        AlarmApi api;
        api.listen();
        const auto who = api.hire(u"who"_s, {Role::Accountant});
        const auto other = api.hire(u"other"_s, {Role::Accountant});
        support::StreamClient first;
        support::StreamClient second;
        support::StreamClient stranger;
        first.openWithQuery(api.server.port(), api.token(who));
        second.openWithQuery(api.server.port(), api.token(who));
        stranger.openWithQuery(api.server.port(), api.token(other));
        QTRY_VERIFY(!first.frames.empty() && !second.frames.empty() && !stranger.frames.empty());
        const qint64 id = api.notify(who, draft);
        const auto pushed = [](const support::StreamClient& client) {
            return client.state.all<protocol::Notification>().size();
        };
        QTRY_COMPARE(pushed(first), size_t(1));
        QTRY_COMPARE(pushed(second), size_t(1));
        const QJsonObject frame = QJsonDocument::fromJson(first.frames.back()).object();
        QCOMPARE(frame, (QJsonObject{{u"type"_s, u"notification"_s},
                                     {u"notification_type"_s, draft.type},
                                     {u"title"_s, draft.title},
                                     {u"message"_s, draft.message},
                                     {u"data"_s, draft.data},
                                     {u"timestamp"_s, u"2026-01-26T17:00:00.000000"_s}}));
        // And it is in the ledger.
        QTRY_COMPARE(AlarmApi::array(api.get("/api/v1/notifications/", who))[0][u"status"_s].toString(), u"sent"_s);
        QVERIFY(!AlarmApi::array(api.get("/api/v1/notifications/", who))[0][u"sent_at"_s].isNull());
        // Reading it, or telling it quietly, pushes nothing.
        api.post("/api/v1/notifications/" + QByteArray::number(id) + "/read", who);
        domain::NotificationDraft quiet = draft;
        quiet.push = false;
        api.notify(who, quiet);
        api.notify(other, draft);
        QTRY_COMPARE(pushed(stranger), size_t(1));
        QCOMPARE(pushed(first), size_t(1));
    }

    void theStreamHasOnesOwnOnly()
    {
        AlarmApi api;
        api.listen();
        const auto who = api.hire(u"who"_s, {Role::Accountant});
        const auto manager = api.hire(u"manager"_s, {Role::Manager});
        support::StreamClient own;
        support::StreamClient others;
        own.openWithHeader(api.server.port(), api.token(who));
        others.openWithHeader(api.server.port(), api.token(manager));
        own.resume(std::nullopt, {u"notifications"_s, u"alarms"_s});
        others.resume(std::nullopt, {u"notifications"_s, u"alarms"_s});
        QTRY_COMPARE(own.state.snapshotTopics, 2);
        QTRY_COMPARE(others.state.snapshotTopics, 2);
        const qint64 id = api.notify(who, draft);
        QTRY_COMPARE(own.state.rows.size(), size_t(1));
        api.post("/api/v1/notifications/" + QByteArray::number(id) + "/read", who);
        QTRY_VERIFY(own.state.rows.begin()->second.contains(u"read_at"_s)); // read here is read everywhere
        api.notify(manager, draft);
        QTRY_COMPARE(others.state.rows.size(), size_t(1));
        QCOMPARE(own.state.rows.size(), size_t(1));
        QCOMPARE(own.state.doubles, 0);
    }

    /// contracts.md C1: {detail:[{loc,msg,type}]} for a 422, {detail,type} for a 500.
    void whatIsWrongIsSaidAsCDoes()
    {
        AlarmApi api;
        const auto who = api.hire(u"who"_s, {Role::Accountant});
        const auto detail = [](const net::Response& response) -> QJsonValue {
            return AlarmApi::json(response)[u"detail"_s];
        };
        const auto wrong = [](const QString& in, const QString& field, const QString& what) {
            return QJsonValue(QJsonArray{QJsonObject{{u"loc"_s, QJsonArray{in, field}},
                                                     {u"msg"_s, QString(field + u' ' + what)},
                                                     {u"type"_s, u"value_error"_s}}});
        };
        QCOMPARE(detail(api.get("/api/v1/notifications/?limit=0", who)),
                 wrong(u"query"_s, u"limit"_s, u"must be a whole number from 1 to 100"_s));
        QCOMPARE(detail(api.post("/api/v1/notifications/x/read", who)),
                 wrong(u"path"_s, u"id"_s, u"must be a positive whole number"_s));
        const auto body = api.post("/api/v1/notifications/mark-read", who, {{u"notification_ids"_s, 1}});
        QCOMPARE(detail(body), wrong(u"body"_s, u"notification_ids"_s, u"must be an array"_s));
        // Our own clients read the error as everywhere.
        QCOMPARE(protocol::errorFromJson(AlarmApi::json(body))->code, protocol::ErrorCode::ValidationFailed);
        const net::Response failed = api::errorAnswer({protocol::ErrorCode::Internal, {}, {}});
        QVERIFY(detail(failed).isString());
        QCOMPARE(AlarmApi::json(failed)[u"type"_s], u"internal"_s);
    }

    // ---- Telegram ----

    void aChatIsLinkedWithACode()
    {
        AlarmApi api;
        const auto who = api.hire(u"who"_s, {Role::Master});
        QCOMPARE(AlarmApi::json(api.get("/api/v1/users/me/telegram", who)), (QJsonObject{{u"linked"_s, false}}));
        const auto made = AlarmApi::json(api.post("/api/v1/users/me/telegram/generate-link-code", who));
        QCOMPARE(made.keys(), (QStringList{u"code"_s, u"expires_at"_s, u"instructions"_s}));
        QCOMPARE(made[u"expires_at"_s], u"2026-01-26T17:15:00.000000"_s);
        const QJsonObject body{{u"code"_s, made[u"code"_s]}, {u"telegram_chat_id"_s, 77}, {u"telegram_username"_s, u"n"_s}};
        const auto post = [&](const QJsonObject& what) {
            return api.call("POST", "/api/v1/users/link-telegram", nullptr,
                            QJsonDocument(what).toJson(QJsonDocument::Compact));
        };
        const auto linked = post(body);
        QCOMPARE(linked.status, 200);
        QCOMPARE(AlarmApi::json(linked).keys(),
                 (QStringList{u"message"_s, u"success"_s, u"user_id"_s, u"username"_s}));
        QCOMPARE(AlarmApi::json(linked)[u"user_id"_s].toInteger(), who.id.value());
        QCOMPARE(post(body).status, 400);
        QCOMPARE(AlarmApi::json(api.get("/api/v1/users/me/telegram", who))[u"chat_id"_s].toInteger(), 77);
        QCOMPARE(AlarmApi::json(api.get("/api/v1/auth/me", who))[u"telegram_chat_id"_s], 77);
        QCOMPARE(api.call("DELETE", "/api/v1/users/me/telegram", &who).status, 204);
        QVERIFY(AlarmApi::json(api.get("/api/v1/auth/me", who))[u"telegram_chat_id"_s].isNull());
        QCOMPARE(api.call("DELETE", "/api/v1/users/me/telegram", &who).status, 404);
        QCOMPARE(post({{u"code"_s, u"1"_s}}).status, 422);
        for (int i = 0; i < 12; ++i)
            post(body);
        QCOMPARE(post(body).status, 429);
    }
};

QTEST_GUILESS_MAIN(TestNotificationsApi)
#include "tst_notificationsapi.moc"
