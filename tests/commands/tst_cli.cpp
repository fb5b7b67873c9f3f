// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// The subcommands as a person types them: what they print, their exit status, what they leave alone.
class TestCli final : public QObject
{
    Q_OBJECT

    struct Outcome
    {
        int status = -1;
        QString out;
        QString err;
    };
    Outcome run(QStringList arguments, const QByteArray& input = {}) const
    {
        QProcess program;
        program.start(qEnvironmentVariable("VAKHTAD_PROGRAM"), arguments);
        program.write(input);
        program.closeWriteChannel();
        if (!program.waitForFinished(30'000) || program.exitStatus() != QProcess::NormalExit)
            return {};
        return {program.exitCode(), QString::fromUtf8(program.readAllStandardOutput()),
                QString::fromUtf8(program.readAllStandardError())};
    }
    Outcome runWithData(QStringList arguments, const QByteArray& input = {}) const
    {
        return run(arguments << u"--data"_s << m_folder->filePath(u"data"_s), input);
    }
    QString fileWith(const QString& name, const QByteArray& content) const
    {
        QFile file(m_folder->filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write a test file");
        return file.fileName();
    }

private slots:
    void initTestCase() { QVERIFY(!qEnvironmentVariableIsEmpty("VAKHTAD_PROGRAM")); } // set by CTest
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void explainsItself()
    {
        QCOMPARE(run({}).status, 2);
        QVERIFY(run({}).err.contains(u"restore"_s));
        QCOMPARE(run({u"sevre"_s}).status, 2);
        QVERIFY(!run({u"--version"_s}).out.isEmpty());
        for (const QString& command :
             {u"serve"_s, u"user"_s, u"token"_s, u"import"_s, u"backup"_s, u"restore"_s, u"doctor"_s}) {
            const Outcome help = run({command, u"--help"_s});
            QCOMPARE(help.status, 0);
            QVERIFY2(help.out.contains(u"--data"_s), qPrintable(help.out));
            QCOMPARE(run({command, u"--no-such-thing"_s}).status, 2);
        }
        QVERIFY(!QFile::exists(m_folder->filePath(u"data"_s)));
    }

    void addsAUserOnce()
    {
        const Outcome added =
            runWithData({u"user"_s, u"add"_s, u"anna"_s, u"--role"_s, u"HR_MANAGER"_s}, "correct horse\n");
        QVERIFY2(added.status == 0, qPrintable(added.err));
        QVERIFY(added.out.contains(u"HR_MANAGER"_s));
        QVERIFY(!added.out.contains(u"correct horse"_s) && !added.err.contains(u"correct horse"_s));
        const Outcome again =
            runWithData({u"user"_s, u"add"_s, u"anna"_s, u"--role"_s, u"MANAGER"_s}, "correct horse\n");
        QCOMPARE(again.status, 1);
        QVERIFY(again.err.contains(u"anna"_s));

        const Outcome token = runWithData({u"token"_s, u"anna"_s});
        QCOMPARE(token.status, 0);
        QCOMPARE(token.out.count(u'.'), 2);
        QVERIFY(runWithData({u"token"_s, u"--refresh"_s, u"anna"_s}).out != token.out);
        QCOMPARE(runWithData({u"token"_s, u"boris"_s}).status, 1);
    }

    void refusesAUserThatCannotBe_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("password");
        QTest::addColumn<int>("status");
        const QStringList role{u"--role"_s, u"ADMIN"_s};
        QTest::newRow("no name") << (QStringList{u"add"_s} + role) << QByteArray("secret1\n") << 2;
        QTest::newRow("short name") << (QStringList{u"add"_s, u"ab"_s} + role) << QByteArray("secret1\n")
                                    << 2;
        QTest::newRow("no role") << QStringList{u"add"_s, u"anna"_s} << QByteArray("secret1\n") << 2;
        QTest::newRow("unknown role")
            << QStringList{u"add"_s, u"anna"_s, u"--role"_s, u"KING"_s} << QByteArray("secret1\n") << 2;
        QTest::newRow("short password")
            << (QStringList{u"add"_s, u"anna"_s} + role) << QByteArray("12345\n") << 1;
        QTest::newRow("no password") << (QStringList{u"add"_s, u"anna"_s} + role) << QByteArray() << 1;
    }
    void refusesAUserThatCannotBe()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, password);
        QFETCH(int, status);
        const Outcome outcome = runWithData(QStringList{u"user"_s} + arguments, password);
        QCOMPARE(outcome.status, status);
        QVERIFY(!outcome.err.isEmpty());
    }

