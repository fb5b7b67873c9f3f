// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/frame.h"
#include "net/message.h"

#include <QObject>

#include <memory>

namespace net {

class Shard;

/// One open WebSocket. Lives on its shard's thread and is used from there only. Output is bounded:
/// send() hands bytes to the kernel at once where it can; what the kernel does not take waits here
/// (shared, not copied) up to Limits::maxBacklogBytes, past which the session is aborted. A well
/// behaved sender looks at hasBacklog() and stops until drained().
class WebSocketSession : public QObject
{
    Q_OBJECT
public:
    ~WebSocketSession() override;

    virtual Shard& shard() const = 0;
    /// The upgrade request (path, captures, query, principal); without its body.
    virtual const Request& request() const = 0;

    /// Sends a ready frame (or several joined). False when the session is closed.
    virtual bool send(const Frame& frame) = 0;
    /// The same for a frame that many get; behind says whether hasBacklog() afterwards.
    virtual bool send(const Frame& frame, bool& behind)
    {
        const bool sent = send(frame);
        behind = sent && hasBacklog();
        return sent;
    }
    /// Frames and sends one message: for answers to this client alone.
    bool sendText(const QByteArray& utf8) { return send(Frame::text(utf8)); }
    virtual bool hasBacklog() const = 0;
    virtual qint64 backlogBytes() const = 0;
    /// Closing handshake with a code (contracts.md, design.md §3), then the end.
    virtual void close(quint16 code, const QString& reason) = 0;
    /// The end, now, without a handshake.
    virtual void abort() = 0;
    virtual bool isOpen() const = 0;

signals:
    /// A whole text message, at most Limits::maxMessageBytes.
    void textReceived(const QByteArray& utf8);
    /// A whole binary message (no contract uses one; some must ignore them silently).
    void binaryReceived(const QByteArray& bytes);
    /// The backlog has gone out.
    void drained();
    /// The session is over (once). It deletes itself afterwards.
    void closed();

protected:
    using QObject::QObject;
};

} // namespace net
