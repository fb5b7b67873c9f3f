// SPDX-License-Identifier: GPL-3.0-or-later
#include "toasts/toast.h"

#include "theme/icons.h"
#include "theme/marks.h"
#include "theme/signs.h"
#include "widgets/labels.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int toastEdge = 4; ///< the coloured edge
} // namespace

Toast::Toast(const ToastContent& content, int lifeMs, QWidget* parent)
    : QFrame(parent)
    , m_lifeMs(lifeMs)
    , m_title(makeLabel({}, Type::Body, Weight::Semibold))
    , m_text(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted))
    , m_count(makeLabel({}, Type::Caption, Weight::Semibold, Ink::Muted))
    , m_open(new QPushButton(tr("Open")))
    , m_acknowledge(new QPushButton(tr("Acknowledge")))
    , m_dismiss(makeIconButton("close"_L1, tr("Dismiss")))
{
    setAttribute(Qt::WA_Hover);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(toastEdge + space::m + theme().px(metric::icon) + space::m, space::m, space::s,
                               space::m);
    layout->setSpacing(space::s);
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    auto* head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_count, 0, Qt::AlignTop);
    words->addLayout(head);
    words->addWidget(m_text);
    auto* buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, space::xs, 0, 0);
    buttons->setSpacing(space::s);
    buttons->addWidget(m_acknowledge);
    buttons->addWidget(m_open);
    buttons->addStretch();
    words->addLayout(buttons);
    layout->addLayout(words, 1);
    layout->addWidget(m_dismiss, 0, Qt::AlignTop);

    for (QWidget* control : {static_cast<QWidget*>(m_open), static_cast<QWidget*>(m_acknowledge),
                             static_cast<QWidget*>(m_dismiss)})
        control->installEventFilter(this);
    m_life.setSingleShot(true);
    connect(&m_life, &QTimer::timeout, this, &Toast::gone);
    connect(m_open, &QAbstractButton::clicked, this, &Toast::openRequested);
    connect(m_acknowledge, &QAbstractButton::clicked, this, &Toast::acknowledgeRequested);
    connect(m_dismiss, &QAbstractButton::clicked, this, &Toast::gone);
    connect(&theme(), &Theme::changed, this, qOverload<>(&QWidget::update));
    update(content);
}

void Toast::update(const ToastContent& content)
{
    m_content = content;
    m_title->setText(content.title);
    m_text->setText(content.text);
    m_text->setVisible(!content.text.isEmpty());
    m_count->setText(u"\u00D7%1"_s.arg(content.count));
    m_count->setVisible(content.count > 1);
    m_open->setVisible(content.canOpen);
    m_acknowledge->setVisible(content.canAcknowledge);
    m_acknowledge->setText(content.answer.isEmpty() ? tr("Acknowledge") : content.answer);
    m_acknowledge->setProperty("primary", content.sticky);
    setAccessibleName(signOf(content.priority).text + u": "_s + content.title);
    setAccessibleDescription(content.text);
    QAccessibleEvent event(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    letGo();
    QWidget::update();
}

void Toast::takeKeyboard()
{
    for (QAbstractButton* button : {static_cast<QAbstractButton*>(m_open),
                                    static_cast<QAbstractButton*>(m_acknowledge),
                                    static_cast<QAbstractButton*>(m_dismiss)})
        if (!button->isHidden()) {
            button->setFocus(Qt::TabFocusReason);
            return;
        }
}

void Toast::hold()
{
    m_life.stop();
}

void Toast::letGo()
{
    if (!m_content.sticky)
        m_life.start(m_lifeMs);
}

void Toast::enterEvent(QEnterEvent* event)
{
    hold();
    QFrame::enterEvent(event);
}

void Toast::leaveEvent(QEvent* event)
{
    letGo();
    QFrame::leaveEvent(event);
}

void Toast::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        emit gone();
    else
        QFrame::keyPressEvent(event);
}

bool Toast::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        // Before the button, which would take the arrows for its own.
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down) {
            emit walked(key == Qt::Key_Up ? -1 : 1);
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn)
        hold();
    else if (event->type() == QEvent::FocusOut)
        letGo();
    return QFrame::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    const Sign sign = signOf(m_content.priority);
    const ToneColours& colours = t.tone(sign.tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.ink(Ink::LineStrong));
    painter.setBrush(t.ink(Ink::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metric::radius, metric::radius);
    painter.save();
    painter.setClipRect(0, 0, toastEdge, height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.solid);
    painter.drawRoundedRect(rect(), metric::radius, metric::radius);
    painter.restore();
    const int side = t.px(metric::icon);
    const QRect place(toastEdge + space::m, space::m, side, side);
    paintMark(painter, QRectF(place).adjusted(1, 1, -1, -1), sign.mark, colours.solid);
}

} // namespace ui
