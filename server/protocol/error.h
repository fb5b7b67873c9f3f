// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QString>

#include <optional>
#include <vector>

namespace protocol {

/// Every error a client can see. The wire name is stable for ever; the numbers are not on the wire.
enum class ErrorCode {
    BadRequest,
    InvalidJson,
    NotAuthenticated,
    InvalidToken,
    TokenExpired,
    InvalidCredentials,
    AccountInactive,
    Forbidden,
    UnknownDevice,
    NetworkNotAllowed,
    NotFound,
    UnknownCard,
    UnknownMachine,
    MethodNotAllowed,
    RequestTimeout,
    Conflict,
    AlreadyExists,
    MachineOccupied,
    NoOperator,
    CallAlreadyOpen,
    NoOpenCall,
    NoActiveShift,
    IdempotencyMismatch,
    PreconditionFailed,
    PreconditionRequired,
    PayloadTooLarge,
    ValidationFailed,
    TooManyRequests,
    TooManyConnections,
    HeadersTooLarge,
    Internal,
    NotImplemented,
    Unavailable,
};

/// A row of the one table of errors.
struct ErrorEntry
{
    ErrorCode code;
    QLatin1StringView name; ///< on the wire
    int status;             ///< HTTP
    QLatin1StringView text; ///< default message: what happened, what to do
};

const std::vector<ErrorEntry>& errorTable();
const ErrorEntry& errorEntry(ErrorCode code);
std::optional<ErrorCode> errorCodeFromName(QStringView name);

/// Why something was refused or failed. The message is for a developer or a log; the words for a
/// person are made at the edge, from the code.
struct Error
{
    ErrorCode code = ErrorCode::Internal;
    QString message;    ///< empty: the table's text
    QJsonObject detail; ///< e.g. {"field":"amount"}

    QString text() const;
    int status() const { return errorEntry(code).status; }
    friend bool operator==(const Error&, const Error&) = default;
};

template <class T> using Result = base::Result<T, Error>;

inline base::Unexpected<Error> failure(ErrorCode code, QString message = {}, QJsonObject detail = {})
{
    return {Error{code, std::move(message), std::move(detail)}};
}

/// {"error":{"code","message","detail"},"detail":"<message>"}: the last key is what clients of
/// contracts.md C read.
QJsonObject toJson(const Error& error);
Result<Error> errorFromJson(const QJsonObject& object);

} // namespace protocol
