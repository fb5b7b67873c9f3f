// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/floor.h"

#include "base/logging.h"

#include <QTimer>

#include <algorithm>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int pulseSeconds = 30;
constexpr int usualCallsPercent = 20; ///< of a loom's troubles; the others the operator mends

} // namespace

Floor::Floor(Situation situation, PlantOptions options, const base::Clock& clock)
    : m_options(std::move(options))
    , m_clock(clock)
    , m_zone(situation.zone)
    , m_random(m_options.seed ^ 0x51ed270bu)
    , m_post(m_options.server, this)
    , m_shift(shiftAt(clock.now(), situation.zone))
{
    const Cast cast = makeCast(m_options.seed);
    m_gates = cast.gates;
    m_terminals = cast.terminals;
    for (const Person& person : cast.people) {
        m_workers.push_back({person, situation.inside.contains(person.personnelNumber),
                             situation.present.contains(person.personnelNumber), false});
    }
    for (size_t i = 0; i < cast.looms.size(); ++i) {
        Loom loom{.place = cast.looms[i]};
        if (i < situation.looms.size()) {
            loom.operatorIndex = workerOf(situation.looms[i].operatorNumber);
            loom.calling = situation.looms[i].call.has_value();
            loom.running = !loom.calling && !situation.looms[i].stopped;
            loom.masterIndex = workerOf(situation.looms[i].masterNumber);
        }
        m_looms.push_back(loom);
    }
}

void Floor::start()
{
    for (int i = 0; i < static_cast<int>(m_looms.size()); ++i) {
        const auto phase =
            std::chrono::milliseconds(1'000 * pulseSeconds * i / static_cast<int>(m_looms.size()));
        QTimer::singleShot(phase, this, [this, i] {
            countPulses(i);
            auto* timer = new QTimer(this);
            connect(timer, &QTimer::timeout, this, [this, i] { countPulses(i); });
            timer->start(std::chrono::seconds(pulseSeconds));
        });
    }
    settleIn();
    // What somebody who looks for two minutes shall have seen, however the dice fall: a call, and a gate
    // that is tried again and again.
    after(8, [this] { trouble(100); });
    for (const double seconds : {20, 30, 40})
        after(seconds, [this] { knock(m_gates.first()); });
    every(25, [this] { trouble(usualCallsPercent); });
    every(12, [this] { walk(); });
    every(60, [this] { arrivalOrErrand(); });
    every(120, [this] { stranger(); });
    every(5, [this] { checkShift(); });
}

// ---- chance and time ----

void Floor::after(double seconds, std::function<void()> task)
{
    const double shaken = seconds * (0.8 + m_random.bounded(0.4)) / m_options.pace;
    QTimer::singleShot(std::chrono::milliseconds(static_cast<qint64>(shaken * 1000)), this, std::move(task));
}

void Floor::every(double seconds, const std::function<void()>& task)
{
    after(seconds, [this, seconds, task] {
        task();
        every(seconds, task);
    });
}

int Floor::workerOf(const QString& personnelNumber) const
{
    const auto it = std::find_if(m_workers.begin(), m_workers.end(), [&](const Worker& worker) {
        return worker.person.personnelNumber == personnelNumber;
    });
    return it == m_workers.end() ? -1 : static_cast<int>(it - m_workers.begin());
}

int Floor::anyWorker(const std::function<bool(const Worker&)>& fits)
{
    std::vector<int> found;
    for (int i = 0; i < static_cast<int>(m_workers.size()); ++i) {
        const Worker& worker = m_workers[static_cast<size_t>(i)];
        if (!worker.busy && fits(worker))
            found.push_back(i);
    }
    return found.empty() ? -1 : found[static_cast<size_t>(pick(static_cast<int>(found.size())))];
}

// ---- devices ----

void Floor::countPulses(int loom)
{
    const Loom& at = m_looms[static_cast<size_t>(loom)];
    if (at.operatorIndex < 0 || !at.running)
        return;
    const int count = std::max(1, at.place.pulsesPer30s - pick(5));
    m_post.post(u"/lohia/api/pulse/update/"_s, {{u"esp32_id"_s, at.place.device}, {u"pulse_count"_s, count}},
                pulsePauses);
}

void Floor::scanAtLoom(int loom, int worker, std::function<void(const QString&)> done)
{
    const QJsonObject body{{u"rfid_uid"_s, m_workers[static_cast<size_t>(worker)].person.card},
                           {u"device_id"_s, m_looms[static_cast<size_t>(loom)].place.device}};
    m_post.post(u"/employees/api/rfid-scan/"_s, body, scanPauses,
                [this, loom, worker, done = std::move(done)](const QJsonObject& answer) {
                    Loom& at = m_looms[static_cast<size_t>(loom)];
                    const QString action = answer["action"_L1].toString();
                    if (action == u"shift_started")
                        at.operatorIndex = worker;
                    else if (action == u"shift_ended")
                        at.operatorIndex = -1;
                    else if (action == u"maintenance_completed")
                        at.calling = false;
                    if (done)
                        done(action);
                });
}

void Floor::scanAtGate(int worker, std::function<void()> done)
{
    const QJsonObject body{{u"rfid_uid"_s, m_workers[static_cast<size_t>(worker)].person.card},
                           {u"device_id"_s, m_gates[pick(static_cast<int>(m_gates.size()))]}};
    m_post.post(u"/security/api/scan/"_s, body, {},
                [this, worker, done = std::move(done)](const QJsonObject& answer) {
                    if (answer["success"_L1].toBool())
                        m_workers[static_cast<size_t>(worker)].inside =
                            answer["action"_L1].toString() == u"in";
                    if (done)
                        done();
                });
}

void Floor::scanAtTerminal(int worker, std::function<void()> done)
{
    const QJsonObject body{{u"rfid_uid"_s, m_workers[static_cast<size_t>(worker)].person.card},
                           {u"device_id"_s, m_terminals[pick(static_cast<int>(m_terminals.size()))]}};
    m_post.post(u"/employees/api/rfid-scan/"_s, body, {},
                [this, worker, done = std::move(done)](const QJsonObject& answer) {
                    if (answer["success"_L1].toBool())
                        m_workers[static_cast<size_t>(worker)].present =
                            answer["action"_L1].toString() == u"in";
                    if (done)
                        done();
                });
}

} // namespace demo
