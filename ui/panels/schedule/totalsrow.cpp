// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/totalsrow.h"

#include "theme/format.h"
#include "theme/plansigns.h"
#include "theme/theme.h"

#include "models/schedulemodel.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace ui {

using TotalsColumn = client::ScheduleModel;

TotalsRow::TotalsRow(QTableView& view, const QWidget& names, QWidget* parent)
    : QWidget(parent), m_view(view), m_names(names)
{
    setAccessibleName(tr("Totals of the schedule"));
    const auto again = qOverload<>(&QWidget::update);
    connect(view.horizontalHeader(), &QHeaderView::sectionResized, this, again);
    connect(view.horizontalHeader(), &QHeaderView::sectionMoved, this, again);
    connect(view.horizontalScrollBar(), &QAbstractSlider::valueChanged, this, again);
    connect(&theme(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TotalsRow::setTotals(const client::PlanAmounts& totals)
{
    m_totals = totals;
    setAccessibleDescription(u"%1; %2; %3"_s.arg(text(TotalsColumn::Name), text(TotalsColumn::VolumeFact),
                                                 text(TotalsColumn::CostPlan)));
    update();
}

QString TotalsRow::text(int column) const
{
    const auto day = [](std::optional<QDate> date) { return date ? format::date(*date) : QString(); };
    switch (column) {
    case TotalsColumn::Name:
        return tr("In all: %n works", nullptr, m_totals.tasks);
    case TotalsColumn::VolumeFact:
    case TotalsColumn::Progress:
        return m_totals.progress() ? format::percent(*m_totals.progress()) : QString();
    case TotalsColumn::StartPlan:
        return day(m_totals.first);
    case TotalsColumn::EndPlan:
        return day(m_totals.last);
    case TotalsColumn::LaborPlan:
        return format::quantity(m_totals.laborPlan.units());
    case TotalsColumn::LaborFact:
        return format::quantity(m_totals.laborFact.units());
    case TotalsColumn::LaborLeft:
        return format::quantity((m_totals.laborPlan - m_totals.laborFact).units());
    case TotalsColumn::CostPlan:
        return format::money(m_totals.costPlan.units());
    case TotalsColumn::CostFact:
        return format::money(m_totals.costFact.units());
    case TotalsColumn::CostLeft:
        return format::money((m_totals.costPlan - m_totals.costFact).units());
    case TotalsColumn::MachinePlan:
        return format::quantity(m_totals.machinePlan.units());
    case TotalsColumn::MachineFact:
        return format::quantity(m_totals.machineFact.units());
    case TotalsColumn::MachineLeft:
        return format::quantity((m_totals.machinePlan - m_totals.machineFact).units());
    default:
        return {};
    }
}

QSize TotalsRow::sizeHint() const
{
    return {200, theme().px(metric::row)};
}

QSize TotalsRow::minimumSizeHint() const
{
    return {1, theme().px(metric::row)};
}

void TotalsRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    painter.fillRect(rect(), t.ink(Ink::Sunken));
    painter.fillRect(QRect(0, 0, width(), 1), t.ink(Ink::LineStrong));
    const QHeaderView* header = m_view.horizontalHeader();
    const QFont font = t.font(Type::Body, Weight::Semibold);
    const QFontMetrics metrics(font);
    painter.setFont(font);
    painter.setPen(t.ink(Ink::Text));
    const auto paintCell = [&](int column, int left) {
        const QRect cell(left, 0, header->sectionSize(column), height());
        const QString words = text(column);
        if (words.isEmpty() || !cell.intersects(rect()))
            return;
        const QRect inner = cell.adjusted(space::m, 0, -space::m, 0);
        const bool atLeft = column == TotalsColumn::Name || column == TotalsColumn::StartPlan ||
                            column == TotalsColumn::EndPlan;
        painter.drawText(inner, int((atLeft ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter),
                         metrics.elidedText(words, Qt::ElideRight, inner.width()));
        if ((column == TotalsColumn::VolumeFact || column == TotalsColumn::Progress) && m_totals.progress())
            paintProgressLine(painter, QRectF(inner.left(), height() - 7, inner.width(), 3), *m_totals.progress());
    };
    for (int column = 0; column < header->count(); ++column)
        if (!header->isSectionHidden(column))
            paintCell(column, header->sectionViewportPosition(column));
    if (m_names.isVisible()) {
        painter.fillRect(QRect(0, 1, m_names.width(), height() - 1), t.ink(Ink::Sunken));
        painter.setClipRect(QRect(0, 0, m_names.width(), height()));
        paintCell(TotalsColumn::Name, 0);
    }
}

} // namespace ui
