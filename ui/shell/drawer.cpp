// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/drawer.h"

#include "shell/inboxdelegate.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "widgets/labels.h"
#include "widgets/statepage.h"

#include "alerts/alertcenter.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

NotificationDrawer::NotificationDrawer(const client::Models& models, client::AlertCenter& alerts,
                                       QWidget* window)
    : QWidget(window)
    , m_models(models)
    , m_alerts(alerts)
    , m_model(new InboxModel(models, alerts, this))
    , m_which(new QButtonGroup(this))
    , m_all(new QPushButton(tr("All", "notifications"), this))
    , m_unread(new QPushButton(this))
    , m_readAll(new QPushButton(tr("Mark all as read"), this))
    , m_mute(new QPushButton(tr("Mute"), this))
    , m_list(new QListView(this))
    , m_page(new StatePage(this))
    , m_stack(new QStackedLayout)
    , m_openOne(new QPushButton(tr("Open"), this))
    , m_acknowledgeOne(new QPushButton(tr("Acknowledge"), this))
    , m_readOne(new QPushButton(tr("Read", "mark as read"), this))
    , m_removeOne(makeIconButton("remove"_L1, tr("Delete the notification"), this))
{
    setAccessibleName(tr("Notifications"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new InboxDelegate(m_list));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Notifications"));
    m_list->installEventFilter(this);
    buildLayout();
    connectActions();
    connect(&theme(), &Theme::changed, this, [this] { place(m_open ? 1 : 0); });
    window->installEventFilter(this);
    hide();
    review();
}

void NotificationDrawer::buildLayout()
{
    auto* close = makeIconButton("forward"_L1, tr("Close"), this);
    connect(close, &QAbstractButton::clicked, this, [this] { setOpen(false); });
    setLeadingIcon(*m_mute, icon("mute"_L1));
    auto* head = new QHBoxLayout;
    head->setContentsMargins(space::l, space::s, space::s, space::xs);
    head->addWidget(makeLabel(tr("Notifications"), Type::Title, Weight::Semibold), 1);
    head->addWidget(close);
    auto* which = new QHBoxLayout;
    which->setContentsMargins(space::s, 0, space::l, space::s);
    which->setSpacing(space::xs);
    for (QPushButton* button : {m_all, m_unread}) {
        button->setProperty("flat", true);
        button->setCheckable(true);
        m_which->addButton(button);
        which->addWidget(button);
    }
    m_all->setChecked(true);
    which->addStretch();
    auto* tools = new QHBoxLayout;
    tools->setContentsMargins(space::l, 0, space::l, space::s);
    tools->setSpacing(space::s);
    tools->addWidget(m_readAll);
    tools->addWidget(m_mute);
    tools->addStretch();
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_page);
    auto* foot = new QHBoxLayout;
    foot->setContentsMargins(space::l, space::s, space::s, space::s);
    foot->setSpacing(space::s);
    foot->addWidget(m_openOne);
    foot->addWidget(m_acknowledgeOne);
    foot->addWidget(m_readOne);
    foot->addStretch();
    foot->addWidget(m_removeOne);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addLayout(which);
    layout->addLayout(tools);
    layout->addWidget(makeRule(Qt::Horizontal));
    layout->addLayout(m_stack, 1);
    layout->addWidget(makeRule(Qt::Horizontal));
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
}

void NotificationDrawer::connectActions()
{
    connect(m_all, &QAbstractButton::clicked, this, [this] { m_model->setUnreadOnly(false); });
    connect(m_unread, &QAbstractButton::clicked, this, [this] { m_model->setUnreadOnly(true); });
    connect(m_readAll, &QAbstractButton::clicked, this, &NotificationDrawer::readAllRequested);
    // Each with a copy: what happens on the way changes the list that it stands in.
    const auto withCurrent = [this](auto signal) {
        return [this, signal] {
            if (const InboxModel::Item* item = current())
                emit(this->*signal)(InboxModel::Item(*item));
        };
    };
    connect(m_openOne, &QAbstractButton::clicked, this, withCurrent(&NotificationDrawer::openRequested));
    connect(m_acknowledgeOne, &QAbstractButton::clicked, this,
            withCurrent(&NotificationDrawer::acknowledgeRequested));
    connect(m_readOne, &QAbstractButton::clicked, this, withCurrent(&NotificationDrawer::readRequested));
    connect(m_removeOne, &QAbstractButton::clicked, this, withCurrent(&NotificationDrawer::removeRequested));
    connect(m_list, &QAbstractItemView::doubleClicked, this, withCurrent(&NotificationDrawer::openRequested));
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &NotificationDrawer::review);
    m_slide.setDuration(motion::quickMs);
    m_slide.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_slide, &QVariantAnimation::valueChanged, this,
            [this](const QVariant& value) { place(value.toDouble()); });
    connect(&m_slide, &QVariantAnimation::finished, this, [this] {
        if (!m_open)
            hide();
    });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, &NotificationDrawer::keepPlace);
    connect(m_model, &QAbstractItemModel::modelReset, this, &NotificationDrawer::takePlace);
    connect(&m_alerts, &client::AlertCenter::unreadChanged, this, &NotificationDrawer::review);
}

