// SPDX-License-Identifier: GPL-3.0-or-later
#include "http.h"
#include "stream.h"
#include "vakhtad.h"

#include "api/auth/tokens.h"
#include "commands/database.h"
#include "domain/people/account.h"

#include <QTest>
#include <QWebSocket>

#include <algorithm>
#include <memory>
#include <set>

using namespace integration;
using namespace Qt::StringLiterals;
using protocol::Roles;

namespace {

/// Where somebody works: all of the first company or one of its branches, or the second company.
/// Everything that happens in this test happens in the first company, nearly all of it in the north.
constexpr const char* places[] = {"everywhere", "north", "south", "abroad"};

/// What is told, to whom it is, and whether it is the north's alone.
struct Kind
{
    QString name;         ///< "topic", "topic what", or "push type"
    QStringList roles;
    bool inTheNorth = true;
};

QStringList words(const char* text)
{
    return QString::fromLatin1(text).split(u' ');
}

/// By hand, from contracts.md C2, design.md §5 and the alarm rules: no table of the server's is asked.
const std::vector<Kind>& kinds()
{
    static const std::vector<Kind> table = [] {
        const QStringList chiefs{u"MANAGER"_s, u"ADMIN"_s};
        const QStringList floor = words("OPERATOR MASTER FOREMAN EQUIPMENT_MANAGER") + chiefs;
        const QStringList money = words("ACCOUNTANT MATERIALS_MANAGER") + chiefs;
        const QStringList hours = words("HR_MANAGER ACCOUNTANT") + chiefs;
        const QStringList gates = words("SECURITY HR_MANAGER") + chiefs;
        const auto told = [](const char* type, const char* roles, bool inTheNorth = true) {
            return Kind{u"notifications "_s + QString::fromLatin1(type), words(roles), inTheNorth};
        };
        return std::vector<Kind>{
            {u"machines"_s, floor},
            {u"shifts"_s, floor},
            {u"calls"_s, floor},
            {u"states"_s, floor},
            {u"worktime"_s, hours},
            {u"access granted"_s, gates},
            {u"access denied"_s, gates, false}, // nobody's card: no branch's
            {u"people"_s, gates},
            {u"budgets"_s, money}, // and the object's foreman
            {u"costs"_s, money},
            {u"timesheets"_s, hours}, // and the sheet's foreman
            {u"comments"_s, hours},
            {u"alarms maintenance-call"_s, words("MASTER EQUIPMENT_MANAGER") + chiefs},
            {u"alarms access-denied"_s, QStringList{u"SECURITY"_s} + chiefs, false},
            {u"alarms budget-80"_s, QStringList{u"ACCOUNTANT"_s} + chiefs},
            {u"alarms budget-100"_s, QStringList{u"ACCOUNTANT"_s} + chiefs},
            told("alarm_maintenance_call", "MASTER"),
            told("alarm_access_denied", "SECURITY", false),
            told("budget_alert_80", "MANAGER ACCOUNTANT"),
            told("budget_alert_100", "MANAGER ACCOUNTANT"),
            told("upd_uploaded", "ACCOUNTANT MATERIALS_MANAGER"),
            told("upd_duplicate_detected", "ACCOUNTANT MATERIALS_MANAGER"),
            told("upd_distributed", "ACCOUNTANT MANAGER"),
            told("upd_redistributed", "ACCOUNTANT MANAGER"),
            told("timesheet_submitted", "HR_MANAGER MANAGER"),
        };
    }();
    return table;
}

QString kindOf(const QString& topic, const QJsonObject& row)
{
    if (topic == "access"_L1)
        return row["granted"_L1].toBool() ? u"access granted"_s : u"access denied"_s;
    if (topic == "alarms"_L1)
        return u"alarms "_s + row["rule"_L1].toString();
    if (topic == "notifications"_L1)
        return u"notifications "_s + row["notification_type"_L1].toString();
    return topic;
}

/// Of a patch only the topic is known, which is not enough for these three; each of their rows begins
/// with a put.
void note(std::set<QString>& kinds, const QString& topic, bool isWhole, const QJsonObject& row)
{
    if (isWhole || !QStringList{u"access"_s, u"alarms"_s, u"notifications"_s}.contains(topic))
        kinds.insert(kindOf(topic, row));
}

/// One person, who has been listening from the beginning.
struct Person
{
    QString name;
    QByteArray token;
    std::set<QString> expected;
    std::set<QString> heard;  ///< live, by kind
    std::set<QString> pushed; ///< contracts.md C2's frames, as kinds
    int resumed = 0;
    QWebSocket socket;

