// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/kitchencolumn.h"

#include "delegates/paint.h"
#include "panels/cafe/unsent.h"
#include "theme/cafesigns.h"
#include "theme/format.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/labels.h"
#include "widgets/statepage.h"

#include "models/kitchenmodel.h"
#include "models/rowsfilter.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int buttonBesideFrom = 340; ///< pixels of a column's width at scale 1; else the button is below
constexpr qint64 mostMinutes = 999;

/// Since when its guests, or the dish itself, have been waiting.
QDateTime waitsSince(const protocol::KitchenTaskRow& task)
{
    return task.status == protocol::TaskStatus::Ready ? task.finishedAt.value_or(task.createdAt) : task.createdAt;
}
} // namespace

class KitchenColumn::Delegate final : public QStyledItemDelegate
{
public:
    Delegate(std::shared_ptr<const CafeUnsent> unsent, Deed deed, QObject* parent)
        : QStyledItemDelegate(parent), m_unsent(std::move(unsent)), m_deed(std::move(deed))
    {
    }

    static protocol::KitchenTaskRow taskAt(const QModelIndex& index)
    {
        return index.data(client::RowsModel::RowRole).value<protocol::KitchenTaskRow>();
    }

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const override
    {
        const auto* view = qobject_cast<const QListView*>(option.widget);
        const int width = view ? view->viewport()->width() : 0;
        return {std::max(160, width), bodyHeight() + (isBeside(width) ? 0 : buttonHeight() + space::xs) + space::s};
    }

