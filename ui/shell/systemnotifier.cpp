// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/systemnotifier.h"

#include <QCoreApplication>

#ifdef VAKHTA_HAS_DBUS
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

using namespace Qt::StringLiterals;

namespace ui {

#ifdef VAKHTA_HAS_DBUS

namespace {

const QString notificationsPath = u"/org/freedesktop/Notifications"_s;
const QString notificationsInterface = u"org.freedesktop.Notifications"_s;
constexpr int asTheDesktopLikes = -1; ///< milliseconds
constexpr int untilItIsClosed = 0;

/// design.md §5: 2, 2, 1, 0.
uchar urgencyOf(client::Priority priority)
{
    switch (priority) {
    case client::Priority::Critical:
    case client::Priority::High:
        return 2;
    case client::Priority::Medium:
        return 1;
    case client::Priority::Low:
        return 0;
    }
    return 1;
}

} // namespace

SystemNotifier::SystemNotifier(QObject* parent)
    : SystemNotifier(QDBusConnection::sessionBus(), u"org.freedesktop.Notifications"_s, parent)
{
}

SystemNotifier::SystemNotifier(const QDBusConnection& bus, const QString& service, QObject* parent)
    : QObject(parent), m_bus(bus), m_service(service)
{
    listen();
}

void SystemNotifier::listen()
{
    if (!m_bus.isConnected())
        return;
    m_bus.connect(m_service, notificationsPath, notificationsInterface, u"ActionInvoked"_s, this,
                  SLOT(onAction(uint, QString)));
    m_bus.connect(m_service, notificationsPath, notificationsInterface, u"NotificationClosed"_s, this,
                  SLOT(onClosed(uint, uint)));
}

void SystemNotifier::notify(const Note& note)
{
    if (!m_bus.isConnected()) {
        emit refused(note);
        return;
    }
    QDBusMessage call =
        QDBusMessage::createMethodCall(m_service, notificationsPath, notificationsInterface, u"Notify"_s);
    const QVariantMap hints{{u"urgency"_s, QVariant::fromValue(urgencyOf(note.priority))},
                            {u"desktop-entry"_s, u"vakhta"_s}};
    const bool stays = note.priority == client::Priority::Critical;
    // A service may read the text as markup.
    call << tr("Vakhta") << m_shown.value(note.key) << u"vakhta"_s << note.title << note.text.toHtmlEscaped()
         << QStringList{u"default"_s, tr("Open")} << hints << (stays ? untilItIsClosed : asTheDesktopLikes);
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, note] {
        const QDBusPendingReply<uint> reply = *watcher;
        watcher->deleteLater();
        if (reply.isError())
            emit refused(note);
        else
            m_shown.insert(note.key, reply.value());
    });
}

void SystemNotifier::close(const QString& key)
{
    const uint id = m_shown.take(key);
    if (id == 0)
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(m_service, notificationsPath, notificationsInterface,
                                                       u"CloseNotification"_s);
    call << id;
    m_bus.asyncCall(call);
}

#else

SystemNotifier::SystemNotifier(QObject* parent) : QObject(parent) {}

void SystemNotifier::notify(const Note& note)
{
    emit refused(note);
}

void SystemNotifier::close(const QString&) {}

#endif

void SystemNotifier::onAction(uint id, const QString&)
{
    const QString key = m_shown.key(id);
    if (!key.isEmpty())
        emit activated(key);
}

void SystemNotifier::onClosed(uint id, uint)
{
    m_shown.remove(m_shown.key(id));
}

} // namespace ui
