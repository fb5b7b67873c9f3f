// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"

#include <QAbstractListModel>
#include <QDateTime>
#include <QSet>
#include <QTimer>

#include <vector>

namespace client {
class AlertCenter;
class Models;
struct OutboxEntry;
} // namespace client

namespace ui {

/// What a person was told, newest first: the notifications that the server keeps, those of one alarm
/// taken together, and this desktop's own digests. What is read or deleted on any desktop is so here.
class InboxModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    struct Item
    {
        QString key{};                 ///< stable for as long as it is listed
        QList<qint64> notifications{}; ///< newest first; empty: a digest of this desktop
        QList<qint64> unread{};        ///< of them
        client::Priority priority = client::Priority::Low;
        QString title{};
        QString text{};
        QDateTime at{};
        bool isUnread = false;
        qint64 alarm = 0;         ///< it tells of this one; 0: of none, or of several
        bool wantsAnswer = false; ///< somebody has to acknowledge the alarm
        QString outcome{};        ///< what became of the alarm; empty: nothing yet, or none
        int count = 1;            ///< of tellings
        bool unsent = false;      ///< what was done with it here is not with the server
        QString topic{};          ///< of the record; empty: there is none to go to
        qint64 record = 0;
    };

    /// Both outlive the model.
    InboxModel(const client::Models& models, const client::AlertCenter& alerts, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    const Item& at(int row) const { return m_items[size_t(row)]; }
    int rowOf(const QString& key) const;

    void setUnreadOnly(bool only);
    /// What was done with notifications and alarms here and is not with the server.
    void setOutbox(const std::vector<client::OutboxEntry>& entries);
    /// Follows what it shows only while somebody looks.
    void setFollowing(bool following);
    void reload();

    /// Of the whole, whatever is listed: as the server counts, and the digests.
    static int unread(const client::Models& models, const client::AlertCenter& alerts);

private:
    void addNotifications(std::vector<Item>& items) const;
    void addDigests(std::vector<Item>& items) const;

    const client::Models& m_models;
    const client::AlertCenter& m_alerts;
    std::vector<Item> m_items;
    QTimer m_reload; ///< a flood is listed once
    bool m_unreadOnly = false;
    QSet<qint64> m_unsentNotifications;
    QSet<qint64> m_unsentAlarms;
    bool m_unsentAll = false; ///< all were marked as read
};

} // namespace ui
