// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/chart.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace ui {

Chart::Chart(QWidget* parent) : QWidget(parent), m_emptyText(tr("No data yet"))
{
    connect(&theme(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void Chart::setEmptyText(const QString& text)
{
    m_emptyText = text;
    update();
}

void Chart::dataChanged()
{
    setAccessibleDescription(isEmpty() ? m_emptyText : summary());
    update();
}

bool Chart::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = isEmpty() ? QString() : tipAt(help->pos());
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    return QWidget::event(event);
}

void Chart::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (!isEmpty()) {
        paintChart(painter);
        return;
    }
    painter.setFont(theme().font(Type::Body));
    painter.setPen(theme().ink(Ink::Muted));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
}

int textWidth(const QFont& font, const QString& text)
{
    return static_cast<int>(std::ceil(QFontMetricsF(font).horizontalAdvance(text)));
}

} // namespace ui
