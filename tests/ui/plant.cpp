// SPDX-License-Identifier: GPL-3.0-or-later
#include "plant.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {

const QStringList lastNames{u"Аманов"_s,   u"Бердыева"_s, u"Гурбанов"_s,          u"Дурдыев"_s,
                            u"Ёлбарсов"_s, u"Иванова"_s,  u"Курбанмухаммедова"_s, u"Мередов"_s,
                            u"Нурыев"_s,   u"Овезова"_s,  u"Петренко"_s,          u"Реджепов"_s,
                            u"Сапаров"_s,  u"Тагиева"_s,  u"Худайбердыев"_s,      u"Чарыев"_s};
const QStringList firstNames{u"Азат"_s,  u"Айгуль"_s,    u"Батыр"_s,  u"Гозель"_s,
                             u"Мерет"_s, u"Огульджан"_s, u"Сердар"_s, u"Елена"_s};
const QStringList departments{u"Сотрудник_bag"_s, u"Операторы"_s,     u"Механики"_s,
                              u"Склад"_s,         u"Администрация"_s, u"Бухгалтерия"_s};

QString personName(int i)
{
    return lastNames[i % lastNames.size()] + u' ' + firstNames[i * 7 % firstNames.size()];
}

} // namespace

Plant::Plant(client::Models& models, const QDateTime& now) : m_models(models), m_now(now) {}

void Plant::feed(const QString& topic, const std::vector<QJsonObject>& rows, client::Origin origin,
                 bool replace)
{
    for (const client::TopicCodec& codec : client::Models::codecs()) {
        if (codec.topic != topic)
            continue;
        const auto builder = codec.builder();
        for (const QJsonObject& row : rows) {
            const qint64 id = row.value("id"_L1).toInteger();
            if (!builder->put(id, row, 1, m_now, u"test"_s))
                qFatal("A row of %s does not decode.", qPrintable(topic));
        }
        m_models.apply(*builder->take(topic, origin, replace));
        return;
    }
    qFatal("No topic %s.", qPrintable(topic));
}

void Plant::put(const MachineRow& row, client::Origin origin)
{
    feed(u"machines"_s, {toJson(row)}, origin, false);
}
void Plant::put(const ShiftRow& row, client::Origin origin)
{
    feed(u"shifts"_s, {toJson(row)}, origin, false);
}
void Plant::put(const CallRow& row, client::Origin origin)
{
    feed(u"calls"_s, {toJson(row)}, origin, false);
}
void Plant::put(const WorktimeRow& row, client::Origin origin)
{
    feed(u"worktime"_s, {toJson(row)}, origin, false);
}
void Plant::put(const AccessRow& row, client::Origin origin)
{
    feed(u"access"_s, {toJson(row)}, origin, false);
}
void Plant::put(const PersonRow& row, client::Origin origin)
{
    feed(u"people"_s, {toJson(row)}, origin, false);
}

void Plant::put(const AlarmRow& row, client::Origin origin)
{
    feed(u"alarms"_s, {toJson(row)}, origin, false);
}

void Plant::put(const NotificationRow& row, client::Origin origin)
{
    feed(u"notifications"_s, {toJson(row)}, origin, false);
}

void Plant::remove(const QString& topic, qint64 id)
{
    for (const client::TopicCodec& codec : client::Models::codecs()) {
        if (codec.topic != topic)
            continue;
        const auto builder = codec.builder();
        builder->remove(id, 1, m_now, u"test"_s);
        m_models.apply(*builder->take(topic, client::Origin::Live, false));
    }
}

void Plant::setFresh(client::DataState state)
{
    for (client::RowsModel* model : m_models.all())
        model->setFreshness(state, m_now);
}

