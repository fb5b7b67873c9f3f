// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QMetaType>
#include <QString>

namespace client {

/// A write: what will be sent to the server's API.
struct OutboxRequest
{
    QByteArray method; ///< POST, PUT, PATCH, DELETE
    QString path;      ///< below the server's address: "/api/v1/…"
    QJsonObject body;
    QByteArray ifMatch; ///< the version the person saw; empty: not an edit
};

enum class OutboxState {
    Queued,   ///< «не отправлено»; leaves the list when the server has it
    Conflict, ///< someone else was first (409, 412), or nobody knows (unknown_outcome): a person decides
    Failed,   ///< refused for good
};

struct OutboxEntry
{
    QString key; ///< Idempotency-Key
    OutboxRequest request;
    OutboxState state = OutboxState::Queued;
    QDateTime createdAt; ///< UTC
    int attempts = 0;
    int status = 0;    ///< HTTP, of the last answer; 0: none
    QString errorCode; ///< the wire's, of a conflict or failure
};

} // namespace client

Q_DECLARE_METATYPE(client::OutboxEntry)
