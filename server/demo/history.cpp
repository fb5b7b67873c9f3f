// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/history.h"

#include "base/clock.h"
#include "demo/shifts.h"
#include "domain/access/service.h"
#include "domain/attendance/service.h"
#include "domain/machines/service.h"

#include <QRandomGenerator>

#include <algorithm>
#include <functional>
#include <vector>

namespace demo {

namespace {

using protocol::Result;

constexpr int lateComers = 6;

class StoryClock final : public base::Clock
{
public:
    QDateTime now() const override { return m_now; }
    qint64 monotonicMs() const override { return m_now.toMSecsSinceEpoch(); }
    void turnTo(const QDateTime& moment) { m_now = moment; }

private:
    QDateTime m_now;
};

/// The services on the unit's repositories, under the story's clock.
struct Stage
{
    explicit Stage(domain::Workspace& work)
        : access(work.get<domain::EmployeeRepository>(), work.get<domain::AccessRepository>(),
                 work.get<domain::Journal>(), clock)
        , attendance(work.get<domain::EmployeeRepository>(), work.get<domain::WorktimeRepository>(),
                     work.get<domain::CompanyRepository>(), access, work.get<domain::Journal>(), clock,
                     attendanceRules())
        , machines(work.get<domain::EmployeeRepository>(), work.get<domain::MachineRepository>(), access,
                   work.get<domain::Journal>(), clock, machineRules())
    {
    }
    StoryClock clock;
    domain::AccessService access;
    domain::AttendanceService attendance;
    domain::MachineService machines;
};

struct Scene
{
    QDateTime at;
    std::function<Result<void>(Stage&)> play;
};

template <class T> Result<void> asVoid(const Result<T>& result)
{
    if (!result)
        return base::Unexpected<protocol::Error>{result.error()};
    return {};
}

/// Plans one shift after the other; everything that is left to chance is drawn here.
class Author final
{
public:
    explicit Author(const HistoryPlan& plan) : m_plan(plan), m_random(plan.seed ^ 0x9e3779b9u) {}

    std::vector<Scene> write(const Shift& shift)
    {
        m_scenes.clear();
        std::vector<const Person*> reserves;
        for (const Person& person : m_plan.cast.people) {
            if (person.duty == Duty::Reserve && person.shift == shift.index)
                reserves.push_back(&person);
        }
        // Of the shift that is under way a few of the office come only after the story ends: somebody
        // has to.
        int stillToCome = shift.begin <= m_plan.now && m_plan.now < shift.end ? lateComers : 0;
        for (const Person& person : m_plan.cast.people) {
            if (person.shift != shift.index || person.duty == Duty::Reserve)
                continue;
            if (person.duty == Duty::Day && stillToCome-- > 0)
                continue;
            const bool missing = chance(person.duty == Duty::Day ? 6 : 4);
            if (missing && person.duty == Duty::Operator && !reserves.empty()) {
                day(*reserves.back(), shift, &person);
                reserves.pop_back();
            } else if (!missing) {
                day(person, shift, &person);
            }
        }
        if (chance(70))
            stranger(shift);
        std::stable_sort(m_scenes.begin(), m_scenes.end(),
                         [](const Scene& a, const Scene& b) { return a.at < b.at; });
        return std::move(m_scenes);
    }

private:
    bool chance(int percent) { return m_random.bounded(100) < percent; }
    /// Between so many seconds.
    qint64 seconds(int from, int to) { return m_random.bounded(from, to); }
    const QString& one(const QStringList& list)
    {
        return list[m_random.bounded(static_cast<int>(list.size()))];
    }
    void add(const QDateTime& at, std::function<Result<void>(Stage&)> play)
    {
        m_scenes.push_back({at, std::move(play)});
    }

