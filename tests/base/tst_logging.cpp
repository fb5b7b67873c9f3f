// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logging.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// What standard error got while run() ran.
template <class Run> QByteArray standardErrorOf(Run run)
{
    std::FILE* file = std::tmpfile();
    std::fflush(stderr);
    const int kept = dup(STDERR_FILENO);
    dup2(fileno(file), STDERR_FILENO);
    run();
    std::fflush(stderr);
    dup2(kept, STDERR_FILENO);
    close(kept);
    std::rewind(file);
    QByteArray bytes(4096, '\0');
    bytes.resize(static_cast<qsizetype>(std::fread(bytes.data(), 1, static_cast<size_t>(bytes.size()), file)));
    std::fclose(file);
    return bytes;
}

} // namespace

class TestLogging final : public QObject
{
    Q_OBJECT
private slots:
    void cleanup() { qInstallMessageHandler(nullptr); }

    void writesOneJsonObjectALine()
    {
        const QByteArray out = standardErrorOf([] {
            base::installLogging(base::LogFormat::Json);
            qCInfo(lcServer) << "Слушаю \"порт\"\nвторая строка";
        });
        QCOMPARE(out.count('\n'), 1);
        const QJsonObject line = QJsonDocument::fromJson(out).object();
        QCOMPARE(line[u"category"_s].toString(), u"vakhta.server"_s);
        QCOMPARE(line[u"level"_s].toString(), u"info"_s);
        QVERIFY(line[u"message"_s].toString().contains(u"вторая"_s));
    }

    void aMessageCannotForgeASecondLine()
    {
        const QByteArray out = standardErrorOf([] {
            base::installLogging(base::LogFormat::Text);
            qCWarning(lcDevice).noquote() << "stranger\n2026-01-01T00:00:00.000Z info vakhta.auth: forged";
        });
        QCOMPARE(out.count('\n'), 1);
        QVERIFY(out.contains("warning vakhta.device: stranger"));
    }

    void debugIsOffUnlessAskedFor()
    {
        QVERIFY(!lcNet().isDebugEnabled());
        QVERIFY(lcNet().isInfoEnabled());
    }
};

QTEST_GUILESS_MAIN(TestLogging)
#include "tst_logging.moc"
