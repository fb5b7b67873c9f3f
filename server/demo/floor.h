// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/devicepost.h"
#include "demo/plant.h"
#include "demo/shifts.h"

#include <QObject>
#include <QRandomGenerator>

#include <functional>
#include <vector>

namespace demo {

/// What goes on among the looms and at the gates, on the plant's thread. Everything is a chain of
/// timers; the state changes when the server's answer says so, as a device's does.
class Floor final : public QObject
{
    Q_OBJECT
public:
    Floor(Situation situation, PlantOptions options, const base::Clock& clock);

    /// On the thread that it lives on.
    void start();

private:
    struct Worker
    {
        Person person;
        bool inside = false;  ///< past a gate
        bool present = false; ///< the working day is open
        bool busy = false;    ///< on the way somewhere: not to be sent elsewhere
    };
    struct Loom
    {
        LoomPlace place;
        int operatorIndex = -1; ///< into m_workers; -1: nobody
        bool running = true;    ///< counts, while somebody works here
        bool calling = false;   ///< a call is open
        int masterIndex = -1;   ///< who was at work here when the plant was switched on
    };

    /// Runs task so many seconds of the plant from now, give or take a fifth.
    void after(double seconds, std::function<void()> task);
    /// Runs task again and again, every so many seconds on average.
    void every(double seconds, const std::function<void()>& task);
    int pick(int count) { return m_random.bounded(count); }
    bool chance(int percent) { return pick(100) < percent; }
    int workerOf(const QString& personnelNumber) const;
    /// Somebody who is not on the way; -1: nobody fits.
    int anyWorker(const std::function<bool(const Worker&)>& fits);

    // Devices
    void countPulses(int loom);
    void scanAtLoom(int loom, int worker, std::function<void(const QString& action)> done = {});
    void scanAtGate(int worker, std::function<void()> done = {});
    void scanAtTerminal(int worker, std::function<void()> done = {});

    // Happenings
    void trouble(int callsPercent);
    void callMaster(int loom);
    void sendMaster(int loom);
    void repairAt(int loom, int master);
    void finishRepair(int loom, int master);
    void walk();
    void arrivalOrErrand();
    QString strangeCard();
    void stranger();
    /// With a card that is nobody's.
    void knock(const QString& gate);

    // Shifts
    void checkShift();
    void bringInShift(int shift);
    /// Of the shift that is on, or of the next when it is on its way.
    bool isExpected(int worker) const;
    /// Through a gate and past a terminal, if need be by trying again.
    void bringIn(int worker, double seconds);
    /// As that, outwards.
    void sendHome(int worker, double seconds);
    /// Ends whose shift it is not at this loom, and begins that of who belongs there.
    void handOver(int loom, double seconds);
    int operatorFor(int loom) const;
    void settleIn();

    const PlantOptions m_options;
    const base::Clock& m_clock;
    const QTimeZone m_zone;
    QRandomGenerator m_random;
    DevicePost m_post;
    QStringList m_gates;
    QStringList m_terminals;
    std::vector<Worker> m_workers;
    std::vector<Loom> m_looms;
    Shift m_shift;
    bool m_nextShiftComes = false; ///< the next shift's people are on their way
};

} // namespace demo
