// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/inboxmodel.h"

#include "shell/words.h"
#include "theme/signs.h"

#include "alerts/alertcenter.h"
#include "alerts/alertof.h"
#include "core/actions.h"
#include "models/models.h"
#include "store/outboxentry.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr size_t inboxMost = 300;
constexpr int inboxDelayMs = 50;

/// Made here, of no row: nobody else knows of it.
bool isOwnDigest(const client::Alert& alert)
{
    return alert.alarm == 0 && alert.notification == 0;
}

client::Priority priorityOfRow(const protocol::NotificationRow& row)
{
    if (const auto priority = protocol::alarmPriorityFromWire(row.data["priority"_L1].toString()))
        return client::Priority(int(*priority));
    return client::alertOf(row).priority;
}

} // namespace

InboxModel::InboxModel(const client::Models& models, const client::AlertCenter& alerts, QObject* parent)
    : QAbstractListModel(parent), m_models(models), m_alerts(alerts)
{
    m_reload.setSingleShot(true);
    m_reload.setInterval(inboxDelayMs);
    connect(&m_reload, &QTimer::timeout, this, &InboxModel::reload);
}

void InboxModel::setFollowing(bool following)
{
    m_reload.stop();
    for (const QObject* source :
         {static_cast<const QObject*>(&m_models.notifications), static_cast<const QObject*>(&m_models.alarms),
          static_cast<const QObject*>(&m_alerts)})
        disconnect(source, nullptr, this, nullptr);
    if (!following)
        return;
    const auto soon = [this] {
        if (!m_reload.isActive())
            m_reload.start();
    };
    for (const QAbstractItemModel* rows : {static_cast<const QAbstractItemModel*>(&m_models.notifications),
                                           static_cast<const QAbstractItemModel*>(&m_models.alarms)}) {
        connect(rows, &QAbstractItemModel::rowsInserted, this, soon);
        connect(rows, &QAbstractItemModel::rowsRemoved, this, soon);
        connect(rows, &QAbstractItemModel::dataChanged, this, soon);
        connect(rows, &QAbstractItemModel::modelReset, this, soon);
    }
    connect(&m_alerts, &client::AlertCenter::unreadChanged, this, soon);
    reload();
}

void InboxModel::setUnreadOnly(bool only)
{
    m_unreadOnly = only;
    reload();
}

void InboxModel::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    QSet<qint64> notifications;
    QSet<qint64> alarms;
    bool all = false;
    for (const client::OutboxEntry& entry : entries) {
        all |= client::Actions::deedOf(entry.request) == "read-all"_L1;
        for (const auto& [topic, id] : client::Actions::subjectsOf(entry.request)) {
            if (topic == "notifications"_L1)
                notifications.insert(id);
            else if (topic == "alarms"_L1)
                alarms.insert(id);
        }
    }
    const bool same =
        notifications == m_unsentNotifications && alarms == m_unsentAlarms && all == m_unsentAll;
    m_unsentNotifications = std::move(notifications);
    m_unsentAlarms = std::move(alarms);
    m_unsentAll = all;
    if (!same && !m_items.empty())
        reload();
}

int InboxModel::unread(const client::Models& models, const client::AlertCenter& alerts)
{
    const auto& history = alerts.history();
    return models.notifications.unread() +
           int(std::count_if(history.begin(), history.end(), [](const client::Alert& alert) {
               return isOwnDigest(alert) && !alert.acknowledged && !alert.over;
           }));
}

void InboxModel::reload()
{
    std::vector<Item> items;
    addNotifications(items);
    addDigests(items);
    if (m_unreadOnly)
        std::erase_if(items, [](const Item& item) { return !item.isUnread; });
    std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.at > b.at; });
    if (items.size() > inboxMost)
        items.resize(inboxMost);
    // A person looks at it seldom, and it is short: a reset is simple and cheap.
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
}

void InboxModel::addNotifications(std::vector<Item>& items) const
{
    const client::NotificationsModel& rows = m_models.notifications;
    QHash<qint64, size_t> byAlarm;
    for (int i = 0; i < rows.rowCount() && items.size() < inboxMost; ++i) {
        const protocol::NotificationRow& row = rows.at(i);
        const qint64 alarm = row.data["alarm_id"_L1].toInteger();
        if (const auto known = byAlarm.constFind(alarm); alarm != 0 && known != byAlarm.cend()) {
            Item& item = items[*known];
            item.notifications.append(row.id);
            if (!row.readAt)
                item.unread.append(row.id);
            item.isUnread = !item.unread.isEmpty();
            ++item.count;
            continue;
        }
        Item item{.key = alarm ? u"alarm:%1"_s.arg(alarm) : u"notification:%1"_s.arg(row.id),
                  .notifications = {row.id},
                  .priority = priorityOfRow(row),
                  .title = withoutEmoji(row.title),
                  .text = row.message,
                  .at = row.createdAt,
                  .isUnread = !row.readAt,
                  .alarm = alarm};
        if (item.isUnread)
            item.unread.append(row.id);
        if (alarm != 0) {
            byAlarm.insert(alarm, items.size());
            item.topic = row.data["topic"_L1].toString();
            item.record = row.data["record"_L1].toString().toLongLong();
            const protocol::AlarmRow* open = m_models.alarms.find(alarm);
            item.wantsAnswer = open && client::wantsAnswer(*open);
            if (!open)
                item.outcome = tr("over");
            else if (const auto& by = client::lastAction(*open))
                item.outcome = signOf(open->state).text + u": "_s + by->name;
        }
        item.unsent = m_unsentNotifications.contains(row.id) || m_unsentAlarms.contains(alarm) ||
                      (m_unsentAll && item.isUnread);
        if (item.topic.isEmpty() || item.record == 0) {
            const client::NotificationsModel::Target target = client::NotificationsModel::targetOf(row);
            item.topic = target.topic;
            item.record = target.id;
        }
        items.push_back(std::move(item));
    }
}

void InboxModel::addDigests(std::vector<Item>& items) const
{
    for (const client::Alert& alert : m_alerts.history()) {
        if (!isOwnDigest(alert))
            continue;
        const AlertWords words = wordsFor(alert);
        items.push_back({.key = alert.key,
                         .priority = alert.priority,
                         .title = words.title,
                         .text = words.text,
                         .at = alert.at,
                         .isUnread = !alert.acknowledged && !alert.over,
                         .topic = alert.topic,
                         .record = alert.rowId});
    }
}

int InboxModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_items.size());
}

int InboxModel::rowOf(const QString& key) const
{
    const auto found =
        std::find_if(m_items.begin(), m_items.end(), [&key](const Item& item) { return item.key == key; });
    return found == m_items.end() ? -1 : int(found - m_items.begin());
}

QVariant InboxModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Item& item = at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return item.title;
    case Qt::AccessibleTextRole:
        return item.isUnread ? tr("Unread: %1").arg(item.title) : item.title;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return item.text;
    default:
        return {};
    }
}

} // namespace ui
