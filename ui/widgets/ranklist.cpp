// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/ranklist.h"

#include "delegates/paint.h"
#include "theme/theme.h"

#include <QAbstractListModel>
#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

class RankModel final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void set(const QList<RankList::Entry>& entries)
    {
        beginResetModel();
        rows = entries;
        endResetModel();
    }
    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : int(rows.size());
    }
    QVariant data(const QModelIndex& index, int role) const override
    {
        const RankList::Entry& entry = rows[index.row()];
        switch (role) {
        case Qt::DisplayRole:
            return entry.title;
        case Qt::ToolTipRole:
            return QString(entry.title + u'\n' + entry.detail);
        case Qt::AccessibleTextRole:
            return QString(entry.title + u", "_s + entry.detail + u", "_s + entry.value);
        default:
            return {};
        }
    }

    QList<RankList::Entry> rows;
};

int rankRowHeight(bool bars)
{
    const Theme& t = theme();
    return QFontMetrics(t.font(Type::Body)).height() + QFontMetrics(t.font(Type::Caption)).height() +
           2 * space::s + (bars ? t.px(4) + space::xs : 0);
}

bool hasBars(const QList<RankList::Entry>& entries)
{
    return std::any_of(entries.begin(), entries.end(),
                       [](const RankList::Entry& entry) { return entry.share >= 0; });
}

class RankDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return {200, rankRowHeight(hasBars(static_cast<const RankModel*>(index.model())->rows))};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const RankList::Entry& entry = static_cast<const RankModel*>(index.model())->rows[index.row()];
        const Theme& t = theme();
        const QRect rect = option.rect;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state & QStyle::State_Selected)
            painter->fillRect(rect, t.ink(Ink::Selection));
        else if (option.state & QStyle::State_MouseOver && !entry.topic.isEmpty())
            painter->fillRect(rect, t.ink(Ink::Hover));
        const QRect inner = rect.adjusted(space::l, space::s, -space::l, -space::s);
        const QFont value = t.font(Type::Body, Weight::Semibold);
        const int wide = QFontMetrics(value).horizontalAdvance(entry.value);
        painter->setFont(value);
        painter->setPen(t.ink(Ink::Text));
        const QFontMetrics bodyMetrics(t.font(Type::Body));
        painter->drawText(QRect(inner.right() - wide, inner.top(), wide + 1, bodyMetrics.height()),
                          Qt::AlignRight | Qt::AlignVCenter, entry.value);
        const int room = inner.width() - wide - space::m;
        painter->setFont(t.font(Type::Body));
        painter->drawText(QRect(inner.left(), inner.top(), room, bodyMetrics.height()),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          bodyMetrics.elidedText(entry.title, Qt::ElideRight, room));
        const QFontMetrics captionMetrics(t.font(Type::Caption));
        painter->setFont(t.font(Type::Caption));
        painter->setPen(t.ink(Ink::Muted));
        const int below = inner.top() + bodyMetrics.height();
        painter->drawText(QRect(inner.left(), below, inner.width(), captionMetrics.height()),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          captionMetrics.elidedText(entry.detail, Qt::ElideRight, inner.width()));
        if (entry.share >= 0) {
            const QRectF track(inner.left(), below + captionMetrics.height() + space::xs, inner.width(),
                               t.px(4));
            painter->setPen(Qt::NoPen);
            painter->setBrush(t.ink(Ink::Sunken));
            painter->drawRoundedRect(track, 2, 2);
            painter->setBrush(t.ink(Ink::Data));
            painter->drawRoundedRect(
                QRectF(track.left(), track.top(), std::max(2.0, track.width() * entry.share), track.height()),
                2, 2);
        }
        if (option.state & QStyle::State_HasFocus)
            paintFocusRing(*painter, rect);
        painter->restore();
    }
};

} // namespace

RankList::RankList(QWidget* parent) : QListView(parent)
{
    setModel(new RankModel(this));
    setItemDelegate(new RankDelegate(this));
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QAbstractItemView::doubleClicked, this, &RankList::go);
    connect(&theme(), &Theme::changed, this, [this] {
        scheduleDelayedItemsLayout();
        updateGeometry();
    });
}

void RankList::setEntries(const QList<Entry>& entries)
{
    auto* rows = static_cast<RankModel*>(model());
    if (rows->rows == entries)
        return;
    const int current = currentIndex().row();
    rows->set(entries);
    if (current >= 0 && current < entries.size())
        setCurrentIndex(rows->index(current));
    updateGeometry();
}

const QList<RankList::Entry>& RankList::entries() const
{
    return static_cast<const RankModel*>(model())->rows;
}

QSize RankList::sizeHint() const
{
    return {280, int(entries().size()) * rankRowHeight(hasBars(entries()))};
}

QSize RankList::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

void RankList::go(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const Entry entry = entries()[index.row()];
    if (!entry.topic.isEmpty())
        emit recordRequested(entry.topic, entry.id);
}

void RankList::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        go(currentIndex());
    else
        QListView::keyPressEvent(event);
}

} // namespace ui
