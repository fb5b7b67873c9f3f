// SPDX-License-Identifier: GPL-3.0-or-later
#include "plant.h"

#include "domain/telling.h"

#include <QRandomGenerator>

#include <map>

using namespace Qt::StringLiterals;
using protocol::CallStatus;
using protocol::MachineStatus;

/// A long random working life: whatever people and devices do in whatever order, the plant stays
/// consistent, and whoever holds the told rows holds what is in the database.
class PlantWalkTest final : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase_data() { support::Backend::addRows(); }

    void walk_data()
    {
        QTest::addColumn<quint32>("seed");
        for (const quint32 seed : {1u, 2u})
            QTest::addRow("seed %u", seed) << seed;
    }
    void walk()
    {
        QFETCH_GLOBAL(QString, backend);
        QFETCH(quint32, seed);
        QRandomGenerator random(seed);
        m_plant = std::make_unique<Plant>(backend);
        m_told.clear();
        m_seen = 0;
        populate();
        for (int step = 0; step < 600; ++step) {
            m_plant->clock.advance(std::chrono::seconds(random.bounded(600)));
            const QString what = act(random);
            listen();
            const QString wrong = whatIsWrong();
            QVERIFY2(wrong.isEmpty(), qPrintable(u"step %1, after %2: %3"_s.arg(QString::number(step), what, wrong)));
        }
        // The walk has been where it matters.
        QVERIFY(m_plant->backend->machines().shifts(home(), 1000).size() > 25);
        QVERIFY(m_plant->backend->machines().calls(home(), 1000).size() > 5);
        QVERIFY(m_plant->backend->worktime().newestFirst(home(), 1000).size() > 10);
    }

private:
    protocol::CompanyId home() const { return m_plant->backend->home; }

    void populate()
    {
        for (const QString& name : {u"LOHIA-001"_s, u"LOHIA-002"_s, u"LOHIA-003"_s})
            m_plant->machines
                .add({.id = *protocol::MachineId::from(1), .company = home(), .name = name, .deviceId = name})
                .value();
        int number = 0;
        for (const QString& department :
             {u"Операторы"_s, u"Сотрудник"_s, u"Администрация"_s, u"Механики"_s, u"Механики"_s, u"Склад"_s})
            m_plant->hire(cardOf(number++), department);
    }
    static QString cardOf(int number) { return u"0A1B2C3%1"_s.arg(number); }

    QString act(QRandomGenerator& random)
    {
        const QString loom = u"LOHIA-00%1"_s.arg(random.bounded(1, 4));
        const QString card = cardOf(random.bounded(7)); // the seventh is a stranger's
        auto& machines = m_plant->machines;
        switch (random.bounded(14)) {
        case 0:
        case 1:
        case 2:
            return machines.scan(loom, card) ? u"scan"_s : u"failed scan"_s;
        case 3:
        case 4:
        case 5:
            return machines.addPulses(loom, random.bounded(1, 100)) ? u"pulses"_s : u"refused pulses"_s;
        case 6:
            return machines.call(loom) ? u"call"_s : u"refused call"_s;
        case 7:
            return machines.startRepair(loom, card) ? u"repair"_s : u"refused repair"_s;
        case 8:
            return machines.endRepair(loom, card, u"готово"_s) ? u"repaired"_s : u"refused end of repair"_s;
        case 9:
            return machines.startShift(loom, card) ? u"shift"_s : u"refused shift"_s;
        case 10:
            return machines.endShift(loom, card) ? u"end of shift"_s : u"refused end of shift"_s;
        case 11:
            return u"%1 silent"_s.arg(machines.checkSilence(home(), m_plant->clock.now()));
        case 12:
            return m_plant->attendance.scan(home(), card, u"ESP32-HR-001"_s) ? u"terminal"_s : u"failed terminal"_s;
        default:
            return m_plant->access.scan(home(), card, u"ESP32-SEC-001"_s) ? u"gate"_s : u"failed gate"_s;
        }
    }

    /// What a client would hold.
    void listen()
    {
        const auto& changes = m_plant->journal.changes;
        for (; m_seen < changes.size(); ++m_seen) {
            const domain::Change& change = changes[m_seen];
            m_told.insert_or_assign({change.topic, change.id.toLongLong()}, change.row.value());
        }
    }
    QJsonObject told(protocol::TopicIndex topic, qint64 id) const
    {
        const auto it = m_told.find({topic, id});
        return it == m_told.end() ? QJsonObject() : it->second;
    }

    QString whatIsWrong()
    {
        auto& repository = m_plant->backend->machines();
        for (const domain::Machine& machine : repository.active(home())) {
            const auto shift = repository.activeShift(machine.id);
            const auto call = repository.openCall(machine.id);
            const auto state = repository.currentState(machine.id);
            const bool works = machine.status == MachineStatus::Working || machine.status == MachineStatus::Stopped;
            if (machine.operatorRef.has_value() != shift.has_value())
                return u"an operator without a shift, or the other way round"_s;
            if (shift && shift->operatorRef.id != machine.operatorRef->id)
                return u"the shift is another's"_s;
            if (works && !machine.operatorRef)
                return u"it works by itself"_s;
            if (machine.status == MachineStatus::Idle && machine.operatorRef)
                return u"idle with an operator"_s;
            if (machine.status == MachineStatus::Maintenance && (!call || call->status != CallStatus::InProgress))
                return u"in repair without a repair"_s;
            if (machine.pulseCount != (shift ? shift->pulses : 0))
                return u"the shift counts otherwise than the machine"_s;
            if (!state || state->status != machine.status || state->from != machine.statusSince)
                return u"the current stretch of time is not the machine's"_s;
            if (told(domain::topic::machines, machine.id.value()) != toJson(toRow(machine, shift, call)))
                return u"the machine was told otherwise"_s;
            if (told(domain::topic::states, state->id) != toJson(toRow(*state)))
                return u"the state was told otherwise"_s;
        }
        for (const domain::MachineShift& shift : repository.shifts(home(), 20)) {
            // Of an active shift the running numbers are in the machine's row.
            if (shift.endedAt && told(domain::topic::shifts, shift.id) != toJson(toRow(shift)))
                return u"a shift was told otherwise"_s;
        }
        for (const domain::MaintenanceCall& call : repository.calls(home(), 20)) {
            if (told(domain::topic::calls, call.id) != toJson(toRow(call)))
                return u"a call was told otherwise"_s;
        }
        for (const domain::Employee& employee : m_plant->backend->employees().all(home())) {
            if (employee.lastSeenAt && told(domain::topic::people, employee.id.value()) != toJson(toRow(employee)))
                return u"a person was told otherwise"_s;
        }
        for (const domain::WorktimeEntry& entry : m_plant->backend->worktime().newestFirst(home(), 20)) {
            if (told(domain::topic::worktime, entry.id) != toJson(toRow(entry)))
                return u"a day was told otherwise"_s;
        }
        for (const domain::AccessEvent& event : m_plant->backend->access().newestAtGates(home(), 20)) {
            if (told(domain::topic::access, event.id) != toJson(toRow(event)))
                return u"a passage was told otherwise"_s;
        }
        return {};
    }

    std::unique_ptr<Plant> m_plant;
    std::map<std::pair<protocol::TopicIndex, qint64>, QJsonObject> m_told;
    size_t m_seen = 0;
};

QTEST_GUILESS_MAIN(PlantWalkTest)
#include "tst_plantwalk.moc"
