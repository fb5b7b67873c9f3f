// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/cafe/answers.h"
#include "dialects/cafe/endpoints.h"

namespace dialects::cafe {

/// A kind of row with the endpoints that all of them have: GET and POST of its list; GET, PUT, PATCH and
/// DELETE of one. What the kinds differ in:
template <class Row> struct Resource
{
    QByteArray path; ///< "/tables/"
    protocol::Roles readers;
    protocol::Roles writers;
    std::function<domain::CafePage<Row>(domain::Workspace&, const Guest&, Query&, domain::CafeSpan)> list{};
    std::function<std::optional<Row>(domain::Workspace&, const domain::CafeReach&, const QUuid&)> find{};
    /// Takes over what the body says, and looks up what it refers to.
    std::function<void(domain::Workspace&, const Guest&, Input&, Row&)> fill{};
    std::function<protocol::Result<Row>(domain::Workspace&, Row)> add{};
    std::function<protocol::Result<Row>(domain::Workspace&, Row)> change{};
    std::function<protocol::Result<void>(domain::Workspace&, const domain::CafeReach&, const QUuid&)> remove{};
    std::function<QJsonObject(const Row&, const Guest&)> json{};
};

template <class Row>
void listRows(const CafeContext& context, const Resource<Row>& resource, const net::Request& request,
              const Guest& guest, const net::Responder& respond)
{
    answerFromRead(context, respond,
                   [resource, request, guest](domain::Workspace& work) -> protocol::Result<net::Response> {
                       const auto span = pageOf(request);
                       if (!span)
                           return pageAnswer(request, guest, 0, {});
                       Query query(request);
                       const auto page = resource.list(work, guest, query, *span);
                       if (!query.ok())
                           return query.refusal();
                       QJsonArray rows;
                       for (const Row& row : page.rows)
                           rows.append(resource.json(row, guest));
                       return pageAnswer(request, guest, page.total, rows);
                   });
}

template <class Row>
void showRow(const CafeContext& context, const Resource<Row>& resource, const net::Request& request,
             const Guest& guest, const net::Responder& respond)
{
    const auto uuid = capturedUuid(request);
    if (!uuid)
        return respond(notFound());
    answerFromRead(context, respond,
                   [resource, guest, uuid](domain::Workspace& work) -> protocol::Result<net::Response> {
                       const auto row = resource.find(work, guest.reach, *uuid);
                       return row ? jsonAnswer(resource.json(*row, guest)) : notFound();
                   });
}

/// POST, PUT and PATCH.
template <class Row>
void writeRow(const CafeContext& context, const Resource<Row>& resource, const net::Request& request,
              const Guest& guest, const net::Responder& respond)
{
    const bool isNew = request.method == "POST";
    const auto uuid = capturedUuid(request);
    if (!isNew && !uuid)
        return respond(notFound());
    const auto body = Input::bodyOf(request);
    if (!body)
        return respond(body.error());
    answerFromWrite(context, respond,
                    [resource, guest, uuid, isNew, body = *body, partial = request.method == "PATCH"](
                        domain::Workspace& work) -> protocol::Result<net::Response> {
                        std::optional<Row> row;
                        if (isNew)
                            row = Row{.company = guest.reach.company, .branch = guest.branch};
                        else
                            row = resource.find(work, guest.reach, *uuid);
                        if (!row)
                            return notFound();
                        Input input(body, partial);
                        resource.fill(work, guest, input, *row);
                        if (!input.ok())
                            return input.refusal();
                        const auto kept = isNew ? resource.add(work, std::move(*row))
                                                : resource.change(work, std::move(*row));
                        if (!kept)
                            return base::Unexpected{kept.error()};
                        return jsonAnswer(resource.json(*kept, guest), isNew ? 201 : 200);
                    });
}

template <class Row>
void removeRow(const CafeContext& context, const Resource<Row>& resource, const net::Request& request,
               const Guest& guest, const net::Responder& respond)
{
    const auto uuid = capturedUuid(request);
    if (!uuid)
        return respond(notFound());
    answerFromWrite(context, respond,
                    [resource, guest, uuid](domain::Workspace& work) -> protocol::Result<net::Response> {
                        if (const auto removed = resource.remove(work, guest.reach, *uuid); !removed)
                            return base::Unexpected{removed.error()};
                        net::Response response;
                        response.status = 204;
                        response.contentType.clear();
                        return response;
                    });
}

template <class Row> void addResource(net::Router& router, const CafeContext& context, const Resource<Row>& resource)
{
    using Work = void (*)(const CafeContext&, const Resource<Row>&, const net::Request&, const Guest&,
                          const net::Responder&);
    const auto add = [&](const char* method, const QByteArray& path, protocol::Roles roles, Work work) {
        addBoth(router, context, method, path, roles,
                [&context, resource, work](const net::Request& request, const Guest& guest,
                                           const net::Responder& respond) {
                    work(context, resource, request, guest, respond);
                });
    };
    const QByteArray one = resource.path + "{id}/";
    add("GET", resource.path, resource.readers, listRows<Row>);
    add("POST", resource.path, resource.writers, writeRow<Row>);
    add("GET", one, resource.readers, showRow<Row>);
    add("PUT", one, resource.writers, writeRow<Row>);
    add("PATCH", one, resource.writers, writeRow<Row>);
    add("DELETE", one, resource.writers, removeRow<Row>);
}

} // namespace dialects::cafe