    /// One person's shift, on the looms of whoever they stand in for.
    void day(const Person& person, const Shift& shift, const Person* place)
    {
        const bool late = chance(person.duty == Duty::Day ? 8 : 5);
        const QDateTime gate =
            shift.begin.addSecs(late ? seconds(11 * 60, 50 * 60) : -seconds(4 * 60, 18 * 60));
        const QDateTime terminal = gate.addSecs(seconds(50, 130));
        const QDateTime out = shift.end.addSecs(seconds(6 * 60, 14 * 60));
        atGate(gate, person);
        atTerminal(terminal, person);
        if (person.duty == Duty::Day && chance(30)) { // a walk to the shop
            const QDateTime walk = shift.begin.addSecs(seconds(4 * 3600, 5 * 3600));
            atGate(walk, person);
            atGate(walk.addSecs(seconds(600, 1500)), person);
        }
        atTerminal(out, person);
        atGate(out.addSecs(seconds(60, 200)), person);
        if (person.duty != Duty::Operator && person.duty != Duty::Reserve)
            return;
        for (const int loom : place->looms) {
            const QDateTime start = std::max(terminal.addSecs(60), handOver(loom, shift.begin));
            tend(loom, person, start.addSecs(seconds(15, 60)), handOver(loom, shift.end), shift);
        }
    }

    /// When one shift leaves this loom to the next: each at its own moment around the full hour, so
    /// that the floor never stands as a whole.
    QDateTime handOver(int loom, const QDateTime& boundary) const
    {
        const size_t dice = qHashMulti(m_plan.seed, loom, boundary.toSecsSinceEpoch());
        return boundary.addSecs(static_cast<qint64>(dice % 420) - 180);
    }

    /// A loom stands: a broken thread that its operator mends, or, with a call, a repair.
    struct Standstill
    {
        QDateTime from;
        QDateTime to;
        std::optional<QDateTime> call{};
        std::optional<QDateTime> arrival{}; ///< of the master
    };

