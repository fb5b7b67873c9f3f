// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/recount.h"
#include "panels/tabletools.h"

class QBoxLayout;

namespace ui {

class BudgetDetail;
class RecordTable;
class StatTile;

/// What cost objects may cost and have cost: a bullet bar each with its 80 and 100 % marks, what is
/// left, and when the limit will be reached at the present rate. The costs of the chosen object stand
/// beside it.
class BudgetsPanel final : public Panel
{
    Q_OBJECT
public:
    explicit BudgetsPanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    QStringList topics() const override { return {QStringLiteral("budgets"), QStringLiteral("costs")}; }
    QWidget* tools() override { return m_tools; }
    bool openRecord(const QString& topic, qint64 id) override;
    void focusFilter() override;
    QList<Finding> find(const QString& query, int limit) const override;
    void setWall(bool wall) override;
    void setPerson(const QString& person) override;

    RecordTable& objects() { return *m_objects; }
    RecordTable& costs() { return *m_costs; }
    BudgetDetail& detail() { return *m_detail; }
    StatTile& overTile() { return *m_over; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showCostsOf(qint64 object);
    void refreshDetail();
    void arrange();

    Context m_context;
    TableTools* m_tools;
    StatTile* m_count;
    StatTile* m_near;
    StatTile* m_over;
    StatTile* m_spent;
    RecordTable* m_objects;
    RecordTable* m_costs;
    QWidget* m_costsCard;
    QBoxLayout* m_costsLayout;
    BudgetDetail* m_detail;
    QBoxLayout* m_lower;
    Recount m_refresh{100, this, [this] { refresh(); }};
    qint64 m_object = 0; ///< whose costs are shown; 0: all
    bool m_wall = false;
};

} // namespace ui
