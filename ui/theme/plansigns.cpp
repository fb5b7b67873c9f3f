// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/plansigns.h"

#include "theme/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>

namespace ui {

using protocol::CheckState;

namespace {

struct PlanWords
{
    Q_DECLARE_TR_FUNCTIONS(Plan)
};

/// share of b in a.
QColor blend(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](int from, int to) { return int(from + (to - from) * share + 0.5); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

} // namespace

QString checkText(CheckState state)
{
    switch (state) {
    case CheckState::White:
        return PlanWords::tr("not needed", "an item of a task's checklist");
    case CheckState::Gray:
        return PlanWords::tr("not looked at", "an item of a task's checklist");
    case CheckState::Red:
        return PlanWords::tr("missing", "an item of a task's checklist");
    case CheckState::Yellow:
        return PlanWords::tr("in part", "an item of a task's checklist");
    case CheckState::Green:
        return PlanWords::tr("ready", "an item of a task's checklist");
    }
    return {};
}

void paintCheck(QPainter& painter, const QRectF& rect, CheckState state, Sending sending)
{
    const Theme& t = theme();
    const double side = std::min({double(t.px(16)), rect.width(), rect.height()});
    const QPointF centre = rect.center();
    const double r = side / 2 - 1;
    const double pen = std::max(1.5, side / 10);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    switch (state) {
    case CheckState::White:
        painter.setPen(QPen(t.ink(Ink::LineStrong), pen * 0.8));
        painter.drawEllipse(centre, r - pen / 2, r - pen / 2);
        break;
    case CheckState::Gray:
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.ink(Ink::DataCalm));
        painter.drawEllipse(centre, r * 0.45, r * 0.45);
        break;
    case CheckState::Red: {
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.tone(Tone::Critical).solid);
        painter.drawEllipse(centre, r, r);
        painter.setPen(QPen(t.tone(Tone::Critical).onSolid, pen, Qt::SolidLine, Qt::RoundCap));
        const double arm = r * 0.4;
        painter.drawLine(centre - QPointF(arm, arm), centre + QPointF(arm, arm));
        painter.drawLine(centre + QPointF(arm, -arm), centre + QPointF(-arm, arm));
        break;
    }
    case CheckState::Yellow: {
        const double inner = r - pen / 2;
        const QRectF box(centre.x() - inner, centre.y() - inner, 2 * inner, 2 * inner);
        painter.setPen(QPen(t.tone(Tone::Warning).solid, pen));
        painter.drawEllipse(box);
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.tone(Tone::Warning).solid);
        painter.drawChord(box, 180 * 16, 180 * 16);
        break;
    }
    case CheckState::Green:
        painter.setPen(Qt::NoPen);
        painter.setBrush(t.tone(Tone::Good).solid);
        painter.drawEllipse(centre, r, r);
        painter.setPen(QPen(t.tone(Tone::Good).onSolid, pen, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(std::array{centre + QPointF(-r * 0.42, r * 0.04), centre + QPointF(-r * 0.1, r * 0.36),
                                        centre + QPointF(r * 0.46, -r * 0.32)}
                                 .data(),
                             3);
        break;
    }
    if (sending != Sending::Done) {
        const Tone tone = sending == Sending::Refused ? Tone::Serious : Tone::Info;
        painter.setPen(QPen(t.tone(tone).solid, 1.5,
                            sending == Sending::Refused ? Qt::SolidLine : Qt::DotLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(centre, r + 3, r + 3);
        if (sending == Sending::Refused)
            painter.drawLine(centre + QPointF(-r - 2, r + 2), centre + QPointF(r + 2, -r - 2));
    }
    painter.restore();
}

QIcon checkIcon(CheckState state)
{
    constexpr double ratio = 2; // sharp on any screen
    const int side = theme().px(metric::icon);
    QPixmap pixmap(QSize(side, side) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintCheck(painter, QRectF(0, 0, side, side), state);
    return QIcon(pixmap);
}

QColor sectionGround(int depth)
{
    constexpr std::array shares{0.19, 0.12, 0.075, 0.045};
    return blend(theme().ink(Ink::Surface), theme().ink(Ink::Accent),
                 shares[size_t(std::clamp(depth, 0, int(shares.size()) - 1))]);
}

QColor overdueGround()
{
    return blend(theme().ink(Ink::Surface), theme().tone(Tone::Serious).tint, 0.5);
}

GanttColours ganttColours()
{
    const Theme& t = theme();
    const QColor blue = t.tone(Tone::Info).solid;
    return {.contract = t.ink(Ink::DataCalm),
            .plan = blend(t.ink(Ink::Surface), blue, 0.42),
            .fact = blue,
            .section = t.ink(Ink::Data),
            .late = t.tone(Tone::Serious).solid,
            .today = t.ink(Ink::Accent),
            .weekend = blend(t.ink(Ink::Surface), t.ink(Ink::Sunken), 0.85)};
}

void paintProgressLine(QPainter& painter, const QRectF& rect, double share)
{
    const Theme& t = theme();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.ink(Ink::DataQuiet));
    painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2);
    const double done = std::clamp(share, 0.0, 1.0) * rect.width();
    if (done > 0.5) {
        painter.setBrush(t.ink(Ink::Data));
        painter.drawRoundedRect(QRectF(rect.left(), rect.top(), done, rect.height()), rect.height() / 2,
                                rect.height() / 2);
    }
    if (share > 1.0005) { // past all of it
        painter.setBrush(t.tone(Tone::Warning).solid);
        painter.drawRect(QRectF(rect.right() - 3, rect.top() - 2, 3, rect.height() + 4));
    }
    painter.restore();
}

} // namespace ui
