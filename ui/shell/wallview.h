// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"

#include <QHash>
#include <QTimer>
#include <QWidget>

#include <memory>

class QStackedWidget;

namespace ui {

class ElidedLabel;
class ScreenAwake;

/// The wall: large type, chosen panels one after another or in a grid, no rail, no dialogs, no
/// screensaver. It borrows the window's panels and gives them back.
class WallView final : public QWidget
{
    Q_OBJECT
public:
    /// panels: keys that may be shown; home: the stack the panels are lent from.
    WallView(const Context& context, const QStringList& panels, QStackedWidget& home, QWidget* parent);
    ~WallView() override;

    /// False for panels that are one person's own.
    static bool mayShow(const QString& panel);

    /// The text's scale on a wall of so many pixels: it is read from four metres.
    static double scaleFor(const QSize& size);
    /// Begins to turn the pages.
    void start();
    /// What is on the wall now: one key, or all of the grid.
    QStringList shown() const;
    void nextPage();

private:
    struct Tile
    {
        Panel* panel;
        QWidget* frame;
    };
    void borrow(const QStringList& keys);

    QStackedWidget& m_home;
    QList<Tile> m_tiles;
    QStackedWidget* m_pages = nullptr;
    QTimer m_turn;
    std::unique_ptr<ScreenAwake> m_awake;
};

/// Keeps the screen on for as long as it lives, where the desktop can be asked to
/// (org.freedesktop.ScreenSaver).
class ScreenAwake final
{
public:
    explicit ScreenAwake(const QString& reason);
    ~ScreenAwake();
    ScreenAwake(const ScreenAwake&) = delete;
    ScreenAwake& operator=(const ScreenAwake&) = delete;

private:
    quint32 m_cookie = 0;
};

} // namespace ui
