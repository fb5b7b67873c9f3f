// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/choice.h"

#include "theme/icons.h"
#include "theme/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace ui {

Choice::Choice(QWidget* parent) : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setFocusPolicy(Qt::StrongFocus);
}

QSize Choice::sizeHint() const
{
    const QSize base = QComboBox::sizeHint();
    int widest = 0;
    for (int i = 0; i < count(); ++i)
        widest = std::max(widest, fontMetrics().horizontalAdvance(itemText(i)));
    return {widest + 2 * space::s + theme().px(16) + space::l, base.height()};
}

void Choice::paintEvent(QPaintEvent* event)
{
    QComboBox::paintEvent(event);
    QPainter painter(this);
    const int side = theme().px(16);
    paintIcon(painter, QRect(width() - side - space::s, (height() - side) / 2, side, side), "down"_L1,
              theme().ink(isEnabled() ? Ink::Muted : Ink::LineStrong));
}

void Choice::wheelEvent(QWheelEvent* event)
{
    // A wheel that scrolls a page must not change a setting that happens to pass beneath it.
    event->ignore();
}

} // namespace ui
