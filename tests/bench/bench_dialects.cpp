// SPDX-License-Identifier: GPL-3.0-or-later
// What a change costs the real vakhtad that goes to the other systems' sockets, beside the same change
// that goes to as many of our own: café's orders, tables and kitchen, schedule, tickets and the factory's
// gates, 2,000 sockets in all on either server. A third server without sockets takes the same changes;
// what it spends is not the delivery's and is taken off. The three take turns every few changes, so that
// what else runs on the machine hits all alike; each figure is a median.
//
//     bench_dialects [--turns 9] [--changes 10] [--sockets 2000] [--only "cafe orders"] [--noise]
//
// --noise puts our own sockets on both servers: what comes out is how far from 1 equal things are.
// Wanted: a dialect costs no more than the native stream; that decides the exit code.
#include "crowd.h"
#include "http.h"
#include "vakhtad.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <memory>
#include <sched.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace integration;
using namespace Qt::StringLiterals;

namespace {

constexpr int users = 40; // with fewer, sockets of one user would greet each other all day
/// A card each change: one that is shown again at once is a reader's second try, and no event.
constexpr int people = 1'000;
/// "No more than the native stream", but for what two equal servers differ by on a busy machine (--noise:
/// 0.95 to 1.07) and an event's own reading and wording, 0.1 to 0.3 ms once, which 333 sockets share.
constexpr double dialectNoise = 1.15;

void pinTo(pid_t process, int core)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(core, &set);
    ::sched_setaffinity(process, sizeof set, &set);
}

double middle(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values.empty() ? -1 : values[values.size() / 2];
}

/// Of nanoseconds, in milliseconds.
double p99Ms(std::vector<std::int64_t> values)
{
    if (values.empty())
        return -1;
    const auto place = values.begin() + qsizetype(double(values.size()) * 0.99);
    std::nth_element(values.begin(), std::min(place, values.end() - 1), values.end());
    return double(*std::min(place, values.end() - 1)) / 1e6;
}

struct Request
{
    QByteArray method;
    QByteArray target;
    QJsonObject body;
};

/// One thing that changes, and who hears of it.
struct Subject
{
    const char* name;
    const char* path;                   ///< of the dialect's socket
    const char* topic;                  ///< of the native stream
    int messages = 1;                   ///< that a change comes to on a dialect's socket, a delivery each
    bool ordersToo = false;             ///< the café's orders hear of it as well
    std::function<Request(int)> change; ///< the n-th
};

/// What is in the data folder that all three begin with.
struct World
{
    std::vector<QByteArray> tokens;
    QByteArray table;
    QByteArray order;
    std::vector<QByteArray> tasks; ///< of the kitchen: taken, not ready
    QByteArray work;               ///< a task of the schedule
    QByteArray ticket;
};

class Preparation final
{
public:
    Preparation(Vakhtad& server, World& world) : m_world(world)
    {
        server.importPlant(people, 1);
        import(server, u"tables"_s, "number,zone,places\n1,Зал,4\n2,Зал,4\n");
        import(server, u"menu"_s, "title,price,category\nЛагман,250.00,Горячее\n");
        import(server, u"tasks"_s, "project,code,name,unit,volume_plan\nЦех,1,Фундамент,м³,100\n");
        for (int i = 1; i <= users; ++i) {
            const QString name = u"manager%1"_s.arg(i);
            server.addUser(name, {u"MANAGER"_s});
            world.tokens.push_back(server.token(name));
        }
    }

