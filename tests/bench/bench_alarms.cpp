// SPDX-License-Identifier: GPL-3.0-or-later
// What alarms cost: bench_alarms [open alarms, 100000]
//   judged      facts a second through the rules alone, where nothing is an alarm
//   raised      committed rows a second that each raise one: judged, kept, told, on the disk
//   answered    acknowledgements a second
//   memory      of the process with that many open, and of a start with them
#include "base/clock.h"
#include "domain/alarms/runner.h"
#include "domain/alarms/service.h"
#include "domain/people/account.h"
#include "domain/people/company.h"
#include "domain/telling.h"
#include "storage/alarmservices.h"
#include "storage/engine.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <future>

using namespace Qt::StringLiterals;

namespace {

domain::AlarmRule stoppedMachine()
{
    using enum protocol::Role;
    return {.name = u"machine-stopped"_s,
            .priority = protocol::AlarmPriority::High,
            .topic = u"machines"_s,
            .where = {{u"status"_s, {u"stopped"_s}}},
            .since = u"status_since"_s,
            .offDelay = std::chrono::seconds(10),
            .title = *domain::Wording::from(u"Станок остановлен"_s),
            .message = *domain::Wording::from(u"{name}: стоит с {status_since:time}"_s),
            .tell = {Master},
            .escalation = {{EquipmentManager}, {Manager}},
            .displayWithin = std::chrono::hours(1),
            .acknowledgeWithin = std::chrono::hours(1)};
}

domain::AlarmRule silentMachine()
{
    domain::AlarmRule rule = stoppedMachine();
    rule.name = u"machine-silent"_s;
    rule.where = {{u"status"_s, {u"working"_s}}};
    rule.since.clear();
    rule.when = domain::AlarmThreshold{.field = u"last_pulse_at"_s,
                                       .kind = domain::AlarmThreshold::Kind::OlderThan,
                                       .age = std::chrono::minutes(30)};
    return rule;
}

QJsonObject machine(qint64 id, const QString& status, const QDateTime& at)
{
    const QString time = at.toString(Qt::ISODateWithMs);
    return {{u"id"_s, id},
            {u"name"_s, u"Станок %1"_s.arg(id)},
            {u"esp32_id"_s, u"LOHIA-%1"_s.arg(id)},
            {u"status"_s, status},
            {u"status_since"_s, time},
            {u"operator"_s, QJsonObject{{u"id"_s, 12}, {u"name"_s, u"Иванов И. И."_s}}},
            {u"pulse_count"_s, 1200},
            {u"meters"_s, 0.138},
            {u"last_pulse_at"_s, time}};
}

double residentMb()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS:"))
            return line.mid(6).simplified().split(' ')[0].toDouble() / 1024;
    }
    return 0;
}

void report(const char* what, int count, qint64 ns)
{
    std::printf("%-34s %9.0f /s   (%d in %.2f s)\n", what, count / (static_cast<double>(ns) / 1e9), count,
                static_cast<double>(ns) / 1e9);
    std::fflush(stdout);
}

void measureRules(const domain::AlarmRules& rules)
{
    constexpr int machines = 1000;
    constexpr int facts = 300'000;
    const auto company = *protocol::CompanyId::from(1);
    const QDateTime start = QDateTime::currentDateTimeUtc();
    std::vector<domain::Fact> plant;
    for (int id = 1; id <= machines; ++id) {
        plant.push_back({.company = company,
                         .topic = u"machines"_s,
                         .id = QString::number(id),
                         .row = machine(id, u"working"_s, start),
                         .at = start});
    }
    domain::AlarmEvaluator evaluator(rules);
    std::vector<domain::Verdict> verdicts;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < facts; ++i)
        evaluator.judge(plant[static_cast<size_t>(i % machines)], start, verdicts);
    report("judged, by the rules alone", facts, timer.nsecsElapsed());
}

