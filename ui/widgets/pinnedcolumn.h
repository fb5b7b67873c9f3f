// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <QTimer>

namespace ui {

/// A column of a table that stays in sight: while its own place is scrolled out of it, it stands at the left
/// edge, over the others. Rows, their looks, what is selected and how far it is scrolled are the table's.
class PinnedColumn final : public QTableView
{
    Q_OBJECT
public:
    /// The table has its model, header and delegate already, and becomes the parent.
    PinnedColumn(QTableView& table, int column);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    void follow();
    /// The table has brought a cell into sight, and it may stand below this.
    void uncover(const QModelIndex& current);

    QTableView& m_table;
    const int m_column;
    QTimer m_glow; ///< frames of a change's glow
    int m_framesLeft = 0;
};

} // namespace ui