    void listen(quint16 port)
    {
        QObject::connect(&socket, &QWebSocket::connected, &socket, [this] {
            const protocol::ClientMessage resume = protocol::Resume{std::nullopt, {}};
            socket.sendTextMessage(
                QString::fromUtf8(QJsonDocument(protocol::toJson(resume)).toJson(QJsonDocument::Compact)));
        });
        QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket,
                         [this](const QString& text) { take(QJsonDocument::fromJson(text.toUtf8())); });
        QNetworkRequest request(QUrl(u"ws://127.0.0.1:%1/api/v1/ws"_s.arg(port)));
        request.setRawHeader("Authorization", "Bearer " + token);
        socket.open(request);
    }

private:
    void take(const QJsonDocument& frame)
    {
        const QJsonArray messages = frame.isArray() ? frame.array() : QJsonArray{frame.object()};
        for (const QJsonValue& message : messages) {
            const QString type = message["type"_L1].toString();
            resumed += type == "resumed"_L1;
            if (type == "notification"_L1)
                pushed.insert(u"notifications "_s + message["notification_type"_L1].toString());
            if (type == "event"_L1)
                note(heard, message["topic"_L1].toString(), message["op"_L1].toString() == "put"_L1,
                     message["row"_L1].toObject());
        }
    }
};

QByteArray delivery()
{
    return uR"(<?xml version="1.0" encoding="utf-8"?><Файл><Документ><СвСчФакт НомерСчФ="А-1" ДатаСчФ="26.01.2026">
<СвПрод><ИдСв><СвЮЛУч НаимОрг="ООО Пример" ИННЮЛ="0000000017"/></ИдСв></СвПрод></СвСчФакт><ТаблСчФакт>
<СведТов НаимТов="Цемент" КолТов="100" СтТовУчНал="54000"/></ТаблСчФакт></Документ></Файл>)"_s.toUtf8();
}

QString inWords(const std::set<QString>& kinds)
{
    return QStringList(kinds.begin(), kinds.end()).join(u", "_s);
}

} // namespace

/// Every event against every role, in every place, by each of the three ways that events take: live on
/// the socket, replayed over /changes, and as rows of a snapshot.
class IsolationTest final : public QObject
{
    Q_OBJECT

    Vakhtad m_server;
    std::vector<std::unique_ptr<Person>> m_people;

    Person& person(const QString& name)
    {
        for (const auto& one : m_people) {
            if (one->name == name)
                return *one;
        }
        qFatal("There is no %s", qPrintable(name));
    }
    QJsonObject done(Connection& connection, const char* method, const QByteArray& target, const char* who,
                     const QByteArray& body)
    {
        const Reply reply =
            connection.send(method, target, {bearer(person(QString::fromLatin1(who)).token)}, body);
        if (reply.status < 200 || reply.status > 299)
            qFatal("%s %s by %s: %d %s", method, target.constData(), who, reply.status, reply.body.constData());
        return reply.json();
    }
    static QByteArray json(const QJsonObject& object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }

