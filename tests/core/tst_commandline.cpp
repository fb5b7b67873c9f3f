// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include <QTest>

using client::CommandLine;
using namespace Qt::StringLiterals;

class CommandLineTest final : public QObject
{
    Q_OBJECT
    static CommandLine::Outcome parse(const QString& arguments)
    {
        return CommandLine::parse(QStringList{u"vakhta"_s} + arguments.split(u' ', Qt::SkipEmptyParts));
    }

private slots:
    void everythingAtOnce()
    {
        const auto outcome =
            parse(u"--server https://plant.example:8443 --user foreman --token-file /t --panel machines/7 "
                  "--size 1440x900 --wall --screenshot /p.png --after 2.5 --theme dark --language ru --data /d"_s);
        QVERIFY2(outcome.line, qPrintable(outcome.text));
        QCOMPARE(outcome.line->server, QUrl(u"https://plant.example:8443"_s));
        QCOMPARE(outcome.line->user, u"foreman"_s);
        QCOMPARE(outcome.line->tokenFile, u"/t"_s);
        QCOMPARE(outcome.line->panel, u"machines"_s);
        QCOMPARE(outcome.line->record, 7);
        QCOMPARE(outcome.line->size, QSize(1440, 900));
        QVERIFY(outcome.line->wall && !outcome.line->passwordFromStdin);
        QCOMPARE(outcome.line->screenshot, u"/p.png"_s);
        QCOMPARE(outcome.line->after, 2.5);
        QCOMPARE(outcome.line->theme, u"dark"_s);
        QCOMPARE(outcome.line->language, u"ru"_s);
        QCOMPARE(outcome.line->folder, u"/d"_s);
    }

    void aPanelMayHaveAPage()
    {
        const auto outcome = parse(u"--panel alarms/health"_s);
        QVERIFY2(outcome.line, qPrintable(outcome.text));
        QCOMPARE(outcome.line->panel, u"alarms"_s);
        QCOMPARE(outcome.line->page, u"health"_s);
        QCOMPARE(outcome.line->record, 0);
    }

    void nothingIsFine() { QVERIFY(parse(QString()).line); }

    void whatIsRefused_data()
    {
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<QString>("says");
        QTest::newRow("no scheme") << u"--server plant:8000"_s << u"--server"_s;
        QTest::newRow("another scheme") << u"--server ftp://plant"_s << u"--server"_s;
        QTest::newRow("no host") << u"--server http://"_s << u"--server"_s;
        QTest::newRow("unknown option") << u"--sever http://plant"_s << u"sever"_s;
        QTest::newRow("a password on the line") << u"--password secret"_s << u"password"_s;
        QTest::newRow("password of nobody") << u"--password-stdin"_s << u"--user"_s;
        QTest::newRow("after what") << u"--after 3"_s << u"--after"_s;
        QTest::newRow("after when") << u"--screenshot p.png --after soon"_s << u"--after"_s;
        QTest::newRow("a record by name") << u"--panel machines/seven"_s << u"--panel"_s;
        QTest::newRow("size") << u"--size 1440"_s << u"--size"_s;
        QTest::newRow("too small") << u"--size 10x10"_s << u"--size"_s;
        QTest::newRow("theme") << u"--theme pink"_s << u"--theme"_s;
        QTest::newRow("language") << u"--language tlh"_s << u"--language"_s;
        QTest::newRow("something else") << u"machines"_s << u"machines"_s;
    }
    void whatIsRefused()
    {
        QFETCH(QString, arguments);
        QFETCH(QString, says);
        const auto outcome = parse(arguments);
        QVERIFY(!outcome.line);
        QCOMPARE(outcome.exitCode, 2);
        QVERIFY2(outcome.text.contains(says), qPrintable(outcome.text));
    }

    void helpNamesEveryOption()
    {
        const auto outcome = parse(u"--help"_s);
        QVERIFY(!outcome.line);
        QCOMPARE(outcome.exitCode, 0);
        for (const auto& option :
             {u"--server"_s, u"--user"_s, u"--token-file"_s, u"--password-stdin"_s, u"--panel"_s, u"--wall"_s,
              u"--screenshot"_s, u"--after"_s, u"--theme"_s, u"--language"_s})
            QVERIFY2(outcome.text.contains(option), qPrintable(option));
    }
};

QTEST_APPLESS_MAIN(CommandLineTest)
#include "tst_commandline.moc"
