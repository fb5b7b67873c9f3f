// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include "alerts/alert.h"

#include <QObject>

#include <memory>

class QWidget;

namespace client {
class AlertCenter;
}

namespace ui {

class NotificationDrawer;
class SoundPlayer;
class ToastOverlay;
class Tray;

/// Where alerts meet a person: toasts, sounds, the drawer, the tray. It turns what the alert centre
/// decides into what is seen and heard, and what a person presses into what the alert centre is told.
/// It knows the window only as the place to draw on.
class AlertDesk final : public QObject
{
    Q_OBJECT
public:
    AlertDesk(client::AlertCenter& alerts, QWidget* window);
    ~AlertDesk() override;

    ToastOverlay& toasts() { return *m_toasts; }
    NotificationDrawer& drawer() { return *m_drawer; }
    SoundPlayer& sounds() { return *m_sounds; }

    /// A short word about something the person did; it asks for nothing and leaves by itself.
    void note(const QString& text);
    /// How bad the worst unread alert is.
    Tone tone() const;
    /// With an icon beside the clock the window may be closed and the watch goes on.
    bool hasTray() const;

signals:
    /// A person wants to see the alert's record.
    void placeRequested(const QString& topic, qint64 rowId);
    /// A person clicked the tray or a system notification.
    void windowRequested();
    /// What is unread, or how bad it is, has changed.
    void badgesChanged();

private:
    void connectToasts();
    void connectDrawer();
    void annunciate(const client::Annunciation& annunciation);
    void open(const client::Alert& alert);
    const client::Alert* find(const QString& key) const;
    void reviewBadges();

    client::AlertCenter& m_alerts;
    QWidget* m_window;
    std::unique_ptr<SoundPlayer> m_sounds;
    ToastOverlay* m_toasts;
    NotificationDrawer* m_drawer;
    Tray* m_tray;
};

} // namespace ui
