// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/ganttlegend.h"

#include "theme/plansigns.h"
#include "theme/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

#include <array>

namespace ui {

namespace {

QToolButton* flatButton(const QString& text, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setText(text);
    button->setProperty("flat", true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return button;
}

} // namespace

GanttLegend::GanttLegend(QWidget* parent)
    : QWidget(parent), m_row(new QHBoxLayout(this)), m_grains(new QButtonGroup(this))
{
    m_row->setContentsMargins(space::s, 0, space::s, 0); // a finger needs the whole of it on the wall
    m_row->setSpacing(space::xs);
    m_row->addStretch(1);
    QToolButton* today = flatButton(tr("Today"), this);
    today->setToolTip(tr("Show today (Home)"));
    m_row->addWidget(today);
    const std::array names{tr("Day", "zoom"), tr("Week", "zoom"), tr("Month", "zoom")};
    for (int i = 0; i < int(names.size()); ++i) {
        QToolButton* button = flatButton(names[size_t(i)], this);
        button->setCheckable(true);
        button->setToolTip(tr("Zoom; also Ctrl and the wheel"));
        m_grains->addButton(button, i);
        m_row->addWidget(button);
    }
    connect(today, &QAbstractButton::clicked, this, &GanttLegend::todayRequested);
    connect(m_grains, &QButtonGroup::idClicked, this,
            [this](int id) { emit grainChosen(GanttScale::Grain(id)); });
    connect(&theme(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    setGrain(GanttScale::Grain::Weeks);
}

void GanttLegend::setGrain(GanttScale::Grain grain)
{
    m_grains->button(int(grain))->setChecked(true);
    // Tab stops at the chosen one, arrows go on from there. Qt sees to it at clicks only.
    for (QAbstractButton* button : m_grains->buttons())
        button->setFocusPolicy(button->isChecked() ? Qt::StrongFocus : Qt::ClickFocus);
}

QSize GanttLegend::sizeHint() const
{
    return {320, theme().px(metric::row)};
}

void GanttLegend::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Theme& t = theme();
    painter.fillRect(rect(), t.ink(Ink::Sunken));
    painter.fillRect(QRect(0, 0, width(), 1), t.ink(Ink::LineStrong));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(t.font(Type::Caption));
    const GanttColours colours = ganttColours();
    const struct
    {
        QColor colour;
        int high;
        QString text;
    } parts[]{{colours.plan, 10, tr("plan", "bar")},
              {colours.fact, 10, tr("done", "bar")},
              {colours.contract, 4, tr("contract", "bar")}};
    int x = space::m;
    const int end = m_row->itemAt(1)->geometry().left() - space::s; // as far as there is room
    for (const auto& part : parts) {
        const int words = painter.fontMetrics().horizontalAdvance(part.text);
        if (x + 18 + space::xs + words > end)
            break;
        painter.setPen(Qt::NoPen);
        painter.setBrush(part.colour);
        painter.drawRoundedRect(QRectF(x, height() / 2.0 - part.high / 2.0, 18, part.high), 2, 2);
        painter.setPen(t.ink(Ink::Muted));
        painter.drawText(QRect(x + 18 + space::xs, 0, words + 2, height()), Qt::AlignVCenter, part.text);
        x += 18 + space::xs + words + space::m;
    }
}

} // namespace ui
