// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>

namespace ui {

/// When what is on the screen was last known to be so. One for the whole client, because one cursor
/// covers all topics; the link sets it, everything that shows data asks it.
class Freshness final : public QObject
{
    Q_OBJECT
public:
    explicit Freshness(QObject* parent = nullptr) : QObject(parent) {}

    /// The moment the server last confirmed that nothing is missing; invalid: never.
    void setConfirmed(const QDateTime& at);
    const QDateTime& confirmed() const { return m_confirmed; }

    /// Whether there is any link at all: without one, nothing passes for live, however young.
    void setLinked(bool linked);
    bool isLinked() const { return m_linked; }

    /// Whether the link is known to be down, rather than not up yet.
    void setOffline(bool offline);
    bool isOffline() const { return m_offline; }

    bool isStale(const QDateTime& now, int timeToLiveSeconds) const;

signals:
    void changed();

private:
    QDateTime m_confirmed;
    bool m_linked = false;
    bool m_offline = false;
};

} // namespace ui
