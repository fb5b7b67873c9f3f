// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/deeds.h"
#include "protocol/rows/ticket.h"

#include <optional>

namespace client {

/// A ticket to be; contracts.md E5 bounds the lengths.
struct NewTicket
{
    QString title{};       ///< 5 to 60 characters
    QString description{}; ///< 10 to 5,000 characters
    protocol::TicketPriority priority = protocol::TicketPriority::Medium;
    protocol::TicketCategory category = protocol::TicketCategory::Other;
    QString reporter{}; ///< a name; empty: whoever writes this
    QString phone{};    ///< "+7 (ddd) ddd-dd-dd"; empty: the account's
    QString building{};
    QString floor{};
    QString room{}; ///< its number
};

/// To calls for help. All but asking and saying something is the staff's.
class TicketDeeds final : public Deeds
{
public:
    explicit TicketDeeds(Send send) : Deeds(std::move(send)) {}
    static const DeedReader reader;

    QString create(const NewTicket& ticket) const;
    /// seen: the ticket as the person saw it. Where somebody was faster, this is refused.
    QString take(const protocol::TicketRow& seen) const;
    /// person: an account; none: nobody's any more. Refused as take() is.
    QString assign(const protocol::TicketRow& seen, std::optional<qint64> person) const;
    QString resolve(qint64 ticket) const;
    QString close(qint64 ticket) const;
    QString reopen(qint64 ticket) const;
    /// 2 to 500 characters.
    QString comment(qint64 ticket, const QString& text) const;
};

} // namespace client
