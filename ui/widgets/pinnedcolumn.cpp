// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pinnedcolumn.h"

#include "theme/theme.h"
#include "widgets/tableheader.h"

#include <QCoreApplication>
#include <QEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>

namespace ui {

namespace {
constexpr int pinnedFrameMs = 100;
} // namespace

PinnedColumn::PinnedColumn(QTableView& table, int column) : QTableView(&table), m_table(table), m_column(column)
{
    setModel(table.model());
    const QItemSelectionModel* own = selectionModel();
    setSelectionModel(table.selectionModel());
    delete own;
    setItemDelegate(table.itemDelegate());
    auto* header = new TableHeader(this);
    header->setSectionsClickable(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(QHeaderView::Fixed);
    setHorizontalHeader(header);
    for (int other = 0; other < header->count(); ++other)
        setColumnHidden(other, other != column);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setMouseTracking(true);
    setWordWrap(false);
    setSelectionBehavior(table.selectionBehavior());
    setSelectionMode(table.selectionMode());
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(table.verticalScrollMode());
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The keyboard stays where all columns are.
    setFocusPolicy(Qt::ClickFocus);
    setFocusProxy(&table);
    hide();

    QScrollBar* rows = table.verticalScrollBar();
    connect(rows, &QAbstractSlider::valueChanged, verticalScrollBar(), &QAbstractSlider::setValue);
    connect(verticalScrollBar(), &QAbstractSlider::valueChanged, rows, &QAbstractSlider::setValue);
    // Its range is known a little after the table's.
    connect(verticalScrollBar(), &QAbstractSlider::rangeChanged, this,
            [this, rows] { verticalScrollBar()->setValue(rows->value()); });
    connect(table.horizontalScrollBar(), &QAbstractSlider::valueChanged, this, &PinnedColumn::follow);
    // Later: a section that is being hidden says that it has no width before it is hidden.
    connect(table.horizontalHeader(), &QHeaderView::sectionResized, this, &PinnedColumn::follow,
            Qt::QueuedConnection);
    connect(table.horizontalHeader(), &QHeaderView::sectionMoved, this, &PinnedColumn::follow);
    connect(table.horizontalHeader(), &QHeaderView::geometriesChanged, this, &PinnedColumn::follow);
    connect(table.selectionModel(), &QItemSelectionModel::currentChanged, this, &PinnedColumn::uncover);
    table.viewport()->installEventFilter(this);

    m_glow.setInterval(pinnedFrameMs);
    connect(&m_glow, &QTimer::timeout, this, [this] {
        if (--m_framesLeft <= 0 || !isVisible())
            m_glow.stop();
        viewport()->update();
    });
    connect(table.model(), &QAbstractItemModel::dataChanged, this, [this] {
        // One frame past the end, so that the last of the glow is wiped away.
        m_framesLeft = motion::glowMs / pinnedFrameMs + 2;
        if (isVisible() && !m_glow.isActive())
            m_glow.start();
    });
    follow();
}

void PinnedColumn::follow()
{
    const QHeaderView* header = m_table.horizontalHeader();
    setVisible(!header->isSectionHidden(m_column) && header->sectionViewportPosition(m_column) < 0);
    if (isHidden())
        return;
    const QRect room = m_table.viewport()->geometry();
    const int wide = std::min(header->sectionSize(m_column), room.width() / 2);
    verticalHeader()->setMinimumSectionSize(m_table.verticalHeader()->minimumSectionSize());
    verticalHeader()->setDefaultSectionSize(m_table.verticalHeader()->defaultSectionSize());
    horizontalHeader()->setFixedHeight(header->height());
    setColumnWidth(m_column, wide);
    setGeometry(room.left(), room.top() - header->height(), wide, header->height() + room.height());
    verticalScrollBar()->setValue(m_table.verticalScrollBar()->value());
    raise();
}

void PinnedColumn::uncover(const QModelIndex& current)
{
    if (isHidden() || !current.isValid() || current.column() == m_column)
        return;
    const int covered = width() - m_table.visualRect(current).left();
    if (covered > 0)
        m_table.horizontalScrollBar()->setValue(m_table.horizontalScrollBar()->value() - covered);
}

bool PinnedColumn::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table.viewport() && event->type() == QEvent::Resize)
        follow();
    return QTableView::eventFilter(watched, event);
}

void PinnedColumn::paintEvent(QPaintEvent* event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    painter.fillRect(QRect(viewport()->width() - 1, 0, 1, viewport()->height()), theme().ink(Ink::LineStrong));
}

void PinnedColumn::wheelEvent(QWheelEvent* event)
{
    QCoreApplication::sendEvent(m_table.viewport(), event);
}

} // namespace ui
