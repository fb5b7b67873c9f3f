// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/message.h"
#include "protocol/ids.h"
#include "protocol/principal.h"

#include <QString>

#include <functional>
#include <optional>

namespace net {

/// A WebSocket whose wire is somebody else's, for those who look from a client's side whether it works:
/// what somebody may expect of it, and an event there and back.
struct SocketProbe
{
    struct Promise
    {
        bool opens = false;     ///< to this person
        bool anonymous = false; ///< to this address, without a token
        QString query{};        ///< that asks for the branch; empty: nothing has to be said
        QString group{};        ///< that the greeting names when that is granted; empty: it names none
    };

    QString name; ///< "cafe/orders"
    QString path; ///< "/ws/cafe/orders/"
    /// To whoever asks (with a principal), of a branch of their company; none: of no branch in particular.
    std::function<Promise(const Request&, std::optional<protocol::BranchId>)> promise;
    /// Sends a message to those of this person's sockets that hear of the branch, and nobody else's. done
    /// is told how many there were; on any thread.
    std::function<void(const protocol::Principal&, std::optional<protocol::BranchId>, const QByteArray& utf8,
                       std::function<void(int)> done)>
        echo;
};

} // namespace net
