// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/judge.h"
#include "diagnosis/words.h"
#include "protocol/time.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace diagnosis;

namespace {

const QDateTime noon({2026, 3, 2}, {12, 0}, Qt::UTC);

Answer badCertificate(std::initializer_list<QSslError::SslError> errors)
{
    Answer answer;
    answer.connected = true;
    answer.trouble = Trouble::Certificate;
    answer.tls = TlsSight{.protocol = {},
                          .subject = u"plant.example.org"_s,
                          .names = {u"plant.example.org"_s},
                          .issuer = u"Plant CA"_s,
                          .from = noon.addDays(-10),
                          .until = noon.addDays(80),
                          .errors = errors};
    return answer;
}

} // namespace

/// What answers mean that are hard to come by, and the words for all that can be found.
class TestJudge final : public QObject
{
    Q_OBJECT

private slots:
    void certificates_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<Finding>("finding");
        Answer expired = badCertificate({QSslError::CertificateExpired});
        expired.tls->until = noon.addSecs(-60);
        QTest::newRow("expired") << expired << Finding::CertificateExpired;
        // Qt tells of the issuer first, the end is what to change.
        expired.tls->errors = {QSslError::UnableToGetLocalIssuerCertificate};
        QTest::newRow("expired and unknown") << expired << Finding::CertificateExpired;
        Answer early = badCertificate({QSslError::CertificateNotYetValid});
        early.tls->from = noon.addDays(1);
        QTest::newRow("not yet") << early << Finding::CertificateNotYetGood;
        QTest::newRow("another's") << badCertificate({QSslError::HostNameMismatch})
                                   << Finding::CertificateOfAnother;
        QTest::newRow("self-signed") << badCertificate(
                                            {QSslError::HostNameMismatch, QSslError::SelfSignedCertificate})
                                     << Finding::CertificateSelfSigned;
        QTest::newRow("issuer unknown") << badCertificate({QSslError::UnableToGetLocalIssuerCertificate})
                                        << Finding::CertificateUntrusted;
        QTest::newRow("authority of their own")
            << badCertificate({QSslError::SelfSignedCertificateInChain}) << Finding::CertificateUntrusted;
    }
    void certificates()
    {
        QFETCH(Answer, answer);
        const Verdict verdict = judgeTls(answer, {}, QUrl(u"https://plant"_s), noon);
        QCOMPARE(verdict.outcome, Outcome::Failed);
        QTEST(verdict.finding, "finding");
    }

    void tokens_data()
    {
        QTest::addColumn<int>("endsIn"); // seconds, by the server's clock
        QTest::addColumn<int>("skew");
        QTest::addColumn<Outcome>("outcome");
        QTest::addColumn<Finding>("finding");
        QTest::newRow("good") << 600 << 0 << Outcome::Passed << Finding::TokenGood;
        QTest::newRow("a little off") << 600 << -30 << Outcome::Passed << Finding::TokenGood;
        QTest::newRow("ahead") << 600 << 31 << Outcome::Warned << Finding::ClockAhead;
        QTest::newRow("behind") << 600 << -31 << Outcome::Warned << Finding::ClockBehind;
        QTest::newRow("ahead past the end") << 600 << 3'600 << Outcome::Warned << Finding::ClockAhead;
        QTest::newRow("within the leeway") << -30 << 0 << Outcome::Passed << Finding::TokenGood;
        QTest::newRow("expired") << -31 << 0 << Outcome::Failed << Finding::TokenExpired;
        QTest::newRow("expired, ahead") << -31 << 3'600 << Outcome::Failed << Finding::TokenExpired;
        QTest::newRow("expired, looks good") << -31 << -3'600 << Outcome::Failed << Finding::ClockBehind;
    }
    void tokens()
    {
        QFETCH(int, endsIn);
        QFETCH(int, skew);
        const QDateTime serverNow = noon.addSecs(-skew);
        const TokenClaims claims{u"access"_s, {}, serverNow.addSecs(endsIn)};
        const Verdict verdict = judgeToken(claims, noon, skew);
        QTEST(verdict.outcome, "outcome");
        QTEST(verdict.finding, "finding");
    }

    void upgradeWithoutTheHeaderOrTheToken()
    {
        Answer answer{.status = 426};
        QCOMPARE(judgeUpgrade(answer, {}).finding, Finding::UpgradeStripped);
        answer.status = 403;
        answer.body = R"({"error":{"code":"not_authenticated","message":"x","detail":{}}})";
        QCOMPARE(judgeUpgrade(answer, {}).finding, Finding::AuthorizationLost);
        QCOMPARE(judgeAccount(answer, {}, {}, {}).finding, Finding::AuthorizationLost);
        answer.body = R"({"detail":"blocked"})";
        QCOMPARE(judgeUpgrade(answer, {}).finding, Finding::UpgradeForbidden);
        answer.status = 429;
        QCOMPARE(judgeUpgrade(answer, {}).finding, Finding::TooManySockets);
    }

    void pollsWithoutATag()
    {
        Answer answer{.status = 200, .body = "{}"};
        QCOMPARE(judgePoll(answer, {}).outcome, Outcome::Warned);
        QCOMPARE(judgePoll(answer, {}).finding, Finding::PollWhole);
    }

    void readsClaims()
    {
        // {"alg":"HS256"} . {"typ":"access","iat":1772452800,"exp":1772454600,"n":"?>"}
        const auto claims =
            claimsOf("eyJhbGciOiJIUzI1NiJ9."
                     "eyJ0eXAiOiJhY2Nlc3MiLCJpYXQiOjE3NzI0NTI4MDAsImV4cCI6MTc3MjQ1NDYwMCwibiI6Ij8-In0.sig");
        QVERIFY(claims);
        QCOMPARE(claims->kind, u"access"_s);
        QCOMPARE(claims->issued, noon);
        QCOMPARE(claims->expires, noon.addSecs(1'800));
        for (const char* bad : {"", "a.b", "a.b.c", "e30.W10.x", "e30.e30", "e30.e30.x.y", "e30.e30=!.x"})
            QVERIFY2(!claimsOf(bad), bad);
    }

    void everyFindingHasItsWords()
    {
        QSet<QString> texts;
        for (int i = int(Finding::NotReached); i <= int(Finding::AnonymousRefused); ++i) {
            const QString time = protocol::toWire(noon);
            const Words words = wordsFor({Step::Name, Outcome::Failed, Finding(i), {time, time, time, time}});
            QVERIFY2(!words.what.isEmpty(), qPrintable(QString::number(i)));
            const QString all = words.what + words.advice;
            QVERIFY2(!all.contains(u'%'), qPrintable(all));
            QVERIFY2(!texts.contains(words.what), qPrintable(words.what));
            texts.insert(words.what);
        }
        QSet<QString> names;
        for (int i = int(Step::Name); i <= int(Step::Tickets); ++i)
            names.insert(nameOf(Step(i)));
        QCOMPARE(names.size(), int(Step::Tickets) + 1);
        QVERIFY(!names.contains(QString()));
    }

    void othersTextsCannotMakeATerminalDoThings()
    {
        QCOMPARE(shown(u"a\x1b[2Jb\nc"_s), u"a [2Jb c"_s);
        QCOMPARE(shown(QString(1'000, u'x')), QString(400, u'x') + u'…');
        QCOMPARE(shown(QString(400, u'x')), QString(400, u'x'));
    }
};

QTEST_GUILESS_MAIN(TestJudge)
#include "tst_judge.moc"
