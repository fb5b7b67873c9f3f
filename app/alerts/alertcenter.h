// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"
#include "alerts/alertrules.h"
#include "alerts/annunciator.h"
#include "base/clock.h"
#include "protocol/roles.h"
#include "store/rowbatch.h"

#include <QBasicTimer>
#include <QObject>
#include <QStringList>

#include <chrono>
#include <optional>
#include <vector>

namespace client {

/// The person's alerts: fed with every batch the store emits, it says what becomes a toast, a sound
/// and a badge. Interface thread only. Dismissing a toast is the interface's matter and changes
/// nothing here; acknowledging does.
class AlertCenter final : public QObject
{
    Q_OBJECT
public:
    AlertCenter(const base::Clock& clock, AlertRules::Timings timings, Annunciator::Limits limits,
                QObject* parent = nullptr);

    /// Who is looking; alerts for others are not made. Forgets the history when the roles change.
    void setRoles(protocol::Roles roles);
    void setTimeZone(const QTimeZone& zone);
    void setQuietHours(const std::optional<QuietHours>& hours);
    /// No sound at all until it ends by itself.
    void mute(std::chrono::minutes duration);
    void unmute();
    /// UTC; invalid: not muted.
    QDateTime mutedUntil() const;

    void apply(const RowBatch& batch);
    /// Until when this person has seen everything, UTC; what happened later and comes as a catch-up was
    /// missed.
    void setSeenUntil(const QDateTime& at) { m_rules.setSeenUntil(at); }
    const QDateTime& seenUntil() const { return m_rules.seenUntil(); }
    void clear();

    /// Of an alarm or a notice the server hears of it too, and with it every other desktop.
    void acknowledge(const QString& key) { acknowledge(QStringList(key)); }
    /// Several in one answer.
    void acknowledge(const QStringList& keys);

    /// Newest first, bounded.
    const std::vector<Alert>& history() const { return m_history; }
    /// Not acknowledged and not over.
    int unread() const;
    /// The same, of one topic: the badge of its panel.
    int unread(const QString& topic) const;
    /// Worst of the unread.
    std::optional<Priority> worst() const;
    bool flooded() const { return m_annunciator.flooded(); }

signals:
    void annunciated(const client::Annunciation& annunciation);
    /// An alert changed without a new annunciation: acknowledged, or its condition ended.
    void changed(const QString& key);
    void unreadChanged();
    /// A person has answered these here.
    void acknowledged(const std::vector<client::Alert>& alerts);
    /// These are on screen, as toasts.
    void displayed(const std::vector<client::Alert>& alerts);
    void floodChanged(bool flooded);
    void mutedChanged(const QDateTime& until);

private:
    void timerEvent(QTimerEvent* event) override;
    void take(std::vector<AlertRules::Outcome> outcomes);
    void record(const Alert& alert);
    void tick();

    const base::Clock& m_clock;
    AlertRules m_rules;
    Annunciator m_annunciator;
    std::vector<Alert> m_history;
    QBasicTimer m_timer;
};

} // namespace client
