// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/columnlayout.h"

#include "theme/format.h"
#include "theme/theme.h"

#include "models/rowsmodel.h"

#include <QAction>
#include <QFontMetrics>
#include <QHeaderView>
#include <QMenu>
#include <QSettings>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int leastFill = 150;     ///< pixels for the column that takes what is left
constexpr double shareOfFill = 0.3; ///< of a table's width, for that column, before others have all they want

int leastOf(const TableColumn& spec)
{
    return spec.least > 0 ? spec.least : spec.width > 0 ? spec.width : leastFill;
}
} // namespace

int momentColumnWidth()
{
    const QDateTime longest(QDate(2026, 12, 30), QTime(22, 58), format::plantZone());
    const int words =
        QFontMetrics(theme().font(Type::Body)).horizontalAdvance(format::shortDateTime(longest, longest));
    return qRound(words / theme().textScale()) + 2 * space::m;
}

ColumnLayout::ColumnLayout(const QString& name, const client::RowsModel& rows,
                           const QList<TableColumn>& columns, QTableView& view, QObject* parent)
    : QObject(parent), m_name(name), m_rows(rows), m_columns(columns), m_view(view)
{
    arrangeAtFirst();
    QHeaderView* header = view.horizontalHeader();
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this,
            [this, header](const QPoint& at) { showMenu(header->mapToGlobal(at)); });
    connect(header, &QHeaderView::sectionResized, this, [this](int, int before, int now) {
        // Showing and hiding are no wishes about widths.
        if (!m_filling && before > 0 && now > 0)
            m_arranged = true;
        fill();
    });
}

void ColumnLayout::arrangeAtFirst()
{
    QHeaderView* header = m_view.horizontalHeader();
    for (int column = 0; column < header->count(); ++column)
        header->setSectionHidden(column, true);
    for (qsizetype i = 0; i < m_columns.size(); ++i) {
        header->moveSection(header->visualIndex(m_columns[i].column), int(i));
        header->setSectionHidden(m_columns[i].column, !m_columns[i].shown);
    }
}

void ColumnLayout::setPerson(const QString& person)
{
    if (m_person == person)
        return;
    save();
    m_person = person;
    if (!person.isEmpty())
        restore();
}

void ColumnLayout::save() const
{
    if (m_person.isEmpty())
        return;
    const QHeaderView* header = m_view.horizontalHeader();
    QStringList columns;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int column = header->logicalIndex(visual);
        const bool known = std::any_of(m_columns.begin(), m_columns.end(),
                                       [column](const TableColumn& spec) { return spec.column == column; });
        if (!known)
            continue;
        // Hidden; shown where there is room for it; shown by a person.
        const int shown = m_givenWay.contains(column)       ? 1
                          : header->isSectionHidden(column) ? 0
                          : m_decided.contains(column)      ? 2
                                                            : 1;
        // 0: not set by a person, and for a hidden one not worth keeping.
        columns.append(u"%1:%2:%3"_s.arg(m_rows.columnKey(column))
                           .arg(m_arranged ? qRound(header->sectionSize(column) / m_scale) : 0)
                           .arg(shown));
    }
    QSettings settings;
    settings.beginGroup(u"tables/%1/%2"_s.arg(m_name, m_person));
    settings.setValue(u"columns"_s, columns);
    if (header->sortIndicatorSection() >= 0)
        settings.setValue(u"sort"_s, u"%1:%2"_s.arg(m_rows.columnKey(header->sortIndicatorSection()))
                                         .arg(int(header->sortIndicatorOrder())));
}

void ColumnLayout::restore()
{
    m_filling = true; // none of this is a person's hand
    m_arranged = false;
    m_decided.clear();
    m_givenWay.clear();
    arrangeAtFirst(); // what the former person made of it is theirs
    QHeaderView* header = m_view.horizontalHeader();
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
            if (parts[2] != "1"_L1)
                m_decided.insert(spec.column);
            if (const int width = parts[1].toInt(); width > 0) {
                m_arranged = true;
                header->resizeSection(spec.column, int(width * theme().textScale()));
            }
        }
    }
    const QStringList sort = settings.value(u"sort"_s).toString().split(u':');
    for (const TableColumn& spec : m_columns)
        if (sort.size() == 2 && m_rows.columnKey(spec.column) == sort[0])
            m_view.sortByColumn(spec.column, sort[1] == "1"_L1 ? Qt::DescendingOrder : Qt::AscendingOrder);
    m_filling = false;
    fill();
}

