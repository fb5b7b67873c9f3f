// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/drawer.h"

#include "delegates/paint.h"
#include "shell/words.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/ticker.h"
#include "widgets/labels.h"
#include "widgets/statepage.h"

#include "alerts/alertcenter.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QStackedLayout>
#include <QStyledItemDelegate>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

class AlertDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        const int body = QFontMetrics(theme().font(Type::Body)).height();
        const int caption = QFontMetrics(theme().font(Type::Caption)).height();
        return {200, 2 * body + caption + 2 * space::m + space::xs};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const client::Alert& alert = static_cast<const AlertListModel*>(index.model())->at(index.row());
        const Theme& t = theme();
        const bool settled = alert.acknowledged || alert.over;
        const Sign sign = signOf(alert.priority);
        const QDateTime now = ticker().now();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect rect = option.rect;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(rect, t.ink(Ink::Selection));
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(rect, t.ink(Ink::Hover));
        painter->setPen(t.ink(Ink::Line));
        painter->drawLine(rect.bottomLeft(), rect.bottomRight());

        const int mark = t.px(14);
        const int top = rect.top() + space::m;
        const QFont title = t.font(Type::Body, settled ? Weight::Regular : Weight::Semibold);
        const QFont body = t.font(Type::Body);
        const QFont caption = t.font(Type::Caption);
        paintMark(*painter, QRectF(rect.left() + space::l, top + 2, mark, mark), sign.mark,
                  settled ? t.ink(Ink::LineStrong) : t.tone(sign.tone).solid);
        const int left = rect.left() + space::l + mark + space::m;
        const int width = rect.right() - left - space::l;
        const AlertWords words = wordsFor(alert);
        const QString count = alert.count > 1 && alert.kind != client::AlertKind::Latecomers &&
                                      alert.kind != client::AlertKind::Missed &&
                                      alert.kind != client::AlertKind::Flood
                                  ? u" \u00D7%1"_s.arg(alert.count)
                                  : QString();
        const QFontMetrics titleMetrics(title);
        painter->setFont(title);
        painter->setPen(t.ink(settled ? Ink::Muted : Ink::Text));
        painter->drawText(QRect(left, top, width, titleMetrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                          titleMetrics.elidedText(words.title, Qt::ElideRight,
                                                  width - titleMetrics.horizontalAdvance(count)) +
                              count);
        const QFontMetrics bodyMetrics(body);
        painter->setFont(body);
        painter->setPen(t.ink(Ink::Muted));
        painter->drawText(QRect(left, top + titleMetrics.height(), width, bodyMetrics.height()),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          bodyMetrics.elidedText(words.text, Qt::ElideRight, width));
        QString state = format::timeOrDate(alert.at, now);
        if (alert.over)
            state += u" · "_s + NotificationDrawer::tr("over");
        if (alert.acknowledged)
            state += u" · "_s + NotificationDrawer::tr("acknowledged");
        painter->setFont(caption);
        painter->drawText(QRect(left, top + titleMetrics.height() + bodyMetrics.height() + 2, width,
                                QFontMetrics(caption).height()),
                          Qt::AlignLeft | Qt::AlignVCenter, state);
        if (option.state & QStyle::State_HasFocus)
            paintFocusRing(*painter, rect);
        painter->restore();
    }
};

} // namespace

AlertListModel::AlertListModel(client::AlertCenter& alerts, QObject* parent)
    : QAbstractListModel(parent), m_alerts(alerts)
{
    reload();
}

void AlertListModel::reload()
{
    // The history is bounded, and a person looks at it seldom: a reset is simple and cheap.
    beginResetModel();
    m_rows = m_alerts.history();
    endResetModel();
}

int AlertListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

const client::Alert& AlertListModel::at(int row) const
{
    return m_rows[size_t(row)];
}

QVariant AlertListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const AlertWords words = wordsFor(at(index.row()));
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return words.title;
    if (role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole)
        return words.text;
    return {};
}