    /// Two companies' people, one of each role in each place.
    void hireEverybody()
    {
        commands::Config config;
        const auto database = commands::Database::open(config, m_server.dataFolder());
        if (!database)
            qFatal("%s", qPrintable(database.error()));
        const api::TokenService tokens(*api::loadOrCreateKey((*database)->folder().signingKeyFile()),
                                       (*database)->clock());
        for (const QString& role : Roles::allNames()) {
            for (const char* place : places) {
                const QString where = QString::fromLatin1(place);
                auto one = std::make_unique<Person>();
                one->name = role.toLower() + u'-' + where;
                const auto account = (*database)->write<domain::Account>([&](domain::Workspace& workspace) {
                    const domain::Company company = commands::companyNamed(
                        workspace, where == "abroad"_L1 ? u"Second"_s : config.companyName, config.timeZone);
                    const QString branch =
                        where == "north"_L1 || where == "south"_L1 ? where : QString();
                    return protocol::Result<domain::Account>(
                        workspace.get<domain::AccountRepository>().insert(
                            {.company = company.id,
                             .branch = commands::branchNamed(workspace, company, branch),
                             .username = one->name,
                             .passwordHash = {},
                             .fullName = {},
                             .phone = {},
                             .email = {},
                             .roles = *Roles::fromNames({role})}));
                });
                if (!account)
                    qFatal("%s", qPrintable(account.error().text()));
                one->token = tokens.issue(api::TokenKind::Access, account->id, account->roles).toLatin1();
                for (const Kind& kind : kinds()) {
                    const bool here = where != "abroad"_L1 && (where != "south"_L1 || !kind.inTheNorth);
                    if (here && kind.roles.contains(role))
                        one->expected.insert(kind.name);
                }
                m_people.push_back(std::move(one));
            }
        }
        // Whose object and whose sheet it is.
        for (const char* kind : {"budgets", "costs", "timesheets", "comments", "notifications timesheet_comment",
                                 "notifications timesheet_rejected", "notifications timesheet_approved"})
            person(u"foreman-north"_s).expected.insert(QString::fromLatin1(kind));
    }

