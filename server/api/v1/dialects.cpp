// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.h"
#include "api/auth/directory.h"
#include "api/parameters.h"
#include "api/v1/echolimit.h"
#include "api/v1/routes.h"
#include "base/clock.h"
#include "protocol/fields.h"
#include "protocol/stream.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <memory>
#include <optional>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

using MaybeBranch = std::optional<protocol::BranchId>;

/// The asker's branch of this name; an empty one means none in particular.
protocol::Result<MaybeBranch> branchNamed(const Context& context, const protocol::Principal& asker,
                                          const QString& name)
{
    if (name.isEmpty())
        return MaybeBranch();
    const auto people = context.directory.snapshot();
    if (const domain::Company* company = people->company(asker.company)) {
        for (const domain::Branch& branch : company->branches) {
            if (branch.name == name)
                return MaybeBranch(branch.id);
        }
    }
    return base::Unexpected<protocol::Error>{
        {ErrorCode::ValidationFailed, u"There is no such branch."_s, {{u"field"_s, u"branch"_s}}}};
}

class Dialects final
{
public:
    Dialects(const Context& context, std::vector<net::SocketProbe> probes)
        : m_context(context), m_probes(std::move(probes))
    {
    }

    /// GET /api/v1/ws/dialects?branch=North → {"sockets":[{"name":"cafe/orders","path":"/ws/cafe/orders/",
    /// "opens":true,"anonymous":false,"query":"branch_id=5f1c…","group":"cafe_orders_…_5f1c…"}]}: what the
    /// asker may expect of the sockets whose wires are not ours, of a branch.
    void list(const net::Request& request, const net::Responder& respond) const
    {
        Parameters parameters(request);
        const QString name = parameters.text(u"branch"_s).value_or(QString());
        const auto branch = branchNamed(m_context, *request.principal, name);
        if (!branch)
            return respond(errorAnswer(branch.error()));
        QJsonArray sockets;
        for (const net::SocketProbe& probe : m_probes) {
            const net::SocketProbe::Promise promise = probe.promise(request, *branch);
            sockets.append(QJsonObject{{u"name"_s, probe.name},
                                       {u"path"_s, probe.path},
                                       {u"opens"_s, promise.opens},
                                       {u"anonymous"_s, promise.anonymous},
                                       {u"query"_s, promise.query},
                                       {u"group"_s, promise.group}});
        }
        respond(jsonAnswer({{u"sockets"_s, sockets}}));
    }

    /// POST /api/v1/ws/dialects/echo {"id":"5f1c","socket":"cafe/orders","branch":"North"} → 202
    /// {"status":"sent","sockets":1}, and {"type":"echo","id":"5f1c"} on each of the asker's own sockets of
    /// that name whose group hears of that branch: the way that events go, with nothing left behind.
    void echo(const net::Request& request, const net::Responder& respond)
    {
        const auto body = jsonBody(request);
        if (!body)
            return respond(errorAnswer(body.error()));
        protocol::Fields in(*body);
        const QString id = in.string("id"_L1);
        const QString socket = in.string("socket"_L1);
        const QString branchName = in.optionalString("branch"_L1).value_or(QString());
        const auto probe = std::find_if(m_probes.begin(), m_probes.end(),
                                        [&](const net::SocketProbe& one) { return one.name == socket; });
        if (in.ok() && (id.isEmpty() || id.size() > protocol::Echo::longestId))
            in.complain("id"_L1, u"must have 1 to %1 characters"_s.arg(protocol::Echo::longestId));
        if (in.ok() && probe == m_probes.end())
            in.complain("socket"_L1, u"is none of this server"_s);
        const auto whole = in.finish(id);
        if (!whole)
            return respond(errorAnswer(whole.error()));
        const protocol::Principal& asker = *request.principal;
        const auto branch = branchNamed(m_context, asker, branchName);
        if (!branch)
            return respond(errorAnswer(branch.error()));
        if (const auto wait = m_limit.take(asker.user, m_context.clock.monotonicMs()))
            return respond(errorAnswer({ErrorCode::TooManyRequests, {}, {}}, wait));
        const QByteArray message =
            QJsonDocument(QJsonObject{{u"type"_s, u"echo"_s}, {u"id"_s, id}}).toJson(QJsonDocument::Compact);
        probe->echo(asker, *branch, message, [respond](int sockets) {
            respond(jsonAnswer({{u"status"_s, u"sent"_s}, {u"sockets"_s, sockets}}, 202));
        });
    }

private:
    const Context& m_context;
    const std::vector<net::SocketProbe> m_probes;
    EchoLimit m_limit{60}; // there are several of them to a look
};

} // namespace

void addDialectRoutes(net::Router& router, const Context& context, std::vector<net::SocketProbe> probes)
{
    const auto dialects = std::make_shared<Dialects>(context, std::move(probes));
    router.add(net::Route{"GET", "/api/v1/ws/dialects", net::Access::user(),
                          [dialects](const net::Request& request, const net::Responder& respond) {
                              dialects->list(request, respond);
                          }});
    router.add(net::Route{"POST", "/api/v1/ws/dialects/echo", net::Access::user(),
                          [dialects](const net::Request& request, const net::Responder& respond) {
                              dialects->echo(request, respond);
                          }});
}

} // namespace api
