// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/error.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Error;
using protocol::ErrorCode;

class ErrorsTest final : public QObject
{
    Q_OBJECT

private slots:
    void everyCodeHasItsRow()
    {
        // The last of the enumeration: one added behind it must move this line, and gets its row.
        constexpr int count = static_cast<int>(ErrorCode::Unavailable) + 1;
        QCOMPARE(protocol::errorTable().size(), static_cast<size_t>(count));
        for (int i = 0; i < count; ++i)
            QCOMPARE(protocol::errorEntry(static_cast<ErrorCode>(i)).code, static_cast<ErrorCode>(i));
    }

    void namesAreUniqueAndPlain()
    {
        static const QRegularExpression word(u"^[a-z]+(_[a-z]+)*$"_s);
        QSet<QString> names;
        for (const auto& entry : protocol::errorTable()) {
            const QString name(entry.name);
            QVERIFY2(!names.contains(name), qPrintable(name));
            QVERIFY2(word.match(name).hasMatch(), qPrintable(name));
            names.insert(name);
            QCOMPARE(protocol::errorCodeFromName(name), entry.code);
            QVERIFY2(entry.status >= 400 && entry.status < 600, qPrintable(name));
            QVERIFY2(!entry.text.isEmpty(), qPrintable(name));
        }
        QVERIFY(!protocol::errorCodeFromName(u"no_such_error"_s));
        QVERIFY(!protocol::errorCodeFromName(QString()));
    }

    void everyErrorCrossesTheWire()
    {
        for (const auto& entry : protocol::errorTable()) {
            const auto again = protocol::errorFromJson(toJson(Error{entry.code, {}, {}}));
            QVERIFY(again);
            QCOMPARE(again->code, entry.code);
            QCOMPARE(again->message, QString(entry.text));
        }
        const Error error{ErrorCode::ValidationFailed, u"amount must be a number"_s, {{u"field"_s, u"amount"_s}}};
        QCOMPARE(protocol::errorFromJson(toJson(error)).value(), error);
        QCOMPARE(error.status(), 422);
    }

    void whatIsNoErrorIsRefused()
    {
        QVERIFY(!protocol::errorFromJson({}));
        QVERIFY(!protocol::errorFromJson({{u"error"_s, u"text"_s}}));
        QVERIFY(!protocol::errorFromJson({{u"error"_s, QJsonObject{{u"code"_s, u"no_such_error"_s}}}}));
    }
};

QTEST_APPLESS_MAIN(ErrorsTest)
#include "tst_errors.moc"
