// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/endpoints.h"
#include "dialects/factory/retrymemory.h"
#include "domain/work.h"
#include "net/router.h"

#include <QHash>

#include <mutex>

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
    void loomScan(const Post& post, const QString& device, const QString& card, net::Responder responder);
    void terminalScan(const Post& post, const QString& device, const QString& card, net::Responder responder);
    void gateScan(const net::Request& request, net::Responder responder);
    void pulses(const Post& post, net::Responder responder);
    void callMaster(const Post& post, net::Responder responder);
    void startRepair(const Post& post, net::Responder responder);
    void endRepair(const Post& post, net::Responder responder);
    void startShift(const Post& post, net::Responder responder);
    void endShift(const Post& post, net::Responder responder);
    /// A post with esp32_id and rfid_uid that acts once however often it is repeated.
    void cardAtLoom(const Post& post, net::Responder responder,
                    std::function<void(const QString& device, const QString& card, net::Responder)> act);

    /// domain::writeThen, and what was polled before is no longer current when done is called.
    template <class T>
    void write(std::function<protocol::Result<T>(domain::Workspace&)> unit,
               std::function<void(protocol::Result<T>)> done);

    /// Whether the device is registered; a stranger is logged, at most once a minute each.
    bool isKnown(const QString& device, const QHostAddress& peer);

    domain::Executor& m_executor;
    const base::Clock& m_clock;
    const FactoryConfig& m_config;
    HotAnswers& m_hot;
    std::mutex m_strangersMutex;
    QHash<QString, qint64> m_strangers; ///< monotonic ms of the last line
    RetryMemory m_retries;
};

} // namespace dialects
