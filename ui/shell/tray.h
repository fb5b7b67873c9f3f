// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QObject>
#include <QTimer>

class QMenu;
class QSystemTrayIcon;

namespace ui {

/// The icon beside the desktop's clock with the number of what is unread, and the desktop's own
/// notifications for a window that nobody sees. Trays appear late: it keeps asking for a while.
class Tray final : public QObject
{
    Q_OBJECT
public:
    explicit Tray(QObject* parent = nullptr);
    ~Tray() override;

    void setUnread(int count, Tone tone);
    /// key comes back with activated() when the person clicks it.
    void notify(const QString& key, const QString& title, const QString& text, bool urgent);
    bool isShown() const;

signals:
    /// The icon or a notification was clicked; key is empty for the icon.
    void activated(const QString& key);

private:
    void tryToShow();
    void redraw();

    QSystemTrayIcon* m_icon;
    QMenu* m_menu;
    QTimer m_retry;
    int m_attempts = 0;
    int m_count = 0;
    Tone m_tone = Tone::Neutral;
    QString m_lastKey;
};

} // namespace ui
