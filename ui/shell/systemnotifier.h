// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"

#include <QHash>
#include <QObject>
#include <QString>

#ifdef VAKHTA_HAS_DBUS
#include <QDBusConnection>
#endif

namespace ui {

/// The desktop's own notifications (org.freedesktop.Notifications), for a window that nobody sees. They
/// work where there is no tray; the same matter is one notification; critical ones stay. Where there is
/// no such service, refused() says so, and the tray may try. Asks without waiting.
class SystemNotifier final : public QObject
{
    Q_OBJECT
public:
    struct Note
    {
        QString key; ///< comes back with activated()
        QString title;
        QString text;
        client::Priority priority = client::Priority::Medium;
    };

    explicit SystemNotifier(QObject* parent = nullptr);
#ifdef VAKHTA_HAS_DBUS
    /// On another bus; service is empty where there are only the two of us.
    SystemNotifier(const QDBusConnection& bus, const QString& service, QObject* parent = nullptr);
#endif

    void notify(const Note& note);
    /// The matter is settled: nothing is left to be called to.
    void close(const QString& key);

signals:
    void activated(const QString& key);
    void refused(const ui::SystemNotifier::Note& note);

private slots:
    void onAction(uint id, const QString& action);
    void onClosed(uint id, uint reason);

private:
#ifdef VAKHTA_HAS_DBUS
    void listen();

    QDBusConnection m_bus;
    QString m_service;
#endif
    QHash<QString, uint> m_shown; ///< ids by key
};

} // namespace ui
