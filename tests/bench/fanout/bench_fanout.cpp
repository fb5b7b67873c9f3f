// SPDX-License-Identifier: GPL-3.0-or-later
// Fan-out of 300-byte events over WebSockets, beside a bare epoll loop in the same run: servers on one
// core, the load on another. Each figure is the median of several rounds, in which the servers take
// turns, so that what else runs on the machine hits all alike.
//   bench_fanout [--rounds N] [--clients 100,1000,5000] [--only serial|burst|latency|handshakes|memory|http]
#include "bareserver.h"
#include "control.h"
#include "measurements.h"
#include "vakhtaserver.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <sstream>
#include <thread>

namespace {

const std::string s_bare = "--serve-bare";
const std::string s_joined = "--serve-bare-joined";
const std::string s_vakhta = "--serve-vakhta";

struct Options
{
    int rounds = 3;
    std::vector<int> clients = {100, 1000, 5000};
    std::string only;
    bool wants(const char* part) const { return only.empty() || only == part; }
};

int s_missed = 0;

void verdict(const char* what, double value, const char* relation, double target)
{
    const bool reached = relation[0] == '<' ? value <= target : value >= target;
    s_missed += reached ? 0 : 1;
    std::printf("  %-52s %8.3g  (wanted %s %g)  %s\n", what, value, relation, target,
                reached ? "reached" : "MISSED");
}

/// Ratios of figures taken side by side, and the figures themselves, all as medians.
class SideBySide final
{
public:
    void add(const std::string& mode, double value) { m_values[mode].push_back(value); }
    double of(const std::string& mode) const { return median(m_values.at(mode)); }
    double ratio(const std::string& mode, const std::string& base) const
    {
        std::vector<double> ratios;
        for (size_t i = 0; i < m_values.at(mode).size(); ++i)
            ratios.push_back(m_values.at(mode)[i] / m_values.at(base)[i]);
        return median(ratios);
    }

private:
    std::map<std::string, std::vector<double>> m_values;
};

void serial(const Options& options, const Cores& cores)
{
    std::printf("CPU per delivery, each event by itself (us)\n");
    for (const int clients : options.clients) {
        SideBySide side;
        for (int round = 0; round < options.rounds; ++round) {
            for (const std::string& mode : {s_bare, s_vakhta})
                side.add(mode, cpuPerDelivery(mode, cores, clients, 1, 200'000));
        }
        std::printf("  %5d clients: bare %.2f, vakhta %.2f\n", clients, side.of(s_bare), side.of(s_vakhta));
        const std::string what = "vakhta / bare at " + std::to_string(clients);
        if (clients >= 1000)
            verdict(what.c_str(), side.ratio(s_vakhta, s_bare), "<=", 1.15);
    }
}

void burst(const Options& options, const Cores& cores)
{
    std::printf("CPU per delivery, 50 events at a time (us)\n");
    for (const int clients : options.clients) {
        SideBySide side;
        for (int round = 0; round < options.rounds; ++round) {
            for (const std::string& mode : {s_bare, s_joined, s_vakhta})
                side.add(mode, cpuPerDelivery(mode, cores, clients, 50, 1'000'000));
        }
        std::printf("  %5d clients: bare, a write an event %.2f, bare joined %.2f, vakhta %.2f\n", clients,
                    side.of(s_bare), side.of(s_joined), side.of(s_vakhta));
        const std::string what = "vakhta / bare at " + std::to_string(clients);
        verdict(what.c_str(), side.ratio(s_vakhta, s_bare), "<=", 0.15);
    }
}

void latencies(const Options& options, const Cores& cores)
{
    std::printf("Publishing to receiving, 1,000 clients, 20 events/s (us)\n");
    SideBySide p50;
    SideBySide p99;
    for (int round = 0; round < options.rounds; ++round) {
        for (const std::string& mode : {s_bare, s_vakhta}) {
            const Latency measured = latency(mode, cores, 1000, 20, 5);
            p50.add(mode, measured.p50Us);
            p99.add(mode, measured.p99Us);
        }
    }
    std::printf("  bare p50 %.0f p99 %.0f, vakhta p50 %.0f p99 %.0f\n", p50.of(s_bare), p99.of(s_bare),
                p50.of(s_vakhta), p99.of(s_vakhta));
    verdict("vakhta p99 / bare p99", p99.ratio(s_vakhta, s_bare), "<=", 1.5);
}

void upgrades(const Options& options, const Cores& cores)
{
    SideBySide rate;
    SideBySide cpu;
    for (int round = 0; round < options.rounds; ++round) {
        for (const std::string& mode : {s_bare, s_vakhta}) {
            const Handshakes measured = handshakes(mode, cores, 5000);
            rate.add(mode, measured.perSecond);
            cpu.add(mode, measured.cpuUs);
        }
    }
    std::printf("5,000 handshakes: bare, without token %.0f/s, %.1f us CPU each; vakhta, signed token "
                "%.0f/s, %.1f us\n",
                rate.of(s_bare), cpu.of(s_bare), rate.of(s_vakhta), cpu.of(s_vakhta));
    verdict("handshakes a second at 5,000", rate.of(s_vakhta), ">=", 8000);
}

void memory(const Cores& cores)
{
    const double bare = bytesPerSession(s_bare, cores, 5000) / 1024;
    const double vakhta = bytesPerSession(s_vakhta, cores, 5000) / 1024;
    std::printf("Resident KiB an idle session, 5,000 of them: bare %.2f, vakhta %.2f\n", bare, vakhta);
    verdict("KiB an idle session", vakhta, "<=", 16);
}

void http(const Options& options, const Cores& cores)
{
    SideBySide rate;
    SideBySide cpu;
    for (int round = 0; round < options.rounds; ++round) {
        for (const std::string& mode : {s_bare, s_vakhta}) {
            const Requests measured = requests(mode, cores, 32, 2);
            rate.add(mode, measured.perSecond);
            cpu.add(mode, measured.cpuUs);
        }
    }
    std::printf(
        "Kept-alive requests, 32 connections: bare %.0f/s, %.1f us CPU each; vakhta %.0f/s, %.1f us\n",
        rate.of(s_bare), cpu.of(s_bare), rate.of(s_vakhta), cpu.of(s_vakhta));
}

Options parse(int argc, char** argv)
{
    Options options;
    for (int i = 1; i + 1 < argc; i += 2) {
        const std::string name = argv[i];
        if (name == "--rounds") {
            options.rounds = std::max(1, std::atoi(argv[i + 1]));
        } else if (name == "--only") {
            options.only = argv[i + 1];
        } else if (name == "--clients") {
            options.clients.clear();
            std::stringstream list(argv[i + 1]);
            for (std::string item; std::getline(list, item, ',');)
                options.clients.push_back(std::atoi(item.c_str()));
        }
    }
    return options;
}

} // namespace

int main(int argc, char** argv)
{
    allowManyDescriptors();
    const std::string mode = argc > 1 ? argv[1] : "";
    if (mode == s_bare || mode == s_joined)
        return runBareServer(mode == s_joined);
    if (mode == s_vakhta)
        return runVakhtaServer(argc, argv, 1);

    const Options options = parse(argc, argv);
    const int count = int(std::thread::hardware_concurrency());
    const Cores cores = {0, count > 1 ? 1 : 0};
    if (count < 2)
        std::fprintf(stderr, "One core only: load and server disturb each other.\n");
    pinToCore(cores.load);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    if (options.wants("memory"))
        memory(cores);
    if (options.wants("handshakes"))
        upgrades(options, cores);
    if (options.wants("serial"))
        serial(options, cores);
    if (options.wants("burst"))
        burst(options, cores);
    if (options.wants("latency"))
        latencies(options, cores);
    if (options.wants("http"))
        http(options, cores);
    return s_missed == 0 ? 0 : 1;
}
