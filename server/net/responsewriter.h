// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/message.h"

#include <QByteArray>

namespace net {

/// What the connection, not the handler, decides about an answer.
struct Framing
{
    bool headOnly = false; ///< the request was HEAD
    bool close = false;    ///< the connection ends after this answer
    bool http11 = true;    ///< the request's version
    QByteArrayView date;   ///< the Date header's value
    QByteArrayView extra;  ///< ready header lines, each ended with CRLF (CORS)
};

/// Status line and headers, up to and including the empty line.
QByteArray responseHead(const Response& response, const Framing& framing);

/// False for answers that must not have a body: HEAD, 204, 304.
bool carriesBody(const Response& response, const Framing& framing);

/// An IMF-fixdate, as the Date header wants it.
QByteArray httpDate(qint64 secondsSinceEpoch);

} // namespace net
