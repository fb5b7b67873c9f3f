// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/cursor.h"
#include "protocol/time.h"

#include <QTest>
#include <QTimeZone>

#include <limits>

using namespace Qt::StringLiterals;
using protocol::Cursor;

class CursorTest final : public QObject
{
    Q_OBJECT

private slots:
    void cursors_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<std::optional<Cursor>>("cursor");
        const auto row = [](const QString& text, std::optional<Cursor> cursor) {
            QTest::newRow(qPrintable(u"\""_s + text + u'"')) << text << cursor;
        };
        row(u"9f3c:118"_s, Cursor{u"9f3c"_s, 118});
        row(u"9f3c:0"_s, Cursor{u"9f3c"_s, 0});
        row(u"a:b:7"_s, Cursor{u"a:b"_s, 7}); // an epoch may hold anything
        row(u"9f3c:9223372036854775807"_s, Cursor{u"9f3c"_s, std::numeric_limits<qint64>::max()});
        row(u"9f3c:9223372036854775808"_s, {});
        row(u"9f3c:-1"_s, {});
        row(u"9f3c:"_s, {});
        row(u"9f3c:1x"_s, {});
        row(u":118"_s, {});
        row(u"118"_s, {});
        row(u""_s, {});
        row(u":"_s, {});
    }
    void cursors()
    {
        QFETCH(QString, text);
        QFETCH(std::optional<Cursor>, cursor);
        QCOMPARE(protocol::cursorFromWire(text), cursor);
        if (cursor)
            QCOMPARE(toWire(*cursor), text);
    }

    void timesAreUtcWithMilliseconds()
    {
        const QDateTime local({2026, 1, 26}, {22, 0, 0, 5}, QTimeZone("Asia/Ashgabat"));
        QCOMPARE(protocol::toWire(local), u"2026-01-26T17:00:00.005Z"_s);
        QCOMPARE(protocol::toWire(std::optional<QDateTime>()), QJsonValue(QJsonValue::Null));
        QCOMPARE(protocol::toWire(std::optional(local)), QJsonValue(u"2026-01-26T17:00:00.005Z"_s));
        QCOMPARE(protocol::timeFromWire(protocol::toWire(local)), local);
    }
};

QTEST_APPLESS_MAIN(CursorTest)
#include "tst_cursor.moc"
