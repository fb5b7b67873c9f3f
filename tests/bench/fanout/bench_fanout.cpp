// SPDX-License-Identifier: GPL-3.0-or-later
// Fan-out of 300-byte events over WebSockets, beside a bare epoll loop in the same run: servers on one
// core, the load on another. The servers of a comparison run at the same time and take turns every few
// milliseconds, so that what else runs on the machine hits all alike; each figure is a median.
//   bench_fanout [--rounds N] [--clients 1000,5000] [--only memory|handshakes|serial|burst|latency]
#include "bareserver.h"
#include "control.h"
#include "measurements.h"
#include "vakhtaserver.h"

#include <cstdio>
#include <cstdlib>
#include <sstream>
#include <thread>

namespace {

const std::string s_bare = "--serve-bare";
const std::string s_joined = "--serve-bare-joined";
const std::string s_vakhta = "--serve-vakhta";

/// Deliveries between two turns: long against the clock's tick, short against the machine's moods.
constexpr int s_blockDeliveries = 20'000;

struct Options
{
    int rounds = 3;
    std::vector<int> clients = {100, 1000, 5000};
    std::string only;
    bool wants(const char* part) const { return only.empty() || only == part; }
};

int s_missed = 0;

void verdict(double value, const char* relation, double target)
{
    const bool reached = value >= 0 && (relation[0] == '<' ? value <= target : value >= target);
    s_missed += reached ? 0 : 1;
    std::printf("  %-2s %-6g %s\n", relation, target, reached ? "ok" : "MISSED");
}

void row(const std::string& what, double bare, double vakhta, double ratio)
{
    std::printf("%-50s %9.2f %9.2f %8.3f", what.c_str(), bare, vakhta, ratio);
}

void endRow()
{
    std::printf("\n");
}

void broken(const std::string& what)
{
    ++s_missed;
    std::printf("%-50s the servers or their clients broke off\n", what.c_str());
}

/// CPU per delivery of two servers that take turns.
void compare(const std::string& what, const Options& options, const Cores& cores, int clients, int events,
             const std::string& base, double wanted)
{
    Fanout bare(base, cores, clients);
    Fanout vakhta(s_vakhta, cores, clients);
    const int orders = std::max(1, s_blockDeliveries / (clients * events));
    // One order to many may be more than a block already.
    const int turns = options.rounds * (clients * events > 4 * s_blockDeliveries ? 2 : 7);
    std::vector<double> ofBare;
    std::vector<double> ofVakhta;
    std::vector<double> ratios;
    for (int turn = 0; turn < turns && bare.isWell() && vakhta.isWell(); ++turn) {
        ofBare.push_back(bare.cpuPerDelivery(orders, events));
        ofVakhta.push_back(vakhta.cpuPerDelivery(orders, events));
        ratios.push_back(ofVakhta.back() / ofBare.back());
    }
    if (!bare.isWell() || !vakhta.isWell())
        return broken(what);
    row(what, median(ofBare), median(ofVakhta), median(ratios));
    if (wanted > 0)
        verdict(median(ratios), "<=", wanted);
    else
        endRow();
}

void serial(const Options& options, const Cores& cores)
{
    for (const int clients : options.clients)
        compare("CPU us a delivery, serial, " + std::to_string(clients) + " clients", options, cores, clients,
                1, s_bare, clients >= 1000 ? 1.15 : 0);
}

void burst(const Options& options, const Cores& cores)
{
    for (const int clients : options.clients) {
        const std::string what = "CPU us a delivery, 50 at once, " + std::to_string(clients) + " clients";
        compare(what, options, cores, clients, 50, s_bare, 0.15);
        if (clients == 1000)
            compare("  the same, beside a bare loop that joins too", options, cores, clients, 50, s_joined,
                    0);
    }
}

void latency(const Options& options, const Cores& cores)
{
    constexpr int eventsPerSecond = 20;
    constexpr int seconds = 5;
    const std::string what = "publish to receive, p99 us, 1000 clients, 20/s";
    Fanout bare(s_bare, cores, 1000);
    Fanout vakhta(s_vakhta, cores, 1000);
    std::vector<double> ofBare;
    std::vector<double> ofVakhta;
    std::vector<double> ratios;
    std::vector<double> medians;
    for (int round = 0; round < options.rounds && bare.isWell() && vakhta.isWell(); ++round) {
        bare.noteLatencies();
        vakhta.noteLatencies();
        for (int i = 0; i < eventsPerSecond * seconds; ++i) {
            bare.publishAndListen(1'000'000'000 / eventsPerSecond / 2);
            vakhta.publishAndListen(1'000'000'000 / eventsPerSecond / 2);
        }
        ofBare.push_back(percentile(bare.latenciesNs(), 99) / 1000);
        ofVakhta.push_back(percentile(vakhta.latenciesNs(), 99) / 1000);
        ratios.push_back(ofVakhta.back() / ofBare.back());
        medians.push_back(percentile(vakhta.latenciesNs(), 50) / 1000);
    }
    if (ratios.empty())
        return broken(what);
    row(what, median(ofBare), median(ofVakhta), median(ratios));
    verdict(median(ratios), "<=", 1.5);
}

void upgrades(const Options& options, const Cores& cores)
{
    std::vector<double> bareRate;
    std::vector<double> vakhtaRate;
    std::vector<double> bareCpu;
    std::vector<double> vakhtaCpu;
    for (int round = 0; round < options.rounds; ++round) {
        const Handshakes bare = handshakes(s_bare, cores, 5000);
        const Handshakes vakhta = handshakes(s_vakhta, cores, 5000);
        bareRate.push_back(bare.perSecond);
        vakhtaRate.push_back(vakhta.perSecond);
        bareCpu.push_back(bare.cpuUs);
        vakhtaCpu.push_back(vakhta.cpuUs);
    }
    row("CPU us a handshake, 5000 (bare: no token)", median(bareCpu), median(vakhtaCpu),
        median(vakhtaCpu) / median(bareCpu));
    endRow();
    // By the clock it is also the load's figure, and that of whatever else runs here.
    row("  by the clock, handshakes/s", median(bareRate), median(vakhtaRate),
        median(vakhtaRate) / median(bareRate));
    endRow();
    const double ofACore = 1e6 / median(vakhtaCpu);
    row("  of a whole core, handshakes/s", 1e6 / median(bareCpu), ofACore,
        median(bareCpu) / median(vakhtaCpu));
    verdict(ofACore, ">=", 8000);
}

void memory(const Cores& cores)
{
    const double bare = bytesPerSession(s_bare, cores, 5000) / 1024;
    const double vakhta = bytesPerSession(s_vakhta, cores, 5000) / 1024;
    row("KiB resident an idle session, 5000", bare, vakhta, vakhta / bare);
    verdict(vakhta, "<=", 16);
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
    std::printf("%-50s %9s %9s %8s  %s\n", "", "bare", "vakhta", "ratio", "wanted");
    if (options.wants("memory"))
        memory(cores);
    if (options.wants("handshakes"))
        upgrades(options, cores);
    if (options.wants("serial"))
        serial(options, cores);
    if (options.wants("burst"))
        burst(options, cores);
    if (options.wants("latency"))
        latency(options, cores);
    return s_missed == 0 ? 0 : 1;
}
