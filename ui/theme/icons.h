// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QLatin1StringView>
#include <QPixmap>
#include <QRect>

class QAbstractButton;
class QPainter;

namespace ui {

/// The project's line icons (resources/icons/NAME.svg), drawn in whatever colour the theme asks for
/// at the moment of painting: an icon on a button follows a change of the scheme by itself.
/// Normal is Ink::Text, disabled Ink::LineStrong, on primary buttons Ink::OnAccent.
QIcon icon(QLatin1StringView name);
QIcon iconOnAccent(QLatin1StringView name);

/// Paints the icon, centred and crisp at the painter's device pixel ratio.
void paintIcon(QPainter& painter, const QRect& rect, QLatin1StringView name, const QColor& colour);

/// The same as a pixmap; cached.
QPixmap iconPixmap(QLatin1StringView name, const QColor& colour, int size, qreal devicePixelRatio);

/// Puts the icon before the button's words, with room between them; styles leave none.
void setLeadingIcon(QAbstractButton& button, const QIcon& icon);

/// The program's icon.
QIcon applicationIcon();

} // namespace ui
