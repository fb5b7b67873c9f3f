// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/tabletile.h"

#include "delegates/paint.h"
#include "theme/theme.h"
#include "theme/ticker.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

int linesHigh(int captions)
{
    const Theme& t = theme();
    return QFontMetrics(t.font(Type::Title, Weight::Semibold)).height() +
           captions * QFontMetrics(t.font(Type::Caption)).height() + 2 * space::s - 2;
}

} // namespace

TableTile::TableTile(QWidget* parent) : QAbstractButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::ClickFocus);
    connect(&ticker(), &Ticker::tick, this, [this] {
        if (isVisible() && m_face.since.isValid() && ticker().now().time().second() == 0) {
            describe();
            update();
        }
    });
}

QSize TableTile::leastSize()
{
    return {theme().px(84), linesHigh(2)};
}

QSize TableTile::mostSize()
{
    return {theme().px(136), linesHigh(3) + space::m};
}

void TableTile::setFace(const TableFace& face)
{
    if (face == m_face)
        return;
    m_face = face;
    describe();
    update();
}

void TableTile::describe()
{
    const QString words = m_face.spoken(ticker().now());
    setAccessibleName(words);
    setToolTip(words);
}

void TableTile::setArranging(bool on)
{
    m_arranging = on;
    m_dragging = false;
    setCursor(on ? Qt::SizeAllCursor : Qt::PointingHandCursor);
    update();
}

void TableTile::paintEvent(QPaintEvent*)
{
    const Theme& t = theme();
    const bool abnormal = m_face.standsOut();
    const bool filled = m_face.state > TableFace::State::Booked;
    const bool expected = m_face.bookedFor.isValid();
    const ToneColours& colours = t.tone(m_face.sign.tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5);
    // Free is an outline, booked a dashed one, busy a filled shape; only what wants somebody has a colour.
    QPen outline(abnormal             ? colours.solid
                 : filled || expected ? t.ink(Ink::Data)
                                      : t.ink(Ink::Line),
                 abnormal ? 2 : 1);
    if (expected && !filled && !abnormal)
        outline.setStyle(Qt::DashLine);
    painter.setPen(outline);
    painter.setBrush(abnormal       ? colours.tint
                     : filled       ? t.ink(Ink::DataQuiet)
                     : underMouse() ? t.ink(Ink::Hover)
                                    : t.ink(Ink::Surface));
    painter.drawRoundedRect(card, metric::radius, metric::radius);

    const QColor quiet = filled || expected ? t.ink(Ink::Text) : t.ink(Ink::Muted);
    const QRectF inner = card.adjusted(space::s - 1, space::xs, -space::s + 1, -space::xs);
    const QFont numberFont = t.font(Type::Title, Weight::Semibold);
    const QFont small = t.font(Type::Caption);
    const QFont strong = t.font(Type::Caption, Weight::Semibold);
    const QFontMetrics numberMetrics(numberFont);
    const QFontMetrics smallMetrics(small);
    double y = inner.top();

    // Number and places at the left, the shape of the state at the right.
    const QString number = QString::number(m_face.number);
    const int numberWidth = numberMetrics.horizontalAdvance(number);
    painter.setFont(numberFont);
    painter.setPen(filled ? t.ink(Ink::Text) : t.ink(Ink::Muted));
    painter.drawText(QRectF(inner.left(), y, numberWidth + 1, numberMetrics.height()), Qt::AlignVCenter, number);
    const int mark = t.px(14);
    paintMark(painter, QRectF(inner.right() - mark, y + (numberMetrics.height() - mark) / 2.0, mark, mark),
              m_face.sign.mark, abnormal ? colours.solid : quiet);
    painter.setFont(small);
    painter.setPen(quiet);
    const QString places = u"×\u200A%1"_s.arg(m_face.places);
    const QRectF placesRect(inner.left() + numberWidth + space::xs, y + 1,
                            inner.width() - numberWidth - mark - 2 * space::xs, numberMetrics.height());
    if (smallMetrics.horizontalAdvance(places) <= placesRect.width())
        painter.drawText(placesRect, Qt::AlignVCenter | Qt::AlignLeft, places);
    y += numberMetrics.height();

    const auto line = [&](const QString& left, const QFont& font, const QColor& colour, const QString& right) {
        if (y + smallMetrics.height() > inner.bottom() + 2)
            return;
        const int rightWidth = right.isEmpty() ? 0 : QFontMetrics(strong).horizontalAdvance(right) + 1;
        painter.setFont(font);
        painter.setPen(colour);
        const int room = int(inner.width()) - rightWidth - (rightWidth ? space::xs : 0);
        painter.drawText(QRectF(inner.left(), y, room, smallMetrics.height()), Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(left, Qt::ElideRight, room));
        if (rightWidth) {
            painter.setFont(strong);
            painter.drawText(QRectF(inner.right() - rightWidth, y, rightWidth, smallMetrics.height()),
                             Qt::AlignVCenter | Qt::AlignRight, right);
        }
        y += smallMetrics.height();
    };
    const QColor words = abnormal ? colours.text : quiet;
    const QString minutes = m_face.minutes(ticker().now());
    const bool both = QFontMetrics(strong).horizontalAdvance(m_face.sign.text + minutes) + space::s <= inner.width();
    line(m_face.sign.text, abnormal ? strong : small, words, both ? minutes : QString());
    if (expected)
        line(m_face.booking(), strong, quiet, {});
    if (!m_face.sum.isEmpty() || (!both && !minutes.isEmpty()))
        line(m_face.sum, small, quiet, both ? QString() : minutes);
    if (!m_face.waiter.isEmpty())
        line(m_face.waiter, small, quiet, {});
    if (hasFocus())
        paintFocusRing(painter, QRectF(rect()));
}

void TableTile::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
        emit arrowPressed(event->key(), event->modifiers() & ~Qt::KeypadModifier);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!m_arranging)
            click();
        break;
    default:
        if (!m_arranging || event->key() != Qt::Key_Space)
            QAbstractButton::keyPressEvent(event);
    }
}

void TableTile::mousePressEvent(QMouseEvent* event)
{
    if (!m_arranging) {
        QAbstractButton::mousePressEvent(event);
        return;
    }
    m_dragging = event->button() == Qt::LeftButton;
    m_grip = event->position().toPoint();
    raise();
}

void TableTile::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_arranging)
        QAbstractButton::mouseMoveEvent(event);
    else if (m_dragging)
        emit dragged(mapToParent(event->position().toPoint()) - m_grip);
}

void TableTile::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_arranging)
        QAbstractButton::mouseReleaseEvent(event);
    else if (m_dragging) {
        m_dragging = false;
        emit dropped();
    }
}

void TableTile::focusInEvent(QFocusEvent* event)
{
    QAbstractButton::focusInEvent(event);
    emit focused();
}

void TableTile::focusOutEvent(QFocusEvent* event)
{
    QAbstractButton::focusOutEvent(event);
    emit unfocused();
}

} // namespace ui
