// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/polling.h"
#include "protocol/stream.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Event;

/// What the golden files (tst_wirefiles) do not show: input that is wrong, or from another age.
class StreamTest final : public QObject
{
    Q_OBJECT

private slots:
    void brokenClientMessages_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<ErrorCode>("code");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QByteArray() << ErrorCode::InvalidJson << u"Invalid JSON"_s;
        QTest::newRow("no JSON") << QByteArray("{") << ErrorCode::InvalidJson << u"Invalid JSON"_s;
        QTest::newRow("no object") << QByteArray("[]") << ErrorCode::InvalidJson << u"A message must be a JSON object"_s;
        QTest::newRow("no type") << QByteArray("{}") << ErrorCode::BadRequest << u"Unknown message type: "_s;
        QTest::newRow("type of no type") << QByteArray(R"({"type":7})") << ErrorCode::BadRequest
                                         << u"Unknown message type: "_s;
        QTest::newRow("unknown type") << QByteArray(R"({"type":"dance"})") << ErrorCode::BadRequest
                                      << u"Unknown message type: dance"_s;
        QTest::newRow("a type without end") << QByteArray(R"({"type":")" + QByteArray(1000, 'x') + R"("})")
                                            << ErrorCode::BadRequest
                                            << QString(u"Unknown message type: "_s + QString(64, u'x'));
        QTest::newRow("a cursor that is none") << QByteArray(R"({"type":"resume","since":"x","topics":[]})")
                                               << ErrorCode::ValidationFailed
                                               << u"since must be \"<epoch>:<seq>\" or null"_s;
        QTest::newRow("a cursor of no type") << QByteArray(R"({"type":"resume","since":5,"topics":[]})")
                                             << ErrorCode::ValidationFailed << u"since must be a string"_s;
        QTest::newRow("no topics") << QByteArray(R"({"type":"resume","since":null})") << ErrorCode::ValidationFailed
                                   << u"topics must be an array"_s;
        QTest::newRow("no token") << QByteArray(R"({"type":"renew"})") << ErrorCode::ValidationFailed
                                  << u"token must be a string"_s;
    }
    void brokenClientMessages()
    {
        QFETCH(QByteArray, json);
        const auto message = protocol::clientMessageFromJson(json);
        QVERIFY(!message);
        QTEST(message.error().code, "code");
        QTEST(message.error().text(), "text");
    }

    void aPingIsEchoedWhateverItHolds()
    {
        for (const QByteArray& json : {QByteArray(R"({"type":"ping"})"), QByteArray(R"({"type":"ping","timestamp":null})")}) {
            const auto message = protocol::clientMessageFromJson(json);
            QVERIFY(message);
            QVERIFY(std::get<protocol::Ping>(*message).timestamp.isNull());
        }
        const auto object = protocol::clientMessageFromJson(R"({"type":"ping","timestamp":{"a":[1]}})");
        QCOMPARE(std::get<protocol::Ping>(*object).timestamp[u"a"_s][0].toInt(), 1);
    }

    void topicsThatAreNoTextsAreLeftOut()
    {
        const auto message = protocol::clientMessageFromJson(R"({"type":"resume","topics":["machines",7,null]})");
        QVERIFY(message);
        QCOMPARE(std::get<protocol::Resume>(*message).topics, QStringList{u"machines"_s});
        QVERIFY(!std::get<protocol::Resume>(*message).since);
    }

    void aTypeFromTheFutureIsNoError()
    {
        const auto messages = protocol::serverMessagesFromJson(
            R"([{"type":"hologram","depth":3},{"type":"position","seq":7}])");
        QVERIFY(messages);
        QCOMPARE(messages->size(), 2u);
        QCOMPARE(std::get<protocol::Unknown>(messages->at(0)).type, u"hologram"_s);
        QCOMPARE(std::get<protocol::Position>(messages->at(1)).seq, 7);
        QVERIFY(protocol::serverMessagesFromJson("[]")->empty());
    }

    void brokenServerFrames_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("no JSON") << QByteArray("[{]");
        QTest::newRow("an event without a place") << QByteArray(
            R"({"type":"event","topic":"machines","op":"put","id":"7","row":{},"at":"2026-01-26T17:00:00Z"})");
        QTest::newRow("an event of no kind") << QByteArray(
            R"({"type":"event","seq":1,"topic":"machines","op":"twist","id":"7","row":{},"at":"2026-01-26T17:00:00Z"})");
        QTest::newRow("a put without a row") << QByteArray(
            R"({"type":"event","seq":1,"topic":"machines","op":"put","id":"7","at":"2026-01-26T17:00:00Z"})");
        QTest::newRow("an event without a time") << QByteArray(
            R"({"type":"event","seq":1,"topic":"machines","op":"delete","id":"7","at":"2026-01-26T17:00:00"})");
        QTest::newRow("one broken among good ones") << QByteArray(R"([{"type":"position","seq":7},{"type":"position"}])");
        QTest::newRow("a greeting to nobody") << QByteArray(R"({"type":"connection_established","user_id":0})");
        QTest::newRow("a snapshot without rows") << QByteArray(R"({"type":"snapshot","topic":"machines","seq":1,"last":true})");
        QTest::newRow("a resumption without an epoch") << QByteArray(R"({"type":"resumed","recovered":true,"seq":1})");
    }
    void brokenServerFrames()
    {
        QFETCH(QByteArray, json);
        const auto messages = protocol::serverMessagesFromJson(json);
        QVERIFY(!messages);
        QVERIFY(!messages.error().text().isEmpty());
    }

    void aDeleteHasNoRow()
    {
        const Event event{.seq = 1,
                          .topic = u"machines"_s,
                          .op = Event::Op::Delete,
                          .id = u"7"_s,
                          .row = {{u"id"_s, 7}},
                          .at = QDateTime({2026, 1, 26}, {17, 0}, Qt::UTC),
                          .cause = {}};
        QVERIFY(!toJson(event).contains(u"row"_s));
        QVERIFY(protocol::eventFromJson(toJson(event))->row.isEmpty());
    }

    void brokenPolls()
    {
        QVERIFY(!protocol::changesFromJson("[]"));
        QVERIFY(!protocol::changesFromJson("{}"));
        QVERIFY(!protocol::changesFromJson(R"({"epoch":"e","seq":1,"recovered":true,"more":false,"events":[{}]})"));
        QVERIFY(!protocol::snapshotsFromJson("nonsense"));
        QVERIFY(!protocol::snapshotsFromJson(R"({"epoch":"e","seq":1,"snapshots":[{"topic":"machines"}]})"));
    }
};

QTEST_APPLESS_MAIN(StreamTest)
#include "tst_stream.moc"