    void fill(const Vakhtad& server, int portions)
    {
        m_connection = std::make_unique<Connection>(server.port());
        m_world.table = idIn(ask("GET", "/api/cafe/tables/")["results"_L1].toArray().at(0));
        const QByteArray dish = idIn(ask("GET", "/api/cafe/menu-items/")["results"_L1].toArray().at(0));
        while (int(m_world.tasks.size()) < portions) {
            const QJsonObject order =
                ask("POST", "/api/cafe/orders/",
                    {{u"table"_s, QString::fromLatin1(m_world.table)},
                     {u"guests"_s, 1},
                     {u"items"_s, QJsonArray{QJsonObject{{u"menu_item"_s, QString::fromLatin1(dish)},
                                                         {u"quantity"_s, 50}}}}});
            m_world.order = idIn(order);
            QJsonArray ids;
            const QJsonArray pending =
                ask("GET", "/api/cafe/kitchen/tasks/?status=pending")["results"_L1].toArray();
            for (const QJsonValue& task : pending) {
                ids.append(task["id"_L1]);
                m_world.tasks.push_back(idIn(task));
            }
            ask("POST", "/api/cafe/kitchen/tasks/claim/", {{u"task_ids"_s, ids}});
        }
        const Reply works = m_connection->get("/api/schedule/tasks", {bearer(m_world.tokens[0])});
        m_world.work =
            QByteArray::number(QJsonDocument::fromJson(works.body).array().at(0)["id"_L1].toInteger());
        const QJsonObject ticket = ask("POST", "/api/v1/tickets",
                                       {{u"title"_s, u"Не печатает"_s},
                                        {u"description"_s, u"МФУ в классе не печатает"_s},
                                        {u"priority"_s, u"high"_s},
                                        {u"category"_s, u"hardware"_s}});
        m_world.ticket = QByteArray::number(ticket["id"_L1].toInteger());
    }

private:
    static QByteArray idIn(const QJsonValue& row) { return row["id"_L1].toString().toLatin1(); }
    static void import(const Vakhtad& server, const QString& what, const QByteArray& csv)
    {
        QFile file(server.scratch(what));
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
            qFatal("%s cannot be written", qPrintable(file.fileName()));
        file.close();
        const Finished imported = server.command(u"import"_s, {what, file.fileName()});
        if (imported.exitCode != 0)
            qFatal("%s", imported.err.constData());
    }
    QJsonObject ask(const QByteArray& method, const QByteArray& target, const QJsonObject& body = {})
    {
        const QByteArray text =
            method == "GET" ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
        const Reply reply = m_connection->send(
            method, target, {bearer(m_world.tokens[0]), {"Content-Type", "application/json"}}, text);
        if (reply.status / 100 != 2)
            qFatal("%s %s: %d %s", method.constData(), target.constData(), reply.status,
                   reply.body.constData());
        return reply.json();
    }

    World& m_world;
    std::unique_ptr<Connection> m_connection;
};

std::vector<Subject> subjectsOf(const World& world)
{
    const auto patch = [](const QByteArray& target, const QString& key) {
        return [target, key](int n) { return Request{"PATCH", target, {{key, 2 + n % 7}}}; };
    };
    return {
        {"cafe orders", "/ws/cafe/orders/", "orders", 1, false,
         patch("/api/cafe/orders/" + world.order + '/', u"guests"_s)},
        {"cafe tables", "/ws/cafe/tables/", "tables", 1, false,
         patch("/api/cafe/tables/" + world.table + '/', u"places"_s)},
        {"cafe kitchen", "/ws/cafe/kitchen/", "kitchen", 1, true,
         [&world](int n) {
             return Request{"POST", "/api/cafe/kitchen/tasks/" + world.tasks[size_t(n)] + "/ready/", {}};
         }},
        {"schedule", "/api/ws", "schedule", 1, false,
         [&world](int n) {
             return Request{"PUT", "/api/schedule/tasks/" + world.work, {{u"notes"_s, u"Смена %1"_s.arg(n)}}};
         }},
        {"tickets", "/ws", "ticketlog", 1, false,
         [&world](int n) {
             return Request{
                 "POST", "/api/v1/tickets/" + world.ticket + "/comments", {{u"text"_s, u"Еду, %1"_s.arg(n)}}};
         }},
        {"factory gates", "/ws/security/", "access", 2, false,
         [](int n) {
             return Request{"POST", "/security/api/scan/", {{u"rfid_uid"_s, Vakhtad::card(1 + n % people)}}};
         }},
    };
}

