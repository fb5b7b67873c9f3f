// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"
#include "protocol/rows/machine.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>

namespace protocol {

/// contracts.md E5.
enum class TicketStatus { Open, InProgress, Resolved, Closed };
QLatin1StringView toWire(TicketStatus status);
std::optional<TicketStatus> ticketStatusFromWire(QStringView text);

enum class TicketPriority { Low, Medium, High, Urgent };
QLatin1StringView toWire(TicketPriority priority);
std::optional<TicketPriority> ticketPriorityFromWire(QStringView text);

enum class TicketCategory { Hardware, Software, Network, Account, Other };
QLatin1StringView toWire(TicketCategory category);
std::optional<TicketCategory> ticketCategoryFromWire(QStringView text);

/// Topic "tickets": somebody asks for help.
struct TicketRow
{
    qint64 id = 0;
    QString title;
    QString description;
    TicketStatus status = TicketStatus::Open;
    TicketPriority priority = TicketPriority::Medium;
    TicketCategory category = TicketCategory::Other;
    QString reporter;                  ///< a name
    QString phone;                     ///< the reporter's; may be empty
    QString place;                     ///< "Корпус 2, 3 этаж, каб. 12"; may be empty
    std::optional<PersonRef> assignee; ///< an account
    int comments = 0;
    QDateTime createdAt;
    QDateTime updatedAt;
    std::optional<QDateTime> startedAt;  ///< when somebody first took it
    std::optional<QDateTime> resolvedAt; ///< none again once it is reopened
    friend bool operator==(const TicketRow&, const TicketRow&) = default;
};
QJsonObject toJson(const TicketRow& row);
Result<TicketRow> ticketRowFromJson(const QJsonObject& object);
/// The entity tag of /api/v1/tickets/{id}, for If-Match: another one whenever the ticket is another.
QByteArray versionOf(const TicketRow& row);

/// Topic "ticketlog": what has happened to a ticket, in order. Rows do not change.
struct TicketEventRow
{
    enum class What { Created, Status, Assigned, Comment };
    qint64 id = 0;
    qint64 ticket = 0;
    What what = What::Created;
    QString by;     ///< a name
    QString text;   ///< what was said; "Статус: Открыта → В работе" of a Status that left a comment
    QString before; ///< the old status
    QString after;  ///< the new status; of Assigned the name, empty: nobody's any more
    QDateTime at;
    friend bool operator==(const TicketEventRow&, const TicketEventRow&) = default;
};
QLatin1StringView toWire(TicketEventRow::What what);
std::optional<TicketEventRow::What> ticketEventFromWire(QStringView text);
QJsonObject toJson(const TicketEventRow& row);
Result<TicketEventRow> ticketEventRowFromJson(const QJsonObject& object);

} // namespace protocol
