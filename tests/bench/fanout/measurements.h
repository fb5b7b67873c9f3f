// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "control.h"
#include "loadclient.h"

#include <string>
#include <vector>

struct Cores
{
    int server;
    int load;
};

double median(std::vector<double> values);
double percentile(std::vector<std::int64_t> values, double percent);

/// A server with so many subscribed clients, ready to be published to.
class Fanout final
{
public:
    Fanout(const std::string& mode, const Cores& cores, int clients);
    /// All clients are in, and nothing has gone wrong since.
    bool isWell() const { return m_well; }
    /// CPU microseconds of the server process for one delivery of a 300-byte event, over so many
    /// orders of so many events each.
    double cpuPerDelivery(int orders, int eventsPerOrder);
    /// Publishes one event and takes what comes for so long; latenciesNs() grows.
    void publishAndListen(std::int64_t ns);
    std::vector<std::int64_t>& latenciesNs() { return m_load.latenciesNs(); }
    void noteLatencies() { m_load.noteLatencies(true); }

private:
    const int m_clients;
    const ServerProcess m_server;
    LoadClient m_load;
    bool m_well;
};

struct Handshakes
{
    double perSecond = -1;
    double cpuUs = -1; ///< of the server, each
};
/// Upgrades with a signed token each, opening so many.
Handshakes handshakes(const std::string& mode, const Cores& cores, int clients);

/// Resident bytes that an idle, subscribed session costs the server.
double bytesPerSession(const std::string& mode, const Cores& cores, int clients);
