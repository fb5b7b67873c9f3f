// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "dialects/schedule/answers.h"
#include "dialects/schedule/config.h"
#include "dialects/schedule/login.h"
#include "domain/schedule/plan.h"
#include "domain/work.h"
#include "net/router.h"
#include "protocol/fields.h"

#include <functional>

namespace dialects {

/// What the endpoints of the schedule's wire share. Outlives the router.
struct ScheduleContext
{
    domain::Executor& executor;
    const base::Clock& clock;
    const ScheduleConfig& config;
    ScheduleAccounts accounts;
};

/// What contracts.md D1 asks of whom: reading, writing (its "user"), managing (its "admin").
enum class PlanDeed { Read, Write, Manage };

/// Whose schedules the request is about; none: nobody who may.
std::optional<domain::PlanReach> planReachOf(const net::Request& request, const ScheduleConfig& config,
                                             PlanDeed deed);

using PlanHandler = std::function<void(const net::Request&, const domain::PlanReach&, net::Responder)>;

/// A path below /api, with its slash at the end and without.
void addPlanRoute(net::Router& router, const ScheduleContext& context, const QByteArray& method,
                  const QByteArray& path, PlanDeed deed, PlanHandler handler);

/// The same for a function.
using PlanHandle = void (*)(const ScheduleContext&, const net::Request&, const domain::PlanReach&,
                            const net::Responder&);
void addPlanHandle(net::Router& router, const ScheduleContext& context, const QByteArray& method,
                   const QByteArray& path, PlanDeed deed, PlanHandle handle);

using PlanUnit = std::function<protocol::Result<net::Response>(domain::Workspace&)>;
/// Answers with what the unit makes on a reader.
void answerPlanRead(const ScheduleContext& context, const net::Responder& responder, PlanUnit unit);
/// Answers with what the unit made, once it has reached the disk.
void answerPlanWrite(const ScheduleContext& context, const net::Responder& responder, PlanUnit unit);

/// A POST's or PUT's: the path's id, 0 where it has none, and the body, which is a JSON object.
using PlanSave =
    std::function<protocol::Result<net::Response>(domain::Workspace&, qint64 id, const QJsonObject& body)>;
/// Answers with what save made, once it has reached the disk; 422 to a body or an id that is none.
void answerPlanSave(const ScheduleContext& context, const net::Request& request,
                    const net::Responder& responder, PlanSave save);

/// A DELETE's of the path's id.
using PlanRemoval = std::function<protocol::Result<void>(domain::Workspace&, qint64 id)>;
/// Answers {"message":said,"id":…} once remove's work has reached the disk.
void answerPlanRemoval(const ScheduleContext& context, const net::Request& request,
                       const net::Responder& responder, const QString& said, PlanRemoval remove);

/// A saved row as its JSON, or why it could not be saved.
template <class Row, class Json>
protocol::Result<net::Response> planRowAnswer(const protocol::Result<Row>& saved, Json json)
{
    if (!saved)
        return base::Unexpected<protocol::Error>{saved.error()};
    return planAnswer(json(*saved));
}

/// Typed items of the path and the query; the first complaint is kept.
class PlanQuery final
{
public:
    explicit PlanQuery(const net::Request& request) : m_request(request) {}

    qint64 id(size_t place = 0);
    std::optional<qint64> optionalId(const QString& name);
    std::optional<QDate> optionalDate(const QString& name);
    /// "2026-01" or any day of it, as its first day.
    std::optional<QDate> optionalMonth(const QString& name);
    const std::optional<protocol::Error>& error() const { return m_error; }

private:
    void complain(const QString& name, const QString& what);

    const net::Request& m_request;
    std::optional<protocol::Error> m_error;
};

/// "2026-01", "2026-01-01" or a time; the first day of that month.
std::optional<QDate> planMonth(const QString& text);

// A file each.
void addPlanAuth(net::Router& router, const ScheduleContext& context);
void addPlanTasks(net::Router& router, const ScheduleContext& context);
void addPlanWorks(net::Router& router, const ScheduleContext& context);
void addPlanCrew(net::Router& router, const ScheduleContext& context);
void addPlanMachines(net::Router& router, const ScheduleContext& context);
void addPlanProjects(net::Router& router, const ScheduleContext& context);
void addPlanOverviews(net::Router& router, const ScheduleContext& context);

} // namespace dialects
