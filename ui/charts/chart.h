// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QRectF>
#include <QWidget>

#include <optional>

namespace ui {

/// What all pictures of numbers share: they follow the theme, say something when there is nothing to
/// draw, explain the part under the pointer, and tell a screen reader what they show.
class Chart : public QWidget
{
    Q_OBJECT
public:
    explicit Chart(QWidget* parent = nullptr);

    /// What stands in the middle when there is no data.
    void setEmptyText(const QString& text);

protected:
    virtual bool isEmpty() const = 0;
    virtual void paintChart(QPainter& painter) = 0;
    /// The words for what is at this point; empty for none.
    virtual QString tipAt(const QPointF& point) const = 0;
    /// The picture in one sentence.
    virtual QString summary() const = 0;

    /// Call after the data changed.
    void dataChanged();

    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) final;

private:
    QString m_emptyText;
};

/// A length of text in a font, in pixels, rounded up.
int textWidth(const QFont& font, const QString& text);

} // namespace ui
