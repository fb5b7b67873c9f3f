// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/cafe/config.h"
#include "dialects/cafe/input.h"
#include "domain/cafe/reach.h"

#include <QTimeZone>

#include <functional>
#include <optional>
#include <vector>

namespace dialects::cafe {

/// Who asks, and of what part of the café.
struct Guest
{
    protocol::Principal who;
    domain::CafeReach reach;                  ///< what they see
    std::optional<protocol::BranchId> branch; ///< where what they add belongs
    QTimeZone zone;                           ///< of the company: what its clock shows
    QByteArray origin;                        ///< "https://host", for links
};

/// The café's people; ADMIN and MANAGER are among them always.
inline constexpr protocol::Roles everybody{protocol::Role::Waiter, protocol::Role::Cook};
inline constexpr protocol::Roles waiters{protocol::Role::Waiter};
inline constexpr protocol::Roles cooks{protocol::Role::Cook};
inline constexpr protocol::Roles bosses{protocol::Role::Manager, protocol::Role::Admin};

/// Whether contracts.md B1 honours their branch_id: its owners and administrators are our ADMIN and MANAGER.
/// Somebody who belongs to a branch stays there whatever their role (design.md §3).
bool maySelectBranch(const protocol::Principal& who);
/// The branch that the request's parameter names, of the company's; none: none, or another's.
std::optional<protocol::BranchId> namedBranch(const CafeContext& context, const net::Request& request,
                                              protocol::CompanyId company, const QString& parameter);
/// ?branch=<uuid> narrows it for those who belong to none; another company's is ignored (contracts.md B4).
Guest guestOf(const CafeContext& context, const net::Request& request);

using Handle = std::function<void(const net::Request&, const Guest&, const net::Responder&)>;
/// "/api/cafe" + path, which ends with its slash, and the same without it: an old client may not follow a
/// redirect.
void addBoth(net::Router& router, const CafeContext& context, const char* method, const QByteArray& path,
             protocol::Roles roles, const Handle& handle);

using Unit = std::function<protocol::Result<net::Response>(domain::Workspace&)>;
/// Answers with what the unit makes of one snapshot of the database, or the refusal that its error is.
void answerFromRead(const CafeContext& context, const net::Responder& respond, Unit unit);
/// The same of a write, once it has reached the disk.
void answerFromWrite(const CafeContext& context, const net::Responder& respond, Unit unit);

/// The UUID that stands in the path; none: no UUID at all, which is nobody's.
std::optional<QUuid> capturedUuid(const net::Request& request, size_t index = 0);

/// Which part of a list a request wants: ?page=, 100 rows each.
inline constexpr int rowsPerPage = 100;
std::optional<domain::CafeSpan> pageOf(const net::Request& request);
/// {count,next,previous,results}; 404 past the last page.
net::Response pageAnswer(const net::Request& request, const Guest& guest, int count, const QJsonArray& rows);

void addAuth(net::Router& router, const CafeContext& context);
/// zones, tables, bookings
void addHall(net::Router& router, const CafeContext& context);
/// kitchens, menu-items, clients
void addMenu(net::Router& router, const CafeContext& context);
void addOrders(net::Router& router, const CafeContext& context);
void addKitchen(net::Router& router, const CafeContext& context);
void addNotifications(net::Router& router, const CafeContext& context);

} // namespace dialects::cafe
