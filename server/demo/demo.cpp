// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/demo.h"

#include "base/logging.h"
#include "demo/history.h"
#include "demo/shifts.h"
#include "domain/access/service.h"
#include "domain/attendance/service.h"
#include "domain/machines/service.h"
#include "domain/people/account.h"
#include "domain/people/company.h"
#include "domain/people/service.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QHash>

#include <array>
#include <future>

namespace demo {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Result;
using protocol::Role;

namespace {

constexpr double metersPerPulse = 0.035; // a circular loom: some 120 m of sleeve an hour

struct DemoUser
{
    QString name;
    QString fullName;
    Role role;
};

const std::array<DemoUser, 10>& users()
{
    static const std::array<DemoUser, 10> list{{
        {u"operator"_s, u"Оператор цеха"_s, Role::Operator},
        {u"foreman"_s, u"Мастер участка"_s, Role::Foreman},
        {u"guard"_s, u"Пост охраны"_s, Role::Security},
        {u"hr"_s, u"Отдел кадров"_s, Role::HrManager},
        {u"accountant"_s, u"Бухгалтерия"_s, Role::Accountant},
        {u"technician"_s, u"Техник поддержки"_s, Role::Technician},
        {u"waiter"_s, u"Официант столовой"_s, Role::Waiter},
        {u"cook"_s, u"Повар столовой"_s, Role::Cook},
        {u"manager"_s, u"Начальник производства"_s, Role::Manager},
        {u"admin"_s, u"Администратор"_s, Role::Admin},
    }};
    return list;
}

/// Lies beside the database: says that what is in there is invented, and may go on being invented.
QString markerPath(const QString& dataFolder)
{
    return QDir(dataFolder).filePath(u"demo-plant"_s);
}

Result<void> writeMarker(const QString& dataFolder)
{
    QFile marker(markerPath(dataFolder));
    if (!marker.open(QIODevice::WriteOnly) ||
        marker.write("The data in this folder is the demo plant of vakhtad serve --demo.\n") < 0)
        return protocol::failure(ErrorCode::Unavailable,
                                 u"%1 cannot be written: %2."_s.arg(marker.fileName(), marker.errorString()));
    return {};
}

/// Runs unit on the writer and waits for its commit.
Result<void> writeAndWait(domain::Executor& executor, domain::Executor::WriteUnit unit)
{
    const auto promise = std::make_shared<std::promise<Result<void>>>();
    auto outcome = promise->get_future();
    executor.write(std::move(unit),
                   [promise](Result<void> result) { promise->set_value(std::move(result)); });
    return outcome.get();
}

bool holdsAnything(domain::Workspace& work)
{
    for (const domain::Company& company : work.get<domain::CompanyRepository>().all()) {
        if (!work.get<domain::EmployeeRepository>().all(company.id).empty() ||
            !work.get<domain::MachineRepository>().all(company.id).empty())
            return true;
    }
    return !work.get<domain::AccountRepository>().all().empty();
}

domain::Company companyOf(domain::Workspace& work, const Options& options)
{
    auto& companies = work.get<domain::CompanyRepository>();
    const auto found = companies.findByName(options.company);
    return found ? *found : companies.insert(options.company, options.timeZone);
}

Result<void> addEverybody(domain::Workspace& work, const Cast& cast, protocol::CompanyId company, QDate today)
{
    domain::PeopleService people(work.get<domain::EmployeeRepository>(), work.get<domain::Journal>());
    for (const Person& person : cast.people) {
        domain::Employee employee{.id = *protocol::EmployeeId::from(qint64(1)), .company = company};
        employee.personnelNumber = person.personnelNumber;
        employee.lastName = person.lastName;
        employee.firstName = person.firstName;
        employee.middleName = person.middleName;
        employee.department = person.department;
        employee.position = person.position;
        employee.card = person.card;
        employee.hireDate = today.addDays(-200 - 17 * person.personnelNumber.toInt());
        if (const auto added = people.add(employee); !added)
            return base::Unexpected<protocol::Error>{added.error()};
    }
    return {};
}

Result<void> addLooms(domain::Workspace& work, const Cast& cast, protocol::CompanyId company,
                      const base::Clock& clock)
{
    domain::AccessService access(work.get<domain::EmployeeRepository>(), work.get<domain::AccessRepository>(),
                                 work.get<domain::Journal>(), clock);
    domain::MachineService machines(work.get<domain::EmployeeRepository>(),
                                    work.get<domain::MachineRepository>(), access,
                                    work.get<domain::Journal>(), clock);
    for (const LoomPlace& place : cast.looms) {
        domain::Machine machine{.id = *protocol::MachineId::from(qint64(1)), .company = company};
        machine.name = place.name;
        machine.deviceId = place.device;
        machine.metersPerPulse = metersPerPulse;
        if (const auto added = machines.add(machine); !added)
            return base::Unexpected<protocol::Error>{added.error()};
    }
    return {};
}

void addUsers(domain::Workspace& work, protocol::CompanyId company, const QString& passwordHash)
{
    for (const DemoUser& user : users()) {
        const domain::NewAccount account{.company = company,
                                         .branch = std::nullopt,
                                         .username = user.name,
                                         .passwordHash = passwordHash,
                                         .fullName = user.fullName,
                                         .phone = {},
                                         .email = {},
                                         .roles = {user.role}};
        work.get<domain::AccountRepository>().insert(account);
    }
}

/// The clock at which the looms were put up: before the history begins.
class FixedClock final : public base::Clock
{
public:
    explicit FixedClock(const QDateTime& moment) : m_moment(moment) {}
    QDateTime now() const override { return m_moment; }
    qint64 monotonicMs() const override { return 0; }

private:
    const QDateTime m_moment;
};

Result<void> fill(domain::Workspace& work, const Options& options, const QString& passwordHash,
                  const QDateTime& now)
{
    const Cast cast = makeCast(options.seed);
    const domain::Company company = companyOf(work, options);
    const QDateTime begin = shiftAt(now.addDays(-options.historyDays), company.timeZone).begin.addSecs(-1800);
    const FixedClock before(begin);
    if (auto added = addEverybody(work, cast, company.id, now.toTimeZone(company.timeZone).date()); !added)
        return added;
    if (auto added = addLooms(work, cast, company.id, before); !added)
        return added;
    addUsers(work, company.id, passwordHash);
    return writeHistory(work, {cast, company.id, company.timeZone, options.seed, options.historyDays, now});
}

Situation situationOf(domain::Workspace& work, const Options& options, const QDateTime& now)
{
    const domain::Company company = *work.get<domain::CompanyRepository>().findByName(options.company);
    Situation situation{
        .company = company.id, .zone = company.timeZone, .looms = {}, .inside = {}, .present = {}};
    auto& employees = work.get<domain::EmployeeRepository>();
    for (const auto& employee : employees.all(company.id)) {
        if (employee.inside)
            situation.inside.insert(employee.personnelNumber);
    }
    // Whose day is open: today's, and the night shift's of yesterday.
    const QDate today = domain::workday(attendanceRules(), now, company.timeZone);
    for (const QDate day : {today, today.addDays(-1)}) {
        for (const auto& entry : work.get<domain::WorktimeRepository>().ofDay(company.id, day)) {
            if (entry.entryAt && !entry.exitAt && entry.entryAt->secsTo(now) < 16 * 3600)
                situation.present.insert(entry.employee.personnelNumber);
        }
    }
    auto& machines = work.get<domain::MachineRepository>();
    QHash<protocol::MachineId, domain::MaintenanceCall> calls;
    for (const auto& call : machines.openCalls(company.id))
        calls.insert(call.machine, call);
    for (const LoomPlace& place : makeCast(options.seed).looms) {
        Situation::Loom loom;
        if (const auto machine = machines.findByDevice(place.device)) {
            if (machine->operatorRef)
                loom.operatorNumber = machine->operatorRef->personnelNumber;
            const auto call = calls.constFind(machine->id);
            if (call != calls.cend()) {
                loom.call = call->status;
                loom.masterNumber = call->master ? call->master->personnelNumber : QString();
            }
            loom.stopped = !loom.call && machine->status == protocol::MachineStatus::Stopped;
        }
        situation.looms.push_back(loom);
    }
    return situation;
}

} // namespace

Result<Situation> prepare(domain::Executor& executor, const QString& dataFolder, const Options& options,
                          const base::Clock& clock)
{
    const QDateTime now = clock.now();
    const bool marked = QFile::exists(markerPath(dataFolder));
    bool foreign = false;
    bool empty = false;
    auto looked = writeAndWait(executor, [&](domain::Workspace& work) -> Result<void> {
        const bool holds = holdsAnything(work);
        empty = !holds;
        foreign = holds && !marked;
        return {};
    });
    if (!looked)
        return base::Unexpected<protocol::Error>{looked.error()};
    if (foreign)
        return protocol::failure(
            ErrorCode::Conflict,
            u"%1 holds a plant that is not the demo; give --data an empty folder, or leave --demo out."_s.arg(
                dataFolder));
    if (empty) {
        // First the marker, then the plant in one transaction: killed in between, the next start goes on.
        if (auto written = writeMarker(dataFolder); !written)
            return base::Unexpected<protocol::Error>{written.error()};
        QElapsedTimer timer;
        timer.start();
        const QString passwordHash = options.hash("demo");
        const auto filled = writeAndWait(
            executor, [&](domain::Workspace& work) { return fill(work, options, passwordHash, now); });
        if (!filled)
            return base::Unexpected<protocol::Error>{filled.error()};
        qCInfo(lcServer).noquote() << u"The demo plant has been invented in %1 s."_s.arg(
            static_cast<double>(timer.elapsed()) / 1000.0, 0, 'f', 1);
    }
    std::optional<Situation> situation;
    const auto read = writeAndWait(executor, [&](domain::Workspace& work) -> Result<void> {
        situation = situationOf(work, options, now);
        return {};
    });
    if (!read)
        return base::Unexpected<protocol::Error>{read.error()};
    return *situation;
}

} // namespace demo
