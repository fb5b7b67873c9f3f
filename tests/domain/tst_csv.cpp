// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/import/csv.h"

#include <QTest>

using namespace Qt::StringLiterals;

class CsvTest final : public QObject
{
    Q_OBJECT

private slots:
    void tables_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QStringList>("header");
        QTest::addColumn<QList<QStringList>>("records");
        QTest::addColumn<QList<int>>("lines");
        const QStringList ab{u"a"_s, u"b"_s};
        using Records = QList<QStringList>;
        const Records one{{u"1"_s, u"2"_s}};
        QTest::newRow("plain") << QByteArray("a,b\n1,2\n") << ab << one << QList{2};
        QTest::newRow("no last line end") << QByteArray("a,b\n1,2") << ab << one << QList{2};
        QTest::newRow("CRLF") << QByteArray("a,b\r\n1,2\r\n") << ab << one << QList{2};
        QTest::newRow("CR") << QByteArray("a,b\r1,2\r") << ab << one << QList{2};
        QTest::newRow("semicolons") << QByteArray("a;b\n1;2\n") << ab << one << QList{2};
        QTest::newRow("semicolons keep commas") << QByteArray("a;b\n1,5;2\n") << ab << Records{{u"1,5"_s, u"2"_s}}
                                                << QList{2};
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF" "a,b\n1,2\n") << ab << one << QList{2};
        QTest::newRow("header in capitals") << QByteArray(" A ,B\n1,2\n") << ab << one << QList{2};
        QTest::newRow("spaces around") << QByteArray("a,b\n 1 ,\t2\n") << ab << one << QList{2};
        QTest::newRow("blank lines") << QByteArray("\n\na,b\n\n1,2\n\n") << ab << one << QList{5};
        QTest::newRow("blank lines before semicolons") << QByteArray("\n\na;b\n1;2\n") << ab << one << QList{4};
        QTest::newRow("header only") << QByteArray("a,b\n") << ab << Records{} << QList<int>{};
        QTest::newRow("empty fields") << QByteArray("a,b\n,\n") << ab << Records{{u""_s, u""_s}} << QList{2};
        QTest::newRow("too few, too many") << QByteArray("a,b\n1\n1,2,3\n") << ab
                                           << Records{{u"1"_s}, {u"1"_s, u"2"_s, u"3"_s}} << QList{2, 3};
        QTest::newRow("quotes") << QByteArray("\"a\",\"b\"\n\"1\",\"2\"\n") << ab << one << QList{2};
        QTest::newRow("a separator in quotes") << QByteArray("a,b\n\"1,5\",2\n") << ab << Records{{u"1,5"_s, u"2"_s}}
                                               << QList{2};
        QTest::newRow("a doubled quote") << QByteArray("a,b\n\"1\"\"\",\"\"\n") << ab << Records{{u"1\""_s, u""_s}}
                                         << QList{2};
        QTest::newRow("lines in quotes") << QByteArray("a,b\n\"1\n\n1\",2\n3,4\n") << ab
                                         << Records{{u"1\n\n1"_s, u"2"_s}, {u"3"_s, u"4"_s}} << QList{2, 5};
        QTest::newRow("CRLF in quotes is one line") << QByteArray("a,b\r\n\"1\r\n1\",2\r\n3,4\r\n") << ab
                                                    << Records{{u"1\r\n1"_s, u"2"_s}, {u"3"_s, u"4"_s}} << QList{2, 4};
        QTest::newRow("Cyrillic") << u"имя\nАнна\n"_s.toUtf8() << QStringList{u"имя"_s} << Records{{u"Анна"_s}}
                                  << QList{2};
    }
    void tables()
    {
        QFETCH(QByteArray, file);
        const auto table = domain::parseCsv(file);
        QVERIFY2(table, table ? "" : qPrintable(table.error().text));
        QTEST(table->header, "header");
        QList<QStringList> records;
        QList<int> lines;
        for (const auto& record : table->records) {
            records.append(record.fields);
            lines.append(record.line);
        }
        QTEST(records, "records");
        QTEST(lines, "lines");
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QByteArray() << 1 << u"a header line is required"_s;
        QTest::newRow("blank") << QByteArray("\n \n") << 1 << u"a header line is required"_s;
        QTest::newRow("a column twice") << QByteArray("a,b,A\n") << 1 << u"a stands twice"_s;
        QTest::newRow("a column without a name") << QByteArray("a,,b\n") << 1 << u"without a name"_s;
        QTest::newRow("not UTF-8") << QByteArray("a\n1\n\xC0\xEB\xE5\n") << 3 << u"not UTF-8"_s;
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFE" "a\0\n\0", 6) << 1 << u"not UTF-8"_s;
        QTest::newRow("NUL") << QByteArray("a\n1\0\n", 5) << 2 << u"NUL"_s;
        QTest::newRow("a quote left open") << QByteArray("a\n1\n\"2\n3\n4\n") << 3 << u"never closed"_s;
        QTest::newRow("a quote inside") << QByteArray("a\n1\"2\n") << 2 << u"a quote inside"_s;
        QTest::newRow("text after a quote") << QByteArray("a\n\"1\"2\n") << 2 << u"after a closing quote"_s;
    }
    void refusals()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, text);
        const auto table = domain::parseCsv(file);
        QVERIFY(!table);
        QTEST(table.error().line, "line");
        QVERIFY2(table.error().text.contains(text), qPrintable(table.error().text));
    }
};

QTEST_APPLESS_MAIN(CsvTest)
#include "tst_csv.moc"
