// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QFrame;

namespace ui {

/// A card over the window, with the rest shaded: the palette, the sign-in, the link's details. It is
/// a child of the window, never a window of its own, so a wall never loses its place to one. While it
/// is open the keyboard stays in it; Esc or a click beside it closes it, and the focus goes back.
class Sheet : public QWidget
{
    Q_OBJECT
public:
    enum class Placement { Centre, Top, BottomLeft };

    Sheet(Placement placement, int width, QWidget* window);

    void open();
    void close();
    bool isOpen() const { return isVisible(); }
    /// A sheet that must be answered stays on Esc and on clicks beside it.
    void setDismissible(bool dismissible) { m_dismissible = dismissible; }

signals:
    void closed();

protected:
    QFrame& card() { return *m_card; }
    /// Where the keyboard goes when it opens.
    virtual QWidget* firstFocus() { return nullptr; }

    bool eventFilter(QObject* watched, QEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void place();

    Placement m_placement;
    int m_width;
    bool m_dismissible = true;
    QFrame* m_card;
    QPointer<QWidget> m_focusBefore;
};

} // namespace ui