    /// Within a card; empty: there is nothing to do.
    QRect buttonRect(const QRect& item, const protocol::KitchenTaskRow& task) const
    {
        const QString words = wordsFor(task);
        if (words.isEmpty())
            return {};
        const QRect card = cardRect(item);
        if (!isBeside(item.width()))
            return {card.left() + space::s, card.bottom() - buttonHeight() - space::s + 1,
                    card.width() - 2 * space::s, buttonHeight()};
        const int width = QFontMetrics(theme().font(Type::Body, Weight::Semibold)).horizontalAdvance(words) +
                          2 * space::m;
        return {card.right() - width - space::s, card.center().y() - buttonHeight() / 2, width, buttonHeight()};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const protocol::KitchenTaskRow task = taskAt(index);
        const Theme& t = theme();
        const qint64 waits = std::max<qint64>(0, waitsSince(task).secsTo(ticker().now()));
        const Ageing ageing = ageingOf(task.status, waits);
        const Sign sign = signOf(ageing);
        const bool abnormal = ageing != Ageing::InTime;
        const ToneColours& colours = t.tone(sign.tone);
        const QRect card = cardRect(option.rect);
        const QRect button = buttonRect(option.rect, task);

        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(abnormal ? colours.solid : t.ink(Ink::Line), abnormal ? 2 : 1));
        painter->setBrush(abnormal ? colours.tint : t.ink(Ink::Raised));
        painter->drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), metric::radius, metric::radius);

        // The minutes, for whoever stands four metres away.
        const QFont large = t.font(Type::Display, Weight::Semibold);
        const QFont small = t.font(Type::Caption);
        const QFontMetrics largeMetrics(large);
        const QFontMetrics smallMetrics(small);
        const QString minutes = QString::number(std::min(waits / 60, mostMinutes));
        const int minutesWidth = std::max(largeMetrics.horizontalAdvance(u"88"_s), largeMetrics.horizontalAdvance(minutes));
        const int left = card.left() + space::m;
        const int top = card.top() + space::s;
        painter->setFont(large);
        painter->setPen(abnormal ? colours.text : t.ink(Ink::Text));
        painter->drawText(QRect(left, top, minutesWidth, largeMetrics.height()), Qt::AlignCenter, minutes);
        const QString unit = KitchenColumn::tr("min", "minutes");
        const int mark = t.px(12);
        const int unitWidth = mark + space::xs + smallMetrics.horizontalAdvance(unit);
        const int unitLeft = left + std::max(0, (minutesWidth - unitWidth) / 2);
        const int unitTop = top + largeMetrics.height();
        paintMark(*painter, QRectF(unitLeft, unitTop + (smallMetrics.height() - mark) / 2.0, mark, mark), sign.mark,
                  colours.solid);
        painter->setFont(small);
        painter->setPen(abnormal ? colours.text : t.ink(Ink::Muted));
        painter->drawText(QRect(unitLeft + mark + space::xs, unitTop, unitWidth, smallMetrics.height()),
                          Qt::AlignVCenter, unit);

        const int textLeft = left + minutesWidth + space::m;
        const int textRight = (isBeside(option.rect.width()) && !button.isEmpty() ? button.left() : card.right()) -
                              space::s;
        const QFont title = t.font(Type::Title, Weight::Semibold);
        const QFont body = t.font(Type::Body);
        int y = card.top() + space::s;
        const auto line = [&](const QString& words, const QFont& font, const QColor& colour) {
            const QFontMetrics metrics(font);
            painter->setFont(font);
            painter->setPen(colour);
            painter->drawText(QRect(textLeft, y, textRight - textLeft, metrics.height()), Qt::AlignVCenter,
                              metrics.elidedText(words, Qt::ElideRight, textRight - textLeft));
            y += metrics.height();
        };
        line(task.title, title, t.ink(Ink::Text));
        QString where = task.tableNumber ? KitchenColumn::tr("Table %1").arg(*task.tableNumber)
                                         : KitchenColumn::tr("No table");
        if (task.unit > 1)
            where += u" · "_s + KitchenColumn::tr("portion %1").arg(task.unit);
        line(where, body, t.ink(Ink::Text));
        const auto unsent = m_unsent->tasks.constFind(task.id);
        if (unsent != m_unsent->tasks.cend()) {
            const Sign waiting = unsentSign(*unsent);
            paintChip(*painter, QRectF(textLeft, y, textRight - textLeft, smallMetrics.height() + space::xs), waiting,
                      Type::Caption);
        } else {
            const auto& who = task.status == protocol::TaskStatus::Ready ? task.waiter : task.cook;
            QStringList rest{abnormal ? sign.text : QString(), who ? who->name : QString(), task.kitchen};
            rest.removeAll(QString());
            line(rest.join(u" · "_s), small, t.ink(Ink::Muted));
        }

        if (!button.isEmpty()) {
            const bool hot = option.state & QStyle::State_HasFocus;
            painter->setPen(QPen(hot ? t.ink(Ink::Accent) : t.ink(Ink::LineStrong), 1));
            painter->setBrush(hot ? t.ink(Ink::Accent) : t.ink(Ink::Raised));
            painter->drawRoundedRect(QRectF(button).adjusted(0.5, 0.5, -0.5, -0.5), metric::radius, metric::radius);
            painter->setFont(t.font(Type::Body, Weight::Semibold));
            painter->setPen(hot ? t.ink(Ink::OnAccent) : t.ink(Ink::Text));
            painter->drawText(button, Qt::AlignCenter, wordsFor(task));
        }
        if (option.state & QStyle::State_HasFocus)
            paintFocusRing(*painter, QRectF(card));
        painter->restore();
    }

private:
    static int buttonHeight() { return theme().px(metric::touch); }
    static bool isBeside(int width) { return width >= theme().px(buttonBesideFrom); }
    static QRect cardRect(const QRect& item) { return item.adjusted(space::s, space::xs, -space::s, -space::xs); }
    static int bodyHeight()
    {
        const Theme& t = theme();
        return QFontMetrics(t.font(Type::Display, Weight::Semibold)).height() +
               QFontMetrics(t.font(Type::Caption)).height() + 2 * space::s + space::xs;
    }
    QString wordsFor(const protocol::KitchenTaskRow& task) const
    {
        // What waits to be sent is not done a second time; after a refusal it may be.
        const bool waits = m_unsent->tasks.contains(task.id) && !m_unsent->tasks.value(task.id);
        return waits ? QString() : m_deed(task);
    }

    std::shared_ptr<const CafeUnsent> m_unsent;
    Deed m_deed;
};

