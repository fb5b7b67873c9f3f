// SPDX-License-Identifier: GPL-3.0-or-later
#include "cafefixture.h"
#include "demo/bistro.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// The canteen against the whole server: it furnishes itself, and guests eat and pay.
class BistroTest final : public QObject
{
    Q_OBJECT

private slots:
    void aDay()
    {
        const CafeFixture cafe;
        const base::SystemClock clock;
        demo::PlantOptions options;
        options.server = cafe.url();
        options.pace = 60;
        const auto count = [&](const QByteArray& path) {
            return cafe.done(cafe.get("/api/cafe/" + path, u"manager"_s))[u"count"_s].toInt();
        };
        {
            demo::Bistro bistro(QTimeZone("Asia/Bishkek"), options, clock);
            bistro.start();
            QTRY_VERIFY_WITH_TIMEOUT(count("orders/closed/") >= 2, 60'000);
        }
        QCOMPARE(count("zones/"), 2);
        QCOMPARE(count("tables/"), 14);
        QCOMPARE(count("kitchens/"), 2);
        QCOMPARE(count("menu-items/"), 14);
        QCOMPARE(count("bookings/"), 2);
        const auto told = cafe.done(cafe.get("/api/cafe/notifications/", u"waiter"_s));
        QVERIFY(told[u"count"_s].toInt() >= 2);

        // After a restart it goes on with what there is.
        const int paid = count("orders/closed/");
        demo::Bistro again(QTimeZone("Asia/Bishkek"), options, clock);
        again.start();
        QTRY_VERIFY_WITH_TIMEOUT(count("orders/closed/") > paid + 1, 60'000);
        QCOMPARE(count("menu-items/"), 14);
    }
};

QTEST_GUILESS_MAIN(BistroTest)
#include "tst_bistro.moc"
