// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/searchfield.h"

#include "theme/icons.h"
#include "theme/theme.h"
#include "widgets/labels.h"

#include <QKeyEvent>
#include <QPainter>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

SearchField::SearchField(const QString& placeholder, QWidget* parent)
    : QLineEdit(parent), m_clear(makeIconButton("close"_L1, tr("Clear"), this))
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    m_clear->setProperty("mini", true);
    m_clear->setFocusPolicy(Qt::NoFocus); // Esc does the same
    m_clear->setCursor(Qt::ArrowCursor);
    m_clear->hide();
    connect(m_clear, &QAbstractButton::clicked, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, this,
            [this](const QString& text) { m_clear->setVisible(!text.isEmpty()); });
    connect(&theme(), &Theme::changed, this, &SearchField::place);
    place();
}

QSize SearchField::sizeHint() const
{
    return {theme().px(200), QLineEdit::sizeHint().height()};
}

void SearchField::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::paintEvent(QPaintEvent* event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const int side = theme().px(16);
    paintIcon(painter, QRect(space::s, (height() - side) / 2, side, side), "search"_L1,
              theme().ink(Ink::Muted));
}

void SearchField::resizeEvent(QResizeEvent* event)
{
    QLineEdit::resizeEvent(event);
    place();
}

void SearchField::place()
{
    const int side = std::max(16, height() - 6);
    m_clear->setGeometry(width() - side - 3, 3, side, side);
    setTextMargins(theme().px(16) + space::xs, 0, side, 0);
}

} // namespace ui
