// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QObject>

#include <optional>

#ifdef VAKHTA_HAS_DBUS
#include <QDBusVariant>
#endif

namespace ui {

/// What the desktop prefers, light or dark, and when it changes its mind.
/// Qt 6.5 and later say so themselves. Before, the desktop portal is asked over D-Bus
/// (org.freedesktop.portal.Settings, org.freedesktop.appearance, color-scheme: 1 dark, 2 light), and
/// without a portal the brightness of the palette Qt started with decides.
class SystemScheme final : public QObject
{
    Q_OBJECT
public:
    explicit SystemScheme(QObject* parent = nullptr);

    Scheme current() const { return m_portal.value_or(m_fallback); }

signals:
    void changed();

private:
    void setPortal(std::optional<Scheme> scheme);
#ifdef VAKHTA_HAS_DBUS
private slots:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void askPortal();
#endif
    std::optional<Scheme> m_portal;
    Scheme m_fallback = Scheme::Light;
};

} // namespace ui
