// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.h"
#include "api/auth/directory.h"
#include "api/load.h"
#include "api/stream/snapshots.h"
#include "api/v1/readquery.h"
#include "api/v1/routes.h"

namespace api {

using protocol::ErrorCode;

namespace {

/// "<epoch>-<seq>-<scope>": what the rows depend on.
QByteArray snapshotTag(const protocol::Cursor& at, const domain::Scope& scope)
{
    return '"' + at.epoch.toUtf8() + '-' + QByteArray::number(at.seq) + '-' + scopeTag(scope) + '"';
}

/// The place in the journal that a tag of ours in If-None-Match names; its epoch has no '-'.
std::optional<protocol::Cursor> cursorOfTag(const net::Request& request)
{
    const QByteArray header = request.header("If-None-Match").trimmed();
    const QList<QByteArray> parts = header.split('-');
    if (parts.size() != 3 || !parts[0].startsWith('"'))
        return std::nullopt;
    bool ok = false;
    const qint64 seq = parts[1].toLongLong(&ok);
    return ok ? std::optional(protocol::Cursor{QString::fromUtf8(parts[0].mid(1)), seq}) : std::nullopt;
}

/// GET /api/v1/snapshot?topics=a,b
void snapshot(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto query = ReadQuery::parse(request);
    if (!query)
        return respond(errorAnswer(query.error()));
    const auto people = context.directory.snapshot();
    const DirectorySnapshot::Person* person = people->person(request.principal->user);
    if (!person)
        return respond(errorAnswer({ErrorCode::InvalidToken, {}, {}}));
    const Reader reader = person->reader(query->topics);
    if (const auto at = cursorOfTag(request)) {
        const QByteArray etag = snapshotTag(*at, reader.scope);
        if (matchesTag(request, etag) && context.snapshots.isCurrent(*at, reader))
            return respond(notModified(etag));
    }
    context.snapshots.get(
        reader, Snapshots::Freshness::Current,
        [&context, request, scope = reader.scope, respond](const protocol::Result<SnapshotPtr>& data) {
            if (!data) {
                if (data.error().code == ErrorCode::Unavailable)
                    context.load.noteRefusal();
                return respond(errorAnswer(data.error()));
            }
            const QByteArray etag = snapshotTag((*data)->at(), scope);
            if (matchesTag(request, etag))
                return respond(notModified(etag));
            net::Response response;
            response.body = (*data)->body();
            response.headers = {{"ETag", etag}, {"Cache-Control", "private, no-cache"}};
            respond(std::move(response));
        });
}

} // namespace

void addSnapshotRoute(net::Router& router, const Context& context)
{
    router.add(net::Route{"GET", "/api/v1/snapshot", net::Access::user(),
                          [&context](const net::Request& request, const net::Responder& respond) {
                              snapshot(context, request, respond);
                          }});
}

} // namespace api
