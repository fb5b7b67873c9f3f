// SPDX-License-Identifier: GPL-3.0-or-later
#include "measurements.h"

#include <algorithm>
#include <memory>

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? -1 : values[values.size() / 2];
}

double percentile(std::vector<std::int64_t> values, double percent)
{
    if (values.empty())
        return -1;
    const auto place = std::min(values.size() - 1, size_t(double(values.size()) * percent / 100));
    std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(place), values.end());
    return double(values[place]);
}

Fanout::Fanout(const std::string& mode, const Cores& cores, int clients)
    : m_clients(clients), m_server(mode, cores.server), m_load(m_server.port())
{
    m_well = m_load.open(clients, 256) > 0 && m_load.resume();
    for (int i = 0; i < 3 && m_well; ++i)
        cpuPerDelivery(1, 1);
}

double Fanout::cpuPerDelivery(int orders, int eventsPerOrder)
{
    const std::int64_t before = m_server.cpuNs();
    for (int i = 0; i < orders && m_well; ++i) {
        m_server.publish(std::uint32_t(eventsPerOrder));
        m_well = m_load.receive(std::int64_t(m_clients) * eventsPerOrder);
    }
    return double(m_server.cpuNs() - before) / 1000.0 / (double(orders) * m_clients * eventsPerOrder);
}

void Fanout::publishAndListen(std::int64_t ns)
{
    m_server.publish(1);
    m_load.receiveFor(ns);
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
    LoadClient first(server.port());
    if (first.open(50, 50) < 0 || !first.resume())
        return -1;
    first.receiveFor(300'000'000);
    const std::int64_t before = server.residentBytes();
    LoadClient load(server.port());
    if (load.open(clients, 256) < 0 || !load.resume())
        return -1;
    load.receiveFor(1'500'000'000);
    return double(server.residentBytes() - before) / clients;
}
