// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/mergepatch.h"
#include "protocol/stream.h"
#include "storage/connection.h"
#include "support/endwithus.h"

#include <QHash>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// A server that is killed in the midst of its work.
class CrashTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyAcknowledgedUnitIsThere()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"vakhta.db"_s);
        QHash<qint64, qint64> acknowledged;
        for (int round = 0; round < 6; ++round) {
            const qsizetype before = acknowledged.size();
            runAndKill(file, 200 + round * 700, acknowledged);
            QVERIFY(acknowledged.size() > before);
            check(file, acknowledged);
            if (QTest::currentTestFailed())
                return;
        }
    }

private:
    void runAndKill(const QString& file, int afterLines, QHash<qint64, qint64>& acknowledged)
    {
        QProcess server;
        server.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        support::endWithUs(server);
        server.start(QStringLiteral(STORAGE_LOAD), {file});
        QByteArray output;
        while (output.count('\n') < afterLines) {
            QVERIFY2(server.waitForReadyRead(30'000), "The load does not go on");
            output += server.readAllStandardOutput();
        }
        server.kill();
        QVERIFY(server.waitForFinished(30'000));
        QCOMPARE(server.exitStatus(), QProcess::CrashExit);
        output += server.readAllStandardOutput();
        output.truncate(output.lastIndexOf('\n') + 1); // the last line may be cut
        for (const QByteArray& line : output.trimmed().split('\n')) {
            const QList<QByteArray> parts = line.split(' ');
            QCOMPARE(parts.size(), 2);
            const qint64 n = parts[0].toLongLong();
            QVERIFY2(!acknowledged.contains(n), "A number that was acknowledged was given out again");
            acknowledged.insert(n, parts[1].toLongLong());
        }
    }

    static void check(const QString& file, const QHash<qint64, qint64>& acknowledged)
    {
        storage::Connection db(file, storage::Connection::Access::Writer);
        QCOMPARE(db.execOnce(u"PRAGMA integrity_check"_s), QStringList{u"ok"_s});
        QHash<qint64, qint64> kept;
        auto rows = db.query("SELECT n, seq FROM load"_L1);
        while (rows.next())
            kept.insert(rows.integer(0), rows.integer(1));
        for (auto it = acknowledged.begin(); it != acknowledged.end(); ++it)
            QCOMPARE(kept.value(it.key(), -1), it.value());
        // No seq was given to two units, and the journal has no gaps.
        QSet<qint64> seqs;
        for (const qint64 seq : kept)
            seqs.insert(seq);
        QCOMPARE(seqs.size(), kept.size());
        QCOMPARE(db.integer("SELECT count(*) FROM journal"_L1),
                 db.integer("SELECT max(seq) - min(seq) + 1 FROM journal"_L1));
        // Each row is what its last event made of it.
        auto last = db.query("SELECT j.json, v.json FROM view_rows v JOIN journal j ON j.seq = v.seq"_L1);
        int compared = 0;
        for (; last.next(); ++compared) {
            const auto event = protocol::eventFromJson(QJsonDocument::fromJson(last.bytes(0)).object());
            const QJsonObject row = QJsonDocument::fromJson(last.bytes(1)).object();
            QVERIFY(event);
            QCOMPARE(protocol::applyMergePatch(row, event->row), row);
            QCOMPARE(event->row[u"n"], row[u"n"]);
        }
        QCOMPARE(compared, 40);
    }
};

QTEST_GUILESS_MAIN(CrashTest)
#include "tst_crash.moc"
