// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/alertdesk.h"

#include "shell/drawer.h"
#include "shell/tray.h"
#include "shell/words.h"
#include "theme/signs.h"
#include "toasts/sound.h"
#include "toasts/toastoverlay.h"

#include "alerts/alertcenter.h"

#include <QWidget>

#include <chrono>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

/// Alerts that speak of several things at once: their number is in their words already, and there is
/// no one record to go to.
bool isDigest(client::AlertKind kind)
{
    return kind == client::AlertKind::Missed || kind == client::AlertKind::Flood ||
           kind == client::AlertKind::Latecomers;
}

} // namespace

AlertDesk::AlertDesk(client::AlertCenter& alerts, QWidget* window)
    : QObject(window)
    , m_alerts(alerts)
    , m_window(window)
    , m_sounds(std::make_unique<SoundPlayer>())
    , m_toasts(new ToastOverlay(window))
    , m_drawer(new NotificationDrawer(alerts, window))
    , m_tray(new Tray(this))
{
    connect(&alerts, &client::AlertCenter::annunciated, this, &AlertDesk::annunciate);
    connect(&alerts, &client::AlertCenter::unreadChanged, this, &AlertDesk::reviewBadges);
    connect(&alerts, &client::AlertCenter::changed, this, [this](const QString& key) {
        const client::Alert* alert = find(key);
        if (!alert || alert->acknowledged || alert->over)
            m_toasts->remove(key);
    });
    connectToasts();
    connectDrawer();
    connect(m_tray, &Tray::activated, this, [this](const QString& key) {
        emit windowRequested();
        if (const client::Alert* alert = find(key))
            open(*alert);
    });
    reviewBadges();
}

AlertDesk::~AlertDesk() = default;

void AlertDesk::connectToasts()
{
    connect(m_toasts, &ToastOverlay::acknowledgeRequested, &m_alerts, &client::AlertCenter::acknowledge);
    connect(m_toasts, &ToastOverlay::listRequested, this, [this] { m_drawer->setOpen(true); });
    connect(m_toasts, &ToastOverlay::openRequested, this, [this](const QString& key) {
        const client::Alert* alert = find(key);
        if (!alert)
            return;
        open(*alert);
        if (!alert->sticky)
            m_toasts->remove(key);
    });
}

void AlertDesk::connectDrawer()
{
    connect(m_drawer, &NotificationDrawer::openRequested, this, &AlertDesk::open);
    connect(m_drawer, &NotificationDrawer::acknowledgeRequested, &m_alerts,
            &client::AlertCenter::acknowledge);
    connect(m_drawer, &NotificationDrawer::acknowledgeAllRequested, &m_alerts,
            &client::AlertCenter::acknowledgeAll);
    connect(m_drawer, &NotificationDrawer::muteRequested, this,
            [this](int minutes) { m_alerts.mute(std::chrono::minutes(minutes)); });
}

void AlertDesk::note(const QString& text)
{
    m_toasts->show({u"note"_s, client::Priority::Low, "info"_L1, text, {}, 1, false, false, false});
}

Tone AlertDesk::tone() const
{
    const std::optional<client::Priority> worst = m_alerts.worst();
    return worst ? signOf(*worst).tone : Tone::Neutral;
}

bool AlertDesk::hasTray() const
{
    return m_tray->isShown();
}

void AlertDesk::reviewBadges()
{
    m_tray->setUnread(m_alerts.unread(), tone());
    emit badgesChanged();
}

void AlertDesk::annunciate(const client::Annunciation& annunciation)
{
    const client::Alert& alert = annunciation.alert;
    if (annunciation.sound)
        m_sounds->play(alert.priority);
    if (!annunciation.toast)
        return;
    const AlertWords words = wordsFor(alert);
    const bool digest = isDigest(alert.kind);
    m_toasts->show({alert.key, alert.priority, iconFor(alert.kind), words.title, words.text,
                    digest ? 1 : alert.count, alert.sticky, true, !digest && !alert.topic.isEmpty()});
    if (m_window->isMinimized() || !m_window->isVisible())
        m_tray->notify(alert.key, words.title, words.text, alert.priority == client::Priority::Critical);
}

void AlertDesk::open(const client::Alert& alert)
{
    // A copy: what happens on the way may change the history that it stands in.
    const QString topic = alert.topic;
    const qint64 rowId = alert.rowId;
    m_drawer->setOpen(topic.isEmpty());
    if (!topic.isEmpty())
        emit placeRequested(topic, rowId);
}

const client::Alert* AlertDesk::find(const QString& key) const
{
    for (const client::Alert& alert : m_alerts.history())
        if (alert.key == key)
            return &alert;
    return nullptr;
}

} // namespace ui
