// SPDX-License-Identifier: GPL-3.0-or-later
// From a device's post to the repaint of its row: the real server on loopback, the real window with the
// machines' panel on the offscreen platform, live on the WebSocket, while a plant of 40 looms posts.
//
//     bench_repaint [--posts 300] [--looms 40] [--background 20]
//
// The clock runs from before the post is written to after the paint that first had its number. Target:
// p99 under 100 ms.
#include "http.h"
#include "vakhtad.h"

#include "core/client.h"
#include "panels/dress.h"
#include "panels/machinecards.h"
#include "panels/machinespanel.h"
#include "shell/binding.h"
#include "shell/mainwindow.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/recordtable.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <memory>
#include <optional>
#include <thread>

using namespace integration;
using namespace Qt::StringLiterals;

namespace {

Reply postPulses(Connection& device, int loom, int count)
{
    return device.post("/lohia/api/pulse/update/",
                       {{u"esp32_id"_s, Vakhtad::loom(loom)}, {u"pulse_count"_s, count}});
}

/// Sees a view's paints, and tells when one has shown a machine with so many pulses.
class Painted final : public QObject
{
public:
    Painted(QWidget& view, const client::MachinesModel& machines) : m_machines(machines)
    {
        view.installEventFilter(this);
    }
    void await(const QString& device, qint64 pulses, std::function<void()> then)
    {
        m_device = device;
        m_pulses = pulses;
        m_then = std::move(then);
    }

private:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() != QEvent::Paint || !m_then)
            return false;
        for (int row = 0; row < m_machines.rowCount(); ++row) {
            const protocol::MachineRow& machine = m_machines.at(row);
            if (machine.deviceId == m_device && machine.pulseCount >= m_pulses) {
                // The view is about to paint this; when the event loop turns it has.
                QTimer::singleShot(0, watched, std::exchange(m_then, {}));
                break;
            }
        }
        return false;
    }

    const client::MachinesModel& m_machines;
    QString m_device;
    qint64 m_pulses = 0;
    std::function<void()> m_then;
};

/// True as soon as it is; false after ten seconds.
bool until(const std::function<bool()>& condition)
{
    QElapsedTimer waiting;
    waiting.start();
    while (!condition()) {
        if (waiting.elapsed() > 10'000)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    return true;
}

/// The server with its looms at work, and the desktop's core signed in.
class Plant final
{
public:
    Plant(int looms, int background) : m_looms(looms), m_background(background)
    {
        m_server.importPlant(looms, looms);
        m_server.addUser(u"manager"_s, {u"MANAGER"_s});
        if (!m_server.start())
            qFatal("%s", m_server.log().constData());
        m_device = std::make_unique<Connection>(m_server.port());
        for (int i = 1; i <= looms; ++i) {
            m_device->post("/lohia/api/shift/start/",
                           {{u"esp32_id"_s, Vakhtad::loom(i)}, {u"rfid_uid"_s, Vakhtad::card(i)}});
        }
        client::ClientOptions options;
        options.server = m_server.url();
        options.user = u"manager"_s;
        options.folder = m_server.scratch(u"desk"_s);
        options.useKeychain = false;
        m_client = std::make_unique<client::Client>(options);
        ui::dress(m_client->models());
        m_client->start();
        m_client->signIn(options.server, options.user, QString::fromLatin1(Vakhtad::password()));
        if (!until([&] {
                return m_client->link().state == client::LinkState::Live &&
                       m_client->models().machines.rowCount() == looms;
            }))
            qFatal("The desktop is not live");
        m_others = std::thread([this] { postForOthers(); });
    }
    ~Plant()
    {
        m_stop = true;
        m_others.join();
    }

    /// True when the target is met.
    bool measure(bool asCards, int posts)
    {
        QSettings().setValue(u"machines/cards"_s, asCards);
        ui::MainWindow window(m_client->models(), m_client->overview(), m_client->alerts(),
                              m_client->clock());
        ui::bind(window, *m_client);
        window.resize(1'600, 1'000);
        window.show();
        auto* panel = window.go({u"machines"_s, {}})
                          ? qobject_cast<ui::MachinesPanel*>(window.panel(u"machines"_s))
                          : nullptr;
        if (!panel)
            qFatal("There is no panel of machines");
        QWidget* view = asCards ? panel->cards().viewport() : panel->table().view().viewport();
        if (!until([&] { return view->isVisible(); }))
            qFatal("The panel does not show what it should");
        Painted painted(*view, m_client->models().machines);

        std::vector<double> times;
        for (int i = 0; i < posts; ++i) {
            std::optional<double> took;
            QElapsedTimer time;
            painted.await(Vakhtad::loom(1), m_total + 31, [&] { took = double(time.nsecsElapsed()) / 1e6; });
            time.start();
            // The device waits for its answer on a thread of its own; the desktop's goes on.
            std::thread post(
                [this] { m_total = postPulses(*m_device, 1, 31).json()["total_pulses"_L1].toInteger(); });
            const bool seen = until([&] { return took.has_value(); });
            post.join();
            if (!seen) {
                std::printf("A post was not painted within ten seconds.\n");
                return false;
            }
            times.push_back(*took);
            // Not in step with any timer of the desktop's.
            QElapsedTimer pause;
            pause.start();
            until([&] { return pause.elapsed() > 5 + (i * 37) % 61; });
        }
        std::sort(times.begin(), times.end());
        const double p99 = times[size_t(double(times.size() - 1) * 0.99)];
        std::printf(
            "From a device's post to its %s's repaint, %d looms, %d other posts/s, %zu posts: p50 %.1f ms, "
            "p90 %.1f ms, p99 %.1f ms (wanted < 100)  %s\n",
            asCards ? "card" : "row", m_looms, m_background, times.size(), times[times.size() / 2],
            times[times.size() * 9 / 10], p99, p99 < 100 ? "reached" : "MISSED");
        std::fflush(stdout);
        return p99 < 100;
    }

private:
    void postForOthers()
    {
        Connection connection(m_server.port());
        for (int i = 0; !m_stop && m_background > 0; ++i) {
            postPulses(connection, 2 + i % (m_looms - 1), 31);
            std::this_thread::sleep_for(std::chrono::microseconds(1'000'000 / m_background));
        }
    }

    const int m_looms;
    const int m_background;
    Vakhtad m_server;
    std::unique_ptr<Connection> m_device;
    std::unique_ptr<client::Client> m_client;
    qint64 m_total = 0;
    std::atomic<bool> m_stop = false;
    std::thread m_others;
};

} // namespace

int main(int argc, char** argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QCoreApplication::setOrganizationName(u"vakhta-bench"_s);
    QApplication application(argc, argv);
    QCommandLineParser parser;
    const QCommandLineOption posts(u"posts"_s, u"That are timed, each way."_s, u"N"_s, u"300"_s);
    const QCommandLineOption looms(u"looms"_s, u"On the screen."_s, u"N"_s, u"40"_s);
    const QCommandLineOption background(u"background"_s, u"Posts a second of the others."_s, u"N"_s, u"20"_s);
    parser.addHelpOption();
    parser.addOptions({posts, looms, background});
    parser.process(application);
    QTemporaryDir settings;
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, settings.path());

    Plant plant(std::max(2, parser.value(looms).toInt()), parser.value(background).toInt());
    ui::Theme theme(application);
    const base::SystemClock clock;
    ui::Ticker ticker(clock);
    const bool row = plant.measure(false, parser.value(posts).toInt());
    const bool card = plant.measure(true, parser.value(posts).toInt());
    return row && card ? 0 : 1;
}
