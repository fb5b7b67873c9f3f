// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/orderfeed.h"

#include "delegates/paint.h"
#include "panels/cafe/unsent.h"
#include "theme/cafesigns.h"
#include "theme/format.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/labels.h"
#include "widgets/statepage.h"

#include "models/models.h"
#include "models/rowsfilter.h"

#include <QButtonGroup>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

enum FeedChoice { FeedOpen, FeedAll };

/// An order in two lines: table, sum and time; what it holds.
class OrderDelegate final : public QStyledItemDelegate
{
public:
    OrderDelegate(std::shared_ptr<const CafeUnsent> unsent, QObject* parent)
        : QStyledItemDelegate(parent), m_unsent(std::move(unsent))
    {
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        const int title = QFontMetrics(theme().font(Type::Body, Weight::Semibold)).height();
        const int detail = QFontMetrics(theme().font(Type::Caption)).height();
        return {160, title + 2 * detail + 2 * space::s + 2};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto order = index.data(client::RowsModel::RowRole).value<protocol::OrderRow>();
        const Theme& t = theme();
        Sign sign = signOf(order);
        if (const auto waits = m_unsent->orders.constFind(order.id); waits != m_unsent->orders.cend())
            sign = unsentSign(*waits);
        painter->save();
        const QRect rect = option.rect;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(rect, t.ink(Ink::Selection));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(rect, t.ink(Ink::Hover));
        painter->setPen(t.ink(Ink::Line));
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());

        const QFont title = t.font(Type::Body, Weight::Semibold);
        const QFont detail = t.font(Type::Caption);
        const QFontMetrics titleMetrics(title);
        const QFontMetrics detailMetrics(detail);
        const int left = rect.left() + space::m;
        const int width = rect.width() - 2 * space::m;
        int y = rect.top() + space::s;
        const auto line = [&](const QString& words, const QFont& font, const QColor& colour, const QString& right,
                              const QColor& rightColour) {
            const QFontMetrics metrics(font);
            const int rightWidth = right.isEmpty() ? 0 : metrics.horizontalAdvance(right) + 1;
            painter->setFont(font);
            painter->setPen(rightColour);
            painter->drawText(QRect(left + width - rightWidth, y, rightWidth, metrics.height()),
                              Qt::AlignVCenter | Qt::AlignRight, right);
            const int room = width - rightWidth - space::s;
            painter->setPen(colour);
            painter->drawText(QRect(left, y, room, metrics.height()), Qt::AlignVCenter,
                              metrics.elidedText(words, Qt::ElideRight, room));
            y += metrics.height() + 1;
        };
        const bool over = order.status != protocol::OrderStatus::Open;
        const QColor strong = over ? t.ink(Ink::Muted) : t.ink(Ink::Text);
        line(order.tableNumber ? OrderFeed::tr("Table %1").arg(*order.tableNumber) : OrderFeed::tr("No table"), title,
             strong, format::money(order.due().units()), strong);
        line(client::itemsText(order), detail, t.ink(Ink::Muted), {}, {});
        const int mark = t.px(10);
        paintMark(*painter, QRectF(left, y + (detailMetrics.height() - mark) / 2.0, mark, mark), sign.mark,
                  t.tone(sign.tone).solid);
        const QString words = order.waiter ? sign.text + u" · "_s + order.waiter->name : sign.text;
        const QString time = format::timeOrDate(order.createdAt, ticker().now());
        painter->setFont(detail);
        painter->setPen(t.ink(Ink::Muted));
        const int timeWidth = detailMetrics.horizontalAdvance(time) + 1;
        painter->drawText(QRect(left + width - timeWidth, y, timeWidth, detailMetrics.height()),
                          Qt::AlignVCenter | Qt::AlignRight, time);
        painter->setPen(t.tone(sign.tone).text);
        const int from = mark + space::xs + 2;
        const int room = width - from - timeWidth - space::s;
        painter->drawText(QRect(left + from, y, room, detailMetrics.height()), Qt::AlignVCenter,
                          detailMetrics.elidedText(words, Qt::ElideRight, room));
        if (option.state & QStyle::State_HasFocus)
            paintFocusRing(*painter, rect);
        painter->restore();
    }

private:
    std::shared_ptr<const CafeUnsent> m_unsent;
};

} // namespace

OrderFeed::OrderFeed(const client::Models& models, const Freshness& freshness,
                     std::shared_ptr<const CafeUnsent> unsent, QWidget* parent)
    : QFrame(parent)
    , m_models(models)
    , m_freshness(freshness)
    , m_filter(new client::RowsFilter(this))
    , m_view(new QListView)
    , m_page(new StatePage)
    , m_stack(new QStackedLayout)
    , m_only(new QButtonGroup(this))
{
    setProperty("card", true);
    m_filter->setRows(const_cast<client::OrdersModel*>(&models.orders)); // reads it only
    auto* head = new QHBoxLayout;
    head->setContentsMargins(space::m, space::s, space::s, space::s);
    head->setSpacing(space::xs);
    head->addWidget(makeLabel(tr("Orders"), Type::Body, Weight::Semibold), 1);
    for (const FeedChoice choice : {FeedOpen, FeedAll}) {
        auto* button = new QPushButton;
        button->setProperty("flat", true);
        button->setCheckable(true);
        button->setChecked(choice == FeedOpen);
        m_only->addButton(button, choice);
        head->addWidget(button);
    }
    connect(m_only, &QButtonGroup::idClicked, this, [this](int id) { setOnlyOpen(id == FeedOpen); });

    m_view->setModel(m_filter);
    m_view->setModelColumn(client::OrdersModel::Items);
    m_view->setItemDelegate(new OrderDelegate(std::move(unsent), m_view));
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setAccessibleName(tr("Orders"));
    m_view->installEventFilter(this);
    connect(m_view, &QAbstractItemView::clicked, this,
            [this](const QModelIndex& index) { emit opened(m_filter->idAt(index.row())); });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(makeRule(Qt::Horizontal));
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_page);

    m_refresh.watch(*m_filter);
    m_refresh.watch(models.orders);
    connect(&models.orders, &client::RowsModel::freshnessChanged, &m_refresh, &Recount::soon);
    setOnlyOpen(true);
    refresh();
}

void OrderFeed::setOnlyOpen(bool onlyOpen)
{
    const client::OrdersModel& rows = m_models.orders;
    if (onlyOpen)
        m_filter->setCondition(
            [&rows](int row) { return rows.at(row).status == protocol::OrderStatus::Open; });
    else
        m_filter->setCondition({});
    refresh();
}

void OrderFeed::refresh()
{
    const client::OrdersModel& rows = m_models.orders;
    m_only->button(FeedOpen)->setText(tr("Open", "orders") + u"  "_s + format::number(rows.open()));
    m_only->button(FeedAll)->setText(tr("All", "orders"));
    if (rows.dataState() == client::DataState::Loading)
        m_page->showWaiting(m_freshness);
    else
        m_page->show(StatePage::State::Empty, tr("No orders"), tr("What guests order appears here by itself."));
    m_stack->setCurrentIndex(m_filter->rowCount() > 0 ? 0 : 1);
    m_view->viewport()->update();
}

bool OrderFeed::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if ((key == Qt::Key_Return || key == Qt::Key_Enter) && m_view->currentIndex().isValid()) {
            emit opened(m_filter->idAt(m_view->currentIndex().row()));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace ui
