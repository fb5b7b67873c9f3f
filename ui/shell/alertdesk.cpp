// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/alertdesk.h"

#include "shell/drawer.h"
#include "shell/systemnotifier.h"
#include "shell/tray.h"
#include "shell/words.h"
#include "theme/signs.h"
#include "toasts/sound.h"
#include "toasts/toastoverlay.h"

#include "alerts/alertcenter.h"
#include "models/models.h"

#include <QWidget>

#include <chrono>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const QString refusedKey = u"refused"_s;

/// Alerts that speak of several things at once: their number is in their words already, and there is
/// no one record to go to.
bool isDigest(client::AlertKind kind)
{
    return kind == client::AlertKind::Missed || kind == client::AlertKind::Flood ||
           kind == client::AlertKind::Latecomers;
}

} // namespace

AlertDesk::AlertDesk(const client::Models& models, client::AlertCenter& alerts, QWidget* window)
    : QObject(window)
    , m_models(models)
    , m_alerts(alerts)
    , m_actions([this](const client::OutboxRequest& request) {
        emit sendRequested(request);
        return QString();
    })
    , m_window(window)
    , m_sounds(std::make_unique<SoundPlayer>())
    , m_toasts(new ToastOverlay(window))
    , m_drawer(new NotificationDrawer(models, alerts, window))
    , m_tray(new Tray(this))
    , m_system(new SystemNotifier(this))
{
    connect(&alerts, &client::AlertCenter::annunciated, this, &AlertDesk::annunciate);
    connect(&alerts, &client::AlertCenter::changed, this, [this](const QString& key) {
        const client::Alert* alert = find(key);
        if (!alert || alert->acknowledged || alert->over) {
            m_toasts->remove(key);
            m_system->close(key);
        }
    });
    m_review.setSingleShot(true);
    m_review.setInterval(0);
    connect(&m_review, &QTimer::timeout, this, &AlertDesk::reviewBadges);
    connect(&alerts, &client::AlertCenter::unreadChanged, &m_review, qOverload<>(&QTimer::start));
    const QAbstractItemModel& rows = models.notifications;
    connect(&rows, &QAbstractItemModel::rowsInserted, &m_review, qOverload<>(&QTimer::start));
    connect(&rows, &QAbstractItemModel::rowsRemoved, &m_review, qOverload<>(&QTimer::start));
    connect(&rows, &QAbstractItemModel::dataChanged, &m_review, qOverload<>(&QTimer::start));
    connect(&rows, &QAbstractItemModel::modelReset, &m_review, qOverload<>(&QTimer::start));
    connectToasts();
    connectDrawer();
    const auto comeTo = [this](const QString& key) {
        emit windowRequested();
        if (const client::Alert* alert = find(key))
            open(*alert);
    };
    connect(m_tray, &Tray::activated, this, comeTo);
    connect(m_system, &SystemNotifier::activated, this, comeTo);
    connect(m_system, &SystemNotifier::refused, this, [this](const SystemNotifier::Note& note) {
        m_tray->notify(note.key, note.title, note.text, note.priority == client::Priority::Critical);
    });
    reviewBadges();
}

AlertDesk::~AlertDesk() = default;

void AlertDesk::connectToasts()
{
    connect(m_toasts, &ToastOverlay::acknowledgeRequested, &m_alerts,
            qOverload<const QString&>(&client::AlertCenter::acknowledge));
    connect(m_toasts, &ToastOverlay::listRequested, this, [this] { m_drawer->setOpen(true); });
    connect(m_toasts, &ToastOverlay::openRequested, this, [this](const QString& key) {
        if (key == refusedKey) {
            m_toasts->remove(key);
            emit outboxRequested();
            return;
        }
        const client::Alert* alert = find(key);
        if (!alert)
            return;
        const bool stays = alert->sticky;
        open(*alert);
        if (!stays)
            m_toasts->remove(key);
    });
}

