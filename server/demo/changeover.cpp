// SPDX-License-Identifier: GPL-3.0-or-later
// Who comes, who takes over, who goes home.
#include "demo/floor.h"

#include <algorithm>

namespace demo {

using namespace Qt::StringLiterals;

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

bool Floor::isExpected(int worker) const
{
    const int shift = m_workers[static_cast<size_t>(worker)].person.shift;
    return shift == m_shift.index || (m_nextShiftComes && shift == m_shift.next(m_zone).index);
}

void Floor::bringIn(int worker, double seconds)
{
    Worker& who = m_workers[static_cast<size_t>(worker)];
    if (who.busy || !isExpected(worker) || (who.inside && who.present))
        return;
    who.busy = true;
    const auto arrived = [this, worker] { // or not: then once more
        m_workers[static_cast<size_t>(worker)].busy = false;
        bringIn(worker, 20);
    };
    after(seconds, [this, worker, arrived] {
        if (!isExpected(worker)) {
            m_workers[static_cast<size_t>(worker)].busy = false;
            return;
        }
        if (m_workers[static_cast<size_t>(worker)].inside)
            return scanAtTerminal(worker, arrived);
        scanAtGate(worker, [this, worker, arrived] {
            if (!m_workers[static_cast<size_t>(worker)].inside ||
                m_workers[static_cast<size_t>(worker)].present)
                return arrived();
            after(6, [this, worker, arrived] { scanAtTerminal(worker, arrived); });
        });
    });
}

void Floor::sendHome(int worker, double seconds)
{
    Worker& who = m_workers[static_cast<size_t>(worker)];
    if (isExpected(worker))
        return;
    if (who.busy) { // at a loom still, or on a walk
        after(60, [this, worker] { sendHome(worker, 1); });
        return;
    }
    if (!who.present && !who.inside)
        return;
    who.busy = true;
    const auto gone = [this, worker] { // or not: then once more
        m_workers[static_cast<size_t>(worker)].busy = false;
        sendHome(worker, 20);
    };
    after(seconds, [this, worker, gone] {
        const auto leave = [this, worker, gone] {
            if (!m_workers[static_cast<size_t>(worker)].inside)
                return gone();
            after(20, [this, worker, gone] { scanAtGate(worker, gone); });
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
        // The office's late comers and the reserves may stay away; who went for a walk comes back.
        const bool comes = worker.present
                               ? !worker.inside
                               : worker.person.duty != Duty::Day && worker.person.duty != Duty::Reserve;
        if (here && comes)
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
        if (loom.calling && loom.masterIndex >= 0)
            after(20 + pick(60), [this, i] { finishRepair(i, m_looms[static_cast<size_t>(i)].masterIndex); });
        else if (loom.calling)
            sendMaster(i);
        else if (!loom.running)
            after(40 + pick(140), [this, i] { m_looms[static_cast<size_t>(i)].running = true; });
    }
}

} // namespace demo
