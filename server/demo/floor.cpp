// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/floor.h"

#include "base/logging.h"

#include <QTimer>

#include <algorithm>

namespace demo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const DevicePost::Pauses scanPauses{2s, 4s};
const DevicePost::Pauses pulsePauses{1s, 2s};
const DevicePost::Pauses callPauses{3s, 6s};
constexpr int pulseSeconds = 30;

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
            loom.running = !loom.calling;
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
    every(22, [this] { trouble(); });
    every(7, [this] { walk(); });
    every(17, [this] { arrivalOrErrand(); });
    every(45, [this] { stranger(); });
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

// ---- happenings ----

void Floor::trouble()
{
    std::vector<int> running;
    for (int i = 0; i < static_cast<int>(m_looms.size()); ++i) {
        const Loom& loom = m_looms[static_cast<size_t>(i)];
        if (loom.operatorIndex >= 0 && loom.running && !loom.calling)
            running.push_back(i);
    }
    // Most of the floor keeps running, whatever the dice say.
    if (running.size() < m_looms.size() * 2 / 3)
        return;
    const int loom = running[static_cast<size_t>(pick(static_cast<int>(running.size())))];
    m_looms[static_cast<size_t>(loom)].running = false;
    if (chance(45)) {
        after(8, [this, loom] { callMaster(loom); });
    } else { // a broken thread: the operator mends it
        after(40 + pick(140), [this, loom] { m_looms[static_cast<size_t>(loom)].running = true; });
    }
}

void Floor::callMaster(int loom)
{
    m_post.post(u"/lohia/api/maintenance/call/"_s,
                {{u"esp32_id"_s, m_looms[static_cast<size_t>(loom)].place.device}}, callPauses,
                [this, loom](const QJsonObject& answer) {
                    if (!answer["success"_L1].toBool()) { // e.g. the operator has just gone home
                        m_looms[static_cast<size_t>(loom)].running = true;
                        return;
                    }
                    m_looms[static_cast<size_t>(loom)].calling = true;
                    sendMaster(loom);
                });
}

void Floor::sendMaster(int loom)
{
    after(14 + pick(45), [this, loom] {
        const int master = anyWorker([this](const Worker& worker) {
            return worker.person.duty == Duty::Mechanic && worker.person.shift == m_shift.index &&
                   worker.inside;
        });
        if (master < 0)
            return sendMaster(loom); // all are at other looms
        m_workers[static_cast<size_t>(master)].busy = true;
        repairAt(loom, master);
    });
}

void Floor::repairAt(int loom, int master)
{
    const auto leave = [this, loom, master] {
        m_workers[static_cast<size_t>(master)].busy = false;
        m_looms[static_cast<size_t>(loom)].running = true;
        m_looms[static_cast<size_t>(loom)].calling = false;
    };
    scanAtLoom(loom, master, [this, loom, master, leave](const QString& action) {
        if (action != u"maintenance_started")
            return leave();
        after(30 + pick(90), [this, loom, master, leave] {
            scanAtLoom(loom, master, [leave](const QString&) { leave(); });
        });
    });
}

void Floor::walk()
{
    // The store's people and the guards pass the gates all day.
    const int worker = anyWorker([this](const Worker& candidate) {
        return candidate.inside && candidate.person.shift == m_shift.index &&
               candidate.person.duty != Duty::Operator && candidate.person.duty != Duty::Reserve;
    });
    if (worker < 0)
        return;
    m_workers[static_cast<size_t>(worker)].busy = true;
    scanAtGate(worker, [this, worker] {
        after(25 + pick(120), [this, worker] {
            const auto back = [this, worker] { m_workers[static_cast<size_t>(worker)].busy = false; };
            if (m_workers[static_cast<size_t>(worker)].inside)
                return back(); // the gate did not open
            scanAtGate(worker, back);
        });
    });
}

void Floor::arrivalOrErrand()
{
    // Somebody who should have been here long ago …
    const int late = anyWorker([this](const Worker& worker) {
        return worker.person.duty == Duty::Day && m_shift.index == 0 && !worker.present && !worker.inside;
    });
    if (late >= 0 && chance(60))
        return bringIn(late, 1);
    // … or who goes out on an errand and comes back.
    const int errand = anyWorker([this](const Worker& worker) {
        return worker.present && worker.inside && worker.person.shift == m_shift.index &&
               (worker.person.duty == Duty::Day || worker.person.duty == Duty::Guard);
    });
    if (errand < 0)
        return;
    m_workers[static_cast<size_t>(errand)].busy = true;
    scanAtTerminal(errand, [this, errand] {
        after(5, [this, errand] {
            scanAtGate(errand, [this, errand] {
                m_workers[static_cast<size_t>(errand)].busy = false;
                bringIn(errand, 60 + pick(180));
            });
        });
    });
}

void Floor::stranger()
{
    const QString card = u"0BAD%1"_s.arg(m_random.bounded(0x10000), 4, 16, QChar(u'0')).toUpper();
    switch (pick(4)) {
    case 0:
        m_post.post(u"/employees/api/rfid-scan/"_s,
                    {{u"rfid_uid"_s, card}, {u"device_id"_s, m_terminals.first()}}, {});
        break;
    case 1:
        m_post.post(u"/employees/api/rfid-scan/"_s,
                    {{u"rfid_uid"_s, card},
                     {u"device_id"_s,
                      m_looms[static_cast<size_t>(pick(static_cast<int>(m_looms.size())))].place.device}},
                    scanPauses);
        break;
    default:
        m_post.post(
            u"/security/api/scan/"_s,
            {{u"rfid_uid"_s, card}, {u"device_id"_s, m_gates[pick(static_cast<int>(m_gates.size()))]}}, {});
    }
}