    Standstill brokenThread(const QDateTime& from) { return {from, from.addSecs(seconds(120, 720))}; }
    Standstill repair(const QDateTime& from)
    {
        const QDateTime call = from.addSecs(seconds(20, 120));
        const QDateTime arrival = call.addSecs(seconds(90, 900));
        return {from, arrival.addSecs(seconds(300, 1800)), call, arrival};
    }
    /// A loom's troubles while somebody works at it, one after the other.
    std::vector<Standstill> standstills(int loom, const QDateTime& start, const QDateTime& end)
    {
        std::optional<Standstill> last; // what goes on where the story ends
        if (start.addSecs(3600) < m_plan.now && m_plan.now < end) {
            const size_t looms = m_plan.cast.looms.size();
            const QDateTime& now = m_plan.now;
            if (static_cast<size_t>(loom) == m_plan.seed % looms)
                last = {now.addSecs(-200), end, now.addSecs(-150), now.addSecs(120)};
            else if (static_cast<size_t>(loom) == (m_plan.seed + 17) % looms)
                last = {now.addSecs(-1100), end, now.addSecs(-1040), now.addSecs(-500)};
            else if (static_cast<size_t>(loom) == (m_plan.seed + 25) % looms)
                last = {now.addSecs(-260), end};
        }
        std::vector<Standstill> list;
        const QDateTime before = last ? last->from.addSecs(-900) : end.addSecs(-600);
        for (QDateTime at = start.addSecs(seconds(600, 7'200));;) {
            const Standstill next = chance(9) ? repair(at) : brokenThread(at);
            if (next.to >= before)
                break;
            list.push_back(next);
            at = next.to.addSecs(seconds(1'800, 10'800));
        }
        if (last)
            list.push_back(*last);
        return list;
    }

    void tend(int index, const Person& person, const QDateTime& start, const QDateTime& end,
              const Shift& shift)
    {
        const LoomPlace& loom = m_plan.cast.looms[static_cast<size_t>(index)];
        add(start, [&loom, &person](Stage& stage) {
            return asVoid(stage.machines.startShift(loom.device, person.card));
        });
        add(end, [&loom, &person](Stage& stage) {
            return asVoid(stage.machines.endShift(loom.device, person.card));
        });
        const double efficiency = 0.86 + m_random.bounded(0.11);
        const double perSecond = loom.pulsesPer30s * efficiency / 30.0;
        QDateTime from = start;
        for (const Standstill& standstill : standstills(index, start, end)) {
            run(loom, from, standstill.from, perSecond);
            stand(loom, standstill, shift);
            from = standstill.to;
        }
        run(loom, from, end.addSecs(-seconds(2, 25)), perSecond);
    }

    /// Pulses: a few soon after the loom has begun to run, the others together at the end of the stretch
    /// or of the story.
    void run(const LoomPlace& loom, const QDateTime& from, const QDateTime& to, double perSecond)
    {
        const QDateTime last = std::min(to, m_plan.now.addSecs(-seconds(2, 25)));
        QDateTime counted = from;
        for (const QDateTime& at : {std::min(from.addSecs(30), last), last}) {
            const auto count = static_cast<qint64>(static_cast<double>(counted.secsTo(at)) * perSecond);
            if (count > 0)
                add(at, [&loom, count](Stage& stage) {
                    return asVoid(stage.machines.addPulses(loom.device, count));
                });
            counted = at;
        }
    }

    void stand(const LoomPlace& loom, const Standstill& standstill, const Shift& shift)
    {
        // When the server takes note of it.
        add(standstill.from.addMSecs(machineRules().silentAfter.count()),
            [&loom](Stage& stage) { return asVoid(stage.machines.stopSilent(loom.device)); });
        if (!standstill.call)
            return;
        std::vector<const Person*> masters;
        for (const Person& person : m_plan.cast.people) {
            if (person.duty == Duty::Mechanic && person.shift == shift.index)
                masters.push_back(&person);
        }
        const Person& master = *masters[m_random.bounded(static_cast<quint32>(masters.size()))];
        const QString& description = one(m_plan.cast.repairs);
        add(*standstill.call, [&loom](Stage& stage) { return asVoid(stage.machines.call(loom.device)); });
        add(*standstill.arrival, [&loom, &master](Stage& stage) {
            return asVoid(stage.machines.startRepair(loom.device, master.card));
        });
        add(standstill.to, [&loom, &master, description](Stage& stage) {
            return asVoid(stage.machines.endRepair(loom.device, master.card, description));
        });
    }

    void atGate(const QDateTime& at, const Person& person)
    {
        add(at, [&person, company = m_plan.company, gate = one(m_plan.cast.gates)](Stage& stage) {
            return asVoid(stage.access.scan(company, person.card, gate));
        });
    }
    void atTerminal(const QDateTime& at, const Person& person)
    {
        add(at, [&person, company = m_plan.company, terminal = one(m_plan.cast.terminals)](Stage& stage) {
            return asVoid(stage.attendance.scan(company, person.card, terminal));
        });
    }
    /// A card that is nobody's.
    void stranger(const Shift& shift)
    {
        const QString card =
            QStringLiteral("0BAD%1").arg(m_random.bounded(0x10000), 4, 16, QChar(u'0')).toUpper();
        add(shift.begin.addSecs(seconds(600, 7 * 3600)),
            [card, company = m_plan.company, gate = one(m_plan.cast.gates)](Stage& stage) {
                return asVoid(stage.access.scan(company, card, gate));
            });
    }

    const HistoryPlan& m_plan;
    QRandomGenerator m_random;
    std::vector<Scene> m_scenes;
};

} // namespace

Result<void> writeHistory(domain::Workspace& work, const HistoryPlan& plan)
{
    Stage stage(work);
    Author author(plan);
    std::vector<Scene> ahead; // what a shift leaves for the time after its end
    for (Shift shift = shiftAt(plan.now.addDays(-plan.days), plan.zone);
         shift.begin.addSecs(-1800) < plan.now; shift = shift.next(plan.zone)) {
        std::vector<Scene> scenes = author.write(shift);
        std::vector<Scene> merged;
        std::merge(ahead.begin(), ahead.end(), scenes.begin(), scenes.end(), std::back_inserter(merged),
                   [](const Scene& a, const Scene& b) { return a.at < b.at; });
        // The next shift's people begin to come half an hour before it.
        const QDateTime upTo = std::min(plan.now, shift.end.addSecs(-1800));
        const auto rest =
            std::find_if(merged.begin(), merged.end(), [&](const Scene& scene) { return scene.at > upTo; });
        for (auto scene = merged.begin(); scene != rest; ++scene) {
            stage.clock.turnTo(scene->at);
            if (auto played = scene->play(stage); !played)
                return played;
        }
        ahead.assign(std::make_move_iterator(rest), std::make_move_iterator(merged.end()));
    }
    // The last shift's scenes up to now, where its end was not reached.
    for (const Scene& scene : ahead) {
        if (scene.at > plan.now)
            break;
        stage.clock.turnTo(scene.at);
        if (auto played = scene.play(stage); !played)
            return played;
    }
    return {};
}

} // namespace demo
