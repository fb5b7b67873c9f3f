// SPDX-License-Identifier: GPL-3.0-or-later
// What the desktop costs: processor time on a large table that never stops changing, and the time from
// a cold start to the first picture with cached rows.
//
//     bench_desktop [--rows 100000] [--rate 1000] [--seconds 5] [--starts 5]
//
// Events take the whole way: as the wire's messages into the store on its thread, through SQLite, as
// batches into the models, to the repaint of a table on the offscreen platform. Targets (per scenario
// the interface's thread under 10 % of a core; first picture under 400 ms) decide the exit code.
#include "base/mailbox.h"
#include "core/tokenvault.h"
#include "models/models.h"
#include "models/overview.h"
#include "panels/dress.h"
#include "protocol/time.h"
#include "store/store.h"
#include "support/wirerows.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/freshness.h"
#include "widgets/recordtable.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <ctime>

using namespace client;
using namespace Qt::StringLiterals;

namespace {

double threadSeconds()
{
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) / 1e9;
}

void spin(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, Qt::PreciseTimer, &loop, &QEventLoop::quit);
    loop.exec();
}

/// The store's side: fills a cache, then makes it change at a rate.
class Source final : public QObject
{
public:
    Source(const QString& file, base::Mailbox& ui, Models& models, const base::Clock& clock)
        : m_clock(clock), m_store({.file = file}, Models::codecs(), clock)
    {
        connect(&m_store, &Store::batchReady, this, [this, &ui, &models](const RowBatchPtr& batch) {
            ++m_batches;
            ui.post([batch, &models] { models.apply(*batch); });
        });
        m_store.open();
        m_store.setAudience(u"bench"_s, protocol::Topics::all().toNames());
    }

    void snapshot(int machines)
    {
        std::vector<protocol::ServerMessage> messages{
            protocol::Resumed{false, u"first"_s, {u"e"_s, 1}, m_store.topics()}};
        QJsonArray rows;
        for (int id = 1; id <= machines; ++id)
            rows.append(support::machine(id));
        for (const QString& topic : m_store.topics())
            messages.push_back(
                protocol::Snapshot{topic, 1, topic == "machines"_L1 ? rows : QJsonArray(), true});
        m_rows = machines;
        m_store.receive(std::move(messages));
    }

