// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "apifixture.h"
#include "net/server.h"
#include "streamclient.h"

namespace support {

/// /api/v1 behind a real listener on loopback, with two shards.
class LiveFixture final : public ApiFixture
{
public:
    explicit LiveFixture(api::Feed::Limits limits = {}, net::Limits netLimits = {}, int shards = 2)
        : ApiFixture(limits,
                     {.tick = std::chrono::milliseconds(20), .position = std::chrono::milliseconds(15'000)})
        , server(config(netLimits, shards), router)
    {
        const QString problem = server.start();
        if (!problem.isEmpty())
            qFatal("%s", qPrintable(problem));
    }
    ~LiveFixture() { server.stop(); }

    quint16 port() const { return server.port(); }
    std::unique_ptr<StreamClient> connectAs(const domain::Account& account)
    {
        auto client = std::make_unique<StreamClient>();
        client->openWithHeader(port(), accessToken(account));
        return client;
    }

    net::Server server;

private:
    static net::ListenConfig config(net::Limits limits, int shards)
    {
        net::ListenConfig config;
        config.port = 0;
        config.shards = shards;
        config.limits = limits;
        return config;
    }
};

/// The rows that a manager of a company should hold, from the journal itself.
inline ClientRows truthOf(LiveFixture& f, qint64 company)
{
    ClientRows rows;
    const api::Reader reader = managerOf(company);
    f.plant.change([&] {
        for (size_t i = 0; i < protocol::topicTable().size(); ++i) {
            const auto topic = static_cast<protocol::TopicIndex>(i);
            const auto all = f.plant.journal.rows(topic, reader.scope);
            for (const QByteArray& json : *all) {
                const QJsonObject row = QJsonDocument::fromJson(json).object();
                const QString id = QString::number(row[QStringLiteral("id")].toInteger());
                rows[{QString(protocol::topicTable()[i].name), id}] = row;
            }
        }
    });
    return rows;
}

} // namespace support
