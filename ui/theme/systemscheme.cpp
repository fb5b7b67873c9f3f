// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/systemscheme.h"

#include <QGuiApplication>
#include <QPalette>
#include <QStyleHints>

#ifdef VAKHTA_HAS_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#endif

using namespace Qt::StringLiterals;

namespace ui {

namespace {

#ifdef VAKHTA_HAS_DBUS
constexpr auto portalService = "org.freedesktop.portal.Desktop";
constexpr auto portalPath = "/org/freedesktop/portal/desktop";
constexpr auto portalSettings = "org.freedesktop.portal.Settings";

std::optional<Scheme> schemeFromPortal(QVariant value)
{
    // Older portals wrap the number in a second variant.
    while (value.canConvert<QDBusVariant>())
        value = value.value<QDBusVariant>().variant();
    switch (value.toUInt()) {
    case 1:
        return Scheme::Dark;
    case 2:
        return Scheme::Light;
    default:
        return std::nullopt;
    }
}
#endif

} // namespace

SystemScheme::SystemScheme(QObject* parent) : QObject(parent)
{
    const QPalette palette = QGuiApplication::palette();
    m_fallback = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness()
                     ? Scheme::Dark
                     : Scheme::Light;
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto read = [this] {
        const Qt::ColorScheme scheme = QGuiApplication::styleHints()->colorScheme();
        setPortal(scheme == Qt::ColorScheme::Unknown
                      ? std::nullopt
                      : std::optional(scheme == Qt::ColorScheme::Dark ? Scheme::Dark : Scheme::Light));
    };
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, read);
    read();
#elif defined(VAKHTA_HAS_DBUS)
    askPortal();
#endif
}

void SystemScheme::setPortal(std::optional<Scheme> scheme)
{
    const Scheme before = current();
    m_portal = scheme;
    if (current() != before)
        emit changed();
}

#ifdef VAKHTA_HAS_DBUS
void SystemScheme::onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value)
{
    if (group == "org.freedesktop.appearance"_L1 && key == "color-scheme"_L1)
        setPortal(schemeFromPortal(value.variant()));
}

void SystemScheme::askPortal()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    bus.connect(QLatin1StringView(portalService), QLatin1StringView(portalPath),
                QLatin1StringView(portalSettings), u"SettingChanged"_s, this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage question =
        QDBusMessage::createMethodCall(QLatin1StringView(portalService), QLatin1StringView(portalPath),
                                       QLatin1StringView(portalSettings), u"Read"_s);
    question << u"org.freedesktop.appearance"_s << u"color-scheme"_s;
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(question, 2000), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* call) {
        const QDBusPendingReply<QDBusVariant> reply = *call;
        if (reply.isValid())
            setPortal(schemeFromPortal(reply.value().variant()));
        call->deleteLater();
    });
}
#endif

} // namespace ui
