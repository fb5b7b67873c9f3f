// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/notifications/links.h"

#include <QRandomGenerator>

namespace domain {

using namespace Qt::StringLiterals;

LinkService::LinkService(OutboxRepository& repository, AccountRepository& accounts, const base::Clock& clock)
    : m_repository(repository), m_accounts(accounts), m_clock(clock)
{
}

LinkService::Code LinkService::newCode(protocol::UserId user)
{
    QString digits;
    do {
        digits = u"%1"_s.arg(QRandomGenerator::system()->bounded(1'000'000), 6, 10, QLatin1Char('0'));
    } while (m_repository.hasCode(digits));
    const QDateTime expiresAt = m_clock.now() + codeValidFor;
    m_repository.insertCode(digits, user, expiresAt);
    return {digits, expiresAt};
}

protocol::Result<Account> LinkService::link(const QString& code, qint64 chat, const QString& username)
{
    const auto user = m_repository.takeCode(code, m_clock.now());
    const auto account = user ? m_accounts.find(*user) : std::nullopt;
    if (!account || !account->active)
        return protocol::failure(protocol::ErrorCode::NotFound, u"The code is wrong or has expired."_s);
    m_repository.keepLink({.chat = chat,
                           .user = account->id,
                           .company = account->company,
                           .username = username.left(64),
                           .linkedAt = m_clock.now()});
    return *account;
}

bool LinkService::unlink(qint64 chat)
{
    if (!m_repository.linkOfChat(chat))
        return false;
    m_repository.removeLink(chat);
    return true;
}

std::optional<Account> LinkService::accountOf(qint64 chat)
{
    const auto link = m_repository.linkOfChat(chat);
    const auto account = link ? m_accounts.find(link->user) : std::nullopt;
    return account && account->active ? account : std::nullopt;
}

void LinkService::mute(qint64 chat, const std::optional<QDateTime>& until)
{
    if (auto link = m_repository.linkOfChat(chat)) {
        link->mutedUntil = until;
        m_repository.keepLink(*link);
    }
}

} // namespace domain
