// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/ids.h"
#include "protocol/rows/notification.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace domain {

/// Something one person should know, as it is kept (contracts.md C4).
struct Notification
{
    qint64 id = 0;
    protocol::CompanyId company;
    protocol::UserId user;
    QString type{};
    QString title{};
    QString message{};
    QJsonObject data{};
    QDateTime createdAt{};
    protocol::NotificationStatus status = protocol::NotificationStatus::Pending;
    std::optional<QDateTime> sentAt{}; ///< when the first way out took it
    std::optional<QDateTime> readAt{};
    std::optional<qint64> telegramMessage{};
    std::optional<qint64> announcement{}; ///< of alarms; see Announcements
    bool push = true;
    bool telegram = false; ///< it is in the outbox, or was

    friend bool operator==(const Notification&, const Notification&) = default;
};

protocol::NotificationRow toRow(const Notification& notification);

/// How far a notification has come, and by which way. One line each: a second report is none.
struct LedgerEntry
{
    enum class Stage { Stored, Sent, Received, Displayed, Acknowledged };
    qint64 notification = 0;
    Stage stage = Stage::Stored;
    QString via{}; ///< "websocket", "telegram", the name of a desktop, or "read": it was read, so it was seen
    QDateTime at{};
    std::optional<protocol::UserId> by{}; ///< of Acknowledged: who
    QString name{};
    friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};
QLatin1StringView toWire(LedgerEntry::Stage stage);

/// contracts.md C4, GET /notifications/stats.
struct NotificationStats
{
    int total = 0;
    int unread = 0;
    int sent = 0;
    std::vector<std::pair<QString, int>> byType{};
};

/// All calls belong into a write unit, those that only read also into a read unit. A foreign
/// notification is not found.
class NotificationRepository
{
public:
    virtual ~NotificationRepository() = default;
    virtual qint64 insert(const Notification& notification) = 0; ///< returns the id
    virtual std::optional<Notification> find(protocol::UserId user, qint64 id) = 0;
    virtual std::optional<Notification> find(qint64 id) = 0;
    virtual std::vector<Notification> list(protocol::UserId user, bool unreadOnly, int limit, int offset) = 0; ///< newest first
    virtual std::vector<Notification> unread(protocol::UserId user) = 0;
    virtual int countUnread(protocol::UserId user) = 0;
    virtual NotificationStats stats(protocol::UserId user) = 0;
    /// Nobody has been reached yet; newest first. branch: those to its own people; none: to anybody.
    virtual std::vector<Notification> pending(protocol::CompanyId company,
                                              const std::optional<protocol::BranchId>& branch, int limit) = 0;
    virtual std::vector<Notification> ofAnnouncement(qint64 announcement) = 0;
    virtual void update(const Notification& notification) = 0;
    virtual void remove(qint64 id) = 0;
    /// False when the line was there already.
    virtual bool addToLedger(const LedgerEntry& entry) = 0;
    virtual std::vector<LedgerEntry> ledger(qint64 notification) = 0; ///< oldest first
    /// Forgets what was created before a moment; at most limit; returns how many.
    virtual int forgetBefore(const QDateTime& moment, int limit) = 0;
};

/// What an announcement is about, for those who carry it. Alarms implement it.
class Announcements
{
public:
    virtual ~Announcements() = default;
    /// It was on somebody's screen.
    virtual void displayed(qint64 announcement, const QDateTime& at) = 0;
    /// What has become of it, in a line for people: "Принял: Петров П. П., 12:04". Empty: nothing yet.
    virtual QString outcome(qint64 announcement, const QTimeZone& zone) = 0;
};

} // namespace domain
