// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/schedulecells.h"

#include "theme/format.h"
#include "theme/plansigns.h"
#include "theme/theme.h"

#include "models/schedulemodel.h"

#include <QPainter>
#include <QPolygonF>

using namespace Qt::StringLiterals;

namespace ui {

using client::CheckItem;
using ScheduleColumn = client::ScheduleModel;

namespace {

constexpr int indentStep = space::l;
constexpr int wideSum = 112;
constexpr int dayColumn = 104;

const protocol::PlanTaskRow* planTaskAt(const ScheduleLook& look, const QModelIndex& index)
{
    return look.rows.find(index.data(client::RowsModel::IdRole).toLongLong());
}

void paintElided(QPainter& painter, const QRectF& rect, const QString& text, Weight weight, const QColor& colour,
                 Qt::Alignment alignment = Qt::AlignLeft)
{
    const QFont font = theme().font(Type::Body, weight);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(rect, int(alignment | Qt::AlignVCenter),
                     QFontMetrics(font).elidedText(text, Qt::ElideRight, int(rect.width())));
}

/// Points to the right when closed, down when open.
void paintChevron(QPainter& painter, const QPointF& centre, double side, bool open)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().ink(Ink::Muted));
    const double r = side / 2;
    const QPolygonF shape = open ? QPolygonF({centre + QPointF(-r, -r * 0.55), centre + QPointF(r, -r * 0.55),
                                              centre + QPointF(0, r * 0.7)})
                                 : QPolygonF({centre + QPointF(-r * 0.55, -r), centre + QPointF(r * 0.7, 0),
                                              centre + QPointF(-r * 0.55, r)});
    painter.drawPolygon(shape);
    painter.restore();
}

void paintCode(const ScheduleLook& look, QPainter& painter, const QRectF& rect, const QModelIndex& index)
{
    const protocol::PlanTaskRow* row = planTaskAt(look, index);
    if (!row)
        return;
    if (row->overdue) // the row's left edge: seen while scrolling fast
        painter.fillRect(QRectF(rect.left() - space::m, rect.top(), 3, rect.height()),
                         theme().tone(Tone::Serious).solid);
    paintElided(painter, rect, row->code, row->section ? Weight::Semibold : Weight::Regular,
                theme().ink(row->section ? Ink::Text : Ink::Muted));
}

void paintName(const ScheduleLook& look, QPainter& painter, const QRectF& rect, const QModelIndex& index)
{
    const protocol::PlanTaskRow* row = planTaskAt(look, index);
    const client::ScheduleOutline::Node* node = row ? look.rows.outline().find(row->id) : nullptr;
    if (!row)
        return;
    QRectF words = rect;
    if (!*look.flat) {
        const int depth = node ? node->depth : 0;
        words.setLeft(rect.left() + theme().px(depth * indentStep));
        if (row->section) {
            const double side = theme().px(9);
            paintChevron(painter, QPointF(words.left() + side / 2, rect.center().y()), side,
                         !look.collapsed->contains(row->id));
            words.setLeft(words.left() + side + space::s);
        }
    }
    paintElided(painter, words, row->name, row->section ? Weight::Semibold : Weight::Regular,
                theme().ink(Ink::Text));
}

void paintItem(const ScheduleLook& look, CheckItem item, QPainter& painter, const QRectF& rect,
               const QModelIndex& index)
{
    const QVariant value = index.data(client::RowsModel::ValueRole);
    if (!value.isValid())
        return;
    auto state = protocol::CheckState(value.toInt());
    Sending sending = Sending::Done;
    const auto items = look.unsent->checks.constFind(index.data(client::RowsModel::IdRole).toLongLong());
    if (items != look.unsent->checks.cend()) {
        if (const auto found = items->constFind(int(item)); found != items->cend()) {
            sending = found->refused ? Sending::Refused : Sending::Waiting;
            state = found->refused ? state : found->state;
        }
    }
    paintCheck(painter, rect, state, sending);
}

void paintDone(const ScheduleLook& look, QPainter& painter, const QRectF& rect, const QModelIndex& index)
{
    const protocol::PlanTaskRow* row = planTaskAt(look, index);
    if (!row)
        return;
    const QVariant share = index.siblingAtColumn(ScheduleColumn::Progress).data(client::RowsModel::ValueRole);
    const auto done = share.isValid() ? std::optional(share.toDouble()) : std::nullopt;
    paintWithProgress(painter, rect,
                      row->section ? (done ? format::percent(*done) : QString())
                                   : index.data(Qt::DisplayRole).toString(),
                      done, row->section);
}

void paintEnd(const ScheduleLook& look, QPainter& painter, const QRectF& rect, const QModelIndex& index)
{
    const protocol::PlanTaskRow* row = planTaskAt(look, index);
    const bool late = row && row->overdue;
    QRectF words = rect;
    if (late) {
        const double side = theme().px(14);
        paintMark(painter, QRectF(rect.left(), rect.center().y() - side / 2, side, side), Mark::Late,
                  theme().tone(Tone::Serious).solid);
        words.setLeft(rect.left() + side + space::xs);
    }
    paintElided(painter, words, index.data(Qt::DisplayRole).toString(),
                late ? Weight::Semibold : Weight::Regular,
                late ? theme().tone(Tone::Serious).text : theme().ink(row && row->section ? Ink::Muted : Ink::Text));
}