KitchenColumn::KitchenColumn(protocol::TaskStatus status, const QString& title,
                             const client::KitchenModel& rows, const Freshness& freshness,
                             std::shared_ptr<const CafeUnsent> unsent, Deed deed, QWidget* parent)
    : QFrame(parent)
    , m_status(status)
    , m_rows(rows)
    , m_freshness(freshness)
    , m_deed(std::move(deed))
    , m_name(title)
    , m_filter(new client::RowsFilter(this))
    , m_delegate(new Delegate(std::move(unsent), m_deed, this))
    , m_view(new QListView)
    , m_title(makeLabel({}, Type::Title, Weight::Semibold))
    , m_page(new StatePage)
    , m_stack(new QStackedLayout)
{
    setProperty("card", true);
    m_filter->setRows(const_cast<client::KitchenModel*>(&rows)); // reads it only
    m_filter->sort(status == protocol::TaskStatus::Ready ? client::KitchenModel::FinishedAt
                                                         : client::KitchenModel::CreatedAt);
    setKitchen({});
    m_view->setModel(m_filter);
    m_view->setModelColumn(client::KitchenModel::Title);
    m_view->setItemDelegate(m_delegate);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_view->setAccessibleName(title);
    m_view->installEventFilter(this);
    m_view->viewport()->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, space::m, 1, space::xs);
    layout->setSpacing(space::s);
    layout->addLayout(inset(m_title, space::l));
    layout->addWidget(makeRule(Qt::Horizontal));
    layout->addLayout(m_stack, 1);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_page);
    for (auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_filter, signal, this, &KitchenColumn::refresh);
    connect(m_filter, &QAbstractItemModel::modelReset, this, &KitchenColumn::refresh);
    connect(&ticker(), &Ticker::tick, m_view->viewport(), qOverload<>(&QWidget::update));
    connect(&theme(), &Theme::changed, this, [this] { m_view->doItemsLayout(); });
}

void KitchenColumn::setKitchen(const QString& kitchen)
{
    m_kitchen = kitchen;
    m_filter->setCondition([&rows = m_rows, status = m_status, kitchen](int row) {
        const protocol::KitchenTaskRow& task = rows.at(row);
        return task.status == status && client::isUnderWay(task) && (kitchen.isEmpty() || task.kitchen == kitchen);
    });
}

void KitchenColumn::setWords(const QString& title, const QString& text)
{
    m_emptyTitle = title;
    m_emptyText = text;
    refresh();
}

int KitchenColumn::count() const
{
    return m_filter->rowCount();
}

void KitchenColumn::refresh()
{
    m_title->setText(m_name + u"  "_s + format::number(count()));
    if (m_rows.dataState() == client::DataState::Loading)
        m_page->showWaiting(m_freshness);
    else
        m_page->show(StatePage::State::Empty, m_emptyTitle, m_emptyText);
    m_stack->setCurrentIndex(count() > 0 ? 0 : 1);
    m_view->viewport()->update();
}

bool KitchenColumn::reveal(qint64 task)
{
    const int row = m_filter->rowOf(task);
    if (row < 0)
        return false;
    const QModelIndex index = m_filter->index(row, client::KitchenModel::Title);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
    m_view->setFocus(Qt::OtherFocusReason);
    return true;
}

QRect KitchenColumn::buttonOf(qint64 task) const
{
    const int row = m_filter->rowOf(task);
    if (row < 0)
        return {};
    const QModelIndex index = m_filter->index(row, client::KitchenModel::Title);
    return m_delegate->buttonRect(m_view->visualRect(index), Delegate::taskAt(index));
}

void KitchenColumn::press(const QPoint& at)
{
    const QModelIndex index = m_view->indexAt(at);
    if (index.isValid() && m_delegate->buttonRect(m_view->visualRect(index), Delegate::taskAt(index)).contains(at))
        doTo(index.row());
}

void KitchenColumn::doTo(int row)
{
    const qint64 task = m_filter->idAt(row);
    if (!buttonOf(task).isEmpty())
        emit deedRequested(task);
}

bool KitchenColumn::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        const bool enters = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space;
        if (enters && m_view->currentIndex().isValid()) {
            doTo(m_view->currentIndex().row());
            return true;
        }
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            emit leaveRequested(key == Qt::Key_Left ? -1 : 1);
            return true;
        }
    } else if (watched == m_view->viewport() && event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        if (mouse->button() == Qt::LeftButton)
            press(mouse->position().toPoint());
    }
    return QFrame::eventFilter(watched, event);
}

void KitchenColumn::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    m_view->doItemsLayout(); // the button stands beside the words or below them
}

} // namespace ui