void AlertDesk::connectDrawer()
{
    connect(m_drawer, &NotificationDrawer::openRequested, this, &AlertDesk::openItem);
    connect(m_drawer, &NotificationDrawer::acknowledgeRequested, this, &AlertDesk::acknowledgeItem);
    connect(m_drawer, &NotificationDrawer::readRequested, this, &AlertDesk::readItem);
    connect(m_drawer, &NotificationDrawer::readAllRequested, this, &AlertDesk::readAll);
    connect(m_drawer, &NotificationDrawer::removeRequested, this, [this](const InboxModel::Item& item) {
        for (const qint64 notification : item.notifications)
            m_actions.notifications.remove(notification);
        if (item.notifications.isEmpty())
            m_alerts.acknowledge(item.key);
    });
    connect(m_drawer, &NotificationDrawer::listed, this, &AlertDesk::listed);
    connect(m_drawer, &NotificationDrawer::muteRequested, this,
            [this](int minutes) { m_alerts.mute(std::chrono::minutes(minutes)); });
}

void AlertDesk::note(const QString& text)
{
    m_toasts->show({u"note"_s, client::Priority::Low, "info"_L1, text, {}, 1, false, false, false});
}

void AlertDesk::tellRefused(const QString& deed, const QString& why)
{
    m_toasts->show({refusedKey, client::Priority::High, "error"_L1, tr("Not accepted: %1").arg(deed), why, 1,
                    false, true, false});
}

int AlertDesk::unread() const
{
    return InboxModel::unread(m_models, m_alerts);
}

Tone AlertDesk::tone() const
{
    const std::optional<client::Priority> worst = m_alerts.worst();
    return worst ? signOf(*worst).tone : unread() > 0 ? Tone::Info : Tone::Neutral;
}

void AlertDesk::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    m_drawer->inbox().setOutbox(entries);
}

bool AlertDesk::hasTray() const
{
    return m_tray->isShown();
}

void AlertDesk::reviewBadges()
{
    m_tray->setUnread(unread(), tone());
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
                    digest ? 1 : alert.count, alert.sticky, true, !digest && !alert.topic.isEmpty(),
                    alert.kind == client::AlertKind::Notice ? tr("Read", "mark as read") : QString()});
    if (m_window->isMinimized() || !m_window->isVisible())
        m_system->notify({alert.key, words.title, words.text, alert.priority});
}

/// A copy: what happens on the way changes the history that it stands in.
void AlertDesk::open(client::Alert alert)
{
    // Who has gone to the record has read of it; an alarm is answered only by saying so.
    if (alert.kind == client::AlertKind::Notice)
        m_alerts.acknowledge(alert.key);
    if (alert.topic.isEmpty()) {
        m_drawer->setOpen(true);
    } else if (alert.topic == "notifications"_L1) {
        m_drawer->reveal(u"notification:%1"_s.arg(alert.rowId));
    } else {
        m_drawer->setOpen(false);
        emit placeRequested(alert.topic, alert.rowId, alert.alarm);
    }
}

void AlertDesk::openItem(const InboxModel::Item& item)
{
    readItem(item);
    if (item.topic.isEmpty())
        return;
    m_drawer->setOpen(false);
    emit placeRequested(item.topic, item.record, item.alarm);
}

void AlertDesk::acknowledgeItem(const InboxModel::Item& item)
{
    // Through the alert where there is one, so that its toast goes at once.
    for (const client::Alert& alert : m_alerts.history())
        if (alert.alarm == item.alarm && !alert.acknowledged && !alert.over) {
            m_alerts.acknowledge(QString(alert.key));
            return;
        }
    m_actions.alarms.acknowledge({item.alarm});
}

void AlertDesk::readItem(const InboxModel::Item& item)
{
    if (item.notifications.isEmpty())
        m_alerts.acknowledge(item.key); // a digest of this desktop: nobody else knows of it
    else
        m_actions.notifications.markRead(item.unread);
}

void AlertDesk::readAll()
{
    if (m_models.notifications.unread() > 0)
        m_actions.notifications.markAllRead();
    QStringList digests;
    for (const client::Alert& alert : m_alerts.history())
        if (alert.alarm == 0 && alert.notification == 0 && !alert.acknowledged)
            digests.append(alert.key);
    m_alerts.acknowledge(digests);
}

const client::Alert* AlertDesk::find(const QString& key) const
{
    for (const client::Alert& alert : m_alerts.history())
        if (alert.key == key)
            return &alert;
    return nullptr;
}

} // namespace ui
