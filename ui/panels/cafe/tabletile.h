// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/cafe/tableface.h"

#include <QAbstractButton>

namespace ui {

/// A table on the hall's map. A click opens it; while the hall is arranged it is dragged instead.
class TableTile final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit TableTile(QWidget* parent = nullptr);

    void setFace(const TableFace& face);
    const TableFace& face() const { return m_face; }
    void setArranging(bool on);

    /// Of a table on the map, at the present text size.
    static QSize leastSize();
    static QSize mostSize();

signals:
    /// A key that goes elsewhere (an arrow), with its modifiers.
    void arrowPressed(int key, Qt::KeyboardModifiers modifiers);
    /// Where its corner would be if it stuck to the pointer.
    void dragged(const QPoint& corner);
    void dropped();
    void focused();
    void unfocused();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void describe();

    TableFace m_face;
    bool m_arranging = false;
    bool m_dragging = false;
    QPoint m_grip; ///< where the pointer holds it
};

} // namespace ui
