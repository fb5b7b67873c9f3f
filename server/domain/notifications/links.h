// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "domain/notifications/outbox.h"
#include "domain/people/account.h"

namespace domain {

/// Which Telegram chat is whose (contracts.md C5). All methods belong into a write unit.
class LinkService final
{
public:
    static constexpr auto codeValidFor = std::chrono::minutes(15);

    LinkService(OutboxRepository& repository, AccountRepository& accounts, const base::Clock& clock);

    struct Code
    {
        QString digits; ///< six
        QDateTime expiresAt;
    };
    /// A new one; the person's last one is worth nothing from now on.
    Code newCode(protocol::UserId user);
    /// NotFound: nobody has this code, or not any more. The chat's and the person's former links end.
    protocol::Result<Account> link(const QString& code, qint64 chat, const QString& username);
    /// False when it was linked to nobody.
    bool unlink(qint64 chat);
    /// Who speaks from this chat: an active account.
    std::optional<Account> accountOf(qint64 chat);
    /// Nothing but urgent messages until then; none: as before.
    void mute(qint64 chat, const std::optional<QDateTime>& until);

private:
    OutboxRepository& m_repository;
    AccountRepository& m_accounts;
    const base::Clock& m_clock;
};

} // namespace domain