    void importsAllOrNothing()
    {
        const QByteArray header =
            "employee_id,last_name,first_name,middle_name,department,position,rfid_uid\n";
        const QString bad = fileWith(u"bad.csv"_s, header + "T-1,Аннаев,Бегенч,,Операторы,оператор,04A1B2C3\n"
                                                            ",Иванов,Пётр,,Механики,мастер,04A1B2C4\n"
                                                            "T-3,Öwezowa,Güljan,,Склад,кладовщик,04A1B2C3\n");
        const Outcome refused = runWithData({u"import"_s, u"employees"_s, bad, u"--company"_s, u"Завод"_s});
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains(u"3"_s) && refused.err.contains(u"4"_s), qPrintable(refused.err));
        QVERIFY(refused.err.contains(u"Nothing was imported"_s));

        const QString good =
            fileWith(u"good.csv"_s, header + "T-1,Аннаев,Бегенч,,Операторы,оператор,04A1B2C3\n"
                                             "T-3,Öwezowa,Güljan,,Склад,кладовщик,04A1B2C5\n");
        const Outcome first = runWithData({u"import"_s, u"employees"_s, good});
        QVERIFY2(first.status == 0, qPrintable(first.err));
        QVERIFY(first.out.contains(u"Added 2"_s));
        QVERIFY(runWithData({u"import"_s, u"employees"_s, good}).out.contains(u"unchanged 2"_s));

