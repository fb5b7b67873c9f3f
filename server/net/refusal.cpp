// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/refusal.h"

namespace net {

namespace {

struct Wording
{
    int status;
    const char* code;
    const char* message;
};

constexpr Wording s_wordings[] = {
    {400, "bad_request", "The request is not valid HTTP."},
    {401, "unauthorized", "A login is needed."},
    {403, "forbidden", "This is not allowed."},
    {404, "not_found", "There is no such resource."},
    {405, "method_not_allowed", "The resource does not take this method."},
    {408, "request_timeout", "The request took too long to arrive."},
    {413, "payload_too_large", "The body is larger than the server takes."},
    {417, "expectation_failed", "Only 100-continue can be expected."},
    {426, "upgrade_required", "This address speaks WebSocket version 13 only."},
    {429, "too_many_connections", "There are too many connections already."},
    {431, "headers_too_large", "The header is larger than the server takes."},
    {500, "internal", "The server failed to answer."},
    {501, "not_implemented", "The server does not know this transfer encoding."},
    {503, "unavailable", "The server takes no more connections now."},
};

} // namespace

Response refusal(int status, QByteArrayView code, QByteArrayView message)
{
    Response response;
    response.status = status;
    response.body.reserve(64 + code.size() + 2 * message.size());
    response.body.append("{\"error\":{\"code\":\"").append(code).append("\",\"message\":\"").append(message);
    response.body.append("\",\"detail\":{}},\"detail\":\"").append(message).append("\"}");
    return response;
}

Response refusal(int status)
{
    for (const Wording& wording : s_wordings) {
        if (wording.status == status)
            return refusal(status, wording.code, wording.message);
    }
    return refusal(status, "error", "The request was refused.");
}

} // namespace net
