// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/actions.h"

#include <QJsonDocument>
#include <QTest>

using namespace client;
using namespace Qt::StringLiterals;

/// What people do at a café, as the server's API wants it.
class CafeDeedsTest final : public QObject
{
    Q_OBJECT
    using Deed = std::function<void(const CafeDeeds&)>;

private slots:
    void eachDeedIsOneWrite_data()
    {
        QTest::addColumn<Deed>("deed");
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char* name, Deed deed, const QByteArray& method, const QString& path,
                            const QByteArray& body, const QString& deedName, const QString& subject) {
            QTest::newRow(name) << deed << method << u"/api/v1/cafe/"_s + path << body << deedName << subject;
        };
        using protocol::OrderStatus;
        row("pay",
            [](const CafeDeeds& a) {
                a.pay(41, protocol::PaymentMethod::Card, *protocol::Money::fromText(u"10.50"));
            },
            "POST", u"orders/41/pay"_s, R"({"close":true,"discount":"10.50","payment_method":"card"})", u"pay"_s,
            u"orders/41"_s);
        row("close", [](const CafeDeeds& a) { a.setStatus(41, OrderStatus::Closed); }, "POST",
            u"orders/41/status"_s, R"({"status":"closed"})", u"close"_s, u"orders/41"_s);
        row("cancel", [](const CafeDeeds& a) { a.setStatus(41, OrderStatus::Cancelled); }, "POST",
            u"orders/41/status"_s, R"({"status":"cancelled"})", u"cancel-order"_s, u"orders/41"_s);
        row("reopen", [](const CafeDeeds& a) { a.setStatus(41, OrderStatus::Open); }, "POST",
            u"orders/41/status"_s, R"({"status":"open"})", u"reopen"_s, u"orders/41"_s);
        row("move", [](const CafeDeeds& a) { a.moveTo(41, 7); }, "PUT", u"orders/41/table"_s,
            R"({"table_id":7})", u"move"_s, u"orders/41"_s);
        row("take off the table", [](const CafeDeeds& a) { a.moveTo(41, std::nullopt); }, "PUT",
            u"orders/41/table"_s, R"({"table_id":null})", u"move"_s, u"orders/41"_s);
        row("claim", [](const CafeDeeds& a) { a.claim(311); }, "POST", u"kitchen/311/claim"_s, "{}",
            u"claim"_s, u"kitchen/311"_s);
        row("ready", [](const CafeDeeds& a) { a.ready(311); }, "POST", u"kitchen/311/ready"_s, "{}",
            u"ready"_s, u"kitchen/311"_s);
        row("serve", [](const CafeDeeds& a) { a.serve(311); }, "POST", u"kitchen/311/serve"_s, "{}",
            u"serve"_s, u"kitchen/311"_s);
        row("place", [](const CafeDeeds& a) { a.place(7, {250, 480}); }, "PUT", u"tables/7/place"_s,
            R"({"x":250,"y":480})", u"place"_s, u"tables/7"_s);
    }
    void eachDeedIsOneWrite()
    {
        QFETCH(Deed, deed);
        std::vector<OutboxRequest> sent;
        const CafeDeeds actions([&](const OutboxRequest& request) {
            sent.push_back(request);
            return u"key"_s;
        });
        deed(actions);
        QCOMPARE(sent.size(), size_t(1));
        QTEST(sent[0].method, "method");
        QTEST(sent[0].path, "path");
        QTEST(QJsonDocument(sent[0].body).toJson(QJsonDocument::Compact), "body");
        QTEST(Actions::deedOf(sent[0]), "name");
        const auto subjects = Actions::subjectsOf(sent[0]);
        QCOMPARE(subjects.size(), size_t(1));
        const QString about = subjects[0].first + u'/' + QString::number(subjects[0].second);
        QTEST(about, "subject");
    }
};

QTEST_GUILESS_MAIN(CafeDeedsTest)
#include "tst_cafedeeds.moc"