/// A server with its sockets.
class House final
{
public:
    House(const QString& data)
    {
        m_server.setDataFolder(data);
        QByteArray quiet = "[limits]\nconnections = 20000\nconnections_per_address = 20000\n"
                           "sockets_per_user = 10000\nping_seconds = 600\n";
        // An alarm's notification would come between.
        for (const char* rule :
             {"maintenance-call", "maintenance-call-overdue", "machine-stopped", "machine-silent",
              "device-silent", "access-denied", "access-denied-repeated", "ticket-urgent", "ticket-ageing",
              "kitchen-task-ready", "task-overdue", "disk-low", "queue-long", "lag-high"})
            quiet += QByteArray("[[alarm]]\nrule = \"") + rule + "\"\nenabled = false\n";
        m_server.configure(quiet);
        m_server.setServeOptions({u"--shards"_s, u"1"_s});
        m_server.setBeforeExec([] { pinTo(0, 0); });
        if (!m_server.start())
            qFatal("%s", m_server.log().constData());
        m_crowd = std::make_unique<Crowd>(m_server.port());
    }
    Crowd& crowd() { return *m_crowd; }
    /// CPU microseconds so far, of all threads.
    double cpuUs() const
    {
        clockid_t clock = 0;
        timespec time = {};
        ::clock_getcpuclockid(pid_t(m_server.processId()), &clock);
        ::clock_gettime(clock, &time);
        return double(time.tv_sec) * 1e6 + double(time.tv_nsec) / 1e3;
    }
    void fill(const std::vector<Subject>& subjects, const World& world, int sockets, bool native)
    {
        int n = 0; // the first is the one who changes things, and is notified of them
        for (const Subject& subject : subjects) {
            for (int i = 0; i < sockets; ++i, ++n) {
                const QByteArray hello = native ? QByteArray(R"({"type":"resume","since":null,"topics":[")") +
                                                      subject.topic + R"("]})"
                                                : QByteArray();
                if (!m_crowd->join(native ? "/api/v1/ws" : subject.path,
                                   world.tokens[1 + size_t(n) % (users - 1)], hello))
                    qFatal("%s: %s", subject.path, m_crowd->answer().constData());
            }
        }
        m_crowd->settle(500);
    }

private:
    Vakhtad m_server;
    std::unique_ptr<Crowd> m_crowd;
};

struct Turn
{
    double cpuUs = -1; ///< of so many changes
    std::vector<std::int64_t> latenciesNs;
};

Turn runTurn(House& house, const Subject& subject, const World& world, int first, int changes,
             std::int64_t messages)
{
    Turn turn;
    const std::int64_t heard = house.crowd().heard();
    const double before = house.cpuUs();
    for (int n = first; n < first + changes; ++n) {
        const Request request = subject.change(n);
        const bool well = house.crowd().change(request.method, request.target, world.tokens[0],
                                               QJsonDocument(request.body).toJson(QJsonDocument::Compact),
                                               messages, &turn.latenciesNs);
        if (!well || !house.crowd().answer().startsWith("HTTP/1.1 2"))
            qFatal("%s: %lld messages instead of %lld\n%s", subject.name,
                   static_cast<long long>(house.crowd().heard() - heard),
                   static_cast<long long>(messages * (n - first + 1)), house.crowd().answer().constData());
    }
    turn.cpuUs = house.cpuUs() - before;
    house.crowd().settle(20);
    if (house.crowd().heard() != heard + messages * changes)
        qFatal("%s: more was told than expected", subject.name);
    return turn;
}