// ---- shifts ----

void Floor::checkShift()
{
    const QDateTime now = m_clock.now();
    const Shift current = shiftAt(now, m_zone);
    if (current == m_shift) {
        if (m_nextShiftComes || now.secsTo(m_shift.end) > 15 * 60)
            return;
        m_nextShiftComes = true;
        bringInShift(m_shift.next(m_zone).index);
        return;
    }
    m_shift = current;
    if (!m_nextShiftComes) // slept through it
        bringInShift(m_shift.index);
    m_nextShiftComes = false;
    for (int i = 0; i < static_cast<int>(m_looms.size()); ++i)
        handOver(i, 20 + pick(200));
    for (int i = 0; i < static_cast<int>(m_workers.size()); ++i) {
        if (m_workers[static_cast<size_t>(i)].person.shift != m_shift.index)
            sendHome(i, 5 * 60 + pick(8 * 60));
    }
}

void Floor::bringInShift(int shift)
{
    for (int i = 0; i < static_cast<int>(m_workers.size()); ++i) {
        const Worker& worker = m_workers[static_cast<size_t>(i)];
        if (worker.person.shift == shift && !worker.present && !chance(4))
            bringIn(i, chance(7) ? 26 * 60 + pick(15 * 60) : 30 + pick(11 * 60));
    }
}

void Floor::bringIn(int worker, double seconds)
{
    Worker& who = m_workers[static_cast<size_t>(worker)];
    if (who.busy)
        return;
    who.busy = true;
    after(seconds, [this, worker] {
        const auto clockIn = [this, worker] {
            after(6, [this, worker] {
                const auto arrived = [this, worker] { m_workers[static_cast<size_t>(worker)].busy = false; };
                if (m_workers[static_cast<size_t>(worker)].present)
                    return arrived();
                scanAtTerminal(worker, arrived);
            });
        };
        if (m_workers[static_cast<size_t>(worker)].inside)
            clockIn();
        else
            scanAtGate(worker, clockIn);
    });
}

void Floor::sendHome(int worker, double seconds)
{
    Worker& who = m_workers[static_cast<size_t>(worker)];
    if (who.busy) { // at a loom still, or on a walk
        if (who.present || who.inside)
            after(60, [this, worker] { sendHome(worker, 1); });
        return;
    }
    if (!who.present && !who.inside)
        return;
    who.busy = true;
    after(seconds, [this, worker] {
        const auto leave = [this, worker] {
            after(20, [this, worker] {
                const auto gone = [this, worker] { m_workers[static_cast<size_t>(worker)].busy = false; };
                if (!m_workers[static_cast<size_t>(worker)].inside)
                    return gone();
                scanAtGate(worker, gone);
            });
        };
        if (m_workers[static_cast<size_t>(worker)].present)
            scanAtTerminal(worker, leave);
        else
            leave();
    });
}

int Floor::operatorFor(int loom) const
{
    for (int i = 0; i < static_cast<int>(m_workers.size()); ++i) {
        const Worker& worker = m_workers[static_cast<size_t>(i)];
        const auto& looms = worker.person.looms;
        if (worker.person.shift == m_shift.index && worker.present &&
            std::find(looms.begin(), looms.end(), loom) != looms.end())
            return i;
    }
    // Whoever stands in: the fewer looms the better.
    int best = -1;
    int fewest = 3;
    for (int i = 0; i < static_cast<int>(m_workers.size()); ++i) {
        const Worker& worker = m_workers[static_cast<size_t>(i)];
        if (worker.person.duty != Duty::Reserve || worker.person.shift != m_shift.index || !worker.present)
            continue;
        const auto tended = static_cast<int>(std::count_if(
            m_looms.begin(), m_looms.end(), [&](const Loom& other) { return other.operatorIndex == i; }));
        if (tended < fewest) {
            fewest = tended;
            best = i;
        }
    }
    return best;
}

void Floor::handOver(int loom, double seconds)
{
    after(seconds, [this, loom] {
        const int before = m_looms[static_cast<size_t>(loom)].operatorIndex;
        const auto begin = [this, loom] {
            after(15, [this, loom] {
                if (m_looms[static_cast<size_t>(loom)].operatorIndex >= 0)
                    return; // somebody was quicker; another scan would end their shift
                const int next = operatorFor(loom);
                if (next < 0)
                    return handOver(loom, 90); // not here yet
                m_looms[static_cast<size_t>(loom)].running = !m_looms[static_cast<size_t>(loom)].calling;
                scanAtLoom(loom, next);
            });
        };
        if (before < 0)
            return begin();
        if (m_workers[static_cast<size_t>(before)].person.shift != m_shift.index)
            scanAtLoom(loom, before, [begin](const QString&) { begin(); });
    });
}

void Floor::settleIn()
{
    // Fresh from the history this finds little to do; after days without power, a shift's change.
    for (int i = 0; i < static_cast<int>(m_workers.size()); ++i) {
        Worker& worker = m_workers[static_cast<size_t>(i)];
        const bool here = worker.person.shift == m_shift.index;
        if (here && !worker.present && worker.person.duty != Duty::Day && worker.person.duty != Duty::Reserve)
            bringIn(i, 3 + pick(80));
        else if (!here && (worker.present || worker.inside))
            sendHome(i, 5 + pick(100));
    }
    for (int i = 0; i < static_cast<int>(m_looms.size()); ++i) {
        const Loom& loom = m_looms[static_cast<size_t>(i)];
        const bool stale = loom.operatorIndex < 0 ||
                           m_workers[static_cast<size_t>(loom.operatorIndex)].person.shift != m_shift.index;
        if (stale)
            handOver(i, 4 + pick(60));
        if (loom.calling)
            sendMaster(i);
    }
}

} // namespace demo
