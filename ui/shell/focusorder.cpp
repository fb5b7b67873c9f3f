// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/focusorder.h"

#include <QWidget>

using namespace Qt::StringLiterals;

namespace ui {

void chainFocus(std::initializer_list<const QWidget*> regions)
{
    QWidget* last = nullptr;
    for (const QWidget* region : regions)
        for (QWidget* widget : region->findChildren<QWidget*>()) {
            const bool part = widget->objectName().startsWith("qt_"_L1); // of a compound widget
            const bool popup = widget->window() != region->window();     // a combo box's list
            if (part || popup || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            if (last)
                QWidget::setTabOrder(last, widget);
            last = widget;
        }
}

} // namespace ui
