// SPDX-License-Identifier: GPL-3.0-or-later
// What the database does a second, on a plant of looms that post their pulses.
//
//     bench_storage [--machines 200] [--units 40000] [--waiting 256] [--folder DIR]
//
// Throughput keeps --waiting units under way, as that many devices do; the latency of a unit is taken
// with nothing else waiting. --folder decides which disk is measured.
#include "base/clock.h"
#include "domain/access/service.h"
#include "domain/machines/service.h"
#include "domain/people/company.h"
#include "storage/connection.h"
#include "storage/engine.h"
#include "storage/sqlaccess.h"
#include "storage/sqlemployees.h"
#include "storage/sqlmachines.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <future>
#include <semaphore>
#include <vector>

using namespace Qt::StringLiterals;
using domain::Workspace;
using protocol::Result;

namespace {

double secondsSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double cpuSeconds()
{
    timespec spent{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / 1e9;
}

/// The connection, for what is measured beneath the services.
struct Beneath
{
    storage::Connection& db;
};

class Plant final
{
public:
    Plant(const QString& folder, int machines) : m_machines(machines)
    {
        storage::EngineOptions options;
        options.file = folder + u"/bench.db"_s;
        m_engine = std::make_unique<storage::Engine>(options, m_clock);
        m_engine->addCommitListener([this](const auto& batch) { m_heard += qint64(batch->size()); });
        const auto started =
            m_engine->start([this](auto& connection, auto& workspace) { furnish(connection, workspace); });
        if (!started)
            qFatal("%s", qPrintable(started.error().text()));
        fill();
    }

    /// Keeps waiting units under way until all have been answered; returns units a second.
    double throughput(const char* name, int units, int waiting,
                      const std::function<Result<void>(Workspace&, int)>& unit)
    {
        std::counting_semaphore<> free(waiting);
        std::atomic<int> failed = 0;
        const auto before = m_engine->health();
        const double cpuBefore = cpuSeconds();
        const auto start = std::chrono::steady_clock::now();
        for (int i = 0; i < units; ++i) {
            free.acquire();
            m_engine->write([&unit, i](Workspace& workspace) { return unit(workspace, i); },
                            [&](Result<void> result) {
                                failed += result ? 0 : 1;
                                free.release();
                            });
        }
        for (int i = 0; i < waiting; ++i)
            free.acquire();
        const double seconds = secondsSince(start);
        const double cpu = (cpuSeconds() - cpuBefore) * 1e6 / units;
        const auto after = m_engine->health();
        std::printf(
            "%-34s %8.0f /s   %6.1f us CPU each   %5.1f units a commit   %d failed\n", name, units / seconds,
            cpu, double(units) / double(std::max<qint64>(1, after.commits - before.commits)), failed.load());
        return units / seconds;
    }

    void latency(const char* name, int units, const std::function<Result<void>(Workspace&, int)>& unit)
    {
        std::vector<double> times;
        for (int i = 0; i < units; ++i) {
            std::binary_semaphore answered(0);
            const auto start = std::chrono::steady_clock::now();
            m_engine->write([&unit, i](Workspace& workspace) { return unit(workspace, i); },
                            [&answered](const Result<void>&) { answered.release(); });
            answered.acquire();
            times.push_back(secondsSince(start) * 1e3);
        }
        std::sort(times.begin(), times.end());
        std::printf("%-34s p50 %.2f ms   p99 %.2f ms   the COMMIT alone, last: %.2f ms\n", name,
                    times[times.size() / 2], times[times.size() * 99 / 100], m_engine->health().lastCommitMs);
    }

    template <class F> void reading(const char* name, const char* what, int rounds, F read)
    {
        std::promise<qint64> total;
        const auto start = std::chrono::steady_clock::now();
        if (!m_engine->read([&](Workspace& workspace) {
                qint64 count = 0;
                for (int i = 0; i < rounds; ++i)
                    count += read(workspace.get<domain::JournalReader>(), i);
                total.set_value(count);
            }))
            qFatal("The read was refused");
        const qint64 count = total.get_future().get();
        const double seconds = secondsSince(start);
        std::printf("%-34s %8.0f calls/s   %9.0f %s/s\n", name, rounds / seconds, double(count) / seconds,
                    what);
    }

    Result<void> pulse(Workspace& workspace, int i) const
    {
        const auto outcome = workspace.get<domain::MachineService>().addPulses(device(i % m_machines), 1);
        return outcome ? Result<void>() : base::Unexpected<protocol::Error>{outcome.error()};
    }
    /// The journal alone: a row of a machine's size, two fields of which change.
    Result<void> record(Workspace& workspace, int i) const
    {
        const int id = 1'000'000 + i % m_machines;
        QJsonObject row = m_row;
        row[u"id"_s] = id;
        row[u"pulse_count"_s] = i;
        row[u"last_pulse_at"_s] = u"2026-01-26T17:00:%1.000Z"_s.arg(i);
        workspace.get<domain::Journal>().record({.topic = 0,
                                                 .id = QString::number(id),
                                                 .row = row,
                                                 .audience = {.company = *protocol::CompanyId::from(1)},
                                                 .cause = u"pulse"_s});
        return {};
    }
    Result<void> nothing(Workspace&, int) const { return {}; }

    domain::Scope scope() const
    {
        return {.company = *protocol::CompanyId::from(1),
                .branch = {},
                .roles = {protocol::Role::Admin},
                .user = *protocol::UserId::from(1),
                .topics = protocol::Topics::all()};
    }
    qint64 head() const { return m_engine->health().lastSeq; }

private:
    static QString device(int number) { return u"LOHIA-%1"_s.arg(number, 4, 10, QChar(u'0')); }

    void furnish(storage::Connection& connection, Workspace& workspace)
    {
        workspace.add(std::make_shared<Beneath>(connection));
        auto employees = std::make_shared<storage::SqlEmployees>(connection);
        auto machines = std::make_shared<storage::SqlMachines>(connection);
        auto access = std::make_shared<storage::SqlAccess>(connection);
        workspace.add<domain::EmployeeRepository>(employees);
        workspace.add<domain::MachineRepository>(machines);
        workspace.add<domain::AccessRepository>(access);
        if (!connection.isWriter())
            return;
        auto& journal = workspace.get<domain::Journal>();
        auto gates = std::make_shared<domain::AccessService>(*employees, *access, journal, m_clock);
        workspace.add(gates);
        workspace.add(
            std::make_shared<domain::MachineService>(*employees, *machines, *gates, journal, m_clock));
    }

    void fill()
    {
        std::promise<void> filled;
        m_engine->write(
            [this](Workspace& workspace) -> Result<void> {
                const auto company =
                    workspace.get<domain::CompanyRepository>().insert(u"Ткань"_s, QTimeZone::utc()).id;
                for (int i = 0; i < m_machines; ++i) {
                    const auto employee = workspace.get<domain::EmployeeRepository>().insert(
                        {.id = *protocol::EmployeeId::from(1),
                         .company = company,
                         .personnelNumber = QString::number(i),
                         .lastName = u"Мухаммедова"_s,
                         .firstName = u"Гульнара"_s,
                         .middleName = u"Реджеповна"_s,
                         .department = u"Операторы"_s,
                         .position = u"Ткач"_s,
                         .card = u"%1"_s.arg(i, 8, 16, QChar(u'0')).toUpper()});
                    auto& service = workspace.get<domain::MachineService>();
                    const auto added = service.add({.id = *protocol::MachineId::from(1),
                                                    .company = company,
                                                    .name = u"Ткацкий станок %1"_s.arg(i),
                                                    .deviceId = device(i)});
                    if (!added)
                        return base::Unexpected<protocol::Error>{added.error()};
                    const auto shift = service.startShift(device(i), employee.card);
                    if (!shift)
                        return base::Unexpected<protocol::Error>{shift.error()};
                }
                const auto rows = workspace.get<domain::JournalReader>().rows(0, scope());
                m_row = QJsonDocument::fromJson(rows->front()).object();
                return {};
            },
            [&filled](Result<void> result) {
                if (!result)
                    qFatal("%s", qPrintable(result.error().text()));
                filled.set_value();
            });
        filled.get_future().get();
    }

    const base::SystemClock m_clock;
    const int m_machines;
    QJsonObject m_row;
    std::atomic<qint64> m_heard = 0;
    std::unique_ptr<storage::Engine> m_engine;
};

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{u"machines"_s, u"looms in the plant"_s, u"n"_s, u"200"_s},
                       {u"units"_s, u"units in each measurement"_s, u"n"_s, u"40000"_s},
                       {u"waiting"_s, u"units under way at once"_s, u"n"_s, u"256"_s},
                       {u"folder"_s, u"where the database is made"_s, u"folder"_s}});
    parser.addHelpOption();
    parser.process(app);
    const QTemporaryDir temporary(parser.isSet(u"folder"_s) ? parser.value(u"folder"_s) + u"/bench-XXXXXX"_s
                                                            : QString());
    const int units = parser.value(u"units"_s).toInt();
    const int waiting = parser.value(u"waiting"_s).toInt();
    Plant plant(temporary.path(), parser.value(u"machines"_s).toInt());

    plant.throughput("empty units", units, waiting, [&](auto& w, int i) { return plant.nothing(w, i); });
    plant.throughput("journal: one patch", units, waiting,
                     [&](auto& w, int i) { return plant.record(w, i); });
    plant.throughput("a loom's pulse, whole service", units, waiting,
                     [&](auto& w, int i) { return plant.pulse(w, i); });
    plant.latency("one pulse alone, durable", std::min(units, 500),
                  [&](auto& w, int i) { return plant.pulse(w, i); });

    const qint64 head = plant.head();
    for (const int limit : {50, 1'000}) {
        const QByteArray name = "eventsAfter, limit " + QByteArray::number(limit);
        plant.reading(name.constData(), "events", limit == 50 ? 4'000 : 200, [&](const auto& journal, int i) {
            const auto slice =
                journal.eventsAfter((i * 7919) % std::max<qint64>(1, head - limit), plant.scope(), limit);
            return slice ? qint64(slice->events.size()) : 0;
        });
    }
    plant.reading("eventsAfter at the end (nothing)", "events", 20'000, [&](const auto& journal, int) {
        const auto slice = journal.eventsAfter(head, plant.scope(), 50);
        return slice ? qint64(slice->events.size()) : 0;
    });
    plant.reading("rows of one topic", "rows", 200, [&](const auto& journal, int) {
        const auto rows = journal.rows(0, plant.scope());
        return rows ? qint64(rows->size()) : 0;
    });
}
