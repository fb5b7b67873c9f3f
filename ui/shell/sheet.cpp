// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/sheet.h"

#include "theme/theme.h"

#include <QApplication>
#include <QFrame>
#include <QKeyEvent>
#include <QLayout>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace ui {

Sheet::Sheet(Placement placement, int width, QWidget* window)
    : QWidget(window), m_placement(placement), m_width(width), m_card(new QFrame(this))
{
    m_card->setProperty("raised", true);
    m_card->installEventFilter(this);
    setFocusPolicy(Qt::NoFocus);
    hide();
    window->installEventFilter(this);
    connect(&theme(), &Theme::changed, this, [this] {
        if (isOpen())
            place();
    });
}

void Sheet::open()
{
    if (!isOpen())
        m_focusBefore = QApplication::focusWidget();
    place();
    show();
    raise();
    if (QWidget* first = firstFocus())
        first->setFocus(Qt::PopupFocusReason);
}

void Sheet::close()
{
    if (!isOpen())
        return;
    hide();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
    emit closed();
}

void Sheet::place()
{
    QWidget* window = parentWidget();
    setGeometry(window->rect());
    const int width = std::min(theme().px(m_width), window->width() - 2 * space::l);
    int height = m_card->sizeHint().height();
    if (m_card->layout() && m_card->layout()->hasHeightForWidth())
        height = m_card->layout()->totalHeightForWidth(width);
    height = std::min(height, window->height() - 2 * space::l);
    QPoint at;
    switch (m_placement) {
    case Placement::Centre:
        at = {(window->width() - width) / 2, (window->height() - height) / 2};
        break;
    case Placement::Top:
        at = {(window->width() - width) / 2,
              std::min(window->height() / 8, window->height() - height - space::l)};
        break;
    case Placement::BottomLeft:
        at = {space::s, window->height() - height - theme().px(metric::statusStrip) - space::m};
        break;
    }
    m_card->setGeometry(QRect(at, QSize(width, height)));
}

bool Sheet::eventFilter(QObject* watched, QEvent* event)
{
    if (isOpen() && ((watched == parentWidget() && event->type() == QEvent::Resize) ||
                     (watched == m_card && event->type() == QEvent::LayoutRequest)))
        place();
    return QWidget::eventFilter(watched, event);
}

bool Sheet::focusNextPrevChild(bool next)
{
    // Within the card, round and round: what is beneath the shade cannot be seen.
    QList<QWidget*> chain;
    for (QWidget* widget = m_card->nextInFocusChain(); widget && widget != m_card;
         widget = widget->nextInFocusChain())
        if (m_card->isAncestorOf(widget) && widget->focusPolicy() & Qt::TabFocus && widget->isVisible() &&
            widget->isEnabled())
            chain.append(widget);
    if (chain.isEmpty())
        return true;
    const auto now = chain.indexOf(QApplication::focusWidget());
    const auto count = chain.size();
    chain[(now + (next ? 1 : count - 1)) % count]->setFocus(next ? Qt::TabFocusReason
                                                                 : Qt::BacktabFocusReason);
    return true;
}

void Sheet::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        if (m_dismissible)
            close();
        return; // what is beneath must not hear it
    }
    QWidget::keyPressEvent(event);
}

void Sheet::mousePressEvent(QMouseEvent* event)
{
    // A press on the card that nothing in it wanted arrives here too.
    if (m_dismissible && !m_card->geometry().contains(event->position().toPoint()))
        close();
}

void Sheet::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    // A card that hangs on something in the window leaves the window as it is.
    if (m_placement != Placement::BottomLeft)
        painter.fillRect(rect(), theme().ink(Ink::Shade));
}

} // namespace ui
