// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/jsonwriter.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using dialects::JsonText;
using dialects::JsonWriter;

class TestJsonWriter : public QObject
{
    Q_OBJECT

private slots:
    void keepsOrderAndTypes()
    {
        JsonWriter json(JsonText::Ascii);
        json.beginObject().field("z"_L1, true).field("a"_L1, 3).field("m"_L1, u"x"_s);
        json.key("list"_L1).beginArray().value(1).value(u"two"_s).beginObject().endObject().null().endArray();
        json.field("none"_L1, std::optional<QString>()).field("some"_L1, std::optional<int>(5)).endObject();
        QCOMPARE(json.take(),
                 "{\"z\":true,\"a\":3,\"m\":\"x\",\"list\":[1,\"two\",{},null],\"none\":null,\"some\":5}");
    }

    void escapesAsDjangoDoes()
    {
        JsonWriter json(JsonText::Ascii);
        json.beginArray().value(u"Цех \"1\"\\\n\u0001😀"_s).endArray();
        QCOMPARE(json.take(), "[\"\\u0426\\u0435\\u0445 \\\"1\\\"\\\\\\n\\u0001\\ud83d\\ude00\"]");
    }

    void writesLettersAsTheyAreForDevices()
    {
        JsonWriter json(JsonText::Utf8);
        json.beginArray().value(u"Цех \"1\"\\\t😀"_s).endArray();
        QCOMPARE(json.take(), QByteArray("[\"Цех \\\"1\\\"\\\\\\u0009😀\"]"));
    }

    void bothReadBackTheSame_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("quotes") << u"\"\"\\\\"_s;
        QTest::newRow("surrogates between specials") << u"\"😀\"😀"_s;
        QTest::newRow("controls") << u"a\u0000b\u001f\u007f"_s;
        QTest::newRow("turkmen") << u"Ýüpek Nazarowa, Çärýew Öwez"_s;
    }
    void bothReadBackTheSame()
    {
        QFETCH(QString, text);
        for (const JsonText mode : {JsonText::Ascii, JsonText::Utf8}) {
            JsonWriter json(mode);
            json.beginObject().field("t"_L1, text).endObject();
            QCOMPARE(QJsonDocument::fromJson(json.take()).object()["t"_L1].toString(), text);
        }
    }

    void floatsKeepTheirPoint_data()
    {
        QTest::addColumn<double>("number");
        QTest::addColumn<QByteArray>("written");
        QTest::newRow("whole") << 12.0 << QByteArray("12.0");
        QTest::newRow("zero") << 0.0 << QByteArray("0.0");
        QTest::newRow("micrometres") << 0.000115 << QByteArray("0.000115");
        QTest::newRow("tiny") << 1e-7 << QByteArray("1e-07");
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << QByteArray("null");
    }
    void floatsKeepTheirPoint()
    {
        QFETCH(double, number);
        QFETCH(QByteArray, written);
        JsonWriter json(JsonText::Ascii);
        json.value(number);
        QCOMPARE(json.take(), written);
    }
};

QTEST_APPLESS_MAIN(TestJsonWriter)
#include "tst_jsonwriter.moc"
