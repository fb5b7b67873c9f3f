// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/endpoints.h"
#include "dialects/factory/loglimit.h"
#include "dialects/factory/retrymemory.h"
#include "domain/work.h"
#include "net/router.h"

#include <QDateTime>
#include <QJsonObject>

#include <functional>
#include <optional>

namespace dialects {

/// The endpoints that looms, attendance readers and gates post to (contracts.md A4). Decodes the
/// post, lets a domain service decide, words the answer; an answer goes out after the commit.
///
/// Answers are UTF-8 without spaces and hold the contract's members only. A path is served with and
/// without its slash: a device does not follow a redirect. Content-Type is ignored. Strangers (a
/// network outside devices.networks, a reader that is not in devices.readers) get 403 and leave a
/// line in the log.
class DeviceEndpoints final
{
public:
    explicit DeviceEndpoints(const FactoryContext& context);

    void addTo(net::Router& router);

private:
    struct Post;
    using Handle = void (DeviceEndpoints::*)(const Post&, net::Responder);

    void add(net::Router& router, const QByteArray& path, Handle handle);
    void rfidScan(const Post& post, net::Responder responder);
    void gateScan(const net::Request& request, net::Responder responder);
    void pulses(const Post& post, net::Responder responder);
    void callMaster(const Post& post, net::Responder responder);
    void startRepair(const Post& post, net::Responder responder);
    void endRepair(const Post& post, net::Responder responder);
    void startShift(const Post& post, net::Responder responder);
    void endShift(const Post& post, net::Responder responder);

    /// One post of a device: what it asks for, and what it is answered.
    template <class T> struct Action
    {
        const char* what; ///< for the log
        QString device;
        std::function<protocol::Result<T>(domain::Workspace&)> decide;
        std::function<net::Response(const protocol::Result<T>&)> answer;
    };
    /// Does it, each time it is posted.
    template <class T> void perform(Action<T> action, net::Responder responder);
    /// Does it once however often it is posted again (RetryMemory).
    template <class T>
    void performOnce(const QByteArray& path, const QString& card, RetryMemory::Rule rule, Action<T> action,
                     net::Responder responder);
    /// performOnce() for a post with esp32_id and rfid_uid; decide gets both.
    template <class T>
    void atLoom(const Post& post, const char* what,
                std::function<protocol::Result<T>(domain::Workspace&, const QString&, const QString&)> decide,
                net::Response (*answer)(const protocol::Result<T>&), net::Responder responder);

    /// When a post that is repeated now may have been answered by the process before this one, whose
    /// memory of it is lost; none: that is too long ago.
    struct Lost
    {
        QDateTime from;
        QDateTime to;
    };
    std::optional<Lost> lostAnswers() const;

    /// Whether the device is registered; a stranger is logged.
    bool isKnown(const QString& device, const QHostAddress& peer);
    void logFailure(const char* what, const QString& device, const protocol::Error& error);

    const FactoryContext& m_context;
    const QDateTime m_began;
    RetryMemory m_retries;
    LogLimit m_logLimit;
};

} // namespace dialects