void Plant::fill()
{
    const QDateTime shiftStart(m_now.date(), QTime(3, 0), Qt::UTC); // 08:00 in Ashgabat

    std::vector<MachineRow> machines;
    std::vector<ShiftRow> shifts;
    std::vector<CallRow> calls;
    std::vector<StateRow> states;
    qint64 shiftId = 1;
    qint64 stateId = 1;
    for (int i = 1; i <= 40; ++i) {
        MachineRow m;
        m.id = i;
        m.name = u"Станок %1"_s.arg(i);
        m.deviceId = u"LOHIA-%1"_s.arg(i, 3, 10, QChar(u'0'));
        m.metersPerPulse = 0.5;
        m.pulseCount = 600 + i * 37 % 400;
        m.meters = m.pulseCount * 0.5;
        m.status = MachineStatus::Working;
        m.statusSince = m_now.addSecs(-60 * (10 + i * 13 % 90));
        m.operatorRef = PersonRef{i, personName(i)};
        m.lastPulseAt = m_now.addSecs(-i % 30);

        for (int day = 7; day >= 1; --day) {
            ShiftRow s;
            s.id = shiftId++;
            s.machineId = i;
            s.machineName = m.name;
            s.operatorRef = PersonRef{(i + day) % 40 + 1, personName(i + day)};
            s.startedAt = shiftStart.addDays(-day);
            s.endedAt = s.startedAt.addSecs(8 * 3600 - (i * day % 20) * 60);
            s.pulses = 700 + (i * 31 + day * 97) % 300;
            s.meters = double(s.pulses) * 0.5;
            if (day == 3 && i % 9 == 0)
                s.meters *= 0.5;
            shifts.push_back(s);
        }

        const auto stretch = [&](qint64 from, std::optional<qint64> to, MachineStatus status) {
            StateRow s;
            s.id = stateId++;
            s.machineId = i;
            s.status = status;
            s.from = shiftStart.addSecs(from);
            if (to)
                s.to = shiftStart.addSecs(*to);
            states.push_back(s);
        };
        stretch(-86400, -80000, MachineStatus::Working);
        stretch(-80000, -79000 + i * 10, MachineStatus::Stopped);
        stretch(-79000 + i * 10, 0, MachineStatus::Working);
        stretch(0, 4200 + i * 20, MachineStatus::Working);
        stretch(4200 + i * 20, 4800 + i * 20, MachineStatus::Idle);
        if (i == 7) {
            stretch(4940, 14000, MachineStatus::Working);
            stretch(14000, {}, MachineStatus::Stopped);
            m.status = MachineStatus::Stopped;
            m.statusSince = shiftStart.addSecs(14000);
            m.lastPulseAt = m.statusSince;
        } else if (i == 12) {
            stretch(5040, 15000, MachineStatus::Working);
            stretch(15000, {}, MachineStatus::Maintenance);
            m.status = MachineStatus::Maintenance;
            m.statusSince = shiftStart.addSecs(15000);
            m.call = MachineRow::Call{201,
                                      CallStatus::InProgress,
                                      shiftStart.addSecs(14700),
                                      shiftStart.addSecs(15000),
                                      m.operatorRef->name,
                                      u"Дурдыев Батыр"_s};
        } else if (i == 23) {
            stretch(5260, {}, MachineStatus::Working);
            m.call = MachineRow::Call{202,          CallStatus::Pending, m_now.addSecs(-260),
                                      std::nullopt, m.operatorRef->name, {}};
        } else if (i % 13 == 0) {
            stretch(4800 + i * 20, {}, MachineStatus::Idle);
            m.status = MachineStatus::Idle;
            m.operatorRef.reset();
            m.pulseCount = 0;
            m.meters = 0;
        } else {
            stretch(4800 + i * 20, {}, MachineStatus::Working);
        }
        if (m.operatorRef) {
            ShiftRow s;
            s.id = 1000 + i;
            s.machineId = i;
            s.machineName = m.name;
            s.operatorRef = *m.operatorRef;
            s.startedAt = shiftStart;
            shifts.push_back(s);
            m.shift = MachineRow::Shift{s.id, shiftStart, m.pulseCount, m.meters};
        }
        machines.push_back(m);

        CallRow call;
        call.id = i;
        call.machineId = i;
        call.machineName = m.name;
        call.status = CallStatus::Completed;
        call.operatorName = personName(i);
        call.masterName = u"Дурдыев Батыр"_s;
        call.calledAt = shiftStart.addDays(-1).addSecs(6400);
        call.startedAt = call.calledAt.addSecs(240 + i * 7);
        call.endedAt = call.startedAt->addSecs(900 + i * 11);
        call.description = u"Обрыв основы"_s;
        calls.push_back(call);
        if (m.call) {
            CallRow open;
            open.id = m.call->id;
            open.machineId = i;
            open.machineName = m.name;
            open.status = m.call->status;
            open.operatorName = m.call->operatorName;
            open.masterName = m.call->masterName;
            open.calledAt = m.call->calledAt;
            open.startedAt = m.call->startedAt;
            calls.push_back(open);
        }
    }
    snapshot(u"machines"_s, machines);
    snapshot(u"shifts"_s, shifts);
    snapshot(u"calls"_s, calls);
    snapshot(u"states"_s, states);

    std::vector<PersonRow> people;
    std::vector<WorktimeRow> days;
    std::vector<AccessRow> passes;
    for (int i = 1; i <= 120; ++i) {
        PersonRow p;
        p.id = i;
        p.personnelNumber = u"T-%1"_s.arg(i, 3, 10, QChar(u'0'));
        const QStringList parts = personName(i).split(u' ');
        p.lastName = parts[0];
        p.firstName = parts[1];
        p.department = departments[i % departments.size()];
        p.position = i % 6 == 2 ? u"Механик"_s : u"Оператор"_s;
        p.inside = i % 3 != 0;
        p.lastSeenAt = shiftStart.addSecs(-1200 + i * 40);
        people.push_back(p);

        for (int back = 0; back < 5; ++back) {
            WorktimeRow w;
            w.id = (5 - back) * 1000 + i;
            w.employeeId = i;
            w.personnelNumber = p.personnelNumber;
            w.employeeName = p.fullName();
            w.department = p.department;
            w.position = p.position;
            w.date = m_now.toTimeZone(QTimeZone("Asia/Ashgabat")).date().addDays(-back);
            const bool late = (i + back) % 11 == 0;
            w.entryAt = shiftStart.addDays(-back).addSecs(late ? 6300 : 600 + i * 17 % 3000);
            w.status = late ? WorktimeStatus::Late : WorktimeStatus::Present;
            if (back > 0) {
                w.exitAt = w.entryAt->addSecs((i * 13 + back) % 17 == 0 ? 11.5 * 3600 : 9.3 * 3600);
                w.workedMinutes = int(w.entryAt->secsTo(*w.exitAt) / 60) - 120;
                w.overtimeMinutes = std::max(0, *w.workedMinutes - 480);
            }
            if ((i + back) % 29 == 0) {
                w.entryAt.reset();
                w.exitAt.reset();
                w.workedMinutes.reset();
                w.overtimeMinutes = 0;
                w.status = i % 2 ? WorktimeStatus::Sick : WorktimeStatus::Absent;
            }
            days.push_back(w);
        }
        AccessRow a;
        a.id = i;
        a.kind = AccessKind::Gate;
        a.granted = i % 31 != 0;
        a.at = m_now.addSecs(-(120 - i) * 45 - 12);
        a.device = u"ESP32-SEC-00%1"_s.arg(i % 3 + 1);
        if (a.granted) {
            a.action = i % 4 == 0 ? AccessAction::Out : AccessAction::In;
            a.employee = AccessRow::Employee{p.id, p.fullName(), p.department, p.position, p.personnelNumber};
        } else {
            a.card = u"04A1B2C3"_s;
        }
        passes.push_back(a);
    }
    std::vector<AlarmRow> alarms;
    const auto alarm = [&](qint64 machine, const QString& rule, const QString& title, AlarmPriority priority,
                           AlarmState state, int minutes) -> AlarmRow& {
        AlarmRow a;
        a.id = qint64(alarms.size()) + 1;
        a.rule = rule;
        a.source = u"machines/%1"_s.arg(machine);
        a.topic = u"machines"_s;
        a.record = QString::number(machine);
        a.priority = priority;
        a.state = state;
        a.since = a.lastAt = m_now.addSecs(-60 * minutes);
        a.title = title;
        a.message = personName(int(machine));
        alarms.push_back(a);
        return alarms.back();
    };
    alarm(23, u"maintenance-call"_s, u"Вызов мастера: Станок 23"_s, AlarmPriority::High,
          AlarmState::Unacknowledged, 4);
    alarm(7, u"machine-stopped"_s, u"Остановка: Станок 7"_s, AlarmPriority::Critical,
          AlarmState::Unacknowledged, 129);
    alarm(12, u"machine-stopped"_s, u"Остановка: Станок 12"_s, AlarmPriority::Medium,
          AlarmState::Acknowledged, 112)
        .acknowledged = AlarmRow::Action{3, u"Дурдыев Батыр"_s, m_now.addSecs(-6000), u"иду"_s, {}};
    alarm(31, u"device-silent"_s, u"Нет данных: Станок 31"_s, AlarmPriority::Low,
          AlarmState::ReturnedUnacknowledged, 15);
    alarm(39, u"machine-idle"_s, u"Долгий простой: Станок 39"_s, AlarmPriority::Low, AlarmState::Shelved, 67)
        .held = AlarmRow::Action{3, u"Дурдыев Батыр"_s, m_now.addSecs(-600), u"плановая чистка"_s,
                                 m_now.addSecs(3000)};
    snapshot(u"alarms"_s, alarms);
    snapshot(u"people"_s, people);
    snapshot(u"worktime"_s, days);
    snapshot(u"access"_s, passes);
    setFresh();
}