const InboxModel::Item* NotificationDrawer::current() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? &m_model->at(index.row()) : nullptr;
}

void NotificationDrawer::keepPlace()
{
    const InboxModel::Item* item = current();
    m_keptKey = item ? item->key : QString();
    m_keptRow = m_list->currentIndex().row();
    m_keptScroll = m_list->verticalScrollBar()->value();
}

void NotificationDrawer::takePlace()
{
    // What was chosen stays chosen; what has left the list leaves the choice where it was.
    int row = m_keptKey.isEmpty() ? -1 : m_model->rowOf(m_keptKey);
    if (row < 0 && m_keptRow >= 0)
        row = std::min(m_keptRow, m_model->rowCount() - 1);
    if (row >= 0)
        m_list->setCurrentIndex(m_model->index(row));
    m_list->doItemsLayout();
    m_list->verticalScrollBar()->setValue(m_keptScroll);
    review();
    if (!m_open)
        return;
    QList<qint64> shown;
    for (int i = 0; i < m_model->rowCount(); ++i)
        shown += m_model->at(i).unread;
    if (!shown.isEmpty())
        emit listed(shown);
}

void NotificationDrawer::review()
{
    const int unread = InboxModel::unread(m_models, m_alerts);
    m_unread->setText(tr("Unread", "notifications") + u"  "_s + format::number(unread));
    m_readAll->setEnabled(unread > 0);
    const bool any = m_model->rowCount() > 0;
    m_stack->setCurrentIndex(any ? 0 : 1);
    if (!any) {
        const bool filtered = m_unread->isChecked();
        m_page->show(StatePage::State::Empty, filtered ? tr("Everything is read") : tr("All quiet"),
                     filtered ? tr("What you were told before is under All.")
                              : tr("What you should know appears here, on each of your desktops."));
    }
    const InboxModel::Item* item = current();
    m_openOne->setEnabled(item && !item->topic.isEmpty());
    m_acknowledgeOne->setVisible(item && item->wantsAnswer);
    m_readOne->setVisible(!item || !item->wantsAnswer);
    m_readOne->setEnabled(item && item->isUnread);
    m_removeOne->setEnabled(item);
}

void NotificationDrawer::setOpen(bool open)
{
    if (m_open == open)
        return;
    m_open = open;
    m_model->setFollowing(open);
    if (open) {
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

void NotificationDrawer::reveal(const QString& key)
{
    setOpen(true);
    if (const int row = m_model->rowOf(key); row >= 0) {
        m_list->setCurrentIndex(m_model->index(row));
        m_list->scrollTo(m_model->index(row));
    }
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
    if (watched != m_list || event->type() != QEvent::KeyPress || !current())
        return QWidget::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    // By the letter's place on the board, so that it works on a Russian layout as well.
    const auto isLetter = [key](int latin, QChar russian) {
        return key->key() == latin || key->text() == russian;
    };
    const InboxModel::Item item = *current();
    if (isLetter(Qt::Key_A, u'ф')) {
        if (item.wantsAnswer)
            emit acknowledgeRequested(item);
    } else if (isLetter(Qt::Key_R, u'к') || key->key() == Qt::Key_Space) {
        if (item.isUnread)
            emit readRequested(item);
    } else if (key->key() == Qt::Key_Delete) {
        emit removeRequested(item);
    } else if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        emit openRequested(item);
    } else {
        return QWidget::eventFilter(watched, event);
    }
    return true;
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
