// SPDX-License-Identifier: GPL-3.0-or-later
#include "measurements.h"

#include "control.h"
#include "loadclient.h"

#include <algorithm>
#include <memory>

double cpuPerDelivery(const std::string& mode, const Cores& cores, int clients, int eventsPerOrder,
                      int deliveries)
{
    const ServerProcess server(mode, cores.server);
    LoadClient load(server.port());
    if (load.open(clients, 256) < 0)
        return -1;
    const int orders = std::max(3, deliveries / (clients * eventsPerOrder));
    const auto once = [&] {
        server.publish(std::uint32_t(eventsPerOrder));
        return load.receive(std::int64_t(clients) * eventsPerOrder);
    };
    for (int i = 0; i < 3; ++i) {
        if (!once())
            return -1;
    }
    const std::int64_t before = server.cpuNs();
    for (int i = 0; i < orders; ++i) {
        if (!once())
            return -1;
    }
    return double(server.cpuNs() - before) / 1000.0 / (double(orders) * clients * eventsPerOrder);
}

Latency latency(const std::string& mode, const Cores& cores, int clients, int eventsPerSecond, double seconds)
{
    const ServerProcess server(mode, cores.server);
    LoadClient load(server.port());
    if (load.open(clients, 256) < 0)
        return {};
    server.publish(1);
    if (!load.receive(clients))
        return {};
    load.noteLatencies(true);
    const auto gap = std::int64_t(1e9 / eventsPerSecond);
    const int events = int(seconds * eventsPerSecond);
    std::int64_t next = nowNs();
    for (int i = 0; i < events; ++i) {
        server.publish(1);
        next += gap;
        load.receiveFor(next - nowNs());
    }
    load.receiveFor(200'000'000);
    std::vector<std::int64_t>& all = load.latenciesNs();
    if (std::int64_t(all.size()) != std::int64_t(events) * clients)
        return {};
    std::sort(all.begin(), all.end());
    return {double(all[all.size() / 2]) / 1000.0, double(all[all.size() * 99 / 100]) / 1000.0};
}

Handshakes handshakes(const std::string& mode, const Cores& cores, int clients)
{
    const ServerProcess server(mode, cores.server);
    LoadClient load(server.port());
    const std::int64_t before = server.cpuNs();
    const double seconds = load.open(clients, 512);
    if (seconds <= 0)
        return {};
    return {clients / seconds, double(server.cpuNs() - before) / 1000.0 / clients};
}

double bytesPerSession(const std::string& mode, const Cores& cores, int clients)
{
    const ServerProcess server(mode, cores.server);
    // What the first session makes resident for all (code, caches, pools) is not a session's cost.
    auto first = std::make_unique<LoadClient>(server.port());
    if (first->open(50, 50) < 0)
        return -1;
    first->receiveFor(300'000'000);
    const std::int64_t before = server.residentBytes();
    LoadClient load(server.port());
    if (load.open(clients, 256) < 0)
        return -1;
    load.receiveFor(1'500'000'000);
    return double(server.residentBytes() - before) / clients;
}

Requests requests(const std::string& mode, const Cores& cores, int connections, double seconds)
{
    const ServerProcess server(mode, cores.server);
    LoadClient load(server.port());
    const std::int64_t before = server.cpuNs();
    const double rate = load.requestsPerSecond(connections, std::int64_t(seconds * 1e9));
    return {rate, double(server.cpuNs() - before) / 1000.0 / (rate * seconds)};
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? -1 : values[values.size() / 2];
}
