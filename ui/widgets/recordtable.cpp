// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/recordtable.h"

#include "theme/format.h"
#include "theme/icons.h"
#include "widgets/freshframe.h"
#include "widgets/freshness.h"
#include "widgets/labels.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>
#include <QStackedLayout>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int tableTimeToLive = 30; ///< seconds; twice the longest silence of a healthy link
constexpr int glowFrameMs = 100;
constexpr int leastFill = 150;    ///< pixels for the column that takes what is left
constexpr int countDelayMs = 100; ///< the footer follows a flood of changes at this pace

/// A header whose words stand where the column's values do.
class TableHeader final : public QHeaderView
{
public:
    TableHeader(const QList<TableColumn>& columns, QWidget* parent) : QHeaderView(Qt::Horizontal, parent)
    {
        for (const TableColumn& spec : columns)
            m_alignments.insert(spec.column, spec.style.alignment);
        setSectionsClickable(true);
    }

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override
    {
        QHeaderView::initStyleOptionForIndex(option, section);
        option->textAlignment = m_alignments.value(section, Qt::AlignLeft) | Qt::AlignVCenter;
        option->sortIndicator = QStyleOptionHeader::None; // drawn below, in the theme's line
    }
    void paintSection(QPainter* painter, const QRect& rect, int section) const override
    {
        QHeaderView::paintSection(painter, rect, section);
        if (section != sortIndicatorSection())
            return;
        const int side = theme().px(12);
        const bool atLeft = m_alignments.value(section, Qt::AlignLeft).testFlag(Qt::AlignRight);
        const QRect place(atLeft ? rect.left() + space::xs : rect.right() - side - space::xs,
                          rect.center().y() - side / 2, side, side);
        painter->fillRect(place.adjusted(-2, 0, 2, 0), theme().ink(Ink::Sunken));
        paintIcon(*painter, place, sortIndicatorOrder() == Qt::AscendingOrder ? "sortup"_L1 : "sortdown"_L1,
                  theme().ink(Ink::Text));
    }

private:
    QHash<int, Qt::Alignment> m_alignments;
};

} // namespace

RecordTable::RecordTable(const QString& name, client::RowsModel& rows, const QList<TableColumn>& columns,
                         const Freshness& freshness, const base::Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_name(name)
    , m_rows(rows)
    , m_clock(clock)
    , m_columns(columns)
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
    saveColumns();
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
    m_view->viewport()->installEventFilter(this);

    m_view->setHorizontalHeader(new TableHeader(columns, m_view));
    QHeaderView* header = m_view->horizontalHeader();
    header->setSectionsMovable(true);
    header->setHighlightSections(false);
    header->setStretchLastSection(false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint& at) { showColumnMenu(header->mapToGlobal(at)); });

    for (int column = 0; column < m_filter->columnCount(); ++column)
        header->setSectionHidden(column, true);
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const TableColumn& spec = columns[i];
        header->moveSection(header->visualIndex(spec.column), int(i));
        header->setSectionHidden(spec.column, !spec.shown);
        m_delegate->setStyle(spec.column, spec.style);
    }
    // Without a wish the order is the topic's own; a third click on a header returns to it.
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    m_view->setSortingEnabled(true);
    applyMetrics();
    connect(header, &QHeaderView::sectionResized, this, [this](int, int before, int now) {
        // Showing and hiding are no wishes about widths.
        if (!m_filling && before > 0 && now > 0)
            m_arranged = true;
        fillWidth();
    });

    connect(m_view, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex& index) { emit activated(m_filter->idAt(index.row())); });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        reviewState();
        emit selectionChanged();
    });
}

void RecordTable::applyMetrics()
{
    QHeaderView* header = m_view->horizontalHeader();
    m_view->verticalHeader()->setDefaultSectionSize(theme().px(metric::row));
    m_view->verticalHeader()->setMinimumSectionSize(theme().px(metric::row));
    if (m_arranged) {
        m_filling = true;
        for (const TableColumn& spec : m_columns)
            if (!header->isSectionHidden(spec.column))
                header->resizeSection(
                    spec.column, qRound(header->sectionSize(spec.column) * theme().textScale() / m_scale));
        m_filling = false;
    }
    m_scale = theme().textScale();
    fillWidth();
    update();
}

void RecordTable::setPerson(const QString& person)
{
    if (m_person == person)
        return;
    saveColumns();
    m_person = person;
    if (!person.isEmpty())
        restoreColumns();
}

void RecordTable::saveColumns() const
{
    if (m_person.isEmpty())
        return;
    const QHeaderView* header = m_view->horizontalHeader();
    QStringList columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        const bool known = std::any_of(m_columns.begin(), m_columns.end(),
                                       [column](const TableColumn& spec) { return spec.column == column; });
        if (!known)
            continue;
        // 0: not set by a person, and for a hidden one not worth keeping.
        columns.append(u"%1:%2:%3"_s.arg(m_rows.columnKey(column))
                           .arg(m_arranged ? qRound(header->sectionSize(column) / m_scale) : 0)
                           .arg(header->isSectionHidden(column) ? 0 : 1));
    }
    QSettings settings;
    settings.beginGroup(u"tables/%1/%2"_s.arg(m_name, m_person));
    settings.setValue(u"columns"_s, columns);
    if (header->sortIndicatorSection() >= 0)
        settings.setValue(u"sort"_s, u"%1:%2"_s.arg(m_rows.columnKey(header->sortIndicatorSection()))
                                         .arg(int(header->sortIndicatorOrder())));
}