        const QString looms =
            fileWith(u"looms.csv"_s, "name,esp32_id,meters_per_pulse\nСтанок 01,LOHIA-001,0.035\n");
        QVERIFY(runWithData({u"import"_s, u"machines"_s, looms}).out.contains(u"Added 1"_s));
        QCOMPARE(runWithData({u"import"_s, u"looms"_s, looms}).status, 2);
        const QString tasks =
            fileWith(u"tasks.csv"_s, "project,code,name,volume_plan\nЦех,1.1,Котлован,\"1450,5\"\n");
        QVERIFY(runWithData({u"import"_s, u"tasks"_s, tasks}).out.contains(u"Added 1"_s));
        QVERIFY(runWithData({u"import"_s, u"tasks"_s, tasks}).out.contains(u"unchanged 1"_s));
        QCOMPARE(runWithData({u"import"_s, u"machines"_s, m_folder->filePath(u"none.csv"_s)}).status, 1);
    }

    void importsWhatElseAFileMayHold_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QByteArray>("good");
        QTest::addColumn<QByteArray>("renewed"); ///< the second line of it is another
        QTest::addColumn<QByteArray>("wrong");   ///< in the third line
        QTest::newRow("tables") << u"tables"_s << QByteArray("number,zone,places\n1,Зал,4\n2,Терраса,2\n")
                                << QByteArray("number,zone,places\n1,Зал,6\n2,Терраса,2\n")
                                << QByteArray("number,zone,places\n3,Зал,4\nпять,Зал,4\n");
        QTest::newRow("menu") << u"menu"_s
                              << QByteArray("title,price,category\nПлов,310.00,Горячее\nЧай,20,Напитки\n")
                              << QByteArray("title,price,category\nПлов,330.00,Горячее\nЧай,20,Напитки\n")
                              << QByteArray(
                                     "title,price,category\nМанты,200,Горячее\nЛагман,дорого,Горячее\n");
        QTest::newRow("tasks")
            << u"tasks"_s
            << QByteArray("project,code,name,volume_plan\nЦех,1.1,Котлован,\"1450,5\"\nЦех,1.2,Стены,20\n")
            << QByteArray("project,code,name,volume_plan\nЦех,1.1,Котлован,1500\nЦех,1.2,Стены,20\n")
            << QByteArray("project,code,name,volume_plan\nЦех,2.1,Кровля,5\nЦех,2.2,Окна,много\n");
        QTest::newRow("tickets")
            << u"tickets"_s
            << QByteArray("id,title,status,priority\nT-1,Не печатает,open,high\nT-2,Нет сети,closed,\n")
            << QByteArray("id,title,status,priority\nT-1,Не печатает,resolved,high\nT-2,Нет сети,closed,\n")
            << QByteArray("id,title,status,priority\nT-3,Не включается,open,low\nT-4,Нет звука,lost,low\n");
    }
    void importsWhatElseAFileMayHold()
    {
        QFETCH(QString, what);
        QFETCH(QByteArray, good);
        QFETCH(QByteArray, renewed);
        QFETCH(QByteArray, wrong);
        const auto import = [&](const QByteArray& csv) {
            return runWithData({u"import"_s, what, fileWith(u"file.csv"_s, csv), u"--company"_s, u"Завод"_s});
        };
        const Outcome refused = import(wrong);
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains(u"Nothing was imported"_s), qPrintable(refused.err));
        QVERIFY2(refused.err.contains(u"3"_s), qPrintable(refused.err)); // the line
        QCOMPARE(refused.out, QString());

        const Outcome first = import(good);
        QVERIFY2(first.status == 0, qPrintable(first.err));
        QCOMPARE(first.out, u"Added 2, updated 0, unchanged 0.\n"_s); // nothing of the wrong file was left
        QCOMPARE(import(good).out, u"Added 0, updated 0, unchanged 2.\n"_s);
        QCOMPARE(import(renewed).out, u"Added 0, updated 1, unchanged 1.\n"_s);

        // A column that nobody knows is a typing error, not a column to ignore.
        QByteArray mistyped = good;
        mistyped.insert(mistyped.indexOf('\n'), ",colour");
        const Outcome unknown = import(mistyped);
        QCOMPARE(unknown.status, 1);
        QVERIFY2(unknown.err.contains(u"colour"_s), qPrintable(unknown.err));
    }

    void backsUpAndRestores()
    {
        QCOMPARE(runWithData({u"backup"_s, m_folder->filePath(u"copy.db"_s)}).status, 1); // nothing there yet
        const QStringList anna{u"user"_s, u"add"_s, u"anna"_s, u"--role"_s, u"ADMIN"_s};
        QCOMPARE(runWithData(anna, "secret1\n").status, 0);
        const QString copy = m_folder->filePath(u"copy.db"_s);
        QCOMPARE(runWithData({u"backup"_s, copy}).status, 0);
        QCOMPARE(runWithData({u"backup"_s, copy}).status, 1); // never over another
        QCOMPARE(runWithData({u"user"_s, u"add"_s, u"boris"_s, u"--role"_s, u"ADMIN"_s}, "secret1\n").status,
                 0);

        QCOMPARE(runWithData({u"restore"_s, fileWith(u"no.db"_s, "not a database")}).status, 1);
        QCOMPARE(runWithData({u"token"_s, u"boris"_s}).status, 0);
        const Outcome restored = runWithData({u"restore"_s, copy});
        QVERIFY2(restored.status == 0, qPrintable(restored.err));
        QCOMPARE(runWithData({u"token"_s, u"anna"_s}).status, 0);
        QCOMPARE(runWithData({u"token"_s, u"boris"_s}).status, 1);
    }

    void refusesAMistakenConfigurationWithItsLine()
    {
        const QString file = fileWith(u"vakhtad.toml"_s, "[server]\nhost = \"127.0.0.1\"\nprot = 8000\n");
        const Outcome refused = runWithData({u"serve"_s, u"--config"_s, file});
        QCOMPARE(refused.status, 1);
        QVERIFY2(refused.err.contains(file + u":3:"_s), qPrintable(refused.err));
        QVERIFY(!QFile::exists(m_folder->filePath(u"data"_s)));
        QCOMPARE(runWithData({u"serve"_s, u"--port"_s, u"99999"_s}).status, 2);
        QCOMPARE(runWithData({u"serve"_s, u"--config"_s, m_folder->filePath(u"none.toml"_s)}).status, 1);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
