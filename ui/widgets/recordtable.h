// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/columnlayout.h"
#include "widgets/statepage.h"

#include "models/rowsfilter.h"

#include <QList>
#include <QSet>
#include <QTimer>
#include <QWidget>

class QLabel;
class QStackedLayout;
class QTableView;

namespace ui {

class FreshFrame;
class Freshness;

/// A table over a topic: filter, sorting, columns that a person arranges and that are remembered for
/// that person, copying, export, a selection that survives updates and whole new pictures, the glow
/// of changes, and a designed page where there is nothing to show. It never looks fresher than it is.
class RecordTable final : public QWidget
{
    Q_OBJECT
public:
    /// name: in settings, stable. timeToLiveSeconds: see FreshFrame.
    RecordTable(const QString& name, client::RowsModel& rows, const QList<TableColumn>& columns,
                const Freshness& freshness, const base::Clock& clock, QWidget* parent = nullptr);
    ~RecordTable() override;

    client::RowsFilter& filter() { return *m_filter; }
    const client::RowsFilter& filter() const { return *m_filter; }
    QTableView& view() { return *m_view; }
    CellDelegate& cells() { return *m_delegate; }

    /// Whose arrangement of columns to use; saves the former person's first.
    void setPerson(const QString& person);
    void sortBy(int column, Qt::SortOrder order);
    void setFilterText(const QString& text);
    /// filters: a person has asked for less, and a table without rows says so.
    void setCondition(client::RowsFilter::Condition condition, bool filters = false);
    /// The words for an empty topic; the filter's and the link's are the page's own.
    void setEmptyWords(const QString& title, const QString& text);
    /// What the table is called for a screen reader.
    void setTitle(const QString& title);
    /// A large table has a line with the number of rows below it; small ones in pages don't.
    void setFooterVisible(bool visible);

    QList<qint64> selectedIds() const;
    /// Selects and shows the row; false if it is not there.
    bool reveal(qint64 id);

    /// The selected rows as lines of tab-separated words, in the order on the screen.
    QString selectionAsText() const;
    void copySelection();
    /// Asks for a file and writes what the table shows, filtered and sorted, in steps.
    void exportCsv();
    /// RFC 4180, UTF-8 with a byte-order mark for spreadsheets, the locale's list separator.
    static QString csvLine(const QStringList& cells, QChar separator);
    /// Which columns are shown, and a menu to choose them by.
    ColumnLayout& columnLayout() { return *m_layout; }

signals:
    /// Enter or double click on a row.
    void activated(qint64 id);
    void selectionChanged();
    void exported(const QString& file, int rows);
    void exportFailed(const QString& file, const QString& reason);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildView(const QList<TableColumn>& columns);
    void applyMetrics();
    void reviewState();
    void noteChange(const QModelIndex& topLeft, const QModelIndex& bottomRight);
    void repaintGlow();
    QString exportCell(int row, int column) const;
    void writeCsv(const QString& file);

    QString m_name;
    client::RowsModel& m_rows;
    const Freshness& m_freshness;
    const base::Clock& m_clock;
    client::RowsFilter* m_filter;
    CellDelegate* m_delegate;
    QTableView* m_view;
    ColumnLayout* m_layout = nullptr;
    FreshFrame* m_frame;
    StatePage* m_page;
    QStackedLayout* m_stack;
    QWidget* m_footer;
    QLabel* m_count;
    QString m_emptyTitle;
    QString m_emptyText;
    bool m_filtered = false;    ///< by a text
    bool m_conditioned = false; ///< by a condition that a person has set
    QTimer m_glowTimer;
    qint64 m_glowUntilMs = 0;
    QTimer m_reviewTimer;
    QSet<qint64> m_keptSelection;
};

} // namespace ui
