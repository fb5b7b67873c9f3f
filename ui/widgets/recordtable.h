// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "delegates/celldelegate.h"
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

/// One column of a table: which column of the model, how wide at first, how it looks. The words come
/// from the model (see dress()).
struct TableColumn
{
    int column = 0;
    int width = 120; ///< pixels at scale 1; 0: takes what is left
    CellStyle style = {};
    bool shown = true; ///< at first; a person may decide otherwise
    /// The cell's words in an export, from its ValueRole, where they differ from those on the screen.
    std::function<QString(const QVariant&)> exportText = {};
    int least = 0; ///< how far it may give way on a small screen; 0: not at all
};

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

    /// Whose arrangement of columns to use; saves the former person's first.
    void setPerson(const QString& person);
    void sortBy(int column, Qt::SortOrder order);
    void setFilterText(const QString& text);
    void setCondition(client::RowsFilter::Condition condition);
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
    /// A menu to choose the columns.
    void showColumnMenu(const QPoint& globalPosition);

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
    void restoreColumns();
    void saveColumns() const;
    void applyMetrics();
    void fillWidth();
    void reviewState();
    void noteChange(const QModelIndex& topLeft, const QModelIndex& bottomRight);
    void repaintGlow();
    QList<int> shownColumns() const; ///< in the order on the screen
    QString exportCell(int row, int column) const;
    void writeCsv(const QString& file);

    QString m_name;
    QString m_person;
    client::RowsModel& m_rows;
    const base::Clock& m_clock;
    QList<TableColumn> m_columns;
    client::RowsFilter* m_filter;
    CellDelegate* m_delegate;
    QTableView* m_view;
    FreshFrame* m_frame;
    StatePage* m_page;
    QStackedLayout* m_stack;
    QWidget* m_footer;
    QLabel* m_count;
    QString m_emptyTitle;
    QString m_emptyText;
    bool m_filtered = false;
    double m_scale = 1.0; ///< text scale the widths are for
    bool m_filling = false;
    bool m_arranged = false; ///< a person has set widths: they are kept
    QTimer m_glowTimer;
    qint64 m_glowUntilMs = 0;
    QTimer m_reviewTimer;
    QSet<qint64> m_keptSelection;
};

} // namespace ui
