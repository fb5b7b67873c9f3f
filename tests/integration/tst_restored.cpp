// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"
#include "plantload.h"

#include "support/proxy.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

using namespace integration;
using namespace Qt::StringLiterals;
using client::DataState;
using client::LinkState;

namespace {

constexpr int looms = 6;
constexpr int people = 20;
constexpr int patienceMs = 10'000;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString firstValue(const QString& database, const QString& query)
{
    QString value;
    {
        auto db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"look"_s);
        db.setDatabaseName(database);
        db.setConnectOptions(u"QSQLITE_OPEN_READONLY"_s);
        if (db.open()) {
            QSqlQuery asked(query, db);
            if (asked.next())
                value = asked.value(0).toString();
        }
    }
    QSqlDatabase::removeDatabase(u"look"_s);
    return value;
}

} // namespace

/// vakhtad backup and restore, and what a desktop makes of a database that went back in time.
class RestoredTest final : public QObject
{
    Q_OBJECT

    static void prepare(Vakhtad& server)
    {
        server.importPlant(people, looms);
        server.addUser(u"manager"_s, {u"MANAGER"_s});
        if (!server.start())
            qFatal("%s", server.log().constData());
    }
    static Reply pulses(const Vakhtad& server, int loom, int count)
    {
        Connection device(server.port());
        return device.post("/lohia/api/pulse/update/",
                           {{u"esp32_id"_s, Vakhtad::loom(loom)}, {u"pulse_count"_s, count}});
    }
    static Reply startShift(const Vakhtad& server, int loom)
    {
        Connection device(server.port());
        return device.post("/lohia/api/shift/start/",
                           {{u"esp32_id"_s, Vakhtad::loom(loom)}, {u"rfid_uid"_s, Vakhtad::card(loom)}});
    }

private slots:
    void aDesktopIsRightAgain_data()
    {
        QTest::addColumn<bool>("polling");
        QTest::newRow("on the WebSocket") << false;
        QTest::newRow("polling") << true;
    }
    void aDesktopIsRightAgain()
    {
        QFETCH(bool, polling);
        Vakhtad server;
        prepare(server);
        const QByteArray token = server.token(u"manager"_s);
        support::Proxy proxy(server.port());
        proxy.setBlockUpgrades(polling);
        const LinkState linked = polling ? LinkState::Polling : LinkState::Live;
        Desk desk(proxy.port(), u"manager"_s);
        desk.client().start();
        desk.signIn();
        const auto agree = [&] {
            return desk.state() == linked &&
                   desk.client().models().machines.dataState() == DataState::Fresh &&
                   desk.differences(snapshotOf(server.port(), token)).isEmpty();
        };
        QCOMPARE(startShift(server, 1).status, 200);
        QCOMPARE(pulses(server, 1, 100).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(agree(), patienceMs);

        const QString file = server.scratch(u"monday.vakhta"_s);
        const Finished copied = server.command(u"backup"_s, {file});
        QVERIFY2(copied.exitCode == 0, copied.err);
        const auto then = snapshotOf(server.port(), token);
        // What happens after the copy, and will not have happened.
        QCOMPARE(pulses(server, 1, 900).status, 200);
        QCOMPARE(startShift(server, 2).status, 200);
        QCOMPARE(startShift(server, 3).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(agree(), patienceMs);
        QCOMPARE(desk.client().models().shifts.rowCount(), 3);

        QCOMPARE(server.stop().exitCode, 0);
        QTRY_COMPARE_WITH_TIMEOUT(desk.state(), LinkState::Offline, patienceMs);
        const Finished restored = server.command(u"restore"_s, {file});
        QVERIFY2(restored.exitCode == 0, restored.err);
        QVERIFY2(server.start(), server.log());
        const auto now = snapshotOf(server.port(), token); // the people and their tokens are still good
        QVERIFY(now.position.epoch != then.position.epoch);
        QCOMPARE(rowsOf(now, u"machines"), rowsOf(then, u"machines"));
        QCOMPARE(rowsOf(now, u"shifts").size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(agree(), patienceMs);
        QCOMPARE(desk.client().models().shifts.rowCount(), 1);
        QCOMPARE(desk.askedToSignIn, 1); // at the very first start only

        // And life goes on, with numbers that were given out before.
        QCOMPARE(pulses(server, 1, 7).json()["total_pulses"_L1].toInt(), 107);
        QCOMPARE(startShift(server, 4).status, 200);
        QTRY_VERIFY_WITH_TIMEOUT(agree(), patienceMs);
        QCOMPARE(desk.client().models().shifts.rowCount(), 2);
    }

    void aRunningServerIsNotRestored()
    {
        Vakhtad server;
        prepare(server);
        QCOMPARE(startShift(server, 1).status, 200);
        const QString file = server.scratch(u"copy.vakhta"_s);
        QCOMPARE(server.command(u"backup"_s, {file}).exitCode, 0);
        const Finished refused = server.command(u"restore"_s, {file});
        QCOMPARE(refused.exitCode, 1);
        QVERIFY2(refused.err.contains(QByteArray::number(server.processId())),
                 refused.err);                      // says who holds it
        QCOMPARE(pulses(server, 1, 5).status, 200); // nothing happened to it
        const Finished second = server.command(u"serve"_s, {u"--port"_s, u"0"_s});
        QCOMPARE(second.exitCode, 1);
        QVERIFY2(second.err.contains(QByteArray::number(server.processId())), second.err);

        // A lock whose holder was killed is none.
        server.killHard();
        QCOMPARE(server.command(u"restore"_s, {file}).exitCode, 0);
        QVERIFY2(server.start(), server.log());
    }

    void aCopyThatIsNoneIsRefused()
    {
        Vakhtad server;
        prepare(server);
        QCOMPARE(startShift(server, 1).status, 200);
        QCOMPARE(pulses(server, 1, 100).status, 200);
        const QString good = server.scratch(u"good.vakhta"_s);
        QCOMPARE(server.command(u"backup"_s, {good}).exitCode, 0);
        QVERIFY(server.command(u"backup"_s, {good}).exitCode != 0); // is never written over
        QCOMPARE(server.stop().exitCode, 0);

        const QString cut = server.scratch(u"cut.vakhta"_s);
        const QString text = server.scratch(u"text.vakhta"_s);
        const QByteArray whole = contentOf(good);
        for (const auto& [path, content] :
             {std::pair{cut, whole.first(whole.size() / 2)}, std::pair{text, QByteArray("x\n")}}) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        }
        for (const QString& wrong : {cut, text, server.scratch(u"nothing"_s)}) {
            const Finished refused = server.command(u"restore"_s, {wrong});
            QCOMPARE(refused.exitCode, 1);
            QVERIFY2(refused.err.contains(QFileInfo(wrong).fileName().toUtf8()), refused.err);
            QCOMPARE(refused.err.count('\n'), 1); // a sentence
        }
        QVERIFY2(server.start(), server.log());
        QCOMPARE(pulses(server, 1, 1).json()["total_pulses"_L1].toInt(), 101);
    }

    /// A copy made in the midst of work is one moment of it: all that was acknowledged before, nothing
    /// of what began after, no half of anything.
    void aCopyMadeWhileServingIsOneMoment()
    {
        Vakhtad server;
        prepare(server);
        PlantLoad load(server.port(), looms, people);
        for (int i = 0; i < 4; ++i) {
            const int goal = load.done() + 150;
            QTRY_VERIFY_WITH_TIMEOUT(load.done() >= goal, patienceMs);
            Connection asker(server.port());
            const QByteArray token = server.token(u"manager"_s);
            const qint64 before = snapshotOf(server.port(), token).position.seq;
            const QString file = server.scratch(u"copy%1.vakhta"_s.arg(i));
            const Finished copied = server.command(u"backup"_s, {file});
            QVERIFY2(copied.exitCode == 0, copied.err);
            const qint64 after = snapshotOf(server.port(), token).position.seq;

            QCOMPARE(firstValue(file, u"PRAGMA integrity_check"_s), u"ok"_s);
            QCOMPARE(firstValue(file, u"PRAGMA foreign_key_check"_s), QString());
            const qint64 last = firstValue(file, u"SELECT max(seq) FROM journal"_s).toLongLong();
            QVERIFY(last >= before && last <= after);

            Vakhtad elsewhere;
            const Finished restored = elsewhere.command(u"restore"_s, {file});
            QVERIFY2(restored.exitCode == 0, restored.err);
            QVERIFY2(elsewhere.start(), elsewhere.log());
            const auto rows = snapshotOf(elsewhere.port(), elsewhere.token(u"manager"_s));
            QVERIFY(rows.position.seq >= last);
            for (const auto& machine : rowsOf(rows, u"machines")) // state, and what it is counted from
                QCOMPARE(machine[u"pulse_count"].toInteger(), machine[u"shift"][u"pulses"].toInteger());
        }
    }
};

QTEST_GUILESS_MAIN(RestoredTest)
#include "tst_restored.moc"
