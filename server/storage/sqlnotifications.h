// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notifications/notification.h"

namespace storage {

class Connection;

class SqlNotifications final : public domain::NotificationRepository
{
public:
    explicit SqlNotifications(Connection& db) : m_db(db) {}

    qint64 insert(const domain::Notification& notification) override;
    std::optional<domain::Notification> find(protocol::UserId user, qint64 id) override;
    std::optional<domain::Notification> find(qint64 id) override;
    std::vector<domain::Notification> list(protocol::UserId user, bool unreadOnly, int limit, int offset) override;
    std::vector<domain::Notification> unread(protocol::UserId user) override;
    int countUnread(protocol::UserId user) override;
    domain::NotificationStats stats(protocol::UserId user) override;
    std::vector<domain::Notification> pending(protocol::CompanyId company,
                                              const std::optional<protocol::BranchId>& branch,
                                              int limit) override;
    std::vector<domain::Notification> ofAnnouncement(qint64 announcement) override;
    void update(const domain::Notification& notification) override;
    void remove(qint64 id) override;
    bool addToLedger(const domain::LedgerEntry& entry) override;
    std::vector<domain::LedgerEntry> ledger(qint64 notification) override;
    int forgetBefore(const QDateTime& moment, int limit) override;

private:
    Connection& m_db;
};

} // namespace storage