    /// A shift with a call, people at gates, a site over its budget, a delivery, a timesheet.
    void letItHappen()
    {
        Connection devices(m_server.port());
        const auto device = [&](const char* target, const QJsonObject& body) {
            const Reply reply = devices.post(target, body);
            QVERIFY2(reply.status == 200, reply.body);
        };
        const QString loom = Vakhtad::loom(1);
        device("/lohia/api/shift/start/", {{u"esp32_id"_s, loom}, {u"rfid_uid"_s, Vakhtad::card(1)}});
        device("/lohia/api/pulse/update/", {{u"esp32_id"_s, loom}, {u"pulse_count"_s, 31}});
        device("/lohia/api/maintenance/call/", {{u"esp32_id"_s, loom}});
        device("/employees/api/rfid-scan/",
               {{u"rfid_uid"_s, Vakhtad::card(1)}, {u"device_id"_s, u"ESP32-001"_s}});
        device("/security/api/scan/", {{u"rfid_uid"_s, Vakhtad::card(2)}, {u"device_id"_s, u"ESP32-SEC-1"_s}});
        device("/security/api/scan/", {{u"rfid_uid"_s, u"0BADF00D"_s}, {u"device_id"_s, u"ESP32-SEC-1"_s}});

        Connection office(m_server.port());
        const QJsonObject foreman = done(office, "GET", "/api/v1/auth/me", "foreman-north", {});
        const QJsonObject site = done(office, "POST", "/api/v1/objects/", "manager-north",
                                      json({{u"code"_s, u"Д-1"_s},
                                            {u"name"_s, u"Дом"_s},
                                            {u"budget_amount"_s, u"100000"_s},
                                            {u"foreman_id"_s, foreman["id"_L1]}}));
        done(office, "POST", "/api/v1/material-costs/distribute", "accountant-north",
             json({{u"object_id"_s, site["id"_L1]}, {u"amount"_s, u"120000"_s}, {u"description"_s, u"Бетон"_s}}));

        const QJsonObject upd =
            done(office, "POST", "/api/v1/material-costs/upload", "materials_manager-north", delivery());
        done(office, "POST", "/api/v1/material-costs/upload", "materials_manager-north", delivery());
        const QByteArray shares = json(
            {{u"distributions"_s, QJsonArray{QJsonObject{{u"material_cost_item_id"_s, upd["items"_L1][0]["id"_L1]},
                                                         {u"cost_object_id"_s, site["id"_L1]},
                                                         {u"distributed_quantity"_s, u"1"_s},
                                                         {u"distributed_amount"_s, u"1"_s}}}}});
        const QByteArray document = "/api/v1/material-costs/" + QByteArray::number(upd["id"_L1].toInteger());
        done(office, "POST", document + "/distribute", "materials_manager-north", shares);
        done(office, "PUT", document + "/redistribute", "materials_manager-north", shares);

        const QJsonObject hours{{u"worker_id"_s, 1},
                                {u"cost_object_id"_s, site["id"_L1]},
                                {u"date"_s, u"2026-01-12"_s},
                                {u"hours"_s, u"8"_s}};
        const QJsonObject sheet = done(office, "POST", "/api/v1/time-sheets/", "foreman-north",
                                       json({{u"period_start"_s, u"2026-01-12"_s},
                                             {u"period_end"_s, u"2026-01-12"_s},
                                             {u"items"_s, QJsonArray{hours}}}));
        const QByteArray path = "/api/v1/time-sheets/" + QByteArray::number(sheet["id"_L1].toInteger());
        done(office, "POST", path + "/submit", "foreman-north", {});
        done(office, "POST", path + "/comments?comment_text=x", "hr_manager-north", {});
        done(office, "POST", path + "/reject", "hr_manager-north", {});
        done(office, "POST", path + "/submit", "foreman-north", {});
        done(office, "POST", path + "/approve", "hr_manager-north", {});
    }

private slots:
    void initTestCase()
    {
        // Nobody answers here, and nobody shall be told because of that, or of this machine's disk.
        m_server.configure(Vakhtad::withoutOwnAlarms() +
                           "[[alarm]]\nrule = \"maintenance-call\"\ndisplay_within = \"1d\"\n"
                           "acknowledge_within = \"1d\"\n");
        hireEverybody();
        m_server.importPlant(2, 1, {}, {u"--branch"_s, u"north"_s});
        QVERIFY2(m_server.start(), m_server.log());
        for (const auto& one : m_people)
            one->listen(m_server.port());
        for (const auto& one : m_people)
            QTRY_VERIFY2_WITH_TIMEOUT(one->resumed == 1, qPrintable(one->name), 60'000);
        letItHappen();
        // What is due has come to everybody: what comes now would be too much.
        for (const auto& one : m_people) {
            const auto isComplete = [&] {
                return std::includes(one->heard.begin(), one->heard.end(), one->expected.begin(),
                                     one->expected.end());
            };
            QTRY_VERIFY2_WITH_TIMEOUT(isComplete(),
                                      qPrintable(one->name + u" hears "_s + inWords(one->heard) +
                                                 u"\n instead of "_s + inWords(one->expected)),
                                      60'000);
        }
    }

    void live_data() { everybody(); }
    void live()
    {
        QFETCH(QString, name);
        const Person& one = person(name);
        QCOMPARE(inWords(one.heard), inWords(one.expected));
    }

    /// contracts.md C2: to the person and nobody else, exactly.
    void pushes_data() { everybody(); }
    void pushes()
    {
        QFETCH(QString, name);
        const Person& one = person(name);
        std::set<QString> expected = one.expected;
        std::erase_if(expected, [](const QString& kind) { return !kind.startsWith("notifications "_L1); });
        QTRY_COMPARE(inWords(one.pushed), inWords(expected));
    }

    void snapshots_data() { everybody(); }
    void snapshots()
    {
        QFETCH(QString, name);
        Person& one = person(name);
        std::set<QString> seen;
        const protocol::Snapshots snapshots = snapshotOf(m_server.port(), one.token);
        for (const auto& part : snapshots.topics) {
            for (const QJsonValue& row : part.rows)
                seen.insert(kindOf(part.topic, row.toObject()));
        }
        QCOMPARE(inWords(seen), inWords(one.expected));
    }

    void changes_data() { everybody(); }
    void changes()
    {
        QFETCH(QString, name);
        const Person& one = person(name);
        protocol::Cursor from{snapshotOf(m_server.port(), one.token).position.epoch, 0};
        const auto events = changesSince(m_server.port(), one.token, from);
        QVERIFY(events.has_value());
        std::set<QString> seen;
        for (const auto& [seq, event] : *events) {
            note(seen, event.topic, event.op == protocol::Event::Op::Put, event.row);
        }
        QCOMPARE(inWords(seen), inWords(one.expected));
    }

private:
    void everybody()
    {
        QTest::addColumn<QString>("name");
        for (const auto& one : m_people)
            QTest::newRow(qPrintable(one->name)) << one->name;
    }
};

QTEST_GUILESS_MAIN(IsolationTest)
#include "tst_isolation.moc"
