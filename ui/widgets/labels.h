// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/signs.h"
#include "theme/theme.h"

#include <QLabel>
#include <QWidget>

class QLayout;
class QToolButton;

namespace ui {

/// A label of the theme's type scale. Plain text: names from devices are never read as markup.
QLabel* makeLabel(const QString& text, Type type = Type::Body, Weight weight = Weight::Regular,
                  Ink ink = Ink::Text, QWidget* parent = nullptr);

/// One line of text that shortens itself with an ellipsis and keeps the whole in its tip and for
/// screen readers.
class ElidedLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit ElidedLabel(Type type = Type::Body, Weight weight = Weight::Regular, Ink ink = Ink::Text,
                         QWidget* parent = nullptr);

    void setText(const QString& text);
    QString text() const { return m_text; }
    void setAlignment(Qt::Alignment alignment);
    bool isElided() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QFont face() const { return theme().font(m_type, m_weight); }

    QString m_text;
    Type m_type;
    Weight m_weight;
    Ink m_ink;
    Qt::Alignment m_alignment = Qt::AlignLeft | Qt::AlignVCenter;
};

/// A state as a widget: see paintChip().
class Chip final : public QWidget
{
    Q_OBJECT
public:
    explicit Chip(Type type = Type::Body, QWidget* parent = nullptr);

    void setSign(const Sign& sign);
    const Sign& sign() const { return m_sign; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Type m_type;
    Sign m_sign;
};

/// A button that shows only an icon; text is its name for screen readers and its tip.
QToolButton* makeIconButton(QLatin1StringView iconName, const QString& text, QWidget* parent = nullptr);

/// The widget with a margin around it. Margins of labels themselves are lost when the stylesheet changes.
QLayout* inset(QWidget* widget, int sides, int top = 0, int bottom = 0);

/// A hairline.
QWidget* makeRule(Qt::Orientation orientation, QWidget* parent = nullptr);

} // namespace ui
