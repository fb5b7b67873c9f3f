// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/message.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace net {

struct Limits;

/// One request as it comes off the wire, in pieces of any size. Strict: what two servers could read
/// differently (two lengths, a length beside chunks, bare line feeds, unknown codings) is refused.
class RequestParser final
{
public:
    enum class Step {
        More,       ///< everything usable was taken; feed again with more
        HeaderDone, ///< the header is complete, nothing of the body was taken; feed again to go on
        Done,       ///< the request is complete
        Failed,     ///< status() says with what to refuse; the connection cannot go on
    };

    explicit RequestParser(const Limits& limits);
    ~RequestParser();
    RequestParser(const RequestParser&) = delete;
    RequestParser& operator=(const RequestParser&) = delete;

    /// Takes what it can from the front of data; used says how much. What was not used must be given
    /// again, with what came after it.
    Step feed(QByteArrayView data, qsizetype& used);

    int status() const { return m_status; }
    /// From Step::HeaderDone on: method, path, rawQuery, headers; from Step::Done on the body too.
    Request& request() { return m_request; }
    bool isHttp11() const { return m_http11; }
    /// The client wants the connection kept after the answer.
    bool keepAlive() const { return m_keepAlive; }
    /// The client waits for "100 Continue" before it sends the body.
    bool expectsContinue() const { return m_expectsContinue; }
    bool hasBody() const { return m_hasBody; }
    /// From Step::HeaderDone on; none: the body comes in chunks.
    std::optional<quint64> contentLength() const;
    /// How much of the body is here.
    qint64 bodyBytes() const;

private:
    struct Beast;

    Step fail(int status);
    bool takeHeader();
    bool takeTarget(QByteArrayView target);

    std::unique_ptr<Beast> m_beast;
    Request m_request;
    const qint64 m_maxHeaderBytes;
    qint64 m_headerBytes = 0;
    const int m_maxFields;
    int m_status = 0;
    bool m_headerTaken = false;
    bool m_http11 = true;
    bool m_keepAlive = true;
    bool m_expectsContinue = false;
    bool m_hasBody = false;
};

/// True when the comma-separated list of tokens holds token, letter case ignored.
bool hasToken(QByteArrayView list, QByteArrayView token);

/// Decodes %XX once; "%2F" stays as it is, since a slash inside a segment is not a separator.
/// Null when an escape is not one, or stands for a control character.
QByteArray decodePath(QByteArrayView raw);

} // namespace net