QList<int> ColumnLayout::columnsWhere(const std::function<bool(int)>& passes) const
{
    const QHeaderView* header = m_view.horizontalHeader();
    QList<int> result;
    for (int visual = 0; visual < header->count(); ++visual)
        if (const int column = header->logicalIndex(visual); passes(column))
            result.append(column);
    return result;
}

QList<int> ColumnLayout::shown() const
{
    return columnsWhere([this](int column) { return !m_view.isColumnHidden(column); });
}

QList<int> ColumnLayout::wanted() const
{
    return columnsWhere(
        [this](int column) { return !m_view.isColumnHidden(column) || m_givenWay.contains(column); });
}

void ColumnLayout::setShown(int column, bool shown)
{
    m_decided.insert(column);
    m_givenWay.remove(column);
    m_view.setColumnHidden(column, !shown);
}

void ColumnLayout::showMenu(const QPoint& globalPosition)
{
    QMenu menu(&m_view);
    QHeaderView* header = m_view.horizontalHeader();
    for (const TableColumn& spec : m_columns) {
        QAction* action =
            menu.addAction(m_rows.headerData(spec.column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(spec.column));
        // The last column that is left cannot be taken away.
        action->setEnabled(!action->isChecked() || shown().size() > 1);
        connect(action, &QAction::toggled, this,
                [this, column = spec.column](bool on) { setShown(column, on); });
    }
    menu.exec(globalPosition);
}

void ColumnLayout::applyScale()
{
    QHeaderView* header = m_view.horizontalHeader();
    if (m_arranged) {
        m_filling = true;
        for (const TableColumn& spec : m_columns)
            if (!header->isSectionHidden(spec.column))
                header->resizeSection(
                    spec.column, qRound(header->sectionSize(spec.column) * theme().textScale() / m_scale));
        m_filling = false;
    }
    m_scale = theme().textScale();
    fill();
}

void ColumnLayout::fill()
{
    // Not QHeaderView::Stretch, which squeezes its column to nothing where the room is scarce.
    if (m_filling)
        return;
    m_filling = true;
    QHeaderView* header = m_view.horizontalHeader();
    const int room = m_view.viewport()->width();
    giveWay(room);
    if (!m_arranged)
        shareOut(room);
    for (const TableColumn& spec : m_columns) {
        if (spec.width != 0 || header->isSectionHidden(spec.column))
            continue;
        const int others = header->length() - header->sectionSize(spec.column);
        header->resizeSection(spec.column, std::max(theme().px(leastOf(spec)), room - others));
        break;
    }
    m_filling = false;
}

void ColumnLayout::giveWay(int room)
{
    for (const TableColumn& spec : m_columns) {
        if (spec.room == 0 || !spec.shown || m_decided.contains(spec.column))
            continue;
        const bool scarce = room < theme().px(spec.room);
        m_view.setColumnHidden(spec.column, scarce);
        if (scarce)
            m_givenWay.insert(spec.column);
        else
            m_givenWay.remove(spec.column);
    }
}

void ColumnLayout::shareOut(int room)
{
    // On a small screen the columns that can give way before the table scrolls sideways.
    QHeaderView* header = m_view.horizontalHeader();
    const double scale = theme().textScale();
    double wanted = 0;
    double slack = 0;
    for (const TableColumn& spec : m_columns) {
        if (header->isSectionHidden(spec.column))
            continue;
        wanted += spec.width > 0 ? spec.width * scale : std::max(leastOf(spec) * scale, room * shareOfFill);
        slack += spec.width > 0 ? (spec.width - leastOf(spec)) * scale : 0;
    }
    const double share = slack > 0 ? std::clamp((wanted - room) / slack, 0.0, 1.0) : 0.0;
    for (const TableColumn& spec : m_columns) {
        if (spec.width == 0 || header->isSectionHidden(spec.column))
            continue;
        const double give = (spec.width - leastOf(spec)) * share;
        header->resizeSection(spec.column, int((spec.width - give) * scale));
    }
}

} // namespace ui
