// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/answers.h"
#include "api/auth/directory.h"
#include "api/load.h"
#include "api/v1/readquery.h"
#include "api/v1/routes.h"

#include <utility>

namespace api {

using protocol::ErrorCode;

namespace {

/// Rows may be large: this bounds an answer beside its number of events.
constexpr qint64 kMaxChangesBytes = 1024 * 1024;

/// Names everything that the body depends on: the same tag, the same bytes.
QByteArray changesTag(const ReadQuery& query, const Reader& reader, const Feed::Answer& answer)
{
    QByteArray tag;
    tag.reserve(96);
    tag += '"' + answer.position.epoch.toUtf8() + '-';
    if (answer.notRecovered) {
        const QLatin1StringView reason = toWire(*answer.notRecovered);
        tag += QByteArrayView(reason.data(), reason.size());
    } else {
        tag += QByteArray::number(query.since->seq);
    }
    tag += '-' + QByteArray::number(answer.position.seq) + (answer.more ? "m-" : "-") +
           scopeTag(reader.scope) + '"';
    return tag;
}

/// The events' JSON is ready: an answer is those bytes between a head and a tail.
QByteArray changesBody(const Feed::Answer& answer)
{
    // {"epoch":"9f3c","seq":241,"recovered":true,"events":[{…}],"more":false}
    qsizetype size = 160;
    for (const domain::StoredEventPtr& event : answer.events)
        size += event->json.size() + 1;
    QByteArray body;
    body.reserve(size);
    body += R"({"epoch":")" + answer.position.epoch.toUtf8() + R"(","seq":)" +
            QByteArray::number(answer.position.seq);
    if (answer.notRecovered) {
        const QLatin1StringView reason = toWire(*answer.notRecovered);
        body += R"(,"recovered":false,"reason":")";
        body += QByteArrayView(reason.data(), reason.size());
        body += R"(","events":[)";
    } else {
        body += R"(,"recovered":true,"events":[)";
    }
    bool first = true;
    for (const domain::StoredEventPtr& event : answer.events) {
        if (!std::exchange(first, false))
            body += ',';
        body += event->json;
    }
    body += answer.more ? R"(],"more":true})" : R"(],"more":false})";
    return body;
}

net::Response changesAnswer(const Context& context, const net::Request& request, const ReadQuery& query,
                            const Reader& reader, const Feed::Answer& answer)
{
    const QByteArray etag = changesTag(query, reader, answer);
    net::Response response;
    if (matchesTag(request, etag)) {
        response = notModified(etag);
    } else {
        response.body = changesBody(answer);
        response.headers = {{"ETag", etag}, {"Cache-Control", "private, no-cache"}};
    }
    if (context.load.isBusy())
        response.headers.emplace_back("Retry-After", QByteArray::number(qint64(Load::retryAfter.count())));
    return response;
}

/// GET /api/v1/changes?since=<epoch>:<seq>&topics=a,b&limit=500
void changes(const Context& context, const net::Request& request, const net::Responder& respond)
{
    const auto query = ReadQuery::parse(request);
    if (!query)
        return respond(errorAnswer(query.error()));
    const auto snapshot = context.directory.snapshot();
    const DirectorySnapshot::Person* person = snapshot->person(request.principal->user);
    if (!person)
        return respond(errorAnswer({ErrorCode::InvalidToken, {}, {}}));
    const Reader reader = person->reader(query->topics);
    const Feed::Bound bound{query->limit, kMaxChangesBytes};
    if (const auto answer = context.feed.recent(query->since, reader, bound))
        return respond(changesAnswer(context, request, *query, reader, *answer));
    context.feed.fromJournal(
        *query->since, reader, bound,
        [&context, request, query = *query, reader, respond](const protocol::Result<Feed::Answer>& answer) {
            if (answer)
                return respond(changesAnswer(context, request, query, reader, *answer));
            if (answer.error().code == ErrorCode::Unavailable)
                context.load.noteRefusal();
            respond(errorAnswer(answer.error()));
        });
}

} // namespace

void addChangesRoute(net::Router& router, const Context& context)
{
    router.add(net::Route{"GET", "/api/v1/changes", net::Access::user(),
                          [&context](const net::Request& request, const net::Responder& respond) {
                              changes(context, request, respond);
                          }});
}

} // namespace api
