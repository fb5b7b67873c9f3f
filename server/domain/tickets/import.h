// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/import/report.h"
#include "domain/people/account.h"
#include "domain/tickets/ticket.h"

#include <QTimeZone>

#include <functional>
#include <vector>

namespace domain {

/// What a table of another system's tickets would do.
struct TicketImport
{
    std::vector<Ticket> added; ///< ids mean nothing; their rooms may not be known yet
    std::vector<Ticket> updated;
    ImportReport report;
};

/// What an import is measured by.
struct TicketImportGround
{
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QTimeZone zone{}; ///< of times that say none
    QDateTime now{};
    std::vector<Account> accounts{};
    std::function<std::optional<Ticket>(const QString& number)> known{}; ///< brought over before
};

/// Columns: id (the number over there), title, and optionally description, status, priority, category,
/// reporter_name, reporter_phone, building, floor, room, room_name, assigned_to (a login name here),
/// created_at, updated_at (ISO 8601, or DD.MM.YYYY HH:MM). A known id is an update; a column that the
/// table does not have leaves what is there. Words stand as on the wire or in Russian (contracts.md E5);
/// lengths are not held against what is there already, up to E5's upper limits.
/// Pure: nothing is changed.
TicketImport planTicketImport(const CsvTable& table, const TicketImportGround& ground);

} // namespace domain
