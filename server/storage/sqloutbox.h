// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notifications/outbox.h"

namespace storage {

class Connection;

class SqlOutbox final : public domain::OutboxRepository
{
public:
    explicit SqlOutbox(Connection& db) : m_db(db) {}

    std::optional<domain::ChatLink> linkOf(protocol::UserId user) override;
    std::optional<domain::ChatLink> linkOfChat(qint64 chat) override;
    void keepLink(const domain::ChatLink& link) override;
    void removeLink(qint64 chat) override;
    void insertCode(const QString& code, protocol::UserId user, const QDateTime& expiresAt) override;
    bool hasCode(const QString& code) override;
    std::optional<protocol::UserId> takeCode(const QString& code, const QDateTime& now) override;

    qint64 insertItem(const domain::OutboxItem& item) override;
    std::vector<domain::OutboxItem> waiting(qint64 chat, bool urgentOnly, int limit) override;
    std::vector<WaitingChat> waitingChats() override;
    void assign(const std::vector<qint64>& items, qint64 message) override;
    std::vector<domain::OutboxItem> itemsOf(qint64 message, int limit) override;
    int countItemsOf(qint64 message) override;
    std::vector<qint64> notificationsOf(qint64 message) override;

    qint64 insertMessage(const domain::OutboxMessage& message) override;
    void updateMessage(const domain::OutboxMessage& message) override;
    std::vector<domain::OutboxMessage> unsettled() override;
    std::vector<domain::OutboxMessage> stale(int limit) override;
    void markStale(qint64 announcement) override;

    QDateTime chatFreeAt(qint64 chat) override;
    void keepChatBusy(qint64 chat, const QDateTime& until) override;
    qint64 newestNumber(qint64 space) override;
    void sawNumber(qint64 space, qint64 number) override;
    qint64 updateOffset() override;
    void setUpdateOffset(qint64 offset) override;
    int forgetBefore(const QDateTime& moment, int limit) override;

private:
    Connection& m_db;
};

} // namespace storage
