// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/ticketwords.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct TicketWords
{
    Q_DECLARE_TR_FUNCTIONS(Tickets)
};

QString statusName(const QString& wire)
{
    const auto status = protocol::ticketStatusFromWire(wire);
    return status ? signOf(*status).text : wire;
}

} // namespace

QString categoryText(protocol::TicketCategory category)
{
    switch (category) {
    case protocol::TicketCategory::Hardware:
        return TicketWords::tr("Hardware");
    case protocol::TicketCategory::Software:
        return TicketWords::tr("Software");
    case protocol::TicketCategory::Network:
        return TicketWords::tr("Network, internet");
    case protocol::TicketCategory::Account:
        return TicketWords::tr("Account");
    case protocol::TicketCategory::Other:
        return TicketWords::tr("Other", "category");
    }
    return {};
}

QString stepText(client::TicketStep step)
{
    switch (step) {
    case client::TicketStep::Take:
        return TicketWords::tr("Take");
    case client::TicketStep::Resolve:
        return TicketWords::tr("Resolve");
    case client::TicketStep::Close:
        return TicketWords::tr("Close", "a ticket");
    case client::TicketStep::None:
        break;
    }
    return {};
}

QString ticketEventText(const protocol::TicketEventRow& event)
{
    using What = protocol::TicketEventRow::What;
    switch (event.what) {
    case What::Created:
        return TicketWords::tr("Asked for help");
    case What::Status:
        return TicketWords::tr("Status: %1 \u2192 %2").arg(statusName(event.before), statusName(event.after));
    case What::Assigned:
        return event.after.isEmpty() ? TicketWords::tr("Nobody's any more")
                                     : TicketWords::tr("Given to: %1").arg(event.after);
    case What::Comment:
        return event.text;
    }
    return event.text;
}

QString ticketNumber(qint64 ticket)
{
    return TicketWords::tr("no. %1", "ticket").arg(ticket);
}

} // namespace ui
