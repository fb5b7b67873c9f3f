// SPDX-License-Identifier: GPL-3.0-or-later
#include "buildingsite.h"

#include "panels/schedule/gantt.h"
#include "panels/schedule/ganttlegend.h"
#include "panels/schedule/schedulepanel.h"
#include "panels/schedule/scheduletable.h"
#include "theme/plansigns.h"
#include "widgets/recordtable.h"

#include <QElapsedTimer>
#include <QHeaderView>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>
#include <QWheelEvent>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Role;
using Grain = GanttScale::Grain;
using Site = BuildingSite;

/// Bars in time beside the schedule's table.
class tst_Gantt final : public QObject
{
    Q_OBJECT

    static ScheduleTable& tableOf(Shell& shell)
    {
        shell.window->go({u"schedule"_s, {}, 0});
        QCoreApplication::processEvents();
        return qobject_cast<SchedulePanel*>(shell.window->panel(u"schedule"_s))->schedule();
    }
    static void wheel(Gantt& gantt, QPoint at, int turn, Qt::KeyboardModifiers modifiers)
    {
        QWheelEvent event(at, gantt.viewport()->mapToGlobal(at), {}, {0, turn}, Qt::NoButton, modifiers,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(gantt.viewport(), &event);
    }
    /// Very many tasks, a section before every ten.
    static std::vector<protocol::PlanTaskRow> many(int count)
    {
        std::vector<protocol::PlanTaskRow> rows;
        for (int i = 0; i < count; ++i) {
            const qint64 id = 1'000 + i;
            rows.push_back(i % 11 == 0
                               ? Site::section(id, QString::number(i / 11 + 1), u"Раздел"_s)
                               : Site::task(id, u"%1.%2"_s.arg(i / 11 + 1).arg(i % 11), u"Работа %1"_s.arg(i),
                                            i % 200 - 60, i % 200 - 40 + i % 30, i % 101));
            rows.back().sortOrder = i * 10;
        }
        return rows;
    }

private slots:
    void init()
    {
        testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC));
        QSettings().remove(u"schedule"_s);
    }

    void daysAndPixelsAgree()
    {
        for (const double perDay : {1.2, 2.6, 9.0, 28.0, 48.0}) {
            const GanttScale scale(QDate(2025, 8, 20), QDate(2026, 4, 2), perDay);
            for (QDate day = scale.first(); day <= scale.last(); day = day.addDays(1)) {
                QCOMPARE(scale.dayAt(scale.x(day) + perDay / 2), day);
                QVERIFY(qAbs(scale.x(day.addDays(1)) - scale.x(day) - perDay) < 1e-6);
            }
            QVERIFY(scale.dayAt(-1) < scale.first());
        }
        for (const Grain grain : {Grain::Days, Grain::Weeks, Grain::Months})
            QCOMPARE(GanttScale::grainOf(GanttScale::perDayOf(grain)), grain);
    }

    void labelsCoverEveryDayOnce_data()
    {
        QTest::addColumn<int>("grain");
        QTest::addColumn<QString>("upper");
        QTest::addColumn<QString>("lower");
        QTest::newRow("days") << int(Grain::Days) << u"октябрь 2025"_s << u"27"_s;
        QTest::newRow("weeks") << int(Grain::Weeks) << u"октябрь 2025"_s << u"27.10"_s;
        QTest::newRow("months") << int(Grain::Months) << u"2025"_s << u"окт."_s;
    }
    void labelsCoverEveryDayOnce()
    {
        QFETCH(int, grain);
        const QDate from(2025, 10, 27); // a Monday
        const QDate to(2026, 2, 11);
        const GanttScale scale(from, to, GanttScale::perDayOf(Grain(grain)));
        for (const auto& labels : {scale.upper(from, to, Grain(grain)), scale.lower(from, to, Grain(grain))}) {
            QVERIFY(labels.first().from <= from && labels.last().to > to);
            for (qsizetype i = 1; i < labels.size(); ++i)
                QCOMPARE(labels[i].from, labels[i - 1].to);
        }
        QTEST(scale.upper(from, to, Grain(grain)).first().text, "upper");
        QTEST(scale.lower(from, to, Grain(grain)).first().text, "lower");
    }

    void itsRowsAreTheTables()
    {
        Shell shell({Role::Planner}, {1440, 640});
        Site site(shell);
        ScheduleTable& table = tableOf(shell);
        Gantt& gantt = table.gantt();
        shell.plant.snapshot(u"schedule"_s, many(60));
        site.settle();
        QTableView& view = table.table().view();
        const auto together = [&] {
            const client::RowsFilter& rows = table.table().filter();
            const int first = view.rowAt(0);
            for (int row = first; row < first + 8; ++row) {
                const int y = view.viewport()->mapTo(shell.window.get(), QPoint(0, view.rowViewportPosition(row))).y();
                const QRect beside = gantt.rowRect(rows.idAt(row));
                if (gantt.viewport()->mapTo(shell.window.get(), beside.topLeft()).y() != y ||
                    beside.height() != view.rowHeight(row))
                    return false;
            }
            return true;
        };
        QVERIFY(together());
        QVERIFY(!view.verticalScrollBar()->isVisible()); // one is enough
        QCOMPARE(gantt.verticalScrollBar()->maximum(), view.verticalScrollBar()->maximum());
        QVERIFY(gantt.verticalScrollBar()->maximum() > 0);
        wheel(gantt, {200, 200}, -240, Qt::NoModifier);
        QVERIFY(view.verticalScrollBar()->value() > 0);
        QVERIFY(together());
        gantt.verticalScrollBar()->setValue(gantt.verticalScrollBar()->maximum());
        QCOMPARE(view.verticalScrollBar()->value(), view.verticalScrollBar()->maximum());
        QVERIFY(together());
        view.verticalScrollBar()->setValue(0);
        QVERIFY(together());
        // A click on a bar chooses its row.
        const qint64 id = table.table().filter().idAt(3);
        QTest::mouseClick(gantt.viewport(), Qt::LeftButton, {}, gantt.rowRect(id).center());
        QCOMPARE(table.table().selectedIds(), QList<qint64>{id});
        // Without it the table has its own scroll bar again.
        auto* toggle = shell.window->panel(u"schedule"_s)->findChild<QToolButton*>(u"gantt"_s);
        QTest::mouseClick(toggle, Qt::LeftButton);
        QVERIFY(!gantt.isVisible());
        QTRY_VERIFY(view.verticalScrollBar()->isVisible());
    }

    void barsStandWhereTheirDaysAre()
    {
        Shell shell;
        Site site(shell);
        ScheduleTable& table = tableOf(shell);
        Gantt& gantt = table.gantt();
        gantt.setPerDay(12, 0);
        gantt.showTask(Site::lateTask);
        const QRectF bar = gantt.planBar(Site::lateTask);
        QCOMPARE(bar.left(), gantt.xOf(Site::today().addDays(-25)));
        QCOMPARE(bar.right(), gantt.xOf(Site::today().addDays(-4))); // the last day with its evening
        QVERIFY(gantt.viewport()->rect().contains(bar.toRect()));
        const QImage image = gantt.viewport()->grab().toImage();
        const auto at = [&](double share) {
            return image.pixelColor(int(bar.left() + bar.width() * share), int(bar.center().y()));
        };
        QCOMPARE(at(0.5).rgb(), ganttColours().fact.rgb());  // 78 % are done
        QCOMPARE(at(0.9).rgb(), ganttColours().plan.rgb());
        gantt.showToday();
        const QImage now = gantt.viewport()->grab().toImage();
        const int today = int(gantt.xOf(Site::today()) + gantt.scale().perDay() / 2);
        QCOMPARE(now.pixelColor(today, now.height() - 3).rgb(), ganttColours().today.rgb());
        // Saturday and Sunday are told from the rest.
        const int saturday = int(gantt.xOf(Site::today().addDays(5)) + 4);
        const int friday = int(gantt.xOf(Site::today().addDays(4)) + 4);
        QVERIFY(now.pixelColor(saturday, now.height() - 3) != now.pixelColor(friday, now.height() - 3));
    }

    void itIsZoomedByWheelAndKeyboard()
    {
        Shell shell;
        Site site(shell);
        ScheduleTable& table = tableOf(shell);
        Gantt& gantt = table.gantt();
        QSignalSpy grains(&gantt, &Gantt::grainChanged);
        QCOMPARE(gantt.grain(), Grain::Weeks);
        // What is under the pointer stays there.
        const QPoint at(180, 150);
        const auto under = [&] { return gantt.scale().dayAt(gantt.horizontalScrollBar()->value() + at.x() + 0.5); };
        gantt.setPerDay(12, at.x());
        const QDate before = under();
        for (int i = 0; i < 4; ++i)
            wheel(gantt, at, 120, Qt::ControlModifier);
        QCOMPARE(gantt.grain(), Grain::Days);
        QCOMPARE(grains.size(), 1);
        QVERIFY(qAbs(before.daysTo(under())) <= 1);
        for (int i = 0; i < 40; ++i)
            wheel(gantt, at, -120, Qt::ControlModifier);
        QCOMPARE(gantt.grain(), Grain::Months);
        QCOMPARE(gantt.perDay(), GanttScale::least); // and no further
        gantt.setFocus();
        for (int i = 0; i < 40; ++i)
            QTest::keyClick(&gantt, Qt::Key_Plus);
        QCOMPARE(gantt.perDay(), GanttScale::most);
        const int value = gantt.horizontalScrollBar()->value();
        QTest::keyClick(&gantt, Qt::Key_Right);
        QVERIFY(gantt.horizontalScrollBar()->value() > value);
        QTest::keyClick(&gantt, Qt::Key_Home);
        const double today = gantt.xOf(Site::today());
        QVERIFY(today > 0 && today < gantt.viewport()->width());
        QTest::keyClick(&gantt, Qt::Key_Down); // rows are the table's
        QVERIFY(!table.table().selectedIds().isEmpty());
        // The buttons say how far it looks, and set it.
        auto* legend = table.findChild<GanttLegend*>();
        QAbstractButton* month = nullptr;
        for (QToolButton* button : legend->findChildren<QToolButton*>())
            if (button->text() == "Month"_L1)
                month = button;
        QVERIFY(month && !month->isChecked());
        QTest::mouseClick(month, Qt::LeftButton);
        QCOMPARE(gantt.grain(), Grain::Months);
        QVERIFY(month->isChecked());
    }

    /// However many there are, a picture costs what is on the screen.
    void thousandsOfTasksPaintOnlyWhatIsSeen()
    {
        Shell shell({Role::Planner});
        Site site(shell);
        ScheduleTable& table = tableOf(shell);
        Gantt& gantt = table.gantt();
        shell.plant.snapshotTyped(u"schedule"_s, many(5'000));
        site.settle();
        QCOMPARE(table.table().filter().rowCount(), 5'000);
        QTableView& view = table.table().view();
        QElapsedTimer timer;
        qint64 slowest = 0;
        constexpr int frames = 60;
        timer.start();
        for (int i = 0; i < frames; ++i) {
            QElapsedTimer frame;
            frame.start();
            view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum() * i / frames);
            gantt.viewport()->grab();
            slowest = std::max(slowest, frame.elapsed());
            QVERIFY2(gantt.paintedRows() <= view.viewport()->height() / view.rowHeight(0) + 2,
                     qPrintable(QString::number(gantt.paintedRows())));
        }
        qInfo("5,000 tasks: %.2f ms a picture of the chart, the slowest %lld ms", double(timer.elapsed()) / frames,
              static_cast<long long>(slowest));
    }

    void looksAsItShould_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::addColumn<int>("grain");
        QTest::addColumn<QSize>("size");
        QTest::newRow("days") << false << int(Grain::Days) << QSize(1440, 900);
        QTest::newRow("weeks-dark") << true << int(Grain::Weeks) << QSize(1440, 900);
        QTest::newRow("months-small") << false << int(Grain::Months) << QSize(1024, 768);
    }
    void looksAsItShould()
    {
        QFETCH(bool, dark);
        QFETCH(int, grain);
        QFETCH(QSize, size);
        Russian words;
        theme().setChoice(dark ? SchemeChoice::Dark : SchemeChoice::Light);
        Shell shell({Role::Manager}, size);
        Site site(shell);
        Gantt& gantt = tableOf(shell).gantt();
        gantt.setGrain(Grain(grain));
        gantt.showToday();
        QCoreApplication::processEvents();
        picture(*shell.window, u"gantt-"_s + QLatin1StringView(QTest::currentDataTag()));
        theme().setChoice(SchemeChoice::Light);
        QVERIFY(gantt.isVisible());
    }
};

VAKHTA_UI_TEST_MAIN(tst_Gantt)
#include "tst_gantt.moc"