void RecordTable::restoreColumns()
{
    m_filling = true; // none of this is a person's hand
    m_arranged = false;
    QHeaderView* header = m_view->horizontalHeader();
    QSettings settings;
    settings.beginGroup(u"tables/%1/%2"_s.arg(m_name, m_person));
    int visual = 0;
    for (const QString& entry : settings.value(u"columns"_s).toStringList()) {
        const QStringList parts = entry.split(u':');
        if (parts.size() != 3)
            continue;
        for (const TableColumn& spec : m_columns) {
            if (m_rows.columnKey(spec.column) != parts[0])
                continue;
            header->moveSection(header->visualIndex(spec.column), visual++);
            header->setSectionHidden(spec.column, parts[2] == "0"_L1);
            if (const int width = parts[1].toInt(); width > 0) {
                m_arranged = true;
                header->resizeSection(spec.column, int(width * theme().textScale()));
            }
        }
    }
    const QStringList sort = settings.value(u"sort"_s).toString().split(u':');
    for (const TableColumn& spec : m_columns)
        if (sort.size() == 2 && m_rows.columnKey(spec.column) == sort[0])
            m_view->sortByColumn(spec.column, sort[1] == "1"_L1 ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_filling = false;
    fillWidth();
}

void RecordTable::fillWidth()
{
    // Not QHeaderView::Stretch, which squeezes its column to nothing where the room is scarce.
    if (m_filling)
        return;
    m_filling = true;
    QHeaderView* header = m_view->horizontalHeader();
    const double scale = theme().textScale();
    const int room = m_view->viewport()->width();
    const int least = theme().px(leastFill);
    if (!m_arranged) {
        // On a small screen the columns that can give way before the table scrolls sideways.
        double wanted = least;
        double slack = 0;
        for (const TableColumn& spec : m_columns) {
            if (header->isSectionHidden(spec.column))
                continue;
            wanted += spec.width * scale;
            slack += spec.least > 0 ? (spec.width - spec.least) * scale : 0;
        }
        const double share = slack > 0 ? std::clamp((wanted - room) / slack, 0.0, 1.0) : 0.0;
        for (const TableColumn& spec : m_columns) {
            const double give = spec.least > 0 ? (spec.width - spec.least) * share : 0;
            if (spec.width > 0 && !header->isSectionHidden(spec.column))
                header->resizeSection(spec.column, int((spec.width - give) * scale));
        }
    }
    for (const TableColumn& spec : m_columns) {
        if (spec.width != 0 || header->isSectionHidden(spec.column))
            continue;
        const int others = header->length() - header->sectionSize(spec.column);
        header->resizeSection(spec.column, std::max(least, room - others));
        break;
    }
    m_filling = false;
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

void RecordTable::setCondition(client::RowsFilter::Condition condition)
{
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
    else if (shown == 0 && m_filtered && all > 0)
        m_page->show(StatePage::State::NoMatch);
    else if (shown == 0 && m_rows.dataState() == client::DataState::Loading)
        m_page->show(StatePage::State::Loading);
    else if (shown == 0)
        m_page->show(StatePage::State::Empty, m_emptyTitle, m_emptyText);
    const bool table = shown > 0 && m_rows.dataState() != client::DataState::NotAllowed;
    m_stack->setCurrentWidget(table ? static_cast<QWidget*>(m_view) : m_page);

    QString text = shown == all ? tr("%n rows", nullptr, all)
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
        for (const TableColumn& spec : m_columns) {
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
    const QModelIndex index = m_filter->index(row, m_columns.first().column);
    m_view->setCurrentIndex(index);
    m_view->selectRow(row);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    return true;
}

QList<int> RecordTable::shownColumns() const
{
    const QHeaderView* header = m_view->horizontalHeader();
    QList<int> result;
    for (int visual = 0; visual < header->count(); ++visual)
        if (const int column = header->logicalIndex(visual); !header->isSectionHidden(column))
            result.append(column);
    return result;
}

QString RecordTable::selectionAsText() const
{
    QModelIndexList rows = m_view->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(),
              [](const QModelIndex& a, const QModelIndex& b) { return a.row() < b.row(); });
    const QList<int> columns = shownColumns();
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

void RecordTable::showColumnMenu(const QPoint& globalPosition)
{
    QMenu menu(this);
    QHeaderView* header = m_view->horizontalHeader();
    for (const TableColumn& spec : m_columns) {
        QAction* action =
            menu.addAction(m_rows.headerData(spec.column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(spec.column));
        // The last column that is left cannot be taken away.
        action->setEnabled(!action->isChecked() || shownColumns().size() > 1);
        connect(action, &QAction::toggled, this,
                [header, column = spec.column](bool on) { header->setSectionHidden(column, !on); });
    }
    menu.exec(globalPosition);
}

bool RecordTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view->viewport() && event->type() == QEvent::Resize)
        fillWidth();
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