bool copyFolder(const QString& from, const QString& to)
{
    QDir().mkpath(to);
    bool well = true;
    for (const QString& name : QDir(from).entryList(QDir::Files | QDir::Hidden))
        well = QFile::copy(QDir(from).filePath(name), QDir(to).filePath(name)) && well;
    return well;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption turnsOption(u"turns"_s, {}, u"N"_s, u"9"_s);
    const QCommandLineOption changesOption(u"changes"_s, {}, u"N"_s, u"10"_s);
    const QCommandLineOption socketsOption(u"sockets"_s, {}, u"N"_s, u"2000"_s);
    const QCommandLineOption onlyOption(u"only"_s, {}, u"NAME"_s);
    const QCommandLineOption noiseOption(u"noise"_s);
    parser.addOptions({turnsOption, changesOption, socketsOption, onlyOption, noiseOption});
    parser.process(application);
    const int turns = std::max(1, parser.value(turnsOption).toInt());
    const int changes = std::max(1, parser.value(changesOption).toInt());
    rlimit limit = {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);

    Vakhtad first;
    World world;
    Preparation preparation(first, world);
    if (!first.start())
        qFatal("%s", first.log().constData());
    preparation.fill(first, (turns + 1) * changes);
    first.stop();
    const std::vector<Subject> subjects = subjectsOf(world);
    const int each = std::max(1, parser.value(socketsOption).toInt() / int(subjects.size()));
    std::vector<std::unique_ptr<House>> houses; // empty, native, dialects
    for (const QString& name : {u"empty"_s, u"native"_s, u"dialects"_s}) {
        if (!copyFolder(first.dataFolder(), first.scratch(name)))
            qFatal("The data folder cannot be copied");
        houses.push_back(std::make_unique<House>(first.scratch(name)));
    }
    if (::sysconf(_SC_NPROCESSORS_ONLN) > 1)
        pinTo(0, 1);
    const bool noise = parser.isSet(noiseOption);
    houses[1]->fill(subjects, world, each, true);
    houses[2]->fill(subjects, world, each, noise);

    std::printf("%d sockets of each kind, %d in all on either server; %d turns of %d changes\n", each,
                each * int(subjects.size()), turns, changes);
    std::printf("%-14s %28s %29s\n%-14s %9s %9s %8s %9s %9s %9s\n", "", "CPU us a delivery",
                "change to receipt, p99 ms", "", "native", "dialect", "ratio", "native", "dialect", "ratio");
    int missed = 0;
    int n = 0;
    for (const Subject& subject : subjects) {
        if (parser.isSet(onlyOption) && parser.value(onlyOption) != QLatin1StringView(subject.name))
            continue;
        std::vector<double> cpuNative, cpuDialect, ratios, lateNative, lateDialect, lateRatios;
        const int hearing = each * (subject.ordersToo && !noise ? 2 : 1);
        for (int turn = -1; turn < turns; ++turn) { // the first warms up
            n = (turn + 1) * changes;
            Turn took[3];
            for (int i = 0; i < 3; ++i) {
                const int which = (i + turn + 1) % 3;
                const std::int64_t messages = which == 0            ? 0
                                              : which == 1 || noise ? each
                                                                    : hearing * subject.messages;
                took[which] = runTurn(*houses[size_t(which)], subject, world, n, changes, messages);
            }
            if (turn < 0)
                continue;
            cpuNative.push_back((took[1].cpuUs - took[0].cpuUs) / (double(changes) * each));
            cpuDialect.push_back((took[2].cpuUs - took[0].cpuUs) /
                                 (double(changes) * hearing * (noise ? 1 : subject.messages)));
            ratios.push_back(cpuDialect.back() / cpuNative.back());
            lateNative.push_back(p99Ms(std::move(took[1].latenciesNs)));
            lateDialect.push_back(p99Ms(std::move(took[2].latenciesNs)));
            lateRatios.push_back(lateDialect.back() / lateNative.back());
        }
        const bool well = middle(ratios) <= dialectNoise;
        missed += well ? 0 : 1;
        std::printf("%-14s %9.2f %9.2f %8.3f %9.2f %9.2f %9.3f  <= %-4g %s\n", subject.name,
                    middle(cpuNative), middle(cpuDialect), middle(ratios), middle(lateNative),
                    middle(lateDialect), middle(lateRatios), dialectNoise, well ? "ok" : "MISSED");
        std::fflush(stdout);
    }
    return missed > 0 ? 1 : 0;
}
