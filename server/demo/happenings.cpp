// SPDX-License-Identifier: GPL-3.0-or-later
// What goes on at the plant in the middle of a shift.
#include "demo/floor.h"

namespace demo {

using namespace Qt::StringLiterals;

/// callsPercent: of the troubles in which the master is called; the others the operator mends.
void Floor::trouble(int callsPercent)
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
    if (chance(callsPercent)) {
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
                    Loom& at = m_looms[static_cast<size_t>(loom)];
                    if (!answer["success"_L1].toBool() && at.operatorIndex < 0) { // gone home meanwhile
                        at.running = true;
                        return;
                    }
                    // Also where there is a call already: somebody pressed the button by hand.
                    at.calling = true;
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
    scanAtLoom(loom, master, [this, loom, master](const QString& action) {
        if (action == u"maintenance_started") {
            after(30 + pick(90), [this, loom, master] { finishRepair(loom, master); });
            return;
        }
        m_workers[static_cast<size_t>(master)].busy = false;
        if (action.isEmpty()) // the reader did not answer
            return sendMaster(loom);
        m_looms[static_cast<size_t>(loom)].calling = false; // somebody else has been here
        m_looms[static_cast<size_t>(loom)].running = true;
    });
}

void Floor::finishRepair(int loom, int master)
{
    m_workers[static_cast<size_t>(master)].busy = true;
    scanAtLoom(loom, master, [this, loom, master](const QString& action) {
        if (action.isEmpty()) {
            after(20, [this, loom, master] { finishRepair(loom, master); });
            return;
        }
        m_workers[static_cast<size_t>(master)].busy = false;
        m_looms[static_cast<size_t>(loom)].calling = false;
        m_looms[static_cast<size_t>(loom)].running = true;
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

QString Floor::strangeCard()
{
    return u"0BAD%1"_s.arg(m_random.bounded(0x10000), 4, 16, QChar(u'0')).toUpper();
}

void Floor::knock(const QString& gate)
{
    m_post.post(u"/security/api/scan/"_s, {{u"rfid_uid"_s, strangeCard()}, {u"device_id"_s, gate}}, {});
}

void Floor::stranger()
{
    switch (pick(4)) {
    case 0:
        m_post.post(u"/employees/api/rfid-scan/"_s,
                    {{u"rfid_uid"_s, strangeCard()}, {u"device_id"_s, m_terminals.first()}}, {});
        break;
    case 1:
        m_post.post(u"/employees/api/rfid-scan/"_s,
                    {{u"rfid_uid"_s, strangeCard()},
                     {u"device_id"_s,
                      m_looms[static_cast<size_t>(pick(static_cast<int>(m_looms.size())))].place.device}},
                    scanPauses);
        break;
    default:
        knock(m_gates[pick(static_cast<int>(m_gates.size()))]);
    }
}

} // namespace demo
