// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recordtable.h"

#include "theme/format.h"
#include "widgets/columnlayout.h"
#include "widgets/freshframe.h"
#include "widgets/freshness.h"
#include "widgets/labels.h"
#include "widgets/tableheader.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedLayout>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int tableTimeToLive = 30; ///< seconds; twice the longest silence of a healthy link
constexpr int glowFrameMs = 100;
constexpr int countDelayMs = 100; ///< the footer follows a flood of changes at this pace

} // namespace

RecordTable::RecordTable(const QString& name, client::RowsModel& rows, const QList<TableColumn>& columns,
                         const Freshness& freshness, const base::Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_name(name)
    , m_rows(rows)
    , m_freshness(freshness)
    , m_clock(clock)
    , m_filter(new client::RowsFilter(this))
    , m_delegate(new CellDelegate(clock, this))
    , m_view(new QTableView(this))
    , m_frame(new FreshFrame(freshness, tableTimeToLive, this))
    , m_page(new StatePage(this))
    , m_stack(new QStackedLayout)
    , m_footer(new QWidget(this))
    , m_count(makeLabel({}, Type::Caption, Weight::Regular, Ink::Muted, this))
{
    m_filter->setRows(&rows);
    buildView(columns);
    m_layout = new ColumnLayout(name, rows, columns, *m_view, this);
    m_view->viewport()->installEventFilter(this); // for its width
    applyMetrics();

    auto* content = new QWidget;
    m_stack->setContentsMargins(0, 0, 0, 0);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_page);
    content->setLayout(m_stack);
    m_frame->setContent(content);

    auto* footerLayout = new QHBoxLayout(m_footer);
    footerLayout->setContentsMargins(space::m, space::xs, space::m, space::xs);
    footerLayout->addWidget(m_count);
    footerLayout->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_frame, 1);
    layout->addWidget(m_footer);

    m_glowTimer.setInterval(glowFrameMs);
    connect(&m_glowTimer, &QTimer::timeout, this, &RecordTable::repaintGlow);
    m_reviewTimer.setSingleShot(true);
    m_reviewTimer.setInterval(countDelayMs);
    connect(&m_reviewTimer, &QTimer::timeout, this, &RecordTable::reviewState);
    const auto soon = [this] {
        if (!m_reviewTimer.isActive())
            m_reviewTimer.start();
    };
    connect(m_filter, &QAbstractItemModel::rowsInserted, this, soon);
    connect(m_filter, &QAbstractItemModel::rowsRemoved, this, soon);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &RecordTable::reviewState);
    connect(m_filter, &QAbstractItemModel::dataChanged, this, &RecordTable::noteChange);
    connect(&rows, &client::RowsModel::freshnessChanged, this, &RecordTable::reviewState);
    connect(&theme(), &Theme::changed, this, &RecordTable::applyMetrics);
    connect(m_page, &StatePage::actionRequested, this, [this] { emit selectionChanged(); });

    // A new picture of the whole topic resets the model; what a person had selected stays selected.
    connect(m_filter, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        const QList<qint64> ids = selectedIds();
        m_keptSelection = QSet<qint64>(ids.begin(), ids.end());
    });
    connect(m_filter, &QAbstractItemModel::modelReset, this, [this] {
        QItemSelection selection;
        for (const qint64 id : std::as_const(m_keptSelection))
            if (const int row = m_filter->rowOf(id); row >= 0)
                selection.select(m_filter->index(row, 0), m_filter->index(row, m_filter->columnCount() - 1));
        m_keptSelection.clear();
        m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    });
    reviewState();
}

RecordTable::~RecordTable()
{
    m_layout->save(); // while there is a view
}

void RecordTable::buildView(const QList<TableColumn>& columns)
{
    m_view->setModel(m_filter);
    m_view->setItemDelegate(m_delegate);
    m_view->setShowGrid(false);
    m_view->setMouseTracking(true);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->installEventFilter(this);

    auto* header = new TableHeader(m_view);
    m_view->setHorizontalHeader(header);
    for (const TableColumn& spec : columns) {
        header->setAlignment(spec.column, spec.style.alignment);
        m_delegate->setStyle(spec.column, spec.style);
    }
    // Without a wish the order is the topic's own; a third click on a header returns to it.
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    m_view->setSortingEnabled(true);

    connect(m_view, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex& index) { emit activated(m_filter->idAt(index.row())); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        reviewState();
        emit selectionChanged();
    });
}

void RecordTable::applyMetrics()
{
    m_view->verticalHeader()->setDefaultSectionSize(theme().px(metric::row));
    m_view->verticalHeader()->setMinimumSectionSize(theme().px(metric::row));
    m_layout->applyScale();
    update();
}

void RecordTable::setPerson(const QString& person)
{
    m_layout->setPerson(person);
}

