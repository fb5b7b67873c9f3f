// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/fields.h"

#include <QJsonDocument>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Fields;

using Read = std::function<void(Fields&)>;
Q_DECLARE_METATYPE(Read)

namespace {

const auto key = "key"_L1;

} // namespace

class FieldsTest final : public QObject
{
    Q_OBJECT

private slots:
    void whatIsTaken_data()
    {
        QTest::addColumn<QByteArray>("value"); ///< empty: no such key
        QTest::addColumn<Read>("read");
        QTest::addColumn<bool>("taken");
        const Read string = [](Fields& in) { in.string(key); };
        const Read integer = [](Fields& in) { in.integer(key); };
        const Read number = [](Fields& in) { in.number(key); };
        const Read boolean = [](Fields& in) { in.boolean(key); };
        const Read time = [](Fields& in) { in.time(key); };
        const Read date = [](Fields& in) { in.date(key); };
        const Read object = [](Fields& in) { in.object(key); };
        const Read array = [](Fields& in) { in.array(key); };
        const auto row = [](const char* name, const char* value, const Read& read, bool taken) {
            QTest::newRow(name) << QByteArray(value) << read << taken;
        };
        row("string", R"("x")", string, true);
        row("empty string", R"("")", string, true);
        row("string: number", "1", string, false);
        row("string: null", "null", string, false);
        row("string: absent", "", string, false);
        row("integer", "7", integer, true);
        row("integer: negative", "-7", integer, true);
        row("integer: written as 7.0", "7.0", integer, true);
        row("integer: fraction", "7.5", integer, false);
        row("integer: text", R"("7")", integer, false);
        row("integer: 2^53", "9007199254740992", integer, true);
        row("integer: beyond", "9007199254740994", integer, false);
        row("integer: -2^53", "-9007199254740992", integer, true);
        row("integer: far beyond", "1e300", integer, false);
        row("integer: true", "true", integer, false);
        row("number", "0.5", number, true);
        row("number: text", R"("0.5")", number, false);
        row("boolean", "false", boolean, true);
        row("boolean: 0", "0", boolean, false);
        row("time", R"("2026-01-26T17:00:00.000Z")", time, true);
        row("time: without milliseconds", R"("2026-01-26T17:00:00Z")", time, true);
        row("time: with an offset", R"("2026-01-26T22:00:00+05:00")", time, true);
        row("time: without an offset", R"("2026-01-26T22:00:00")", time, false);
        row("time: a day", R"("2026-01-26")", time, false);
        row("time: never", R"("2026-02-30T00:00:00Z")", time, false);
        row("time: number", "0", time, false);
        row("date", R"("2026-01-26")", date, true);
        row("date: never", R"("2026-02-30")", date, false);
        row("date: other order", R"("26.01.2026")", date, false);
        row("object", "{}", object, true);
        row("object: array", "[]", object, false);
        row("array", "[]", array, true);
        row("array: object", "{}", array, false);
    }
    void whatIsTaken()
    {
        QFETCH(QByteArray, value);
        QFETCH(Read, read);
        QFETCH(bool, taken);
        Fields in(objectWith(value));
        read(in);
        QCOMPARE(in.ok(), taken);
        const auto result = in.finish(1);
        QCOMPARE(result.has_value(), taken);
        if (!taken) {
            QCOMPARE(result.error().code, ErrorCode::ValidationFailed);
            QCOMPARE(result.error().detail, QJsonObject({{u"field"_s, u"key"_s}}));
            QVERIFY(result.error().message.startsWith(u"key must be "_s));
        }
    }

    void optionalFields_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("ok");
        QTest::newRow("absent") << QByteArray() << true;
        QTest::newRow("null") << QByteArray("null") << true;
        QTest::newRow("of another type") << QByteArray("[1]") << false;
    }
    void optionalFields()
    {
        QFETCH(QByteArray, value);
        QFETCH(bool, ok);
        const auto check = [&](auto read) {
            Fields in(objectWith(value));
            const auto found = read(in);
            QCOMPARE(in.ok(), ok);
            if (ok)
                QVERIFY(!found);
        };
        check([](Fields& in) { return in.optionalString(key); });
        check([](Fields& in) { return in.optionalInteger(key); });
        check([](Fields& in) { return in.optionalNumber(key); });
        check([](Fields& in) { return in.optionalBoolean(key); });
        check([](Fields& in) { return in.optionalTime(key); });
        check([](Fields& in) { return in.optionalObject(key); });
    }

    void valuesArrive()
    {
        Fields in(QJsonDocument::fromJson(R"({"s":"x","i":-5,"n":0.5,"b":true,"t":"2026-01-26T22:00:00.250+05:00",)"
                                          R"("d":"2026-01-26","o":{"a":1},"l":[1,2]})")
                      .object());
        QCOMPARE(in.string("s"_L1), u"x"_s);
        QCOMPARE(in.integer("i"_L1), -5);
        QCOMPARE(in.number("n"_L1), 0.5);
        QVERIFY(in.boolean("b"_L1));
        const QDateTime time = in.time("t"_L1);
        QCOMPARE(time, QDateTime({2026, 1, 26}, {17, 0, 0, 250}, Qt::UTC));
        QCOMPARE(time.timeSpec(), Qt::UTC);
        QCOMPARE(in.date("d"_L1), QDate(2026, 1, 26));
        QCOMPARE(in.object("o"_L1), QJsonObject({{u"a"_s, 1}}));
        QCOMPARE(in.array("l"_L1).size(), 2);
        QCOMPARE(in.optionalInteger("i"_L1), -5);
        QCOMPARE(in.optionalBoolean("b"_L1), true);
        QVERIFY(in.ok());
    }

    void theFirstComplaintWins()
    {
        Fields in(QJsonObject{{u"a"_s, 1}});
        in.string("a"_L1);
        in.integer("b"_L1);
        in.complain("c"_L1, u"is too much"_s);
        QCOMPARE(in.finish(0).error().message, u"a must be a string"_s);
    }

private:
    static QJsonObject objectWith(const QByteArray& value)
    {
        return value.isEmpty() ? QJsonObject() : QJsonDocument::fromJson("{\"key\":" + value + "}").object();
    }
};

QTEST_APPLESS_MAIN(FieldsTest)
#include "tst_fields.moc"
