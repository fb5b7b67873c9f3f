// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/machines/machine.h"
#include "domain/notifications/notification.h"
#include "domain/people/account.h"
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

/// A push of E4: {"type","data","timestamp"}. What this server keeps nothing of (articles, where a machine
/// stands) is nobody's push.
QJsonObject eventJson(const domain::TicketEvent& event, const domain::Ticket& ticket, const QTimeZone& zone);

/// Somebody was given an account. Who gave it is not kept: created_by is null.
QJsonObject userCreatedJson(const domain::Account& account, const QDateTime& at, const QTimeZone& zone);
/// An account was switched on or off; as it is now.
QJsonObject userStatusJson(const domain::Account& account, const QDateTime& at, const QTimeZone& zone);
/// A repair of a machine has begun or, with an end, is over. Its id on the wire is its inventory number.
QJsonObject repairJson(const domain::Machine& machine, const domain::MaintenanceCall& call,
                       const QTimeZone& zone);
/// Somebody is told something that no ticket's push has told already.
QJsonObject toldJson(const protocol::NotificationRow& row, const domain::Account& to, const QTimeZone& zone);

/// A row of the bell, in the flat shape that the page reads.
QJsonObject bellJson(const domain::Notification& notification, const QTimeZone& zone, const QString& origin);

} // namespace dialects::tickets