void RecordTable::sortBy(int column, Qt::SortOrder order)
{
    m_view->sortByColumn(column, order);
}

void RecordTable::setFilterText(const QString& text)
{
    m_filtered = !text.trimmed().isEmpty();
    m_filter->setText(text);
    reviewState();
}

void RecordTable::setCondition(client::RowsFilter::Condition condition, bool filters)
{
    m_conditioned = filters;
    m_filter->setCondition(std::move(condition));
    reviewState();
}

void RecordTable::setEmptyWords(const QString& title, const QString& text)
{
    m_emptyTitle = title;
    m_emptyText = text;
    reviewState();
}

void RecordTable::setTitle(const QString& title)
{
    m_view->setAccessibleName(title);
}

void RecordTable::setFooterVisible(bool visible)
{
    m_footer->setVisible(visible);
}

void RecordTable::reviewState()
{
    const int shown = m_filter->rowCount();
    const int all = m_rows.rowCount();
    if (m_rows.dataState() == client::DataState::NotAllowed)
        m_page->show(StatePage::State::NoPermission);
    else if (shown == 0 && (m_filtered || m_conditioned) && all > 0)
        m_page->show(StatePage::State::NoMatch);
    else if (shown == 0 && m_rows.dataState() == client::DataState::Loading)
        m_page->showWaiting(m_freshness);
    else if (shown == 0)
        m_page->show(StatePage::State::Empty, m_emptyTitle, m_emptyText);
    const bool table = shown > 0 && m_rows.dataState() != client::DataState::NotAllowed;
    m_stack->setCurrentWidget(table ? static_cast<QWidget*>(m_view) : m_page);

    QString text = shown == all ? tr("%Ln rows", nullptr, all)
                                : tr("%1 of %2 rows").arg(format::number(shown), format::number(all));
    if (const auto selected = m_view->selectionModel()->selectedRows().size(); selected > 1)
        text += u"  ·  "_s + tr("%n selected", nullptr, int(selected));
    m_count->setText(text);
}

void RecordTable::noteChange(const QModelIndex& topLeft, const QModelIndex& bottomRight)
{
    // Rows out of sight need no frames: a plant changes a thousand a second, a screen shows forty.
    const int first = m_view->rowAt(0);
    int last = m_view->rowAt(m_view->viewport()->height() - 1);
    if (last < 0)
        last = m_filter->rowCount() - 1;
    if (first < 0 || bottomRight.row() < first || topLeft.row() > last)
        return;
    m_glowUntilMs = m_clock.monotonicMs() + motion::glowMs;
    if (!m_glowTimer.isActive() && isVisible())
        m_glowTimer.start();
}

void RecordTable::repaintGlow()
{
    if (m_clock.monotonicMs() > m_glowUntilMs || !isVisible())
        m_glowTimer.stop();
    const int first = std::max(0, m_view->rowAt(0));
    int last = m_view->rowAt(m_view->viewport()->height() - 1);
    if (last < 0)
        last = m_filter->rowCount() - 1;
    const qint64 now = m_clock.monotonicMs();
    for (int row = first; row <= last; ++row)
        for (const TableColumn& spec : m_layout->columns()) {
            const QModelIndex index = m_filter->index(row, spec.column);
            const qint64 changed = index.data(client::RowsModel::ChangedAtRole).toLongLong();
            // One frame past the end, so that the last of the glow is wiped away.
            if (changed > 0 && now - changed <= motion::glowMs + 2 * glowFrameMs)
                m_view->viewport()->update(m_view->visualRect(index));
        }
}

QList<qint64> RecordTable::selectedIds() const
{
    QList<qint64> result;
    for (const QModelIndex& index : m_view->selectionModel()->selectedRows())
        result.append(m_filter->idAt(index.row()));
    return result;
}

bool RecordTable::reveal(qint64 id)
{
    const int row = m_filter->rowOf(id);
    if (row < 0)
        return false;
    const QModelIndex index = m_filter->index(row, m_layout->columns().first().column);
    m_view->setCurrentIndex(index);
    m_view->selectRow(row);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    return true;
}

QString RecordTable::selectionAsText() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    const QList<int> columns = m_layout->shown();
    QStringList lines;
    for (const QModelIndex& row : rows) {
        QStringList cells;
        for (const int column : columns)
            cells.append(m_filter->index(row.row(), column).data().toString());
        lines.append(cells.join(u'\t'));
    }
    return lines.join(u'\n');
}

void RecordTable::copySelection()
{
    if (const QString text = selectionAsText(); !text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

bool RecordTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Resize)
        m_layout->fill();
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Copy)) {
            copySelection();
            return true;
        }
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            if (const QModelIndex current = m_view->currentIndex(); current.isValid())
                emit activated(m_filter->idAt(current.row()));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void RecordTable::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        reviewState();
    QWidget::changeEvent(event);
}

} // namespace ui
