// SPDX-License-Identifier: GPL-3.0-or-later
#include "toasts/toastoverlay.h"

#include "theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QLayout>
#include <QPushButton>

#include <algorithm>

namespace ui {

ToastOverlay::ToastOverlay(QWidget* window)
    : QObject(window), m_window(window), m_more(new QPushButton(window))
{
    m_more->hide();
    connect(m_more, &QAbstractButton::clicked, this, &ToastOverlay::listRequested);
    connect(&theme(), &Theme::changed, this, &ToastOverlay::place);
    window->installEventFilter(this);
}

void ToastOverlay::show(const ToastContent& content)
{
    for (Toast* toast : std::as_const(m_shown))
        if (toast->content().key == content.key) {
            toast->update(content);
            place();
            return;
        }
    for (ToastContent& waiting : m_waiting)
        if (waiting.key == content.key) {
            waiting = content;
            return;
        }
    if (m_shown.size() >= most) {
        // The oldest that may go makes room; if all three stay, only another one that stays may wait.
        const auto oldest =
            std::find_if(m_shown.begin(), m_shown.end(), [](Toast* t) { return !t->content().sticky; });
        if (oldest != m_shown.end()) {
            drop(*oldest);
        } else {
            if (content.sticky)
                m_waiting.append(content);
            place();
            return;
        }
    }
    add(content);
    place();
}

void ToastOverlay::remove(const QString& key)
{
    m_waiting.removeIf([&key](const ToastContent& content) { return content.key == key; });
    for (Toast* toast : std::as_const(m_shown))
        if (toast->content().key == key) {
            drop(toast);
            break;
        }
    fill();
}

void ToastOverlay::clear()
{
    m_waiting.clear();
    while (!m_shown.isEmpty())
        drop(m_shown.first());
    place();
}

void ToastOverlay::setInsets(int right, int bottom)
{
    m_right = right;
    m_bottom = bottom;
    place();
}

void ToastOverlay::add(const ToastContent& content)
{
    auto* toast = new Toast(content, m_lifeMs, m_window);
    m_shown.append(toast);
    const QString key = content.key;
    connect(toast, &Toast::openRequested, this, [this, key] { emit openRequested(key); });
    connect(toast, &Toast::acknowledgeRequested, this, [this, key] { emit acknowledgeRequested(key); });
    connect(toast, &Toast::gone, this, [this, toast] {
        drop(toast);
        fill();
    });
    connect(toast, &Toast::walked, this, [this, toast](int step) {
        if (const auto next = m_shown.indexOf(toast) + step; next >= 0 && next < m_shown.size())
            m_shown[next]->takeKeyboard();
    });
    toast->show();
}

void ToastOverlay::takeKeyboard()
{
    if (m_shown.isEmpty())
        return;
    QWidget* now = QApplication::focusWidget();
    if (!now || !qobject_cast<Toast*>(now->parentWidget()))
        m_focusBefore = now;
    m_shown.last()->takeKeyboard();
}

void ToastOverlay::drop(Toast* toast)
{
    m_shown.removeOne(toast);
    if (toast->isAncestorOf(QApplication::focusWidget())) {
        if (!m_shown.isEmpty())
            m_shown.last()->takeKeyboard();
        else if (m_focusBefore)
            m_focusBefore->setFocus(Qt::OtherFocusReason);
    }
    toast->hide();
    toast->disconnect(this);
    toast->deleteLater();
}

void ToastOverlay::fill()
{
    while (m_shown.size() < most && !m_waiting.isEmpty())
        add(m_waiting.takeFirst());
    place();
}

void ToastOverlay::place()
{
    const int width = std::min(theme().px(metric::toast), m_window->width() - 2 * space::l);
    int bottom = m_window->height() - m_bottom;
    const int left = m_window->width() - m_right - width;
    m_more->setVisible(!m_waiting.isEmpty());
    if (!m_waiting.isEmpty()) {
        m_more->setText(tr("%n more", "toasts", int(m_waiting.size())));
        m_more->resize(width, m_more->sizeHint().height());
        bottom -= m_more->height();
        m_more->move(left, bottom);
        m_more->raise();
        bottom -= space::s;
    }
    for (auto it = m_shown.crbegin(); it != m_shown.crend(); ++it) {
        Toast* toast = *it;
        const int height = toast->layout()->totalHeightForWidth(width);
        bottom -= height;
        toast->setGeometry(left, bottom, width, height);
        toast->raise();
        bottom -= space::s;
    }
}

bool ToastOverlay::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_window && event->type() == QEvent::Resize)
        place();
    return QObject::eventFilter(watched, event);
}

} // namespace ui
