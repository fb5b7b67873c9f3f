// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/id.h"
#include "base/result.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;

class TestResult final : public QObject
{
    Q_OBJECT
private slots:
    void holdsAValueOrAnError()
    {
        const base::Result<int, QString> good = 7;
        QVERIFY(good);
        QCOMPARE(*good, 7);
        const base::Result<int, QString> bad = base::Unexpected{u"no"_s};
        QVERIFY(!bad);
        QCOMPARE(bad.error(), u"no"_s);
        QCOMPARE(bad.value_or(3), 3);
    }

    void tellsAnErrorFromAValueOfTheSameType()
    {
        const base::Result<QString, QString> bad = base::Unexpected{u"no"_s};
        QVERIFY(!bad.has_value());
        const base::Result<QString, QString> good = u"yes"_s;
        QVERIFY(good.has_value());
    }

    void carriesWhatCanOnlyBeMoved()
    {
        base::Result<std::unique_ptr<int>, QString> result = std::make_unique<int>(5);
        const std::unique_ptr<int> taken = std::move(result).value();
        QCOMPARE(*taken, 5);
    }

    void voidSucceedsByDefault()
    {
        QVERIFY((base::Result<void, QString>()));
        QVERIFY(!(base::Result<void, QString>(base::Unexpected{u"no"_s})));
    }

    void anIdCannotBeInvalid()
    {
        using TestId = base::Id<struct TestTag>;
        QVERIFY(!TestId::from(0));
        QVERIFY(!TestId::from(-4));
        QVERIFY(!TestId::from(u"12x"_s));
        QCOMPARE(TestId::from(u"12"_s)->value(), 12);
        QVERIFY(*TestId::from(3) < *TestId::from(4));
    }
};

QTEST_APPLESS_MAIN(TestResult)
#include "tst_result.moc"
