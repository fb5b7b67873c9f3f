// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/error.h"

#include <QJsonValue>

namespace protocol {

using namespace Qt::StringLiterals;

const std::vector<ErrorEntry>& errorTable()
{
    using enum ErrorCode;
    static const std::vector<ErrorEntry> table{
        {BadRequest, "bad_request"_L1, 400, "The request cannot be understood."_L1},
        {InvalidJson, "invalid_json"_L1, 400, "The body is not valid JSON."_L1},
        {NotAuthenticated, "not_authenticated"_L1, 403, "Not authenticated"_L1},
        {InvalidToken, "invalid_token"_L1, 401, "The token is not valid here; log in again."_L1},
        {TokenExpired, "token_expired"_L1, 401, "The token has expired; renew it or log in again."_L1},
        {InvalidCredentials, "invalid_credentials"_L1, 401, "Wrong user name or password."_L1},
        {AccountInactive, "account_inactive"_L1, 403, "This account is switched off; ask an administrator."_L1},
        {Forbidden, "forbidden"_L1, 403, "Your role does not allow this."_L1},
        {UnknownDevice, "unknown_device"_L1, 403, "This device is not registered; add it to the configuration."_L1},
        {NetworkNotAllowed, "network_not_allowed"_L1, 403,
         "Devices may not post from this network; see devices.networks in the configuration."_L1},
        {NotFound, "not_found"_L1, 404, "There is nothing here."_L1},
        {UnknownCard, "unknown_card"_L1, 404, "No active employee has this card."_L1},
        {UnknownMachine, "unknown_machine"_L1, 404, "No active machine has this device id."_L1},
        {MethodNotAllowed, "method_not_allowed"_L1, 405, "The method is not allowed here; see the Allow header."_L1},
        {RequestTimeout, "request_timeout"_L1, 408, "The request did not arrive in time."_L1},
        {Conflict, "conflict"_L1, 409, "The row has changed meanwhile; read it again."_L1},
        {AlreadyExists, "already_exists"_L1, 409, "There is one already."_L1},
        {MachineOccupied, "machine_occupied"_L1, 409, "Another operator's shift is active on this machine."_L1},
        {NoOperator, "no_operator"_L1, 409, "The machine has no operator; start a shift first."_L1},
        {CallAlreadyOpen, "call_already_open"_L1, 409, "The machine already has an open maintenance call."_L1},
        {NoOpenCall, "no_open_call"_L1, 409, "The machine has no such maintenance call."_L1},
        {NoActiveShift, "no_active_shift"_L1, 409, "There is no active shift of this operator."_L1},
        {IdempotencyMismatch, "idempotency_mismatch"_L1, 409,
         "This Idempotency-Key was used for a different request."_L1},
        {PreconditionFailed, "precondition_failed"_L1, 412, "The row has changed meanwhile; read it again."_L1},
        {PreconditionRequired, "precondition_required"_L1, 428, "Send If-Match with the version you have read."_L1},
        {PayloadTooLarge, "payload_too_large"_L1, 413, "The body is too large."_L1},
        {ValidationFailed, "validation_failed"_L1, 422, "A value is missing or out of range."_L1},
        {TooManyRequests, "too_many_requests"_L1, 429, "Too many requests; wait as Retry-After says."_L1},
        {TooManyConnections, "too_many_connections"_L1, 429, "Too many connections; close some or wait."_L1},
        {HeadersTooLarge, "headers_too_large"_L1, 431, "The headers are too large."_L1},
        {Internal, "internal"_L1, 500, "The server failed; its log says why."_L1},
        {NotImplemented, "not_implemented"_L1, 501, "The server does not support this."_L1},
        {Unavailable, "unavailable"_L1, 503, "The server is busy or stopping; try again."_L1},
    };
    return table;
}

const ErrorEntry& errorEntry(ErrorCode code)
{
    for (const ErrorEntry& entry : errorTable()) {
        if (entry.code == code)
            return entry;
    }
    Q_UNREACHABLE();
}

std::optional<ErrorCode> errorCodeFromName(QStringView name)
{
    for (const ErrorEntry& entry : errorTable()) {
        if (name == entry.name)
            return entry.code;
    }
    return std::nullopt;
}

QString Error::text() const
{
    return message.isEmpty() ? QString(errorEntry(code).text) : message;
}

QJsonObject toJson(const Error& error)
{
    const QString text = error.text();
    return {{u"error"_s, QJsonObject{{u"code"_s, QString(errorEntry(error.code).name)},
                                     {u"message"_s, text},
                                     {u"detail"_s, error.detail}}},
            {u"detail"_s, text}};
}

Result<Error> errorFromJson(const QJsonObject& object)
{
    const QJsonObject body = object[u"error"_s].toObject();
    const auto code = errorCodeFromName(body[u"code"_s].toString());
    if (!code)
        return failure(ErrorCode::BadRequest, u"no known error code"_s);
    return Error{*code, body[u"message"_s].toString(), body[u"detail"_s].toObject()};
}

} // namespace protocol
