// SPDX-License-Identifier: GPL-3.0-or-later
#include "factoryfixture.h"
#include "mutator.h"

#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTest>

using namespace Qt::StringLiterals;

/// Whatever a device posts, it gets an answer that its contract knows, and the server lives on.
class FuzzDevices : public QObject
{
    Q_OBJECT

    struct Post
    {
        QByteArray path;
        QByteArray body;
    };
    static QList<Post> corpus()
    {
        return {{"/employees/api/rfid-scan/", R"({"rfid_uid":"A1A1A1A1","device_id":"ESP32-HR-001"})"},
                {"/employees/api/rfid-scan/", R"({"rfid_uid":"B2B2B2B2","device_id":"LOHIA-001"})"},
                {"/employees/api/rfid-scan/", R"({"rfid_uid":"C3C3C3C3","device_id":"LOHIA-001"})"},
                {"/security/api/scan/", R"({"rfid_uid":"D4D4D4D4","device_id":"ESP32-SEC-001"})"},
                {"/lohia/api/pulse/update/", R"({"esp32_id":"LOHIA-001","pulse_count":31})"},
                {"/lohia/api/maintenance/call/", R"({"esp32_id":"LOHIA-001"})"},
                {"/lohia/api/maintenance/start/", R"({"esp32_id":"LOHIA-001","rfid_uid":"C3C3C3C3"})"},
                {"/lohia/api/maintenance/end/",
                 R"({"esp32_id":"LOHIA-001","rfid_uid":"C3C3C3C3","description":"Обрыв утка"})"},
                {"/lohia/api/shift/start/", R"({"esp32_id":"LOHIA-001","rfid_uid":"A1A1A1A1"})"},
                {"/lohia/api/shift/end/", R"({"esp32_id":"LOHIA-001","rfid_uid":"A1A1A1A1"})"}};
    }
    static QList<QByteArray> dictionary()
    {
        return {"\"rfid_uid\"",
                "\"device_id\"",
                "\"esp32_id\"",
                "\"pulse_count\"",
                "LOHIA-001",
                "LOHIA-",
                "ESP32-HR-001",
                "A1A1A1A1",
                "null",
                "true",
                "[]",
                "{}",
                "1e308",
                "-1",
                "0",
                "2147483648",
                "1.5",
                "9223372036854775807",
                "\\u0000",
                "\\ud800",
                "\xff\xfe",
                "\xd1\x8f",
                "\"",
                "\\",
                QByteArray(1, 0),
                QByteArray(200, '['),
                QByteArray(300, 'A'),
                "'; DROP TABLE employees;--",
                "%s%n"};
    }

private slots:
    void initTestCase() { QLoggingCategory::setFilterRules(u"vakhta.device=false"_s); }

    void anyBodyIsAnswered()
    {
        FactoryFixture plant;
        Mutator mutator(fuzzSeed(), dictionary());
        const QList<Post> posts = corpus();
        QList<QByteArray> bodies;
        for (const Post& post : posts)
            bodies.append(post.body);

        const int rounds = fuzzRounds(400);
        for (int round = 0; round < rounds; ++round) {
            const Post& post = posts[mutator.below(int(posts.size()))];
            const QByteArray body = mutator.mutate(post.body, bodies);
            plant.clock.advance(std::chrono::milliseconds(mutator.below(30'000)));
            const Reply reply = plant.send("POST", post.path, body);
            const QByteArray context = "round " + QByteArray::number(round) + ", " + post.path + ' ' +
                                       body.toHex() + " -> " + QByteArray::number(reply.status) + ' ' +
                                       reply.body;

            const bool isGate = post.path.startsWith("/security/");
            const bool mayFail = post.path.contains("/maintenance/") || post.path.contains("/shift/");
            const QList<int> known = isGate    ? QList{200}
                                     : mayFail ? QList{200, 400, 404, 500}
                                               : QList{200, 400, 403, 404};
            QVERIFY2(known.contains(reply.status), context);
            QJsonParseError error;
            const QJsonDocument json = QJsonDocument::fromJson(reply.body, &error);
            QVERIFY2(json.isObject(), context);
            // What the server does not know itself is not an answer.
            QVERIFY2(!json["error"_L1].toString().contains(u"Ошибка сервера"_s), context);
            QVERIFY2(json["success"_L1].toBool() || json["error"_L1].isString(), context);
        }
        QCOMPARE(plant.scanAtTerminal(u"A1A1A1A1"_s).status, 200);
        for (const QByteArray& row : plant.rows(u"access"))
            QVERIFY2(QJsonDocument::fromJson(row).isObject(), row);
    }
};

QTEST_GUILESS_MAIN(FuzzDevices)
#include "tst_fuzz_devices.moc"
