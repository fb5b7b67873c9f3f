// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/work.h"

#include "api/answers.h"
#include "api/load.h"
#include "domain/idempotency.h"
#include "domain/journal.h"

#include <QCryptographicHash>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

constexpr qsizetype longestKey = 200;

QByteArray fingerprintOf(const net::Request& request)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray& part : {request.method, request.path, request.rawQuery, request.body}) {
        hash.addData(QByteArray::number(part.size()));
        hash.addData(":");
        hash.addData(part);
    }
    return hash.result();
}

net::Response keptResponse(const domain::KeptAnswer& kept)
{
    net::Response response;
    response.status = kept.status;
    response.body = kept.body;
    if (kept.body.isEmpty())
        response.contentType.clear();
    response.headers.emplace_back("Idempotency-Replayed", "true");
    return response;
}

net::Response failed(const Context& context, const protocol::Error& error)
{
    if (error.code == ErrorCode::Unavailable)
        context.load.noteRefusal();
    return errorAnswer(error);
}

} // namespace

void answerByReading(const Context& context, const net::Responder& respond,
                     std::function<protocol::Result<net::Response>(domain::Workspace&)> unit)
{
    const bool taken = context.executor.read([respond, unit = std::move(unit)](domain::Workspace& workspace) {
        auto response = unit(workspace);
        respond(response ? std::move(*response) : errorAnswer(response.error()));
    });
    if (!taken)
        respond(failed(context, {ErrorCode::Unavailable, {}, {}}));
}

void answerByWriting(const Context& context, const net::Request& request, const net::Responder& respond,
                     std::function<protocol::Result<net::Response>(domain::Workspace&)> unit)
{
    const auto done = [&context, respond](protocol::Result<net::Response> result) {
        respond(result ? std::move(*result) : failed(context, result.error()));
    };
    const QByteArray key = request.header("Idempotency-Key");
    if (key.isEmpty() || !request.principal) {
        domain::writeThen<net::Response>(context.executor, std::move(unit), done);
        return;
    }
    if (key.size() > longestKey) {
        respond(errorAnswer({ErrorCode::BadRequest, u"An Idempotency-Key has at most 200 characters."_s, {}}));
        return;
    }
    const domain::IdempotencyKey whose{request.principal->company, request.principal->user, QString::fromUtf8(key)};
    domain::writeThen<net::Response>(
        context.executor,
        [whose, fingerprint = fingerprintOf(request),
         unit = std::move(unit)](domain::Workspace& workspace) -> protocol::Result<net::Response> {
            auto& answers = workspace.get<domain::IdempotencyRepository>();
            if (const auto kept = answers.find(whose)) {
                if (kept->fingerprint != fingerprint)
                    return protocol::failure(ErrorCode::IdempotencyMismatch);
                return keptResponse(*kept);
            }
            auto response = unit(workspace);
            if (response)
                answers.keep(whose, {fingerprint, response->status, response->body});
            return response;
        },
        done);
}

net::Response writtenAnswer(domain::Workspace& workspace, QJsonObject object, int status)
{
    object.insert(u"seq"_s, workspace.get<domain::JournalReader>().head().seq);
    return jsonAnswer(object, status);
}

net::Response emptyAnswer()
{
    net::Response response;
    response.status = 204;
    response.contentType.clear();
    return response;
}

} // namespace api
