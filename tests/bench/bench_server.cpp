// SPDX-License-Identifier: GPL-3.0-or-later
// What the real vakhtad serves over HTTP: polls that find nothing, polls that carry 50 rows, durable
// posts of devices. For the polls the server has the first core (one shard) and the load the second;
// "a core" is what the server would do with a second of CPU time, by the CPU time that it took.
//
//     bench_server [--seconds 4] [--rounds 3] [--connections 64] [--only polls|posts]
//
// Targets (50 rows at 20,000/s a core, 304 at three times that, 5,000 posts/s) decide the exit code.
#include "barehttp.h"
#include "http.h"
#include "httpload.h"
#include "stream.h"
#include "vakhtad.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <sched.h>
#include <unistd.h>

using namespace integration;
using namespace Qt::StringLiterals;

namespace {

constexpr int looms = 100;
int missed = 0;

void verdict(const char* what, double value, double target)
{
    missed += value < target;
    std::printf("  %-56s %9.0f  (wanted >= %.0f)  %s\n", what, value, target,
                value < target ? "MISSED" : "reached");
}

void pin(pid_t process, int core)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    ::sched_setaffinity(process, sizeof set, &set);
}

/// CPU time of all threads of a process so far, in seconds.
double cpuSeconds(qint64 process)
{
    QFile file(u"/proc/%1/stat"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray line = file.readAll();
    const auto fields = line.mid(line.lastIndexOf(')') + 2).split(' ');
    return double(fields.value(11).toLongLong() + fields.value(12).toLongLong()) /
           double(::sysconf(_SC_CLK_TCK));
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? -1 : values[values.size() / 2];
}

struct Figures
{
    double perSecond = -1;
    double perCore = -1; ///< a second of the server's CPU time
    double p50Ms = -1;
    double p99Ms = -1;
};

class Bench final
{
public:
    /// pinned: server and load on a core each; else the system decides.
    Bench(double seconds, int rounds, int connections, bool pinned)
        : m_seconds(seconds), m_rounds(rounds), m_connections(connections)
    {
        m_server.importPlant(looms, looms);
        m_server.addUser(u"manager"_s, {u"MANAGER"_s});
        if (pinned) {
            m_server.setServeOptions({u"--shards"_s, u"1"_s});
            m_server.setBeforeExec([] { pin(0, 0); });
        }
        // The looms fall silent while the polls are measured: an alarm would be news.
        QByteArray quiet;
        for (const char* rule : {"machine-silent", "machine-stopped", "device-silent", "disk-low", "queue-long",
                                 "lag-high"})
            quiet += QByteArray("[[alarm]]\nrule = \"") + rule + "\"\nenabled = false\n";
        m_server.configure(quiet);
        if (!m_server.start())
            qFatal("%s", m_server.log().constData());
        if (pinned && ::sysconf(_SC_NPROCESSORS_ONLN) > 1)
            pin(0, 1);
        m_token = "Authorization: Bearer " + m_server.token(u"manager"_s) + "\r\n";
        for (int i = 1; i <= looms; ++i) {
            Connection device(m_server.port());
            const Reply reply = device.post("/lohia/api/shift/start/", {{u"esp32_id"_s, Vakhtad::loom(i)},
                                                                        {u"rfid_uid"_s, Vakhtad::card(i)}});
            if (reply.status != 200)
                qFatal("No shift: %s", reply.body.constData());
        }
    }

    void polls()
    {
        // 50 events of different machines, as a poll after five seconds finds them.
        Connection connection(m_server.port());
        const QByteArray begin = cursor(connection, "limit=1");
        for (int i = 1; i <= 50; ++i)
            connection.post("/lohia/api/pulse/update/",
                            {{u"esp32_id"_s, Vakhtad::loom(i)}, {u"pulse_count"_s, 31}});
        const QByteArray end = cursor(connection, "limit=1");
        const Reply now =
            connection.get("/api/v1/changes?since=" + end, {{"Authorization", m_token.mid(15).trimmed()}});
        const Reply rows =
            connection.get("/api/v1/changes?since=" + begin, {{"Authorization", m_token.mid(15).trimmed()}});
        const auto changes = protocol::changesFromJson(rows.body);
        if (!changes || changes->events.size() != 50)
            qFatal("Not 50 events: %s", rows.body.left(300).constData());

        const QByteArray nothing = HttpLoad::get("/api/v1/changes?since=" + end,
                                                 m_token + "If-None-Match: " + now.header("ETag") + "\r\n");
        const QByteArray fifty = HttpLoad::get("/api/v1/changes?since=" + begin, m_token);
        std::printf("GET /api/v1/changes, %d connections, one shard (50 rows: %lld bytes)\n", m_connections,
                    static_cast<long long>(rows.body.size()));
        const Figures empty = measure("nothing new (304)", 304, [&](int, std::int64_t) { return nothing; });
        const Figures full = measure("50 rows (200)", 200, [&](int, std::int64_t) { return fifty; });
        verdict("polls with 50 rows a second and core", full.perCore, 20'000);
        verdict("polls with 304 a second and core", empty.perCore, 3 * full.perCore);
        // What is left when a server does nothing but receive and send: the system's own share.
        const double bareEmpty = bare("bare loop, as short", now.body.size() + 200, nothing);
        const double bareFull = bare("bare loop, 50 rows", rows.body.size() + 200, fifty);
        std::printf("  of a bare loop's: 304 %.2f, 50 rows %.2f; the bare loop's own ratio %.2f\n",
                    empty.perCore / bareEmpty, full.perCore / bareFull, bareEmpty / bareFull);
    }

    void posts()
    {
        std::printf("POST /lohia/api/pulse/update/, each answered when it is on the disk\n");
        std::vector<QByteArray> requests;
        for (int i = 1; i <= looms; ++i) {
            requests.push_back(
                HttpLoad::post("/lohia/api/pulse/update/",
                               "{\"esp32_id\":\"" + Vakhtad::loom(i).toLatin1() + "\",\"pulse_count\":31}"));
        }
        for (const int connections : {1, 16, m_connections, 256}) {
            const Figures figures = measure(
                qPrintable(u"%1 devices"_s.arg(connections)), 200,
                [&](int connection, std::int64_t) { return requests[size_t(connection % looms)]; },
                connections);
            if (connections == m_connections)
                verdict("durable posts of devices a second", figures.perSecond, 5'000);
        }
    }

private:
    QByteArray cursor(Connection& connection, const QByteArray& query)
    {
        const Reply reply =
            connection.get("/api/v1/changes?" + query, {{"Authorization", m_token.mid(15).trimmed()}});
        const auto changes = protocol::changesFromJson(reply.body);
        if (!changes)
            qFatal("No cursor: %s", reply.body.constData());
        return protocol::toWire(changes->position).toUtf8().toPercentEncoding();
    }
    /// Requests a second of the CPU time of a loop on epoll that answers with so many bytes.
    double bare(const char* what, qsizetype bytes, const QByteArray& request)
    {
        const BareHttp loop(bytes, [] { pin(0, 0); });
        return measure(what, 200, [&](int, std::int64_t) { return request; }, 0, loop.port(), loop.process())
            .perCore;
    }
    Figures measure(const char* what, int status, const HttpLoad::Next& next, int connections = 0,
                    quint16 port = 0, qint64 process = 0)
    {
        const HttpLoad load(port ? port : m_server.port());
        const qint64 measured = process ? process : m_server.processId();
        std::vector<double> rates;
        std::vector<double> cores;
        std::vector<double> p50;
        std::vector<double> p99;
        for (int round = 0; round < m_rounds; ++round) {
            const double before = cpuSeconds(measured);
            const HttpLoad::Result result =
                load.run(connections > 0 ? connections : m_connections, m_seconds, next);
            const double cpu = cpuSeconds(measured) - before;
            if (result.broken || result.answers.size() != 1 || result.of(status) == 0)
                qFatal("%s: not answered with %d: %s", what, status, result.lastBody.left(300).constData());
            rates.push_back(result.perSecond(status));
            cores.push_back(double(result.of(status)) / cpu);
            p50.push_back(result.latencyMs(0.5));
            p99.push_back(result.latencyMs(0.99));
        }
        const Figures figures{median(rates), median(cores), median(p50), median(p99)};
        std::printf("  %-24s %9.0f/s, %9.0f/s a core (%.1f us CPU each), p50 %.2f ms, p99 %.2f ms\n", what,
                    figures.perSecond, figures.perCore, 1e6 / figures.perCore, figures.p50Ms, figures.p99Ms);
        std::fflush(stdout);
        return figures;
    }

    const double m_seconds;
    const int m_rounds;
    const int m_connections;
    Vakhtad m_server;
    QByteArray m_token;
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption seconds(u"seconds"_s, u"Of each round."_s, u"N"_s, u"4"_s);
    const QCommandLineOption rounds(u"rounds"_s, u"Of each figure; the median counts."_s, u"N"_s, u"3"_s);
    const QCommandLineOption connections(u"connections"_s, u"Kept alive."_s, u"N"_s, u"64"_s);
    const QCommandLineOption only(u"only"_s, u"polls or posts."_s, u"PART"_s);
    parser.addHelpOption();
    parser.addOptions({seconds, rounds, connections, only});
    parser.process(application);
    const auto bench = [&](bool pinned) {
        return std::make_unique<Bench>(parser.value(seconds).toDouble(), parser.value(rounds).toInt(),
                                       parser.value(connections).toInt(), pinned);
    };
    if (parser.value(only) != "polls"_L1)
        bench(false)->posts();
    if (parser.value(only) != "posts"_L1)
        bench(true)->polls();
    return missed == 0 ? 0 : 1;
}
