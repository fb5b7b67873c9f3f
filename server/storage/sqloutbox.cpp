// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqloutbox.h"

#include "storage/connection.h"

#define SELECT_LINK "SELECT chat, user_id, company_id, username, linked_at, muted_until FROM telegram_links WHERE "
#define SELECT_ITEM                                                                                               \
    "SELECT id, chat, company_id, notification_id, announcement_id, urgent, title, text, created_at, message_id"  \
    " FROM outbox_items WHERE "
#define SELECT_MESSAGE                                                                                            \
    "SELECT id, chat, state, shown, after, probed, number, attempts, stale, created_at, next_at"                  \
    " FROM outbox_messages WHERE "

namespace storage {

using namespace Qt::StringLiterals;
using domain::ChatLink;
using domain::OutboxItem;
using domain::OutboxMessage;

namespace {

std::optional<ChatLink> readLink(Rows rows)
{
    if (!rows.next())
        return std::nullopt;
    return ChatLink{.chat = rows.integer(0),
                    .user = rows.id<protocol::UserId>(1),
                    .company = rows.id<protocol::CompanyId>(2),
                    .username = rows.text(3),
                    .linkedAt = rows.time(4),
                    .mutedUntil = rows.optionalTime(5)};
}

std::vector<OutboxItem> readItems(Rows rows)
{
    std::vector<OutboxItem> items;
    while (rows.next()) {
        items.push_back({.id = rows.integer(0),
                         .chat = rows.integer(1),
                         .company = rows.optionalId<protocol::CompanyId>(2),
                         .notification = rows.optionalInteger(3),
                         .announcement = rows.optionalInteger(4),
                         .urgent = rows.boolean(5),
                         .title = rows.text(6),
                         .text = rows.text(7),
                         .createdAt = rows.time(8),
                         .message = rows.optionalInteger(9)});
    }
    return items;
}

std::vector<OutboxMessage> readMessages(Rows rows)
{
    std::vector<OutboxMessage> messages;
    while (rows.next()) {
        messages.push_back({.id = rows.integer(0),
                            .chat = rows.integer(1),
                            .state = static_cast<OutboxMessage::State>(rows.integer(2)),
                            .shown = rows.text(3),
                            .after = rows.integer(4),
                            .probed = static_cast<int>(rows.integer(5)),
                            .number = rows.optionalInteger(6),
                            .attempts = static_cast<int>(rows.integer(7)),
                            .stale = rows.boolean(8),
                            .createdAt = rows.time(9),
                            .nextAt = rows.time(10)});
    }
    return messages;
}

/// In outbox_numbers beside the message numbers: no chat has it.
constexpr qint64 updatesSpace = 1;

} // namespace

std::optional<ChatLink> SqlOutbox::linkOf(protocol::UserId user)
{
    return readLink(m_db.query(SELECT_LINK "user_id = ?"_L1, user));
}

std::optional<ChatLink> SqlOutbox::linkOfChat(qint64 chat)
{
    return readLink(m_db.query(SELECT_LINK "chat = ?"_L1, chat));
}

void SqlOutbox::keepLink(const ChatLink& link)
{
    m_db.exec("INSERT OR REPLACE INTO telegram_links (chat, user_id, company_id, username, linked_at, muted_until)"
              " VALUES (?, ?, ?, ?, ?, ?)"_L1,
              link.chat, link.user, link.company, link.username, link.linkedAt, link.mutedUntil);
}

void SqlOutbox::removeLink(qint64 chat)
{
    m_db.exec("DELETE FROM telegram_links WHERE chat = ?"_L1, chat);
}

void SqlOutbox::insertCode(const QString& code, protocol::UserId user, const QDateTime& expiresAt)
{
    m_db.exec("INSERT OR REPLACE INTO telegram_codes (user_id, code, expires_at) VALUES (?, ?, ?)"_L1, user, code,
              expiresAt);
}

bool SqlOutbox::hasCode(const QString& code)
{
    return m_db.integer("SELECT 1 FROM telegram_codes WHERE code = ?"_L1, code).has_value();
}

std::optional<protocol::UserId> SqlOutbox::takeCode(const QString& code, const QDateTime& now)
{
    const auto user =
        m_db.integer("SELECT user_id FROM telegram_codes WHERE code = ? AND expires_at > ?"_L1, code, now);
    m_db.exec("DELETE FROM telegram_codes WHERE code = ? OR expires_at <= ?"_L1, code, now);
    return user ? protocol::UserId::from(*user) : std::nullopt;
}

qint64 SqlOutbox::insertItem(const OutboxItem& item)
{
    return m_db.insert("INSERT INTO outbox_items (chat, company_id, notification_id, announcement_id, urgent, title,"
                       " text, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                       item.chat, item.company, item.notification, item.announcement, item.urgent, item.title,
                       item.text, item.createdAt);
}

std::vector<OutboxItem> SqlOutbox::waiting(qint64 chat, bool urgentOnly, int limit)
{
    return readItems(m_db.query(SELECT_ITEM "chat = ? AND message_id IS NULL AND urgent >= ?"
                                            " ORDER BY notification_id IS NOT NULL, id LIMIT ?"_L1,
                                chat, urgentOnly, limit));
}

std::vector<domain::OutboxRepository::WaitingChat> SqlOutbox::waitingChats()
{
    std::vector<WaitingChat> chats;
    auto rows = m_db.query("SELECT chat, max(urgent) FROM outbox_items INDEXED BY outbox_items_waiting"
                           " WHERE message_id IS NULL GROUP BY chat ORDER BY min(id)"_L1);
    while (rows.next())
        chats.push_back({rows.integer(0), rows.boolean(1)});
    return chats;
}

void SqlOutbox::assign(const std::vector<qint64>& items, qint64 message)
{
    for (const qint64 item : items)
        m_db.exec("UPDATE outbox_items SET message_id = ? WHERE id = ?"_L1, message, item);
}

std::vector<OutboxItem> SqlOutbox::itemsOf(qint64 message, int limit)
{
    return readItems(m_db.query(SELECT_ITEM "message_id = ? ORDER BY id LIMIT ?"_L1, message, limit));
}

int SqlOutbox::countItemsOf(qint64 message)
{
    return static_cast<int>(
        m_db.integer("SELECT count(*) FROM outbox_items WHERE message_id = ?"_L1, message).value_or(0));
}

std::vector<qint64> SqlOutbox::notificationsOf(qint64 message)
{
    std::vector<qint64> ids;
    auto rows = m_db.query("SELECT notification_id FROM outbox_items WHERE message_id = ?"
                           " AND notification_id IS NOT NULL ORDER BY id"_L1,
                           message);
    while (rows.next())
        ids.push_back(rows.integer(0));
    return ids;
}

qint64 SqlOutbox::insertMessage(const OutboxMessage& message)
{
    return m_db.insert("INSERT INTO outbox_messages (chat, state, shown, after, probed, number, attempts, stale,"
                       " created_at, next_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_L1,
                       message.chat, static_cast<int>(message.state), message.shown, message.after, message.probed,
                       message.number, message.attempts, message.stale, message.createdAt, message.nextAt);
}

void SqlOutbox::updateMessage(const OutboxMessage& message)
{
    m_db.exec("UPDATE outbox_messages SET state = ?, shown = ?, after = ?, probed = ?, number = ?, attempts = ?,"
              " stale = ?, next_at = ? WHERE id = ?"_L1,
              static_cast<int>(message.state), message.shown, message.after, message.probed, message.number,
              message.attempts, message.stale, message.nextAt, message.id);
}

std::vector<OutboxMessage> SqlOutbox::unsettled()
{
    return readMessages(m_db.query(SELECT_MESSAGE "state IN (0, 1, 4) ORDER BY id"_L1));
}

std::vector<OutboxMessage> SqlOutbox::stale(int limit)
{
    return readMessages(m_db.query(SELECT_MESSAGE "stale = 1 AND state = 2 ORDER BY next_at LIMIT ?"_L1, limit));
}

void SqlOutbox::markStale(qint64 announcement)
{
    m_db.exec("UPDATE outbox_messages SET stale = 1 WHERE id IN (SELECT message_id FROM outbox_items"
              " WHERE announcement_id = ? AND message_id IS NOT NULL)"_L1,
              announcement);
}

QDateTime SqlOutbox::chatFreeAt(qint64 chat)
{
    const qint64 at = m_db.integer("SELECT free_at FROM outbox_chats WHERE chat = ?"_L1, chat).value_or(0);
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC);
}

