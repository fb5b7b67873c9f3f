// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/labels.h"

#include "delegates/paint.h"
#include "theme/icons.h"

#include <QFontMetrics>
#include <QFrame>
#include <QHBoxLayout>
#include <QHelpEvent>
#include <QPainter>
#include <QToolButton>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace ui {

QLabel* makeLabel(const QString& text, Type type, Weight weight, Ink ink, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    setTextStyle(*label, type, weight, ink);
    return label;
}

ElidedLabel::ElidedLabel(Type type, Weight weight, Ink ink, QWidget* parent)
    : QWidget(parent), m_type(type), m_weight(weight), m_ink(ink)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ElidedLabel::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

bool ElidedLabel::isElided() const
{
    return QFontMetrics(face()).horizontalAdvance(m_text) > width();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics(face());
    return {metrics.horizontalAdvance(m_text) + 1, metrics.height()};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QFontMetrics metrics(face());
    return {std::min(sizeHint().width(), metrics.averageCharWidth() * 6), metrics.height()};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QFont font = face();
    painter.setFont(font);
    painter.setPen(theme().ink(m_ink));
    painter.drawText(rect(), int(m_alignment),
                     QFontMetrics(font).elidedText(m_text, Qt::ElideRight, width()));
}

bool ElidedLabel::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && isElided()) {
        QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), m_text, this);
        return true;
    }
    return QWidget::event(event);
}

Chip::Chip(Type type, QWidget* parent) : QWidget(parent), m_type(type)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(&theme(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Chip::setSign(const Sign& sign)
{
    if (m_sign == sign)
        return;
    m_sign = sign;
    setAccessibleName(sign.text);
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return chipSize(m_sign, m_type);
}

QSize Chip::minimumSizeHint() const
{
    return {theme().px(32), sizeHint().height()};
}

void Chip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintChip(painter, rect(), m_sign, m_type);
}

QToolButton* makeIconButton(QLatin1StringView iconName, const QString& text, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(icon(iconName));
    button->setIconSize(QSize(metric::icon, metric::icon));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setProperty("flat", true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QLayout* inset(QWidget* widget, int sides, int top, int bottom)
{
    auto* layout = new QHBoxLayout;
    layout->setContentsMargins(sides, top, sides, bottom);
    layout->addWidget(widget);
    return layout;
}

QWidget* makeRule(Qt::Orientation orientation, QWidget* parent)
{
    auto* rule = new QFrame(parent);
    rule->setProperty("rule", true);
    if (orientation == Qt::Horizontal)
        rule->setFixedHeight(1);
    else
        rule->setFixedWidth(1);
    return rule;
}

} // namespace ui
