// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellfixture.h"

#include "panels/budgetspanel.h"
#include "widgets/recordtable.h"
#include "widgets/stattile.h"

#include <QTableView>

using namespace ui;
using namespace Qt::StringLiterals;
using protocol::Money;

class tst_BudgetsPanel final : public QObject
{
    Q_OBJECT

    static void fill(Shell& shell)
    {
        std::vector<protocol::BudgetRow> objects;
        const auto object = [&](const QString& name, double share) {
            protocol::BudgetRow row;
            row.id = qint64(objects.size()) + 1;
            row.code = u"К-%1"_s.arg(row.id);
            row.name = name;
            row.budget = Money::fromUnits(1'000'000'00);
            row.spent = Money::fromUnits(qint64(share * 1'000'000'00));
            row.percentage = share * 100;
            objects.push_back(row);
        };
        object(u"Жилой дом № 4"_s, 0.42);
        object(u"Школа на Садовой"_s, 0.86);
        object(u"Склад готовой продукции"_s, 1.07);
        shell.plant.snapshot(u"budgets"_s, objects);
        std::vector<protocol::CostRow> costs;
        for (int i = 1; i <= 6; ++i) {
            protocol::CostRow cost;
            cost.id = i;
            cost.objectId = i % 3 + 1;
            cost.amount = Money::fromUnits(i * 100'050);
            cost.description = u"Бетон B25, %1 м³"_s.arg(i);
            cost.at = testClock().now().addSecs(-i * 3600);
            costs.push_back(cost);
        }
        shell.plant.snapshot(u"costs"_s, costs);
        shell.plant.setFresh();
        shell.window->go({u"budgets"_s, {}, 0});
        QCoreApplication::processEvents();
    }

private slots:
    void init() { testClock().set(QDateTime(QDate(2025, 11, 3), QTime(9, 2, 30), Qt::UTC)); }

    void whatIsOverStandsFirst()
    {
        Shell shell;
        fill(shell);
        auto* panel = qobject_cast<BudgetsPanel*>(shell.window->panel(u"budgets"_s));
        QTRY_COMPARE(panel->overTile().content().value, u"1"_s);
        QCOMPARE(panel->overTile().content().tone, std::optional(Tone::Critical));
        QCOMPARE(panel->objects().filter().index(0, client::BudgetsModel::Name).data().toString(),
                 u"Склад готовой продукции"_s);
        QCOMPARE(panel->objects().filter().index(0, client::BudgetsModel::Left).data().toString(),
                 u"\u221270\u00A0000,00"_s);
    }

    void theChosenObjectsCostsAreBeside()
    {
        Shell shell;
        fill(shell);
        auto* panel = qobject_cast<BudgetsPanel*>(shell.window->panel(u"budgets"_s));
        QCOMPARE(panel->costs().filter().rowCount(), 6);
        QTableView& view = panel->objects().view();
        const QModelIndex first = view.model()->index(0, client::BudgetsModel::Name);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualRect(first).center());
        QCOMPARE(panel->costs().filter().rowCount(), 2);
        QVERIFY(shell.window->go({u"overview"_s, {}, 0}));
        QVERIFY(shell.window->go({u"budgets"_s, u"costs"_s, 1})); // of the second object
        QCOMPARE(panel->objects().selectedIds(), QList<qint64>{2});
        QCOMPARE(panel->costs().selectedIds(), QList<qint64>{1});
        Russian words;
        picture(*shell.window, u"budgets"_s);
    }
};

VAKHTA_UI_TEST_MAIN(tst_BudgetsPanel)
#include "tst_budgetspanel.moc"
