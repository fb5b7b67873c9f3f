// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "dialects/factory/hotanswers.h"
#include "dialects/tickets/config.h"
#include "domain/work.h"
#include "net/router.h"
#include "protocol/error.h"

#include <QJsonObject>
#include <QTimeZone>

#include <functional>

/// What the endpoints of the tickets' wire share.
namespace dialects::tickets {

/// Outlives the router.
struct TicketsContext
{
    domain::Executor& executor;
    const base::Clock& clock;
    const TicketsConfig& config;
    HotAnswers& hot;
};

using TicketHandler = std::function<void(const TicketsContext&, const net::Request&, const net::Responder&)>;
/// A route with the tag TicketsPage.
void addPath(net::Router& router, const TicketsContext& context, const char* method, const QByteArray& path,
             const net::Access& access, const TicketHandler& handle);

/// Those who work on tickets; administrators pass as everywhere.
inline constexpr protocol::Roles helpers{protocol::Role::Master, protocol::Role::Technician};

inline constexpr char technicianHome[] = "/home/technician/tickets";

// A file each; Tickets::addTo() calls them all.
/// contracts.md E3: the lists, their stats, and who can be given a ticket.
void addLists(net::Router& router, const TicketsContext& context);
/// contracts.md E3: what is done to tickets, by the quick endpoints and by the resource /tickets, which
/// answers a browser with a redirect and a JSON caller with what it made.
void addDeeds(net::Router& router, const TicketsContext& context);
/// contracts.md E3: /api/notifications.
void addBell(net::Router& router, const TicketsContext& context);
/// Plain pages where a browser is sent to: /all-tickets, /tickets and /tickets/{id}.
void addTicketPages(net::Router& router, const TicketsContext& context);

/// contracts.md E3: 401 and 403 are HTML pages, for JSON callers too; but for technicianHome's 403.
net::Response refusePage(const net::Request& request, const protocol::Error& error);
/// 403 before the upgrade.
net::Response refuseSocket(const net::Request& request, const protocol::Error& error);

net::Response answer(const QJsonObject& object, int status = 200);
/// Laravel's shapes: {"message","errors":{field:[…]}} for what was written wrong, else {"message"}.
net::Response failure(const protocol::Error& error);
/// ValidationFailed that names the field.
base::Unexpected<protocol::Error> wrong(const QString& field, const QString& text);
/// A whole page; body is HTML.
net::Response htmlPage(int status, const QString& title, const QString& body);
net::Response seeOther(const QByteArray& path);

using Make = std::function<protocol::Result<net::Response>(domain::Workspace&)>;
/// Answers with what a reader makes, or its failure().
void read(const TicketsContext& context, const net::Responder& respond, Make make);
/// Answers with what the writer makes, once it is committed. 403 when a foreign page sends it.
void write(const TicketsContext& context, const net::Request& request, const net::Responder& respond,
           Make make);

/// A JSON object, or the fields of a form.
QJsonObject bodyOf(const net::Request& request);
bool wantsJson(const net::Request& request);
/// No browser, or a page of this host: a cookie goes along with a foreign page's post too, but so does
/// its Origin.
bool isFromOwnPage(const net::Request& request);
/// The number in the path; 0: it is none.
qint64 idIn(const net::Request& request);
/// "https://host", as the client wrote it.
QString originOf(const net::Request& request);
QTimeZone ticketZone(domain::Workspace& work, protocol::CompanyId company);

} // namespace dialects::tickets
