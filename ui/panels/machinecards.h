// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QListView>
#include <QStyledItemDelegate>
#include <QTimer>

namespace client {
class RowsFilter;
}

namespace ui {

/// Paints a loom as a card: number and name, state, operator, metres, and what is wrong.
class MachineCardDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    MachineCardDelegate(const base::Clock& clock, QObject* parent)
        : QStyledItemDelegate(parent), m_clock(clock)
    {
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

    /// The least a card needs at the present text size.
    static QSize leastSize();

private:
    const base::Clock& m_clock;
};

/// All looms at once. Cards are as large as lets every one of them be seen; only when they would
/// become unreadable does the grid scroll.
class MachineCards final : public QListView
{
    Q_OBJECT
public:
    MachineCards(client::RowsFilter& rows, const base::Clock& clock, QWidget* parent = nullptr);

    /// Pixels of one card, for tests.
    QSize cardSize() const { return gridSize(); }

signals:
    void opened(qint64 id);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fit();

    client::RowsFilter& m_rows;
    QTimer m_fit;
    QTimer m_glow;
    int m_frames = 0;
};

} // namespace ui
