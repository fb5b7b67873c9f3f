// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/notifications/notification.h"
#include "domain/tickets/ticket.h"

#include <QJsonObject>
#include <QTimeZone>

#include <vector>

/// contracts.md E3 and E4 as JSON, each beside its builder in wire.cpp. Times of day are the
/// company's (zone).
namespace dialects::tickets {

/// E3's T. origin: "https://host", for the link.
QJsonObject ticketJson(const domain::Ticket& ticket, const QTimeZone& zone, const QString& origin);
/// {"total","open","in_progress","resolved","closed"}
QJsonObject statsJson(const domain::TicketCounts& counts);
/// T as the technician's home has it: reporter_email instead of the phone, shorter times.
QJsonObject homeJson(const domain::Ticket& ticket, const QString& email, const QTimeZone& zone,
                     const QString& origin);
/// {"tickets":[T],"stats":{…}}
QJsonObject rowsJson(const std::vector<domain::Ticket>& tickets, const QTimeZone& zone,
                     const QString& origin);
/// {"tickets":[T],"stats":{…},"last_updated":"01.02.2025 10:06:00"}: a list, and the answer to get_tickets.
QJsonObject listJson(const std::vector<domain::Ticket>& tickets, const QDateTime& now, const QTimeZone& zone,
                     const QString& origin);
QString lastUpdated(const QDateTime& now, const QTimeZone& zone);

/// A push of E4: {"type","data","timestamp"}.
QJsonObject eventJson(const domain::TicketEvent& event, const domain::Ticket& ticket, const QTimeZone& zone);

/// A row of the bell, in the flat shape that the page reads.
QJsonObject bellJson(const domain::Notification& notification, const QTimeZone& zone, const QString& origin);

} // namespace dialects::tickets
