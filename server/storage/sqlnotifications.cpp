// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlnotifications.h"

#include "storage/connection.h"

#include <QJsonDocument>

#define SELECT_NOTIFICATION                                                                                       \
    "SELECT id, company_id, user_id, type, title, message, data, created_at, status, sent_at, read_at,"           \
    " telegram_message, announcement_id, push, telegram FROM notifications "

namespace storage {

using namespace Qt::StringLiterals;
using domain::Notification;

namespace {

Notification readNotification(const Rows& rows)
{
    using protocol::NotificationStatus;
    return {.id = rows.integer(0),
            .company = rows.id<protocol::CompanyId>(1),
            .user = rows.id<protocol::UserId>(2),
            .type = rows.text(3),
            .title = rows.text(4),
            .message = rows.text(5),
            .data = QJsonDocument::fromJson(rows.bytes(6)).object(),
            .createdAt = rows.time(7),
            .status = protocol::notificationStatusFromWire(rows.text(8)).value_or(NotificationStatus::Pending),
            .sentAt = rows.optionalTime(9),
            .readAt = rows.optionalTime(10),
            .telegramMessage = rows.optionalInteger(11),
            .announcement = rows.optionalInteger(12),
            .push = rows.boolean(13),
            .telegram = rows.boolean(14)};
}

std::vector<Notification> allNotifications(Rows rows)
{
    std::vector<Notification> list;
    while (rows.next())
        list.push_back(readNotification(rows));
    return list;
}

std::optional<Notification> firstNotification(Rows rows)
{
    return rows.next() ? std::optional(readNotification(rows)) : std::nullopt;
}

} // namespace

qint64 SqlNotifications::insert(const Notification& notification)
{
    return m_db.insert("INSERT INTO notifications (company_id, user_id, type, title, message, data, created_at, status,"
                       " sent_at, read_at, telegram_message, announcement_id, push, telegram)"
                       " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                       notification.company, notification.user, notification.type, notification.title,
                       notification.message, QJsonDocument(notification.data).toJson(QJsonDocument::Compact),
                       notification.createdAt, QString(toWire(notification.status)), notification.sentAt,
                       notification.readAt, notification.telegramMessage, notification.announcement,
                       notification.push, notification.telegram);
}

std::optional<Notification> SqlNotifications::find(protocol::UserId user, qint64 id)
{
    return firstNotification(m_db.query(SELECT_NOTIFICATION "WHERE id = ? AND user_id = ?"_L1, id, user));
}

std::optional<Notification> SqlNotifications::find(qint64 id)
{
    return firstNotification(m_db.query(SELECT_NOTIFICATION "WHERE id = ?"_L1, id));
}

std::vector<Notification> SqlNotifications::list(protocol::UserId user, bool unreadOnly, int limit, int offset)
{
    return allNotifications(
        unreadOnly ? m_db.query(SELECT_NOTIFICATION "WHERE user_id = ? AND read_at IS NULL ORDER BY id DESC"
                                                    " LIMIT ? OFFSET ?"_L1,
                                user, limit, offset)
                   : m_db.query(SELECT_NOTIFICATION "WHERE user_id = ? ORDER BY id DESC LIMIT ? OFFSET ?"_L1, user,
                                limit, offset));
}

std::vector<Notification> SqlNotifications::unread(protocol::UserId user)
{
    return allNotifications(
        m_db.query(SELECT_NOTIFICATION "WHERE user_id = ? AND read_at IS NULL ORDER BY id"_L1, user));
}

int SqlNotifications::countUnread(protocol::UserId user)
{
    return static_cast<int>(
        m_db.integer("SELECT count(*) FROM notifications WHERE user_id = ? AND read_at IS NULL"_L1, user).value_or(0));
}

domain::NotificationStats SqlNotifications::stats(protocol::UserId user)
{
    domain::NotificationStats stats;
    auto rows = m_db.query("SELECT type, count(*), sum(read_at IS NULL), sum(status = 'sent') FROM notifications"
                           " WHERE user_id = ? GROUP BY type ORDER BY type"_L1,
                           user);
    while (rows.next()) {
        const int count = static_cast<int>(rows.integer(1));
        stats.total += count;
        stats.unread += static_cast<int>(rows.integer(2));
        stats.sent += static_cast<int>(rows.integer(3));
        stats.byType.emplace_back(rows.text(0), count);
    }
    return stats;
}

std::vector<Notification> SqlNotifications::pending(protocol::CompanyId company,
                                                    const std::optional<protocol::BranchId>& branch, int limit)
{
    return allNotifications(
        m_db.query(SELECT_NOTIFICATION "WHERE company_id = ? AND status = 'pending' AND (? IS NULL OR user_id IN"
                                       " (SELECT id FROM accounts WHERE branch_id = ?)) ORDER BY id DESC LIMIT ?"_L1,
                   company, branch, branch, limit));
}

std::vector<Notification> SqlNotifications::ofAnnouncement(qint64 announcement)
{
    return allNotifications(m_db.query(SELECT_NOTIFICATION "WHERE announcement_id = ? ORDER BY id"_L1, announcement));
}

void SqlNotifications::update(const Notification& notification)
{
    m_db.exec("UPDATE notifications SET status = ?, sent_at = ?, read_at = ?, telegram_message = ?, telegram = ?"
              " WHERE id = ?"_L1,
              QString(toWire(notification.status)), notification.sentAt, notification.readAt,
              notification.telegramMessage, notification.telegram, notification.id);
}

void SqlNotifications::remove(qint64 id)
{
    m_db.exec("DELETE FROM notifications WHERE id = ?"_L1, id);
}

bool SqlNotifications::addToLedger(const domain::LedgerEntry& entry)
{
    return m_db.exec("INSERT INTO notification_ledger (notification_id, stage, via, at, user_id, name)"
                     " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"_L1,
                     entry.notification, static_cast<int>(entry.stage), entry.via, entry.at, entry.by, entry.name)
        > 0;
}

std::vector<domain::LedgerEntry> SqlNotifications::ledger(qint64 notification)
{
    std::vector<domain::LedgerEntry> entries;
    auto rows = m_db.query("SELECT notification_id, stage, via, at, user_id, name FROM notification_ledger"
                           " WHERE notification_id = ? ORDER BY at, stage"_L1,
                           notification);
    while (rows.next()) {
        entries.push_back({.notification = rows.integer(0),
                           .stage = static_cast<domain::LedgerEntry::Stage>(rows.integer(1)),
                           .via = rows.text(2),
                           .at = rows.time(3),
                           .by = rows.optionalId<protocol::UserId>(4),
                           .name = rows.text(5)});
    }
    return entries;
}

int SqlNotifications::forgetBefore(const QDateTime& moment, int limit)
{
    return static_cast<int>(m_db.exec(
        "DELETE FROM notifications WHERE id IN (SELECT id FROM notifications WHERE created_at < ? LIMIT ?)"_L1, moment,
        limit));
}

} // namespace storage
