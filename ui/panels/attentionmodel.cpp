// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/attentionmodel.h"

#include "delegates/paint.h"
#include "theme/format.h"
#include "theme/theme.h"
#include "theme/ticker.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

AttentionModel::AttentionModel(client::MachinesModel& machines, QObject* parent) : QAbstractListModel(parent)
{
    m_publish.setSingleShot(true);
    m_publish.setInterval(0);
    connect(&m_publish, &QTimer::timeout, this, &AttentionModel::publish);
    // The observer may outlive this object: the models are the client's.
    machines.observe([self = QPointer<AttentionModel>(this)](const protocol::MachineRow* before,
                                                             const protocol::MachineRow* after) {
        if (!self)
            return;
        const std::optional<Attention> now = after ? judge(*after) : std::nullopt;
        const qint64 id = after ? after->id : before->id;
        if (now ? self->m_wanting.value(id) == *now : !self->m_wanting.contains(id))
            return;
        if (now)
            self->m_wanting.insert(id, *now);
        else
            self->m_wanting.remove(id);
        if (!self->m_publish.isActive())
            self->m_publish.start();
    });
    publish();
}

std::optional<Attention> AttentionModel::judge(const protocol::MachineRow& row)
{
    using protocol::CallStatus;
    using protocol::MachineStatus;
    const QString who = row.operatorRef ? row.operatorRef->name : QString();
    if (row.call && row.call->status == CallStatus::Pending) {
        Sign sign = signOf(std::optional(CallStatus::Pending));
        return Attention{row.id,
                         sign,
                         row.name,
                         tr("Waits for the master · %1").arg(row.call->operatorName),
                         row.call->calledAt,
                         0};
    }
    if (row.status == MachineStatus::Stopped)
        return Attention{row.id,
                         signOf(row.status),
                         row.name,
                         who.isEmpty() ? signOf(row.status).text : signOf(row.status).text + u" · "_s + who,
                         row.statusSince,
                         1};
    if (row.status == MachineStatus::Maintenance) {
        const QString master = row.call ? row.call->masterName : QString();
        return Attention{
            row.id,
            signOf(row.status),
            row.name,
            master.isEmpty() ? signOf(row.status).text : signOf(row.status).text + u" · "_s + master,
            row.statusSince,
            2};
    }
    return std::nullopt;
}

void AttentionModel::publish()
{
    QList<Attention> rows = m_wanting.values();
    std::sort(rows.begin(), rows.end(), [](const Attention& a, const Attention& b) {
        return std::tie(a.rank, a.since, a.machine) < std::tie(b.rank, b.since, b.machine);
    });
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    emit changed();
}

QVariant AttentionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::DisplayRole)
        return m_rows[index.row()].title;
    if (role == Qt::AccessibleDescriptionRole || role == Qt::ToolTipRole)
        return m_rows[index.row()].detail;
    return {};
}

void AttentionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                              const QModelIndex& index) const
{
    const Attention& item = static_cast<const AttentionModel*>(index.model())->at(index.row());
    const Theme& t = theme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect rect = option.rect;
    if (option.state & QStyle::State_Selected && option.state & QStyle::State_HasFocus)
        painter->fillRect(rect, t.ink(Ink::Selection));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(rect, t.ink(Ink::Hover));
    painter->setPen(t.ink(Ink::Line));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());

    const int mark = t.px(16);
    const QFont title = t.font(Type::Body, Weight::Semibold);
    const QFont detail = t.font(Type::Caption);
    const QFontMetrics titleMetrics(title);
    const QFontMetrics detailMetrics(detail);
    const int block = titleMetrics.height() + detailMetrics.height() + 2;
    const int top = rect.center().y() - block / 2;
    paintMark(*painter, QRectF(rect.left() + space::l, rect.center().y() - mark / 2.0, mark, mark),
              item.sign.mark, t.tone(item.sign.tone).solid);
    const QString age = format::age(item.since.secsTo(ticker().now()));
    const int ageWidth = titleMetrics.horizontalAdvance(age);
    const int left = rect.left() + space::l + mark + space::m;
    const int right = rect.right() - space::l;
    painter->setFont(title);
    painter->setPen(t.tone(item.sign.tone).text);
    painter->drawText(QRect(right - ageWidth, top, ageWidth + 1, titleMetrics.height()),
                      Qt::AlignRight | Qt::AlignVCenter, age);
    painter->setPen(t.ink(Ink::Text));
    painter->drawText(
        QRect(left, top, right - ageWidth - space::s - left, titleMetrics.height()),
        Qt::AlignLeft | Qt::AlignVCenter,
        titleMetrics.elidedText(item.title, Qt::ElideRight, right - ageWidth - space::s - left));
    painter->setFont(detail);
    painter->setPen(t.ink(Ink::Muted));
    painter->drawText(QRect(left, top + titleMetrics.height() + 2, right - left, detailMetrics.height()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      detailMetrics.elidedText(item.detail, Qt::ElideRight, right - left));
    if (option.state & QStyle::State_HasFocus)
        paintFocusRing(*painter, rect);
    painter->restore();
}

QSize AttentionDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    const int title = QFontMetrics(theme().font(Type::Body, Weight::Semibold)).height();
    const int detail = QFontMetrics(theme().font(Type::Caption)).height();
    return {160, title + detail + 2 + 2 * space::m};
}

} // namespace ui