void SqlOutbox::keepChatBusy(qint64 chat, const QDateTime& until)
{
    m_db.exec("INSERT INTO outbox_chats (chat, free_at) VALUES (?, ?) ON CONFLICT (chat)"
              " DO UPDATE SET free_at = max(free_at, excluded.free_at)"_L1,
              chat, until);
}

qint64 SqlOutbox::newestNumber(qint64 space)
{
    return m_db.integer("SELECT newest FROM outbox_numbers WHERE space = ?"_L1, space).value_or(0);
}

void SqlOutbox::sawNumber(qint64 space, qint64 number)
{
    m_db.exec("INSERT INTO outbox_numbers (space, newest) VALUES (?, ?) ON CONFLICT (space)"
              " DO UPDATE SET newest = max(newest, excluded.newest)"_L1,
              space, number);
}

qint64 SqlOutbox::updateOffset()
{
    return newestNumber(updatesSpace);
}

void SqlOutbox::setUpdateOffset(qint64 offset)
{
    sawNumber(updatesSpace, offset);
}

int SqlOutbox::forgetBefore(const QDateTime& moment, int limit)
{
    return static_cast<int>(
        m_db.exec("DELETE FROM outbox_messages WHERE id IN (SELECT id FROM outbox_messages WHERE created_at < ?"
                  " AND state IN (2, 3) LIMIT ?)"_L1,
                  moment, limit));
}

} // namespace storage
