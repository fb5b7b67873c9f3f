// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/scancard.h"

#include "delegates/paint.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "theme/ticker.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString scanInitials(const QString& name)
{
    QString result;
    for (const QString& part : name.split(u' ', Qt::SkipEmptyParts))
        if (result.size() < 2)
            result += part.front().toUpper();
    return result;
}

} // namespace

ScanCard::ScanCard(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme(), &Theme::changed, this, [this] {
        updateGeometry();
        update();
    });
    connect(&ticker(), &Ticker::tick, this, qOverload<>(&QWidget::update));
    setRow(std::nullopt);
}

void ScanCard::setRow(const std::optional<protocol::AccessRow>& row)
{
    m_row = row;
    setAccessibleName(tr("Last card"));
    setAccessibleDescription(!row ? tr("No card has been read yet")
                                  : signOf(*row).text + u": "_s +
                                        (row->employee ? row->employee->name : row->card));
    update();
}

QSize ScanCard::sizeHint() const
{
    return {480, theme().px(148)};
}

QSize ScanCard::minimumSizeHint() const
{
    return {280, sizeHint().height()};
}

void ScanCard::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    std::optional<Sign> sign = m_row ? std::optional(signOf(*m_row)) : std::nullopt;
    const bool denied = m_row && !m_row->granted;
    // Here, and only here, a pass is worth a colour: the guard waits for it.
    if (sign && m_row->action == protocol::AccessAction::In)
        sign->tone = Tone::Good;
    painter.setPen(QPen(denied ? t.tone(Tone::Critical).solid : t.ink(Ink::Line), denied ? 2 : 1));
    painter.setBrush(denied ? t.tone(Tone::Critical).tint : t.ink(Ink::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), metric::radius, metric::radius);
    if (!m_row) {
        painter.setFont(t.font(Type::Title));
        painter.setPen(t.ink(Ink::Muted));
        painter.drawText(rect(), Qt::AlignCenter, tr("No card has been read yet"));
        return;
    }

    const int side = height() - 2 * t.px(space::xl);
    const QRectF face(t.px(space::xl), t.px(space::xl), side, side);
    painter.setPen(Qt::NoPen);
    painter.setBrush(denied ? t.tone(Tone::Critical).solid : t.tone(Tone::Neutral).tint);
    painter.drawEllipse(face);
    if (m_row->employee && !denied) {
        QFont font = t.font(Type::Display, Weight::Semibold);
        painter.setFont(font);
        painter.setPen(t.ink(Ink::Text));
        painter.drawText(face, Qt::AlignCenter, scanInitials(m_row->employee->name));
    } else {
        paintIcon(painter, face.adjusted(side * 0.22, side * 0.22, -side * 0.22, -side * 0.22).toRect(),
                  denied ? "denied"_L1 : "card"_L1,
                  denied ? t.tone(Tone::Critical).onSolid : t.ink(Ink::Text));
    }

    // The direction at the right, as large as anything in the product.
    const QFont display = t.font(Type::Display, Weight::Semibold);
    const QFontMetrics displayMetrics(display);
    const int mark = t.px(36);
    const QFont body = t.font(Type::Body);
    const QString when = format::timeWithSeconds(m_row->at) + u" · "_s +
                         tr("%1 ago").arg(format::age(m_row->at.secsTo(ticker().now())));
    const int signWidth = std::max(mark + space::m + displayMetrics.horizontalAdvance(sign->text),
                                   QFontMetrics(body).horizontalAdvance(when));
    const int right = width() - t.px(space::xl);
    const QRectF signRect(right - signWidth, face.top(), signWidth, displayMetrics.height());
    const double words = displayMetrics.horizontalAdvance(sign->text);
    paintMark(
        painter,
        QRectF(signRect.right() - words - space::m - mark, signRect.center().y() - mark / 2.0, mark, mark),
        sign->mark, t.tone(sign->tone).solid);
    painter.setFont(display);
    painter.setPen(t.tone(sign->tone).text);
    painter.drawText(signRect, Qt::AlignRight | Qt::AlignVCenter, sign->text);
    painter.setFont(body);
    painter.setPen(t.ink(denied ? Ink::Text : Ink::Muted));
    painter.drawText(QRectF(signRect.left(), signRect.bottom(), signWidth, QFontMetrics(body).height()),
                     Qt::AlignRight | Qt::AlignVCenter, when);
    painter.drawText(QRectF(signRect.left(), signRect.bottom() + QFontMetrics(body).height(), signWidth,
                            QFontMetrics(body).height()),
                     Qt::AlignRight | Qt::AlignVCenter, m_row->device);

    const QString name = m_row->employee ? m_row->employee->name : tr("Unknown card");
    const QString detail =
        m_row->employee ? m_row->employee->department + u" · "_s + m_row->employee->position : m_row->card;
    const QString number = m_row->employee ? m_row->employee->personnelNumber : QString();
    const QFont nameFont = t.font(Type::Heading, Weight::Semibold);
    const QFontMetrics nameMetrics(nameFont);
    const double left = face.right() + t.px(space::l);
    const double room = signRect.left() - left - t.px(space::l);
    const double block = nameMetrics.height() + 2 * QFontMetrics(body).height();
    double y = face.center().y() - block / 2;
    painter.setFont(nameFont);
    painter.setPen(t.ink(Ink::Text));
    painter.drawText(QRectF(left, y, room, nameMetrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                     nameMetrics.elidedText(name, Qt::ElideRight, int(room)));
    y += nameMetrics.height();
    painter.setFont(body);
    painter.setPen(t.ink(denied ? Ink::Text : Ink::Muted));
    for (const QString& line : {detail, number}) {
        painter.drawText(QRectF(left, y, room, QFontMetrics(body).height()), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(body).elidedText(line, Qt::ElideRight, int(room)));
        y += QFontMetrics(body).height();
    }
}

} // namespace ui
