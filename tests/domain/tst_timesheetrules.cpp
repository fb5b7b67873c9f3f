// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/timesheets/rules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using domain::SheetDeed;
using domain::Timesheet;
using protocol::Hours;
using protocol::Money;
using protocol::TimesheetStatus;

namespace {

const auto anna = *protocol::EmployeeId::from(1);
const auto boris = *protocol::EmployeeId::from(2);
const QDate monday(2026, 1, 12);

Hours hours(const char* text)
{
    return Hours::fromText(QString::fromLatin1(text)).value();
}

domain::TimesheetLine line(protocol::EmployeeId worker, int day, const char* worked, qint64 object = 3,
                           const char* rate = nullptr)
{
    return {.worker = worker,
            .workerName = worker == anna ? u"Анна"_s : u"Борис"_s,
            .object = object,
            .objectName = u"Объект %1"_s.arg(object),
            .day = monday.addDays(day),
            .hours = hours(worked),
            .rate = rate ? Money::fromText(QString::fromLatin1(rate)) : std::nullopt};
}

Timesheet week(std::vector<domain::TimesheetLine> lines)
{
    return {.id = 42,
            .company = *protocol::CompanyId::from(1),
            .foreman = *protocol::UserId::from(5),
            .from = monday,
            .to = monday.addDays(6),
            .lines = std::move(lines)};
}

} // namespace


class TimesheetRulesTest final : public QObject
{
    Q_OBJECT

private slots:
    /// Every deed in every state.
    void states()
    {
        using enum TimesheetStatus;
        const std::map<std::pair<SheetDeed, TimesheetStatus>, TimesheetStatus> allowed{
            {{SheetDeed::Edit, Draft}, Draft},
            {{SheetDeed::Edit, Corrected}, Corrected},
            {{SheetDeed::Correct, UnderReview}, UnderReview},
            {{SheetDeed::Submit, Draft}, UnderReview},
            {{SheetDeed::Submit, Corrected}, UnderReview},
            {{SheetDeed::Approve, UnderReview}, Approved},
            {{SheetDeed::Reject, UnderReview}, Corrected},
            {{SheetDeed::Cancel, Draft}, Cancelled},
            {{SheetDeed::Cancel, UnderReview}, Cancelled},
            {{SheetDeed::Cancel, Corrected}, Cancelled},
            {{SheetDeed::Cancel, Approved}, Cancelled},
        };
        for (const SheetDeed deed : {SheetDeed::Edit, SheetDeed::Correct, SheetDeed::Submit, SheetDeed::Approve,
                                     SheetDeed::Reject, SheetDeed::Cancel}) {
            for (const TimesheetStatus status : {Draft, UnderReview, Corrected, Approved, Cancelled}) {
                const auto wanted = allowed.find({deed, status});
                const auto after = domain::statusAfter(deed, status);
                QCOMPARE(after.has_value(), wanted != allowed.end());
                if (after)
                    QCOMPARE(*after, wanted->second);
            }
        }
    }

    void sheets_data()
    {
        QTest::addColumn<Timesheet>("sheet");
        QTest::addColumn<QString>("field"); // empty: it passes
        QTest::newRow("empty") << week({}) << QString();
        QTest::newRow("a week") << week({line(anna, 0, "8"), line(anna, 6, "24"), line(boris, 0, "0.25")}) << QString();
        QTest::newRow("two objects on a day") << week({line(anna, 0, "8"), line(anna, 0, "16", 4)}) << QString();
        QTest::newRow("twice") << week({line(anna, 0, "8"), line(anna, 0, "1")}) << u"items"_s;
        QTest::newRow("more than a day has") << week({line(anna, 0, "8"), line(anna, 0, "16.01", 4)}) << u"hours"_s;
        QTest::newRow("no hours") << week({line(anna, 0, "0")}) << u"hours"_s;
        QTest::newRow("a day before") << week({line(anna, -1, "8")}) << u"date"_s;
        QTest::newRow("a day after") << week({line(anna, 7, "8")}) << u"date"_s;
        QTest::newRow("a rate below nothing") << week({line(anna, 0, "8", 3, "-1")}) << u"rate"_s;
        Timesheet backwards = week({});
        backwards.to = monday.addDays(-1);
        QTest::newRow("backwards") << backwards << u"period_end"_s;
        Timesheet month = week({});
        month.to = monday.addDays(30);
        QTest::newRow("31 days") << month << QString();
        month.to = monday.addDays(31);
        QTest::newRow("32 days") << month << u"period_end"_s;
        QTest::newRow("too many lines") << week(std::vector(1'001, line(anna, 0, "1"))) << u"items"_s;
    }
    void sheets()
    {
        QFETCH(Timesheet, sheet);
        QFETCH(QString, field);
        const auto checked = domain::checkSheet(sheet);
        QCOMPARE(checked.has_value(), field.isEmpty());
        if (!checked)
            QCOMPARE(checked.error().detail[u"field"_s].toString(), field);
    }

    void overtime()
    {
        const Timesheet sheet = week({line(anna, 0, "12"), line(anna, 1, "8"), line(anna, 1, "4.01", 4),
                                      line(boris, 1, "8"), line(boris, 2, "12.5")});
        const auto alone = domain::overtimeOf(sheet, {});
        QCOMPARE(alone.size(), 2u);
        QCOMPARE(alone[0].worker, anna);
        QCOMPARE(alone[0].day, monday.addDays(1));
        QCOMPARE(alone[0].hours, hours("12.01"));
        QCOMPARE(alone[1].worker, boris);
        // Another foreman had Boris on Tuesday too; what others did on days not here is theirs.
        const domain::WorkerDays elsewhere{{{boris, monday.addDays(1)}, hours("5")},
                                           {{boris, monday.addDays(5)}, hours("14")}};
        const auto together = domain::overtimeOf(sheet, elsewhere);
        QCOMPARE(together.size(), 3u);
        QCOMPARE(together[1].worker, boris);
        QCOMPARE(together[1].hours, hours("13"));
        QCOMPARE(together[1].hoursHere, hours("8"));
    }

    void sums()
    {
        Timesheet sheet = week({line(anna, 0, "8"), line(anna, 1, "13", 4), line(boris, 1, "7.5")});
        domain::sumUp(sheet, {});
        QCOMPARE(sheet.workers, 2);
        QCOMPARE(sheet.hours, hours("28.5"));
        QCOMPARE(sheet.objects, u"Объект 3, Объект 4"_s);
        QCOMPARE(sheet.overtime, 1);
    }

    void wages()
    {
        const auto none = domain::wagesOf(week({line(anna, 0, "8")}));
        QVERIFY(none.empty());
        const auto wages = domain::wagesOf(week({line(anna, 0, "8", 3, "250"), line(anna, 1, "0.25", 3, "333.33"),
                                                 line(boris, 0, "10", 4, "199.99"), line(boris, 1, "5", 4, "0")}));
        QCOMPARE(wages.size(), 2u);
        // 8 × 250 + 0.25 × 333.33 = 2000 + 83.3325
        QCOMPARE(wages.at(3), Money::fromText(u"2083.33").value());
        QCOMPARE(wages.at(4), Money::fromText(u"1999.90").value());
    }
};

QTEST_APPLESS_MAIN(TimesheetRulesTest)
#include "tst_timesheetrules.moc"
