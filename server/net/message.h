// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/principal.h"

#include <QByteArray>
#include <QHostAddress>
#include <QList>
#include <QUrlQuery>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace net {

using Header = std::pair<QByteArray, QByteArray>;

/// One HTTP request, whole. Values are detached from the socket: safe to keep and to move to
/// another thread.
struct Request
{
    QByteArray method;  ///< upper case, as sent
    QByteArray path;    ///< percent-decoded once, "%2F" left as it is; starts with '/'
    QByteArray rawQuery; ///< after '?', undecoded; may hold a token: never log it
    std::vector<Header> headers; ///< in order of arrival, names as sent
    QByteArray body;
    QHostAddress peer; ///< the client: through a trusted proxy, the one X-Forwarded-For names
    bool secure = false; ///< TLS here, or X-Forwarded-Proto https from a trusted proxy
    std::vector<QByteArray> captures; ///< what stood for each {name} of the route's pattern, in order
    std::shared_ptr<const protocol::Principal> principal; ///< set by the Guard; null: nobody

    /// First value of a header, letter case ignored; null when absent.
    QByteArray header(QByteArrayView name) const;
    /// First value of a query item, percent-decoded, '+' as a space; null when absent.
    QString query(const QString& name) const;
    bool hasQuery(const QString& name) const;
    /// Value of one cookie; null when absent.
    QByteArray cookie(QByteArrayView name) const;
};

struct Response
{
    int status = 200;
    QByteArray contentType = "application/json"; ///< empty: no Content-Type header
    QByteArray body; ///< left out of HEAD, 204 and 304 by the connection
    std::vector<Header> headers; ///< besides Content-Type, Content-Length, Date and Connection
};

/// Where a handler puts its answer: once, from any thread, now or later. Copies share the one
/// answer; the first call counts. When the last copy goes without a call, 500 is answered.
class Responder final
{
public:
    using Deliver = std::function<void(Response)>;
    explicit Responder(Deliver deliver);
    void operator()(Response response) const;

private:
    struct Slot;
    std::shared_ptr<Slot> m_slot;
};

} // namespace net