struct Bench
{
    explicit Bench(const QString& file, const domain::AlarmRules& inForce)
        : rules(inForce), engine(optionsFor(file), clock), runner(engine, rules, clock)
    {
        engine.addCommitListener([this](const auto& batch) { runner.committed(*batch); });
        const auto started = engine.start([this](storage::Connection& connection, domain::Workspace& workspace) {
            storage::addAlarmServices(connection, workspace, rules, clock);
        });
        if (!started)
            qFatal("%s", qPrintable(started.error().text()));
    }
    ~Bench() { engine.stop(); }

    static storage::EngineOptions optionsFor(const QString& file)
    {
        storage::EngineOptions options;
        options.file = file;
        return options;
    }
    void write(const std::function<void(domain::Workspace&)>& work)
    {
        std::promise<void> done;
        engine.write(
            [&](domain::Workspace& workspace) -> protocol::Result<void> {
                work(workspace);
                return {};
            },
            [&](const protocol::Result<void>&) { done.set_value(); });
        done.get_future().wait();
    }
    size_t open()
    {
        size_t count = 0;
        write([&](domain::Workspace& workspace) {
            workspace.get<domain::AlarmRepository>().forEachActive([&](const auto&) { ++count; });
        });
        return count;
    }

    const domain::AlarmRules& rules;
    base::SystemClock clock;
    storage::Engine engine;
    domain::AlarmRunner runner;
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(u"vakhta.*=false"_s);
    const int count = argc > 1 ? app.arguments().at(1).toInt() : 100'000;
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"vakhta.db"_s);
    const domain::AlarmRules rules({stoppedMachine(), silentMachine()});
    measureRules(rules);

    std::optional<domain::Account> master;
    {
        Bench bench(file, rules);
        protocol::CompanyId company = *protocol::CompanyId::from(1);
        bench.write([&](domain::Workspace& workspace) {
            company = workspace.get<domain::CompanyRepository>().insert(u"Завод"_s, QTimeZone("Asia/Ashgabat")).id;
            master = workspace.get<domain::AccountRepository>().insert({.company = company,
                                                                        .branch = {},
                                                                        .username = u"master"_s,
                                                                        .passwordHash = {},
                                                                        .fullName = {},
                                                                        .phone = {},
                                                                        .email = {},
                                                                        .roles = {protocol::Role::Master}});
        });
        bench.runner.start();
        const double before = residentMb();
        QElapsedTimer timer;
        timer.start();
        constexpr int inOne = 100;
        for (int first = 1; first <= count; first += inOne) {
            bench.write([&](domain::Workspace& workspace) {
                const QDateTime now = bench.clock.now();
                for (int id = first; id < first + inOne; ++id) {
                    workspace.get<domain::Journal>().record(domain::put(
                        domain::topic::machines, id, machine(id, u"stopped"_s, now), {.company = company}, "silence"_L1));
                }
            });
        }
        while (bench.open() < static_cast<size_t>(count))
            QThread::msleep(5);
        report("raised, from commit to commit", count, timer.nsecsElapsed());
        std::printf("%-34s %9.0f MB  (%.0f before)\n", "resident with them open", residentMb(), before);

        constexpr int answers = 5000;
        timer.restart();
        for (int first = 1; first <= answers; first += inOne) {
            bench.write([&](domain::Workspace& workspace) {
                for (int id = first; id < first + inOne; ++id) {
                    [[maybe_unused]] const auto alarm =
                        workspace.get<domain::AlarmService>().acknowledge(master->principal(), id, {});
                }
            });
        }
        report("answered", answers, timer.nsecsElapsed());
    }
    {
        const double before = residentMb();
        QElapsedTimer timer;
        timer.start();
        Bench bench(file, rules);
        bench.runner.start();
        bench.write([](domain::Workspace&) {});
        std::printf("%-34s %9.2f s   (%lld states remembered)\n", "a start with them open",
                    static_cast<double>(timer.nsecsElapsed()) / 1e9,
                    static_cast<long long>(bench.runner.figures().points));
        std::printf("%-34s %9.0f MB  (%.0f before it)\n", "resident after it", residentMb(), before);
    }
    std::printf("%-34s %9.0f MB\n", "database", static_cast<double>(QFile(file).size()) / 1e6);
    return 0;
}
