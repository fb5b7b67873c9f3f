// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutator.h"
#include "net/requestparser.h"
#include "net/server.h"

#include <QTest>

/// The parser alone: whatever comes and however it is cut up, it ends in the same verdict.
class FuzzRequest : public QObject
{
    Q_OBJECT

private slots:
    void cutsChangeNothing();
    void pathsAreDecodedOnce();
};

namespace {

using Step = net::RequestParser::Step;

struct Verdict
{
    Step step = Step::More;
    int status = 0;
    QByteArray method, path, query, body;
    qsizetype rest = 0;
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// Feeds the pieces as a connection would: what was not used comes again.
Verdict verdictOn(const QList<QByteArray>& pieces)
{
    net::Limits limits;
    limits.maxBodyBytes = 4096;
    net::RequestParser parser(limits);
    Verdict verdict;
    QByteArray waiting;
    bool over = false;
    for (const QByteArray& piece : pieces) {
        waiting += piece;
        while (!over) {
            qsizetype used = 0;
            verdict.step = parser.feed(waiting, used);
            if (used < 0 || used > waiting.size())
                qFatal("The parser used what it was not given.");
            waiting.remove(0, used);
            if (verdict.step == Step::More)
                break;
            over = verdict.step != Step::HeaderDone;
        }
    }
    if (verdict.step == Step::Failed) {
        verdict.status = parser.status();
    } else if (verdict.step == Step::Done) {
        const net::Request& request = parser.request();
        verdict.method = request.method;
        verdict.path = request.path;
        verdict.query = request.rawQuery;
        verdict.body = request.body;
        verdict.rest = waiting.size();
        if (request.body.size() > limits.maxBodyBytes || int(request.headers.size()) > limits.maxHeaderFields)
            qFatal("A limit was passed.");
    }
    return verdict;
}

} // namespace

void FuzzRequest::cutsChangeNothing()
{
    const QList<QByteArray> corpus = httpCorpus();
    Mutator mutator(fuzzSeed(), httpDictionary());
    int whole = 0;
    int refused = 0;
    for (int round = fuzzRounds(5000) * 4; round > 0; --round) {
        const QByteArray input = mutator.mutate(corpus[mutator.below(int(corpus.size()))], corpus);
        const Verdict atOnce = verdictOn({input});
        const Verdict inPieces = verdictOn(mutator.cut(input));
        // Of an input that breaks off, more in one piece may already show that it is wrong; and what is
        // wrong in two ways may be refused for either. But what is right is right in any pieces.
        const bool right = atOnce.step == Step::Done || inPieces.step == Step::Done;
        const bool agreed = !right || atOnce == inPieces;
        if (!agreed)
            qWarning() << "input" << input.left(300);
        QVERIFY(agreed);
        whole += atOnce.step == Step::Done;
        refused += atOnce.step == Step::Failed;
    }
    qInfo("%d whole requests, %d refused", whole, refused);
    QVERIFY(whole > 0 && refused > 0);
}

void FuzzRequest::pathsAreDecodedOnce()
{
    Mutator mutator(fuzzSeed(), {"%2F", "%2f", "%25", "%41", "%00", "%", "%zz", "%7f", "/", "%2", "%D1%8F"});
    for (int round = fuzzRounds(5000) * 4; round > 0; --round) {
        QByteArray raw = mutator.mutate("/a/b", {"/", "/%41/x"});
        const QByteArray decoded = net::decodePath(raw);
        QVERIFY(decoded.size() <= raw.size());
        // Separators are only those that were sent as such.
        if (!decoded.isEmpty())
            QCOMPARE(decoded.count('/'), raw.count('/'));
    }
}

QTEST_GUILESS_MAIN(FuzzRequest)
#include "tst_fuzz_request.moc"
