// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/mergepatch.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <memory>
#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace Qt::StringLiterals;
using protocol::applyMergePatch;
using protocol::combineMergePatches;
using protocol::diffMergePatch;

namespace {

/// RFC 7396's examples include values that are no objects; ours always are. A value inside one
/// behaves as the RFC says of a value by itself.
QJsonObject boxed(const QByteArray& json)
{
    return QJsonDocument::fromJson("{\"box\":" + json + "}").object();
}

QByteArray shown(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// Small objects over few keys, so that they often touch the same ones.
QJsonValue anyValue(QRandomGenerator& random, int depth, bool withNulls);
QJsonObject anyObject(QRandomGenerator& random, int depth, bool withNulls)
{
    static const QStringList keys{u"a"_s, u"b"_s, u"c"_s, u"d"_s};
    QJsonObject object;
    for (const QString& key : keys) {
        if (random.bounded(2) == 0)
            object.insert(key, anyValue(random, depth, withNulls));
    }
    return object;
}
QJsonValue anyValue(QRandomGenerator& random, int depth, bool withNulls)
{
    switch (random.bounded(depth > 0 ? 7 : 5)) {
    case 0:
        return random.bounded(3);
    case 1:
        return random.bounded(2) == 0;
    case 2:
        return QString(u"x"_s);
    case 3:
        return QJsonArray{random.bounded(2)};
    case 4:
        return withNulls ? QJsonValue() : QJsonValue(4);
    default:
        return anyObject(random, depth - 1, withNulls);
    }
}

} // namespace

class MergePatchTest final : public QObject
{
    Q_OBJECT

private slots:
    void rfc7396_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("patch");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* target, const char* patch, const char* expected) {
            QTest::addRow("%s + %s", target, patch) << QByteArray(target) << QByteArray(patch) << QByteArray(expected);
        };
        // Appendix A, in its order.
        row(R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})");
        row(R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})");
        row(R"({"a":"b"})", R"({"a":null})", R"({})");
        row(R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})");
        row(R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})");
        row(R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})");
        row(R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})");
        row(R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})");
        row(R"(["a","b"])", R"(["c","d"])", R"(["c","d"])");
        row(R"({"a":"b"})", R"(["c"])", R"(["c"])");
        row(R"({"a":"foo"})", R"("bar")", R"("bar")");
        row(R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})");
        row(R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})");
        row(R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})");
    }
    void rfc7396()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, patch);
        QFETCH(QByteArray, expected);
        QCOMPARE(shown(applyMergePatch(boxed(target), boxed(patch))), shown(boxed(expected)));
    }

    /// The one example of the appendix whose patch is null: the value goes.
    void aNullPatchRemoves() { QCOMPARE(applyMergePatch(boxed(R"({"a":"foo"})"), boxed("null")), QJsonObject()); }

    void theExampleOfTheRfcsBody()
    {
        const QByteArray target = R"({"title":"Goodbye!","author":{"givenName":"John","familyName":"Doe"},)"
                                  R"("tags":["example","sample"],"content":"This will be unchanged"})";
        const QByteArray patch = R"({"title":"Hello!","phoneNumber":"+01-123-456-7890",)"
                                 R"("author":{"familyName":null},"tags":["example"]})";
        const QByteArray expected = R"({"author":{"givenName":"John"},"content":"This will be unchanged",)"
                                    R"("phoneNumber":"+01-123-456-7890","tags":["example"],"title":"Hello!"})";
        QCOMPARE(shown(applyMergePatch(boxed(target), boxed(patch))), shown(boxed(expected)));
    }

    void differences_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QByteArray>("patch");
        const auto row = [](const char* name, const char* from, const char* to, const char* patch) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QByteArray(patch);
        };
        row("nothing", R"({"a":1})", R"({"a":1})", R"({})");
        row("a value", R"({"a":1,"b":2})", R"({"a":1,"b":3})", R"({"b":3})");
        row("a key more", R"({"a":1})", R"({"a":1,"b":2})", R"({"b":2})");
        row("a key less", R"({"a":1,"b":2})", R"({"a":1})", R"({"b":null})");
        row("inside", R"({"a":{"b":1,"c":2}})", R"({"a":{"b":1,"c":3}})", R"({"a":{"c":3}})");
        row("an object comes", R"({})", R"({"a":{"b":1}})", R"({"a":{"b":1}})");
        row("an object goes", R"({"a":{"b":1}})", R"({})", R"({"a":null})");
        row("an object for a value", R"({"a":1})", R"({"a":{"b":1}})", R"({"a":{"b":1}})");
        row("an array is one value", R"({"a":[1,2]})", R"({"a":[1,3]})", R"({"a":[1,3]})");
        row("null is nothing", R"({"a":null})", R"({})", R"({})");
        row("nothing is null", R"({})", R"({"a":null})", R"({})");
        row("a value becomes null", R"({"a":1})", R"({"a":null})", R"({"a":null})");
        row("null becomes a value", R"({"a":null})", R"({"a":1})", R"({"a":1})");
    }
    void differences()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        const auto parsed = [](const QByteArray& json) { return QJsonDocument::fromJson(json).object(); };
        QTEST(shown(diffMergePatch(parsed(from), parsed(to))), "patch");
    }

    void aDifferenceAppliedIsTheOther()
    {
        QRandomGenerator random(20260126);
        for (int i = 0; i < 20'000; ++i) {
            const QJsonObject from = anyObject(random, 3, false);
            const QJsonObject to = anyObject(random, 3, false);
            const QJsonObject patch = diffMergePatch(from, to);
            QCOMPARE(applyMergePatch(from, patch), to);
            QCOMPARE(patch.isEmpty(), from == to);
        }
    }

    void applyingTwiceIsApplyingOnce()
    {
        QRandomGenerator random(7396);
        for (int i = 0; i < 20'000; ++i) {
            const QJsonObject target = anyObject(random, 3, false);
            const QJsonObject patch = anyObject(random, 3, true);
            const QJsonObject once = applyMergePatch(target, patch);
            QCOMPARE(applyMergePatch(once, patch), once);
        }
    }

    /// A loom's row is patched some hundred thousand times a day.
    void aRowDoesNotGrowWithItsPatches()
    {
#ifdef __GLIBC__
        const auto inUse = [] {
            const auto figures = ::mallinfo2();
            return qint64(figures.uordblks + figures.hblkhd);
        };
        const qint64 before = inUse();
        auto probe = std::make_unique<QByteArray>(100'000, 'x');
        if (inUse() - before < 100'000)
            QSKIP("Memory cannot be counted under this allocator.");
        probe.reset();
        QJsonObject row{{QStringLiteral("id"), 7}};
        QJsonObject changes;
        for (int i = 0; i < 20'000; ++i) {
            const QJsonObject patch{{QStringLiteral("at"), QString::number(i).rightJustified(40, u'0')},
                                    {QStringLiteral("shift"), QJsonObject{{QStringLiteral("n"), QString::number(i)}}}};
            row = applyMergePatch(row, patch);
            changes = *combineMergePatches(changes, patch);
        }
        QVERIFY2(inUse() - before < 100'000, qPrintable(QString::number(inUse() - before)));
        QCOMPARE(row.size(), 3);
        QCOMPARE(changes.size(), 2);
#else
        QSKIP("Memory can be counted with glibc only.");
#endif
    }

    void combinedPatchesDoWhatBothDo()
    {
        QRandomGenerator random(42);
        int combinable = 0;
        for (int i = 0; i < 20'000; ++i) {
            const QJsonObject first = anyObject(random, 2, true);
            const QJsonObject second = anyObject(random, 2, true);
            const auto combined = combineMergePatches(first, second);
            if (!combined)
                continue;
            ++combinable;
            for (int j = 0; j < 5; ++j) {
                const QJsonObject target = anyObject(random, 3, false);
                const QJsonObject inTurn = applyMergePatch(applyMergePatch(target, first), second);
                if (applyMergePatch(target, *combined) != inTurn) {
                    QFAIL(qPrintable(QString::fromUtf8(shown(target) + " + " + shown(first) + " + " + shown(second)
                                                       + " != " + shown(*combined))));
                }
            }
        }
        QVERIFY2(combinable > 10'000, qPrintable(QString::number(combinable)));
    }

    void patchesThatNoPatchCanReplace()
    {
        const auto parsed = [](const char* json) { return QJsonDocument::fromJson(json).object(); };
        // {"a":{"x":1}} must become {"a":{"b":1}}, and {} too: no patch says "forget what was in a".
        QVERIFY(!combineMergePatches(parsed(R"({"a":null})"), parsed(R"({"a":{"b":1}})")));
        QVERIFY(!combineMergePatches(parsed(R"({"a":5})"), parsed(R"({"a":{"b":1}})")));
        QVERIFY(!combineMergePatches(parsed(R"({"o":{"a":[]}})"), parsed(R"({"o":{"a":{}}})")));
        QVERIFY(combineMergePatches(parsed(R"({"a":{"c":null}})"), parsed(R"({"a":{"b":1}})")));
        QVERIFY(combineMergePatches(parsed(R"({"a":{"c":1}})"), parsed(R"({"a":null})")));
    }
};

QTEST_APPLESS_MAIN(MergePatchTest)
#include "tst_mergepatch.moc"
