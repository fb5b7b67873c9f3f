// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/inboxmodel.h"
#include "theme/tokens.h"

#include "alerts/alert.h"
#include "core/actions.h"

#include <QObject>
#include <QTimer>

#include <memory>

class QWidget;

namespace client {
class AlertCenter;
class Models;
}

namespace ui {

class NotificationDrawer;
class SoundPlayer;
class SystemNotifier;
class ToastOverlay;
class Tray;

/// Where alerts meet a person: toasts, sounds, the drawer, the tray. It turns what the alert centre
/// decides into what is seen and heard, and what a person presses into what the alert centre is told.
/// It knows the window only as the place to draw on.
class AlertDesk final : public QObject
{
    Q_OBJECT
public:
    AlertDesk(const client::Models& models, client::AlertCenter& alerts, QWidget* window);
    ~AlertDesk() override;

    ToastOverlay& toasts() { return *m_toasts; }
    NotificationDrawer& drawer() { return *m_drawer; }
    SoundPlayer& sounds() { return *m_sounds; }

    /// A short word about something the person did; it asks for nothing and leaves by itself.
    void note(const QString& text);
    /// The server did not take something the person did. It stays to be seen in the status line; this
    /// calls to it.
    void tellRefused(const QString& deed, const QString& why);
    /// How many are unread, as the server counts, with this desktop's own digests.
    int unread() const;
    /// How bad the worst of what is unread or unanswered is.
    Tone tone() const;
    void setOutbox(const std::vector<client::OutboxEntry>& entries);
    /// With an icon beside the clock the window may be closed and the watch goes on.
    bool hasTray() const;

signals:
    /// A person wants to see what the server did not take.
    void outboxRequested();
    /// A person wants to see a record; where they may not see it, the alarm that speaks of it (0: none).
    void placeRequested(const QString& topic, qint64 rowId, qint64 alarm);
    /// A write that must reach the server exactly once.
    void sendRequested(const client::OutboxRequest& request);
    /// These notifications are on screen.
    void listed(const QList<qint64>& notifications);
    /// A person clicked the tray or a system notification.
    void windowRequested();
    /// What is unread, or how bad it is, has changed.
    void badgesChanged();

private:
    void connectToasts();
    void connectDrawer();
    void annunciate(const client::Annunciation& annunciation);
    void open(client::Alert alert);
    void openItem(const InboxModel::Item& item);
    void acknowledgeItem(const InboxModel::Item& item);
    void readItem(const InboxModel::Item& item);
    void readAll();
    const client::Alert* find(const QString& key) const;
    void reviewBadges();

    const client::Models& m_models;
    client::AlertCenter& m_alerts;
    client::Actions m_actions;
    QWidget* m_window;
    std::unique_ptr<SoundPlayer> m_sounds;
    ToastOverlay* m_toasts;
    NotificationDrawer* m_drawer;
    Tray* m_tray;
    SystemNotifier* m_system;
    QTimer m_review; ///< the models count a moment after they say that rows came
};

} // namespace ui
