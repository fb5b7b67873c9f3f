// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/schedule/planunsent.h"

#include <QHash>
#include <QSet>

#include <memory>

class QMenu;
class QModelIndex;
class QSplitter;

namespace ui {

class Gantt;
class PinnedColumn;
class RecordTable;
class StatTile;
class TotalsRow;

/// A project's schedule as a table: sections that close over what belongs to them, checklists that are
/// set where they stand, what is late at a glance, and what all of it comes to.
class ScheduleTable final : public QWidget
{
    Q_OBJECT
public:
    ScheduleTable(const Context& context, const client::Actions& actions, QWidget* parent = nullptr);

    /// Filter as you type; sections of what is found stay over it.
    void setFilterText(const QString& text);
    void setOnlyOverdue(bool only);
    bool isOnlyOverdue() const { return m_onlyOverdue; }
    /// Whether the checklists are this person's to set.
    void setMayWrite(bool may);
    void setUnsent(const PlanUnsent& unsent);
    void setPerson(const QString& person);
    /// Selects and shows the task, whatever hides it; false if it is not of the outline's project.
    bool reveal(qint64 task);
    void setCollapsed(qint64 section, bool collapsed);
    bool isCollapsed(qint64 section) const { return m_collapsed->contains(section); }

    /// Bars in time beside the table.
    void setGanttShown(bool shown);
    bool isGanttShown() const;

    RecordTable& table() { return *m_table; }
    Gantt& gantt() { return *m_gantt; }
    TotalsRow& totals() { return *m_totals; }
    StatTile& overdueTile() { return *m_overdueTile; }
    /// What a checklist's item is shown as, with what was done here counted in.
    protocol::CheckState shownCheck(const protocol::PlanTaskRow& row, client::CheckItem item) const;
    /// Asks for another state of the item, beside its cell.
    void askCheck(qint64 task, client::CheckItem item);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildTiles();
    QWidget* buildGantt();
    void keepSplit() const;
    void follow();
    void filter();
    void refreshTiles();
    void setCheck(qint64 task, client::CheckItem item, protocol::CheckState state);
    /// Space, Enter or a click: what the cell is for.
    bool press(const QModelIndex& index);
    void followSorting();

    Context m_context;
    const client::Actions& m_actions;
    /// The table's cells read these.
    std::shared_ptr<PlanUnsent> m_unsent;
    std::shared_ptr<QSet<qint64>> m_collapsed;
    std::shared_ptr<bool> m_flat; ///< in another order than the schedule's own: there are no sections then
    QHash<qint64, int> m_versions; ///< by task: what its version is after what was done here
    StatTile* m_progressTile;
    StatTile* m_overdueTile;
    StatTile* m_laborTile;
    StatTile* m_costTile;
    QWidget* m_tiles;
    RecordTable* m_table;
    PinnedColumn* m_names; ///< of the works, always in sight
    TotalsRow* m_totals;
    Gantt* m_gantt = nullptr;
    QWidget* m_ganttSide = nullptr;
    QSplitter* m_split;
    QString m_person;
    QString m_text;
    bool m_onlyOverdue = false;
    bool m_mayWrite = false;
};

} // namespace ui
