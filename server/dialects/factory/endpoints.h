// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "dialects/factory/config.h"
#include "dialects/factory/hotanswers.h"
#include "dialects/factory/rows.h"
#include "domain/work.h"
#include "net/router.h"

#include <QByteArray>

#include <functional>
#include <optional>

namespace dialects {

/// What the endpoints of the monitor pages share. Outlives the router.
struct FactoryContext
{
    domain::Executor& executor;
    const base::Clock& clock;
    const FactoryConfig& config;
    HotAnswers& hot;
};

using ViewerHandler = std::function<void(const net::Request&, const Viewer&, net::Responder)>;

/// A path with its slash, and the same without it (no redirect: an old client may not follow one),
/// any method, as the original's unrestricted views.
/// Somebody logged in, with roles: one who has one of them. Else 302 to the login form.
void addForUsers(net::Router& router, const QByteArray& path, protocol::Roles roles, ViewerHandler handler);
/// Anybody whom FactoryConfig::anonymous lets read, or somebody logged in.
void addForAll(net::Router& router, const FactoryContext& context, const QByteArray& path,
               ViewerHandler handler);
/// As addForUsers, POST only, and past the CSRF check (session.h).
void addForm(net::Router& router, const QByteArray& path, protocol::Roles roles, ViewerHandler handler);

/// Those whose work is with people and their cards.
inline constexpr protocol::Roles personnel{protocol::Role::HrManager, protocol::Role::Accountant,
                                           protocol::Role::Security};

Viewer viewerOf(const protocol::Principal& principal);
/// Who may see what on behalf of this request; none: nobody without a login.
std::optional<Viewer> viewerOf(const net::Request& request, const FactoryConfig& config);

/// {"success":false,"error":text} with \u escapes.
net::Response pageFailure(int status, QStringView text);
/// The number that a {name} of the pattern stood for; 0: not a positive number.
qint64 capturedId(const net::Request& request, size_t index = 0);

/// Runs make on a reader and answers with what it returns; 500 when the readers are overloaded.
void answerFromRead(const FactoryContext& context, net::Responder responder,
                    std::function<net::Response(domain::Workspace&)> make);
/// Answers from a hot part: finish makes the body of it.
void answerHot(const FactoryContext& context, const char* name, const Viewer& viewer, protocol::Topics shows,
               const HotAnswers::Make& make, net::Responder responder,
               std::function<QByteArray(const HotPart&)> finish);

/// The company's time zone; UTC when the company is gone.
QTimeZone zoneOf(domain::Workspace& work, protocol::CompanyId company);

/// Employed, and inside now.
struct PeopleCount
{
    int active = 0;
    int inside = 0;
};
PeopleCount countPeople(domain::Workspace& work, const Viewer& viewer);
/// Gate events since midnight, people inside now, people employed.
DayStats readGateStats(domain::Workspace& work, const Viewer& viewer, const QDateTime& now,
                       const QTimeZone& zone);

/// contracts.md A2.
void addPolling(net::Router& router, const FactoryContext& context);
/// contracts.md A3: /employees/… and the aliases at the root.
void addEmployees(net::Router& router, const FactoryContext& context);
/// contracts.md A3: writing worktime by hand.
void addWorktimeForms(net::Router& router, const FactoryContext& context);
/// contracts.md A3: /security/…
void addSecurity(net::Router& router, const FactoryContext& context);
/// contracts.md A3: /lohia/…
void addLohia(net::Router& router, const FactoryContext& context);

} // namespace dialects
