// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dress/subjects.h"

#include "panels/dress/cells.h"
#include "panels/ticketwords.h"
#include "theme/format.h"

#include "models/models.h"

namespace ui {

void dressTickets(client::Models& models)
{
    using M = client::TicketsModel;
    QStringList headers(M::ColumnCount);
    headers[M::Number] = ColumnWords::tr("No.", "number of a machine");
    headers[M::Title] = ColumnWords::tr("Ticket");
    headers[M::Status] = ColumnWords::tr("Status");
    headers[M::Priority] = ColumnWords::tr("Priority");
    headers[M::Category] = ColumnWords::tr("Category", "of a ticket");
    headers[M::Reporter] = ColumnWords::tr("Reporter");
    headers[M::Phone] = ColumnWords::tr("Phone");
    headers[M::Place] = ColumnWords::tr("Where", "of a ticket");
    headers[M::Assignee] = ColumnWords::tr("Assignee");
    headers[M::Age] = ColumnWords::tr("Age");
    headers[M::Took] = ColumnWords::tr("Took");
    headers[M::CreatedAt] = ColumnWords::tr("Created");
    headers[M::UpdatedAt] = ColumnWords::tr("Changed");
    headers[M::Comments] = ColumnWords::tr("Comments");
    headers[M::Step] = ColumnWords::tr("Next step");
    models.tickets.setHeaders(headers);
    models.tickets.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Status:
            return signText<protocol::TicketStatus>(value);
        case M::Priority:
            return signText<protocol::TicketPriority>(value);
        case M::Category:
            return categoryText(protocol::TicketCategory(value.toInt()));
        case M::Assignee:
            return value.toString().isEmpty() ? format::dash() : value.toString();
        case M::Age:
            return ageText(value);
        case M::Took:
            return spanText(value);
        case M::CreatedAt:
        case M::UpdatedAt:
            return momentText(value);
        case M::Comments:
            return value.toInt() > 0 ? format::number(value.toInt()) : QString();
        case M::Step:
            return stepText(client::TicketStep(value.toInt()));
        default:
            return value.toString();
        }
    });

    using L = client::TicketLogModel;
    QStringList logHeaders(L::ColumnCount);
    logHeaders[L::At] = ColumnWords::tr("Time");
    logHeaders[L::Ticket] = ColumnWords::tr("Ticket");
    logHeaders[L::By] = ColumnWords::tr("Who");
    logHeaders[L::Text] = ColumnWords::tr("Comment");
    models.ticketLog.setHeaders(logHeaders);
    models.ticketLog.setFormatter([](int column, const QVariant& value) -> QString {
        return column == L::At ? momentText(value) : value.toString();
    });
}

} // namespace ui