    void begin(int rate)
    {
        m_rate = rate;
        m_sent = 0;
        m_batches = 0;
        m_running.start();
        m_cpuAtStart = threadSeconds();
        m_timer.start(2, Qt::PreciseTimer, this);
    }
    /// Share of a core, events and batches a second since begin().
    std::tuple<double, double, double> end()
    {
        m_timer.stop();
        const double seconds = static_cast<double>(m_running.elapsed()) / 1'000;
        return {(threadSeconds() - m_cpuAtStart) / seconds, m_sent / seconds, m_batches / seconds};
    }

private:
    void timerEvent(QTimerEvent*) override
    {
        // Pulses of single machines, one message each, as the stream brings them.
        for (const qint64 due = m_running.elapsed() * m_rate / 1'000; m_sent < due; ++m_sent) {
            m_random = m_random * 6364136223846793005ULL + 1442695040888963407ULL;
            const auto id = static_cast<qint64>((m_random >> 33) % static_cast<quint64>(m_rows)) + 1;
            m_store.receive({protocol::Event{++m_seq,
                                             u"machines"_s,
                                             protocol::Event::Op::Patch,
                                             QString::number(id),
                                             {{u"pulse_count"_s, m_seq},
                                              {u"meters"_s, static_cast<double>(m_seq % 10'000) * 0.25},
                                              {u"last_pulse_at"_s, protocol::toWire(m_clock.now())}},
                                             m_clock.now(),
                                             u"pulse"_s}});
        }
    }

    const base::Clock& m_clock;
    Store m_store;
    QBasicTimer m_timer;
    QElapsedTimer m_running;
    int m_rows = 0;
    int m_rate = 0;
    qint64 m_sent = 0;
    qint64 m_batches = 0;
    qint64 m_seq = 1;
    quint64 m_random = 1;
    double m_cpuAtStart = 0;
};

struct Scenario
{
    const char* name;
    int sortColumn; ///< −1: the model's order
    QString filter;
};

bool measureTable(int rows, int rate, int seconds)
{
    const base::SystemClock clock;
    QTemporaryDir folder;
    Models models(clock);
    Overview overview(models, clock);
    ui::dress(models);
    base::Mailbox mailbox;
    QThread thread;
    base::Mailbox work;
    work.moveToThread(&thread);
    thread.start();
    std::unique_ptr<Source> source;
    work.post([&] {
        source = std::make_unique<Source>(folder.filePath(u"bench.sqlite"_s), mailbox, models, clock);
        source->snapshot(rows);
    });
    while (models.machines.rowCount() < rows)
        spin(50);
    models.machines.setFreshness(DataState::Fresh, clock.now());

    bool good = true;
    const Scenario scenarios[] = {{"in the model's order", -1, {}},
                                  {"sorted by name", MachinesModel::Name, {}},
                                  {"sorted by metres, which change", MachinesModel::Meters, {}},
                                  {"filtered to a tenth, sorted by name", MachinesModel::Name, u"lohia-1"_s}};
    for (const Scenario& scenario : scenarios) {
        ui::Freshness freshness;
        freshness.setConfirmed(clock.now());
        freshness.setLinked(true);
        ui::RecordTable table(u"bench"_s, models.machines,
                              {{MachinesModel::Name, 200},
                               {MachinesModel::Status, 140},
                               {MachinesModel::Operator, 200},
                               {MachinesModel::Meters, 140},
                               {MachinesModel::Pulses, 140},
                               {MachinesModel::LastPulse, 0}},
                              freshness, clock);
        table.resize(1'400, 900);
        if (scenario.sortColumn >= 0)
            table.sortBy(scenario.sortColumn, Qt::AscendingOrder);
        else
            table.filter().sort(-1);
        table.setFilterText(scenario.filter);
        table.show();
        spin(1'000);
        work.post([&] { source->begin(rate); });
        spin(500); // the beginning is not the state
        const double before = threadSeconds();
        QElapsedTimer time;
        time.start();
        spin(seconds * 1'000);
        const double ui = (threadSeconds() - before) / (static_cast<double>(time.elapsed()) / 1'000);
        std::atomic<bool> done = false;
        std::tuple<double, double, double> store;
        work.post([&] {
            store = source->end();
            done = true;
        });
        while (!done)
            spin(5);
        std::printf("%d rows, %.0f updates/s, %s: interface thread %.1f %% of a core (target: under 10 %%), "
                    "store thread %.1f %%, %.0f batches/s\n",
                    rows, std::get<1>(store), scenario.name, ui * 100, std::get<0>(store) * 100,
                    std::get<2>(store));
        std::fflush(stdout);
        good = good && ui < 0.10;
    }
    work.post([&] {
        source.reset();
        thread.quit();
    });
    thread.wait();
    return good;
}

/// A cache as a plant of the demo's size leaves it after a month: every topic at its bound.
void fillCache(const QString& file, const base::Clock& clock)
{
    Store store({.file = file}, Models::codecs(), clock);
    store.open();
    store.setAudience(u"user 5 company 1 branch all roles MANAGER"_s, protocol::Topics::all().toNames());
    store.setMe({.id = *protocol::UserId::from(5),
                 .username = u"bench"_s,
                 .phone = {},
                 .email = {},
                 .fullName = u"Bench"_s,
                 .roles = {protocol::Role::Manager},
                 .active = true,
                 .company = *protocol::CompanyId::from(1),
                 .companyName = u"Plant"_s,
                 .branch = {},
                 .branchName = {},
                 .timeZone = u"Asia/Ashgabat"_s});
    QHash<QString, QJsonArray> rows;
    const QDateTime now = clock.now();
    for (int id = 1; id <= 40; ++id)
        rows[u"machines"_s].append(support::machine(id));
    for (int id = 1; id <= 120; ++id)
        rows[u"people"_s].append(support::person(id));
    for (int id = 1; id <= 2'000; ++id) {
        const QString at = protocol::toWire(now.addSecs(-(2'000 - id) * 600));
        rows[u"shifts"_s].append(support::shift(id, {{u"started_at"_s, at}, {u"ended_at"_s, at}}));
        rows[u"calls"_s].append(support::call(id, {{u"called_at"_s, at}, {u"status"_s, u"completed"_s}}));
        rows[u"access"_s].append(support::access(id, {{u"at"_s, at}}));
    }
    for (int id = 1; id <= 20'000; ++id) {
        const QDateTime at = now.addSecs(-(20'000 - id) * 30);
        rows[u"states"_s].append(support::state(id, id % 40 + 1, at, at.addSecs(600)));
    }
    for (int id = 1; id <= 7'000; ++id)
        rows[u"worktime"_s].append(
            support::worktime(id, {{u"date"_s, now.date().addDays(-id / 120).toString(Qt::ISODate)}}));
    std::vector<protocol::ServerMessage> messages{
        protocol::Resumed{false, u"first"_s, {u"e"_s, 1}, store.topics()}};
    for (const QString& topic : store.topics())
        messages.push_back(protocol::Snapshot{topic, 1, rows[topic], true});
    store.receive(std::move(messages));
    store.noteContact();
}

bool measureStart(int starts)
{
    const base::SystemClock clock;
    QTemporaryDir home;
    const QUrl server(u"http://127.0.0.1:9"_s); // nobody: this is the cache's picture
    fillCache(home.filePath(u"cache/"_s + vaultKey(server, u"bench"_s) + u".sqlite"_s), clock);
    std::vector<int> times;
    for (int i = 0; i < starts; ++i) {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_CONFIG_HOME"_s, home.filePath(u"config"_s));
        environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(VAKHTA_PROGRAM),
                      {u"--server"_s, server.toString(), u"--user"_s, u"bench"_s, u"--data"_s, home.path(),
                       u"--screenshot"_s, home.filePath(u"start.png"_s), u"--after"_s, u"2"_s});
        process.waitForFinished(30'000);
        static const QRegularExpression line(u"First picture with rows (\\d+) ms"_s);
        const auto match = line.match(QString::fromUtf8(process.readAllStandardError()));
        if (match.hasMatch())
            times.push_back(match.captured(1).toInt());
    }
    if (times.empty()) {
        std::printf("cold start: no picture with rows was painted\n");
        return false;
    }
    std::sort(times.begin(), times.end());
    std::printf("cold start to the first picture with cached rows (33,160 rows in the cache), %zu starts: "
                "%d ms median, %d ms worst (target: median under 400 ms)\n",
                times.size(), times[times.size() / 2], times.back());
    return times[times.size() / 2] < 400;
}

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption rows(u"rows"_s, u"Rows in the table."_s, u"N"_s, u"100000"_s);
    const QCommandLineOption rate(u"rate"_s, u"Updates a second."_s, u"N"_s, u"1000"_s);
    const QCommandLineOption seconds(u"seconds"_s, u"Of each scenario."_s, u"N"_s, u"5"_s);
    const QCommandLineOption starts(u"starts"_s, u"Cold starts."_s, u"N"_s, u"5"_s);
    parser.addHelpOption();
    parser.addOptions({rows, rate, seconds, starts});
    parser.process(application);
    QStandardPaths::setTestModeEnabled(true);
    ui::Theme theme(application);
    const base::SystemClock clock;
    ui::Ticker ticker(clock);

    const bool table =
        measureTable(parser.value(rows).toInt(), parser.value(rate).toInt(), parser.value(seconds).toInt());
    const bool start = measureStart(parser.value(starts).toInt());
    return table && start ? 0 : 1;
}
