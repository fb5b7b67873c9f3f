// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/notifications/service.h"

#include "domain/notifications/outbox.h"
#include "domain/telling.h"

#include <algorithm>

namespace domain {

using Stage = LedgerEntry::Stage;

protocol::NotificationRow toRow(const Notification& notification)
{
    return {.id = notification.id,
            .type = notification.type,
            .title = notification.title,
            .message = notification.message,
            .data = notification.data,
            .createdAt = notification.createdAt,
            .readAt = notification.readAt,
            .status = notification.status,
            .push = notification.push};
}

QLatin1StringView toWire(LedgerEntry::Stage stage)
{
    switch (stage) {
    case Stage::Stored:
        return QLatin1StringView("stored");
    case Stage::Sent:
        return QLatin1StringView("sent");
    case Stage::Received:
        return QLatin1StringView("received");
    case Stage::Displayed:
        return QLatin1StringView("displayed");
    case Stage::Acknowledged:
        return QLatin1StringView("acknowledged");
    }
    return {};
}

NotificationService::NotificationService(NotificationRepository& notifications, AccountRepository& accounts,
                                         Outbox& outbox, Announcements& announcements, Journal& journal,
                                         const base::Clock& clock)
    : m_notifications(notifications)
    , m_accounts(accounts)
    , m_outbox(outbox)
    , m_announcements(announcements)
    , m_journal(journal)
    , m_clock(clock)
{
}

protocol::Result<Notification> NotificationService::notify(protocol::UserId user, const NotificationDraft& draft)
{
    const auto account = m_accounts.find(user);
    if (!account || !account->active)
        return protocol::failure(protocol::ErrorCode::NotFound, QStringLiteral("No active account has this id."));
    return store(*account, draft);
}

std::vector<protocol::UserId> NotificationService::notifyRoles(protocol::CompanyId company,
                                                               const std::optional<protocol::BranchId>& branch,
                                                               protocol::Roles roles, const NotificationDraft& draft)
{
    std::vector<protocol::UserId> told;
    for (const Account& account : m_accounts.all()) {
        const bool sees = !branch || !account.branch || *account.branch == *branch;
        if (account.active && account.company == company && account.roles.intersects(roles) && sees
            && (!draft.linkedOnly || m_outbox.isLinked(account.id))) {
            store(account, draft);
            told.push_back(account.id);
        }
    }
    return told;
}

Notification NotificationService::store(const Account& account, const NotificationDraft& draft)
{
    Notification notification{.company = account.company,
                              .user = account.id,
                              .type = draft.type,
                              .title = draft.title,
                              .message = draft.message,
                              .data = draft.data,
                              .createdAt = m_clock.now(),
                              .announcement = draft.announcement,
                              .push = draft.push};
    notification.id = m_notifications.insert(notification);
    m_notifications.addToLedger(
        {.notification = notification.id, .stage = Stage::Stored, .at = notification.createdAt});
    if (draft.telegram && m_outbox.add(notification, draft.urgent)) {
        notification.telegram = true;
        m_notifications.update(notification);
    }
    tell(notification, cause::notified);
    return notification;
}

void NotificationService::sendTelegram(qint64 announcement, bool urgent)
{
    for (Notification& notification : m_notifications.ofAnnouncement(announcement)) {
        if (!notification.telegram && m_outbox.add(notification, urgent)) {
            notification.telegram = true;
            m_notifications.update(notification);
        }
    }
}

void NotificationService::sent(qint64 id, const QString& via, const QDateTime& at,
                               std::optional<qint64> telegramMessage)
{
    auto notification = m_notifications.find(id);
    if (!notification)
        return;
    m_notifications.addToLedger({.notification = id, .stage = Stage::Sent, .via = via, .at = at});
    const Notification before = *notification;
    notification->status = protocol::NotificationStatus::Sent;
    if (!notification->sentAt)
        notification->sentAt = at;
    if (telegramMessage)
        notification->telegramMessage = telegramMessage;
    if (*notification == before)
        return;
    m_notifications.update(*notification);
    tell(*notification, cause::ledger);
}

void NotificationService::failed(qint64 id)
{
    auto notification = m_notifications.find(id);
    if (!notification || notification->status != protocol::NotificationStatus::Pending)
        return;
    notification->status = protocol::NotificationStatus::Failed;
    m_notifications.update(*notification);
    tell(*notification, cause::ledger);
}

protocol::Result<void> NotificationService::read(protocol::UserId user, qint64 id)
{
    auto notification = m_notifications.find(user, id);
    if (!notification || notification->readAt)
        return protocol::failure(protocol::ErrorCode::NotFound, QStringLiteral("No unread notification has this id."));
    readByOwner(std::move(*notification));
    return {};
}

void NotificationService::readAll(protocol::UserId user)
{
    for (Notification& notification : m_notifications.unread(user))
        readByOwner(std::move(notification));
}

void NotificationService::read(protocol::UserId user, const std::vector<qint64>& ids)
{
    for (const qint64 id : ids) {
        auto notification = m_notifications.find(user, id);
        if (notification && !notification->readAt)
            readByOwner(std::move(*notification));
    }
}

protocol::Result<void> NotificationService::remove(protocol::UserId user, qint64 id)
{
    const auto notification = m_notifications.find(user, id);
    if (!notification)
        return protocol::failure(protocol::ErrorCode::NotFound, QStringLiteral("No notification has this id."));
    m_notifications.remove(id);
    m_journal.record(gone(topic::notifications, id, {.company = notification->company, .user = user}, cause::deleted));
    return {};
}

void NotificationService::take(protocol::UserId user, const protocol::Receipts& receipts)
{
    const QDateTime now = m_clock.now();
    for (const protocol::Receipt& receipt : receipts.receipts) {
        const auto notification = m_notifications.find(user, receipt.notification);
        if (!notification)
            continue;
        const bool displayed = receipt.stage == protocol::Receipt::Stage::Displayed;
        // A desktop's clock may be wrong; it cannot have shown it before it was there or after now.
        const QDateTime at = std::clamp(receipt.at, notification->createdAt, std::max(now, notification->createdAt));
        m_notifications.addToLedger({.notification = notification->id,
                                     .stage = displayed ? Stage::Displayed : Stage::Received,
                                     .via = receipts.client,
                                     .at = at});
        sent(notification->id, QStringLiteral("websocket"), at);
        if (displayed && notification->announcement)
            m_announcements.displayed(*notification->announcement, at);
    }
}

void NotificationService::acknowledged(qint64 announcement, protocol::UserId by, const QString& name,
                                       const QDateTime& at)
{
    for (Notification& notification : m_notifications.ofAnnouncement(announcement)) {
        m_notifications.addToLedger(
            {.notification = notification.id, .stage = Stage::Acknowledged, .at = at, .by = by, .name = name});
        if (notification.user == by && !notification.readAt)
            markRead(std::move(notification));
    }
}

void NotificationService::readByOwner(Notification notification)
{
    // C's clients send no receipts: only this shows that somebody has seen it.
    const auto ledger = m_notifications.ledger(notification.id);
    const bool known =
        std::any_of(ledger.begin(), ledger.end(), [](const auto& line) { return line.stage == Stage::Displayed; });
    if (!known) {
        const QDateTime now = m_clock.now();
        m_notifications.addToLedger({.notification = notification.id,
                                     .stage = Stage::Displayed,
                                     .via = QStringLiteral("read"),
                                     .at = now});
        if (notification.announcement)
            m_announcements.displayed(*notification.announcement, now);
    }
    markRead(std::move(notification));
}

void NotificationService::markRead(Notification notification)
{
    notification.readAt = m_clock.now();
    m_notifications.update(notification);
    tell(notification, cause::read);
}

void NotificationService::tell(const Notification& notification, QLatin1StringView cause)
{
    m_journal.record(put(topic::notifications, notification.id, toJson(toRow(notification)),
                         {.company = notification.company, .user = notification.user}, cause));
}

} // namespace domain
