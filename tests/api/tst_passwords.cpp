// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/passwords.h"

#include <QTest>

#include <atomic>
#include <ctime>
#include <future>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr api::PasswordCost kCheap{1, 8192};

bool checkAndWait(api::PasswordChecker& checker, const QByteArray& password, const QString& hash)
{
    std::promise<bool> answer;
    if (!checker.check(password, hash, [&](bool matches) { answer.set_value(matches); }))
        return false;
    return answer.get_future().get();
}

} // namespace

class TestPasswords final : public QObject
{
    Q_OBJECT
private slots:
    void storesArgon2idWithItsSalt()
    {
        const QString one = api::hashPassword("demo");
        QVERIFY(one.startsWith(u"$argon2id$v=19$m=19456,t=2,p=1$"_s));
        QVERIFY(one != api::hashPassword("demo"));
    }

    void tellsRightFromWrong()
    {
        api::PasswordChecker checker(1, 8, kCheap);
        const QString hash = api::hashPassword("пароль", kCheap);
        QVERIFY(checkAndWait(checker, "пароль", hash));
        QVERIFY(!checkAndWait(checker, "Пароль", hash));
        QVERIFY(!checkAndWait(checker, "", hash));
        QVERIFY(!checkAndWait(checker, "пароль", u"not a hash"_s));
        QVERIFY(!checkAndWait(checker, "nobody", {}));
    }

    void worksAsLongForAnUnknownUser()
    {
        api::PasswordChecker checker(1, 8);
        const QString hash = api::hashPassword("right");
        // The processor's time, not the clock's: other programs may be at work here.
        const auto cost = [&](const QString& against) {
            const std::clock_t before = std::clock();
            checkAndWait(checker, "wrong", against);
            return double(std::clock() - before);
        };
        double known = std::numeric_limits<double>::max();
        double unknown = known;
        for (int i = 0; i < 7; ++i) {
            known = std::min(known, cost(hash));
            unknown = std::min(unknown, cost({}));
        }
        QVERIFY2(unknown > known * 0.5 && unknown < known * 2,
                 qPrintable(u"%1 %2"_s.arg(known).arg(unknown)));
    }

    void refusesWhenTooManyWait()
    {
        api::PasswordChecker checker(1, 2, kCheap);
        const QString hash = api::hashPassword("x", kCheap);
        std::promise<void> begun;
        std::promise<void> release;
        std::atomic<int> answered{0};
        QVERIFY(checker.check("x", hash, [&](bool) {
            begun.set_value();
            release.get_future().wait();
            ++answered;
        }));
        begun.get_future().wait(); // the only thread is held now
        QVERIFY(checker.check("x", hash, [&](bool) { ++answered; }));
        QVERIFY(checker.check("x", hash, [&](bool) { ++answered; }));
        QVERIFY(!checker.check("x", hash, [&](bool) { ++answered; }));
        release.set_value();
        QTRY_COMPARE(answered.load(), 3);
        QVERIFY(checkAndWait(checker, "x", hash));
    }

    void endsWhileSomeWait()
    {
        std::atomic<int> answered{0};
        {
            api::PasswordChecker checker(2, 64);
            const QString hash = api::hashPassword("x", kCheap);
            for (int i = 0; i < 64; ++i)
                checker.check("x", hash, [&](bool) { ++answered; });
        }
        QVERIFY(answered.load() <= 64);
    }
};

QTEST_GUILESS_MAIN(TestPasswords)
#include "tst_passwords.moc"
