// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/schedule/endpoints.h"

#include "domain/schedule/topics.h"

#include <algorithm>

namespace dialects {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

protocol::Roles rolesFor(PlanDeed deed)
{
    switch (deed) {
    case PlanDeed::Read:
        return domain::planReaders;
    case PlanDeed::Write:
        return domain::planWriters;
    case PlanDeed::Manage:
        break;
    }
    return {protocol::Role::Manager, protocol::Role::Admin};
}

bool isFrom(const QHostAddress& peer, const QList<QPair<QHostAddress, int>>& networks)
{
    // A dual-stack listener sees IPv4 clients as ::ffff:a.b.c.d.
    bool isIPv4 = false;
    const quint32 ipv4 = peer.toIPv4Address(&isIPv4);
    const QHostAddress plain = isIPv4 ? QHostAddress(ipv4) : peer;
    return std::any_of(networks.begin(), networks.end(),
                       [&](const auto& network) { return plain.isInSubnet(network); });
}

bool mayAnonymously(PlanDeed deed, ScheduleConfig::Anonymous allowed)
{
    switch (deed) {
    case PlanDeed::Read:
        return allowed != ScheduleConfig::Anonymous::Never;
    case PlanDeed::Write:
        return allowed == ScheduleConfig::Anonymous::Write;
    case PlanDeed::Manage:
        break;
    }
    return false;
}

} // namespace

std::optional<domain::PlanReach> planReachOf(const net::Request& request, const ScheduleConfig& config,
                                             PlanDeed deed)
{
    if (request.principal) {
        if (!request.principal->roles.passes(rolesFor(deed)))
            return std::nullopt;
        return domain::planReachOf(*request.principal);
    }
    if (!mayAnonymously(deed, config.anonymous) || !isFrom(request.peer, config.networks))
        return std::nullopt;
    return domain::PlanReach{config.company, std::nullopt};
}

void addPlanRoute(net::Router& router, const ScheduleContext& context, const QByteArray& method,
                  const QByteArray& path, PlanDeed deed, PlanHandler handler)
{
    const bool open = mayAnonymously(deed, context.config.anonymous);
    // Where nobody gets in without a login the guard alone decides.
    const net::Access access = open ? net::Access::anybody() : net::Access::user(rolesFor(deed));
    const net::Handler checked = [&context, deed, handler = std::move(handler)](const net::Request& request,
                                                                                net::Responder responder) {
        // With a token that does not count its client must log in again: the same as a stranger it is not.
        if (!request.principal && !request.header("Authorization").isEmpty())
            return responder(planRefusal({ErrorCode::InvalidToken, {}, {}}));
        if (const auto reach = planReachOf(request, context.config, deed))
            return handler(request, *reach, std::move(responder));
        responder(
            planRefusal({request.principal ? ErrorCode::Forbidden : ErrorCode::NotAuthenticated, {}, {}}));
    };
    const QByteArray bare = path.endsWith('/') ? path.chopped(1) : path;
    for (const QByteArray& pattern : {QByteArray("/api" + bare), QByteArray("/api" + bare + '/')})
        router.add(net::Route{method, pattern, access, checked, ScheduleRest});
}

void addPlanHandle(net::Router& router, const ScheduleContext& context, const QByteArray& method,
                   const QByteArray& path, PlanDeed deed, PlanHandle handle)
{
    addPlanRoute(
        router, context, method, path, deed,
        [&context, handle](const net::Request& request, const domain::PlanReach& reach,
                           const net::Responder& responder) { handle(context, request, reach, responder); });
}

void answerPlanRead(const ScheduleContext& context, const net::Responder& responder, PlanUnit unit)
{
    const bool taken = context.executor.read([responder, unit = std::move(unit)](domain::Workspace& work) {
        auto made = unit(work);
        responder(made ? std::move(*made) : planRefusal(made.error()));
    });
    if (!taken)
        responder(planRefusal({ErrorCode::Unavailable, {}, {}}));
}

void answerPlanWrite(const ScheduleContext& context, const net::Responder& responder, PlanUnit unit)
{
    domain::writeThen<net::Response>(context.executor, std::move(unit),
                                     [responder](protocol::Result<net::Response> made) {
                                         responder(made ? std::move(*made) : planRefusal(made.error()));
                                     });
}

void answerPlanSave(const ScheduleContext& context, const net::Request& request,
                    const net::Responder& responder, PlanSave save)
{
    PlanQuery query(request);
    const qint64 id = request.captures.empty() ? 0 : query.id();
    const auto body = planBody(request);
    if (query.error() || !body)
        return responder(planRefusal(query.error() ? *query.error() : body.error()));
    answerPlanWrite(context, responder, [save = std::move(save), id, body = *body](domain::Workspace& work) {
        return save(work, id, body);
    });
}

void answerPlanRemoval(const ScheduleContext& context, const net::Request& request,
                       const net::Responder& responder, const QString& said, PlanRemoval remove)
{
    PlanQuery query(request);
    const qint64 id = query.id();
    if (query.error())
        return responder(planRefusal(*query.error()));
    answerPlanWrite(
        context, responder,
        [remove = std::move(remove), id, said](domain::Workspace& work) -> protocol::Result<net::Response> {
            if (const auto removed = remove(work, id); !removed)
                return base::Unexpected<protocol::Error>{removed.error()};
            return planAnswer({{u"message"_s, said}, {u"id"_s, id}});
        });
}

void PlanQuery::complain(const QString& name, const QString& what)
{
    if (!m_error)
        m_error =
            protocol::Error{ErrorCode::ValidationFailed, u"%1 %2"_s.arg(name, what), {{u"field"_s, name}}};
}

qint64 PlanQuery::id(size_t place)
{
    bool ok = false;
    const qint64 number = place < m_request.captures.size() ? m_request.captures[place].toLongLong(&ok) : 0;
    if (!ok || number < 1)
        complain(u"id"_s, u"must be a positive whole number"_s);
    return number;
}

std::optional<qint64> PlanQuery::optionalId(const QString& name)
{
    const QString text = m_request.query(name);
    if (text.isEmpty())
        return std::nullopt;
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    if (!ok || number < 1)
        complain(name, u"must be a positive whole number"_s);
    return number;
}

std::optional<QDate> PlanQuery::optionalDate(const QString& name)
{
    const QString text = m_request.query(name);
    if (text.isEmpty())
        return std::nullopt;
    const QDate day = QDate::fromString(text.left(10), Qt::ISODate);
    if (!day.isValid())
        complain(name, u"must be a day such as 2026-01-31"_s);
    return day;
}

std::optional<QDate> PlanQuery::optionalMonth(const QString& name)
{
    const QString text = m_request.query(name);
    if (text.isEmpty())
        return std::nullopt;
    const auto month = planMonth(text);
    if (!month)
        complain(name, u"must be a month such as 2026-01"_s);
    return month;
}

std::optional<QDate> planMonth(const QString& text)
{
    const bool whole =
        text.size() == 7 || (text.size() >= 10 && QDate::fromString(text.left(10), Qt::ISODate).isValid());
    const QDate first = QDate::fromString(text.left(7) + u"-01"_s, Qt::ISODate);
    return whole && first.isValid() ? std::optional(first) : std::nullopt;
}

} // namespace dialects
