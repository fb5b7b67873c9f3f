// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutator.h"
#include "protocol/stream.h"
#include "support/sourcetree.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

/// What either side reads off /api/v1/ws: whatever comes, it is a message or an error, and a message
/// that was understood is understood the same way when it is said again.
class FuzzMessages : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void fromClients();
    void fromServers();

private:
    template <class Decode> void run(const Decode& decode);

    QList<QByteArray> m_corpus;
};

namespace {

QList<QByteArray> messageDictionary()
{
    return {"{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "null",
            "true",
            "-1",
            "1e999",
            "0.5",
            "\\u0000",
            "\\ud800",
            "\xff",
            "\"\"",
            "\"type\"",
            "\"seq\"",
            "\"since\"",
            "\"topics\"",
            "\"ping\"",
            "\"resume\"",
            "\"x:1\"",
            "\"a:-1\"",
            "\"row\"",
            "\"at\"",
            "9223372036854775808",
            "\"2026-02-30T25:00:00Z\"",
            "\"machines\"",
            "{\"a\":{\"a\":{\"a\":{}}}}"};
}

template <class Message> QByteArray compactJson(const Message& message)
{
    return QJsonDocument(protocol::toJson(message)).toJson(QJsonDocument::Compact);
}

} // namespace

void FuzzMessages::initTestCase()
{
    QDirIterator files(support::testData(QStringLiteral("wire/stream")), {QStringLiteral("*.json")},
                       QDir::Files);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_corpus.append(file.readAll());
    }
    std::sort(m_corpus.begin(), m_corpus.end()); // the same run everywhere
    QVERIFY(m_corpus.size() > 20);
}

template <class Decode> void FuzzMessages::run(const Decode& decode)
{
    Mutator mutator(fuzzSeed(), messageDictionary());
    int understood = 0;
    for (int round = 0; round < fuzzRounds(20'000); ++round) {
        const QByteArray input = mutator.mutate(m_corpus[mutator.below(int(m_corpus.size()))], m_corpus);
        for (const QByteArray& said : decode(input)) {
            ++understood;
            const QList<QByteArray> again = decode(said);
            if (again != QList<QByteArray>{said}) {
                qWarning() << "input" << input.left(500) << "read as" << said << "and then as" << again;
                QFAIL("a message changes when it is repeated");
            }
        }
    }
    QVERIFY(understood > 0);
}

void FuzzMessages::fromClients()
{
    run([](const QByteArray& utf8) -> QList<QByteArray> {
        const auto message = protocol::clientMessageFromJson(utf8);
        return message ? QList<QByteArray>{compactJson(*message)} : QList<QByteArray>();
    });
}

void FuzzMessages::fromServers()
{
    run([](const QByteArray& utf8) {
        QList<QByteArray> said;
        if (const auto messages = protocol::serverMessagesFromJson(utf8)) {
            for (const auto& message : *messages)
                said.append(compactJson(message));
        }
        return said;
    });
}

QTEST_GUILESS_MAIN(FuzzMessages)
#include "tst_fuzz_messages.moc"