QString fullPlanDay(const QVariant& value)
{
    return value.toDate().isValid() ? format::date(value.toDate()) : QString();
}

std::optional<Tone> leftOverTone(const QModelIndex& index)
{
    const QVariant left = index.data(client::RowsModel::ValueRole);
    return left.isValid() && left.toLongLong() < 0 ? std::optional(Tone::Warning) : std::nullopt;
}

} // namespace

std::optional<CheckItem> checkItemOf(int column)
{
    switch (column) {
    case ScheduleColumn::People:
        return CheckItem::People;
    case ScheduleColumn::Equipment:
        return CheckItem::Equipment;
    case ScheduleColumn::Materials:
        return CheckItem::Materials;
    case ScheduleColumn::Access:
        return CheckItem::Access;
    default:
        return std::nullopt;
    }
}

int columnOf(CheckItem item)
{
    return client::checkColumns[size_t(item)];
}

void paintWithProgress(QPainter& painter, const QRectF& rect, const QString& text, std::optional<double> share,
                       bool strong)
{
    const double low = share ? 6 : 0;
    paintElided(painter, rect.adjusted(0, 0, 0, -low), text, strong ? Weight::Semibold : Weight::Regular,
                theme().ink(Ink::Text), Qt::AlignRight);
    if (share)
        paintProgressLine(painter, QRectF(rect.left(), rect.bottom() - 8, rect.width(), 3), *share);
}

QList<TableColumn> scheduleColumns(const ScheduleLook& look)
{
    const auto picture = [look](auto paint) {
        return CellStyle{.picture = [look, paint](QPainter& painter, const QRectF& rect, const QModelIndex& index) {
            paint(look, painter, rect, index);
        }};
    };
    const auto item = [look](CheckItem which) {
        return CellStyle{.alignment = Qt::AlignHCenter,
                         .picture = [look, which](QPainter& painter, const QRectF& rect, const QModelIndex& index) {
                             paintItem(look, which, painter, rect, index);
                         }};
    };
    CellStyle done = picture(&paintDone);
    done.alignment = Qt::AlignRight;
    const CellStyle number{.alignment = Qt::AlignRight};
    const CellStyle quietNumber{.alignment = Qt::AlignRight, .muted = true};
    const CellStyle quiet{.muted = true};
    return {{ScheduleColumn::Code, 64, picture(&paintCode), true, {}, 62},
            {ScheduleColumn::Name, 0, picture(&paintName), true, {}, 220},
            {ScheduleColumn::People, 76, item(CheckItem::People), true, {}, 74},
            {ScheduleColumn::Equipment, 92, item(CheckItem::Equipment), true, {}, 90},
            {ScheduleColumn::Materials, 60, item(CheckItem::Materials), true, {}, 54},
            {ScheduleColumn::Access, 76, item(CheckItem::Access), true, {}, 72},
            {ScheduleColumn::Unit, 84, quiet, true, {}, 82},
            {ScheduleColumn::VolumePlan, 92, number, true, {}, 74},
            {ScheduleColumn::VolumeFact, 92, done, true, {}, 80},
            {ScheduleColumn::VolumeLeft, 92, {.alignment = Qt::AlignRight, .tone = leftOverTone}, true, {}, 82},
            {ScheduleColumn::Progress, 88, quietNumber, false},
            {ScheduleColumn::StartContract, 126, quiet, false, fullPlanDay},
            {ScheduleColumn::EndContract, 132, quiet, false, fullPlanDay},
            {ScheduleColumn::StartPlan, dayColumn, quiet, true, fullPlanDay, 102},
            {ScheduleColumn::EndPlan, 112, picture(&paintEnd), true, fullPlanDay, 108},
            {ScheduleColumn::UnitPrice, 110, number, false},
            {ScheduleColumn::LaborPerUnit, 140, number, false},
            {ScheduleColumn::MachinePerUnit, 150, number, false},
            {ScheduleColumn::Executor, 120, {}, true, {}, 110},
            {ScheduleColumn::LaborPlan, wideSum + 12, number, false},
            {ScheduleColumn::LaborFact, wideSum + 20, number, false},
            {ScheduleColumn::LaborLeft, wideSum + 24, number, false},
            {ScheduleColumn::CostPlan, 140, number, false},
            {ScheduleColumn::CostFact, 140, number, false},
            {ScheduleColumn::CostLeft, 140, number, false},
            {ScheduleColumn::MachinePlan, 130, number, false},
            {ScheduleColumn::MachineFact, 140, number, false},
            {ScheduleColumn::MachineLeft, 140, number, false},
            {ScheduleColumn::Notes, 200, quiet, false}};
}

QColor scheduleGround(const ScheduleLook& look, const QModelIndex& index)
{
    const protocol::PlanTaskRow* row = planTaskAt(look, index);
    if (!row)
        return {};
    if (row->section) {
        const client::ScheduleOutline::Node* node = look.rows.outline().find(row->id);
        return sectionGround(node ? node->depth : 0);
    }
    return row->overdue ? overdueGround() : QColor();
}

} // namespace ui