NotificationDrawer::NotificationDrawer(client::AlertCenter& alerts, QWidget* window)
    : QWidget(window)
    , m_alerts(alerts)
    , m_model(new AlertListModel(alerts, this))
    , m_list(new QListView(this))
    , m_page(new StatePage(this))
    , m_stack(new QStackedLayout)
    , m_openOne(new QPushButton(tr("Open"), this))
    , m_acknowledgeOne(new QPushButton(tr("Acknowledge"), this))
    , m_acknowledgeAll(new QPushButton(tr("Acknowledge all"), this))
    , m_mute(new QPushButton(tr("Mute"), this))
{
    setAccessibleName(tr("Notifications"));
    setLeadingIcon(*m_mute, icon("mute"_L1));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new AlertDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setAccessibleName(tr("Notifications"));
    m_list->installEventFilter(this);
    m_page->show(StatePage::State::Empty, tr("All quiet"),
                 tr("What needs you appears here, and stays until you have dealt with it."));

    auto* close = makeIconButton("close"_L1, tr("Close"), this);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(space::l, space::s, space::s, space::xs);
    head->addWidget(makeLabel(tr("Notifications"), Type::Title, Weight::Semibold), 1);
    head->addWidget(close);
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(space::l, 0, space::l, space::s);
    tools->setSpacing(space::s);
    tools->addWidget(m_acknowledgeAll);
    tools->addWidget(m_mute);
    tools->addStretch();
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(tools);
    layout->addWidget(makeRule(Qt::Horizontal));
    layout->addLayout(m_stack, 1);
    layout->addWidget(makeRule(Qt::Horizontal));
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(space::l, space::s, space::l, space::s);
    foot->setSpacing(space::s);
    foot->addWidget(m_acknowledgeOne);
    foot->addWidget(m_openOne);
    foot->addStretch();
    layout->addLayout(foot);

    auto* menu = new QMenu(m_mute);
    const auto addMute = [&](const QString& text, int minutes) {
        connect(menu->addAction(text), &QAction::triggered, this,
                [this, minutes] { emit muteRequested(minutes); });
    };
    addMute(tr("For 15 minutes"), 15);
    addMute(tr("For an hour"), 60);
    addMute(tr("For 4 hours"), 240);
    m_mute->setMenu(menu);

    m_slide.setDuration(motion::quickMs);
    m_slide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_slide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& value) { place(value.toDouble()); });
    connect(&m_slide, &QVariantAnimation::finished, this, [this] {
        if (!m_open)
            hide();
    });
    connect(close, &QAbstractButton::clicked, this, [this] { setOpen(false); });
    connect(m_acknowledgeAll, &QAbstractButton::clicked, this, &NotificationDrawer::acknowledgeAllRequested);
    connect(m_openOne, &QAbstractButton::clicked, this,
            [this] { emit openRequested(m_model->at(m_list->currentIndex().row())); });
    connect(m_acknowledgeOne, &QAbstractButton::clicked, this,
            [this] { emit acknowledgeRequested(m_model->at(m_list->currentIndex().row()).key); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &NotificationDrawer::reviewSelection);
    connect(m_list, &QAbstractItemView::doubleClicked, this,
            [this](const QModelIndex& index) { emit openRequested(m_model->at(index.row())); });
    connect(&alerts, &client::AlertCenter::annunciated, this, &NotificationDrawer::refresh);
    connect(&alerts, &client::AlertCenter::changed, this, &NotificationDrawer::refresh);
    connect(&alerts, &client::AlertCenter::unreadChanged, this, &NotificationDrawer::refresh);
    connect(&theme(), &Theme::changed, this, [this] { place(m_open ? 1 : 0); });
    window->installEventFilter(this);
    hide();
    refresh();
}

void NotificationDrawer::refresh()
{
    const int row = m_list->currentIndex().row();
    const QString key = row >= 0 && row < m_model->rowCount() ? m_model->at(row).key : QString();
    m_model->reload();
    for (int i = 0; i < m_model->rowCount(); ++i)
        if (m_model->at(i).key == key)
            m_list->setCurrentIndex(m_model->index(i));
    m_stack->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    m_acknowledgeAll->setEnabled(m_alerts.unread() > 0);
    reviewSelection();
}

void NotificationDrawer::reviewSelection()
{
    const int row = m_list->currentIndex().row();
    const bool any = row >= 0 && row < m_model->rowCount();
    m_openOne->setEnabled(any && !m_model->at(row).topic.isEmpty());
    m_acknowledgeOne->setEnabled(any && !m_model->at(row).acknowledged);
}

void NotificationDrawer::setOpen(bool open)
{
    if (m_open == open)
        return;
    m_open = open;
    if (open) {
        refresh();
        place(0);
        show();
        raise();
        if (!m_list->currentIndex().isValid() && m_model->rowCount() > 0)
            m_list->setCurrentIndex(m_model->index(0));
        m_list->setFocus(Qt::PopupFocusReason);
    }
    m_slide.stop();
    m_slide.setStartValue(open ? 0.0 : 1.0);
    m_slide.setEndValue(open ? 1.0 : 0.0);
    m_slide.start();
    emit openChanged(open);
}

void NotificationDrawer::setBottomInset(int pixels)
{
    m_bottom = pixels;
    place(m_open ? 1 : 0);
}

void NotificationDrawer::place(double share)
{
    const QWidget* window = parentWidget();
    const int width = std::min(theme().px(metric::drawer), window->width());
    setGeometry(window->width() - int(width * share), 0, width, window->height() - m_bottom);
}

bool NotificationDrawer::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place(m_open ? 1 : 0);
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const QModelIndex index = m_list->currentIndex();
        // By the key's place on the board, so that it works on a Russian layout as well.
        const bool acknowledges =
            key->key() == Qt::Key_A || key->key() == Qt::Key_Space || key->text() == u"ф"_s;
        if (index.isValid() && acknowledges) {
            emit acknowledgeRequested(m_model->at(index.row()).key);
            return true;
        }
        if (index.isValid() && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
            emit openRequested(m_model->at(index.row()));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void NotificationDrawer::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        setOpen(false);
    else
        QWidget::keyPressEvent(event);
}

void NotificationDrawer::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().ink(Ink::Surface));
    painter.fillRect(QRect(0, 0, 1, height()), theme().ink(Ink::LineStrong));
}

} // namespace ui
