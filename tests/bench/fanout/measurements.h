// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

struct Cores
{
    int server;
    int load;
};

/// CPU microseconds of the server process for one delivery of a 300-byte event, events of one order in
/// one turn; below 0: failed.
double cpuPerDelivery(const std::string& mode, const Cores& cores, int clients, int eventsPerOrder,
                      int deliveries);

struct Latency
{
    double p50Us = -1;
    double p99Us = -1;
};
/// From publishing to receiving, at so many events a second.
Latency latency(const std::string& mode, const Cores& cores, int clients, int eventsPerSecond,
                double seconds);

struct Handshakes
{
    double perSecond = -1;
    double cpuUs = -1; ///< of the server, each
};
/// Upgrades with a signed token each, opening so many.
Handshakes handshakes(const std::string& mode, const Cores& cores, int clients);
/// Resident bytes that an idle session costs the server.
double bytesPerSession(const std::string& mode, const Cores& cores, int clients);
struct Requests
{
    double perSecond = -1;
    double cpuUs = -1; ///< of the server, each
};
/// Kept-alive requests over so many connections, one under way on each.
Requests requests(const std::string& mode, const Cores& cores, int connections, double seconds);

double median(std::vector<double> values);
