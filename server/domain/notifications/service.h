// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/journal.h"
#include "domain/notifications/notification.h"
#include "domain/people/account.h"

#include <QString>

#include <vector>

namespace domain {

class Outbox;

/// A notification to be.
struct NotificationDraft
{
    QString type = QStringLiteral("general");
    QString title{};
    QString message{};
    QJsonObject data{};
    bool push = true;      ///< contracts.md C2's send_websocket
    bool telegram = true;  ///< contracts.md C2's send_telegram
    bool urgent = false;   ///< passes a muted chat
    bool linkedOnly = false; ///< only those who have linked a chat (contracts.md C4, send-by-role)
    std::optional<qint64> announcement{};
};

/// The one way by which anybody is told anything: stored, then over the WebSocket to whoever is online
/// (the row goes through the journal, topic "notifications"), then over Telegram to whoever has linked
/// a chat. All methods belong into a write unit; what they do is there with its commit.
class NotificationService final
{
public:
    NotificationService(NotificationRepository& notifications, AccountRepository& accounts, Outbox& outbox,
                        Announcements& announcements, Journal& journal, const base::Clock& clock);

    /// contracts.md C2, notify_user. NotFound: there is no such account, or it is switched off.
    protocol::Result<Notification> notify(protocol::UserId user, const NotificationDraft& draft);
    /// To every active account of the company that holds one of the roles (exactly: contracts.md C2,
    /// ADMIN does not get what is for MANAGER) and sees the branch. Returns those told.
    std::vector<protocol::UserId> notifyRoles(protocol::CompanyId company,
                                              const std::optional<protocol::BranchId>& branch, protocol::Roles roles,
                                              const NotificationDraft& draft);
    /// Over Telegram too, after all: for what escalates.
    void sendTelegram(qint64 announcement, bool urgent);

    /// A way out has taken it. Unknown ids are ignored: it may be deleted meanwhile.
    void sent(qint64 id, const QString& via, const QDateTime& at, std::optional<qint64> telegramMessage = {});
    /// Telegram has refused it for good.
    void failed(qint64 id);

    /// NotFound: there is no such unread one (contracts.md C4).
    protocol::Result<void> read(protocol::UserId user, qint64 id);
    void readAll(protocol::UserId user);
    /// Those of them that are theirs and unread.
    void read(protocol::UserId user, const std::vector<qint64>& ids);
    protocol::Result<void> remove(protocol::UserId user, qint64 id);
    /// A desktop has received or displayed some. Foreign ones are ignored.
    void take(protocol::UserId user, const protocol::Receipts& receipts);
    /// Somebody has it: into the ledgers of all who were told; their own is read.
    void acknowledged(qint64 announcement, protocol::UserId by, const QString& name, const QDateTime& at);

private:
    Notification store(const Account& account, const NotificationDraft& draft);
    void readByOwner(Notification notification);
    void markRead(Notification notification);
    void tell(const Notification& notification, QLatin1StringView cause);

    NotificationRepository& m_notifications;
    AccountRepository& m_accounts;
    Outbox& m_outbox;
    Announcements& m_announcements;
    Journal& m_journal;
    const base::Clock& m_clock;
};

} // namespace domain
