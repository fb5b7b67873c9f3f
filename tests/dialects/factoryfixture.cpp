// SPDX-License-Identifier: GPL-3.0-or-later
#include "factoryfixture.h"

#include "dialects/factory/answers.h"
#include "domain/access/service.h"
#include "domain/attendance/service.h"
#include "domain/machines/service.h"
#include "domain/people/account.h"
#include "domain/people/service.h"
#include "storage/connection.h"
#include "storage/sqlaccess.h"
#include "storage/sqlemployees.h"
#include "storage/sqlmachines.h"
#include "storage/sqlworktime.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <future>

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

/// The services of the plant on one connection, as the composition root furnishes them.
struct PlantServices
{
    PlantServices(storage::Connection& db, domain::Journal& journal, const base::Clock& clock,
                  const domain::MachineRules& rules)
        : employees(db)
        , accessRows(db)
        , worktime(db)
        , machineRows(db)
        , access(employees, accessRows, journal, clock)
        , machines(employees, machineRows, access, journal, clock, rules)
        , people(employees, journal)
    {
    }
    storage::SqlEmployees employees;
    storage::SqlAccess accessRows;
    storage::SqlWorktime worktime;
    storage::SqlMachines machineRows;
    domain::AccessService access;
    domain::MachineService machines;
    domain::PeopleService people;
    std::optional<domain::AttendanceService> attendance;
};

template <class T> std::shared_ptr<T> part(const std::shared_ptr<PlantServices>& whole, T& of)
{
    return std::shared_ptr<T>(whole, &of);
}

void furnish(storage::Connection& db, domain::Workspace& work, const base::Clock& clock,
             const domain::AttendanceRules& attendanceRules, const domain::MachineRules& machineRules)
{
    if (!db.isWriter()) {
        work.add<domain::EmployeeRepository>(std::make_shared<storage::SqlEmployees>(db));
        work.add<domain::AccessRepository>(std::make_shared<storage::SqlAccess>(db));
        work.add<domain::WorktimeRepository>(std::make_shared<storage::SqlWorktime>(db));
        work.add<domain::MachineRepository>(std::make_shared<storage::SqlMachines>(db));
        return;
    }
    const auto all = std::make_shared<PlantServices>(db, work.get<domain::Journal>(), clock, machineRules);
    all->attendance.emplace(all->employees, all->worktime, work.get<domain::CompanyRepository>(), all->access,
                            work.get<domain::Journal>(), clock, attendanceRules);
    work.add<domain::EmployeeRepository>(part<domain::EmployeeRepository>(all, all->employees));
    work.add<domain::AccessRepository>(part<domain::AccessRepository>(all, all->accessRows));
    work.add<domain::WorktimeRepository>(part<domain::WorktimeRepository>(all, all->worktime));
    work.add<domain::MachineRepository>(part<domain::MachineRepository>(all, all->machineRows));
    work.add<domain::AccessService>(part(all, all->access));
    work.add<domain::MachineService>(part(all, all->machines));
    work.add<domain::PeopleService>(part(all, all->people));
    work.add<domain::AttendanceService>(part(all, *all->attendance));
}

/// "session-<roles>-<company>-<branch or 0>": what stands for a token here.
QByteArray tokenOf(protocol::Roles roles, protocol::CompanyId company,
                   std::optional<protocol::BranchId> branch)
{
    return "session-" + QByteArray::number(roles.bits()) + '-' + QByteArray::number(company.value()) + '-' +
           QByteArray::number(branch ? branch->value() : 0);
}

std::shared_ptr<const protocol::Principal> personOf(const QByteArray& token)
{
    const auto parts = token.split('-');
    if (parts.size() != 4 || parts[0] != "session")
        return nullptr;
    const auto company = protocol::CompanyId::from(parts[2].toLongLong());
    if (!company)
        return nullptr;
    return std::make_shared<protocol::Principal>(
        protocol::Principal{*protocol::UserId::from(qint64(1)), *company,
                            protocol::BranchId::from(parts[3].toLongLong()),
                            protocol::Roles::fromBits(parts[1].toUInt()), u"tester"_s});
}

} // namespace

QByteArray Reply::header(const QByteArray& name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray Reply::setCookie(const QByteArray& name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare("Set-Cookie", Qt::CaseInsensitive) == 0 && value.startsWith(QByteArray(name + '=')))
            return value.sliced(name.size() + 1).split(';').first();
    }
    return {};
}

QJsonObject Reply::json() const
{
    return QJsonDocument::fromJson(body).object();
}

FactoryFixture::FactoryFixture(const Configure& configure)
    : clock(QDateTime(QDate(2025, 11, 3), QTime(3, 55), Qt::UTC)), m_configure(configure)
{
    startEngine(configure);
    const auto made = write([this](domain::Workspace& work) -> protocol::Result<void> {
        auto& companies = work.get<domain::CompanyRepository>();
        home = companies.insert(u"Завод"_s, QTimeZone("Asia/Ashgabat")).id;
        // Whom tokens stand for (personOf).
        const domain::NewAccount tester{*home, std::nullopt, u"tester"_s, u"none"_s, u"Тестов Т. Т."_s,
                                        {},    {},           {}};
        work.get<domain::AccountRepository>().insert(tester);
        abroad = companies.insert(u"Чужой завод"_s, QTimeZone("Europe/Berlin")).id;
        return {};
    });
    if (!made)
        qFatal("%s", qPrintable(made.error().text()));
    op = hire(u"Аннаев"_s, u"Бегенч"_s, u"Мырадович"_s, u"Операторы"_s, u"A1A1A1A1"_s);
    otherOp = hire(u"Тест"_s, u"Анна"_s, {}, u"Сотрудник_bag"_s, u"B2B2B2B2"_s);
    master = hire(u"Иванов"_s, u"Пётр"_s, u"Ильич"_s, u"Механики"_s, u"C3C3C3C3"_s);
    clerk = hire(u"Öwezowa"_s, u"Güljan"_s, {}, u"Склад"_s, u"D4D4D4D4"_s);
    loom = install(u"Станок 01"_s, u"LOHIA-001"_s);
    startServer();
}

FactoryFixture::FactoryFixture(Empty empty)
    : clock(QDateTime(QDate(2025, 11, 3), QTime(3, 55), Qt::UTC))
    , m_attendanceRules(empty.attendance)
    , m_machineRules(empty.machines)
{
    startEngine([&](dialects::FactoryConfig& config) { config.attendance = empty.attendance; });
    empty.fill(*m_engine, clock);
    home = protocol::CompanyId::from(qint64(1));
    startServer();
}

void FactoryFixture::startEngine(const Configure& configure)
{
    storage::EngineOptions options;
    options.file = m_folder.filePath(u"plant.db"_s);
    m_engine = std::make_unique<storage::Engine>(options, clock);
    m_engine->addCommitListener(
        [this](const std::shared_ptr<const domain::CommittedBatch>& batch) { m_factory->committed(*batch); });

    // The company has to be known before the dialect is made, and the dialect before the first commit.
    dialects::FactoryConfig config{*protocol::CompanyId::from(qint64(1))};
    config.deviceNetworks = {{QHostAddress(u"127.0.0.0"_s), 8}, {QHostAddress(u"::1"_s), 128}};
    if (configure)
        configure(config);
    m_factory = std::make_unique<dialects::Factory>(
        *m_engine, clock, config,
        [this](const QString& username, const QString& password, const QHostAddress&,
               std::function<void(protocol::Result<dialects::FactorySession>)> done) {
            logIn(username, password, done);
        });
    const auto started = m_engine->start([this](storage::Connection& db, domain::Workspace& work) {
        furnish(db, work, clock, m_attendanceRules, m_machineRules);
    });
    if (!started)
        qFatal("%s", qPrintable(started.error().text()));
}

void FactoryFixture::startServer()
{
    m_factory->addTo(m_router);
    m_router.setGuard([this](net::Request& request, const net::Access& access, net::DialectTag tag) {
        return guard(request, access, tag);
    });
    net::ListenConfig listen;
    listen.port = 0;
    m_server = std::make_unique<net::Server>(listen, m_router);
    if (const QString trouble = m_server->start(); !trouble.isEmpty())
        qFatal("%s", qPrintable(trouble));
}

FactoryFixture::~FactoryFixture()
{
    m_factory->stop();
    m_server->stop(std::chrono::milliseconds(200));
    m_engine->stop();
}

void FactoryFixture::restart()
{
    m_factory->stop();
    m_server->stop(std::chrono::milliseconds(200));
    m_engine->stop();
    m_server.reset();
    m_router = net::Router();
    startEngine(m_configure);
    startServer();
}

Reply FactoryFixture::send(const QByteArray& method, const QByteArray& path, const QByteArray& body,
                           const Headers& headers) const
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port());
    if (!socket.waitForConnected(5000))
        return {};
    QByteArray request = method + ' ' + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    for (const auto& [name, value] : headers)
        request += name + ": " + value + "\r\n";
    if (!body.isEmpty() || method == "POST")
        request += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    socket.write(request + "\r\n" + body);
    QByteArray raw;
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(20'000))
        raw += socket.readAll();
    raw += socket.readAll();

    const qsizetype end = raw.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    Reply reply;
    reply.body = raw.sliced(end + 4);
    const auto lines = raw.first(end).split('\n');
    reply.status = lines[0].split(' ').value(1).toInt();
    for (const QByteArray& line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        reply.headers.emplaceBack(line.first(colon).trimmed(), line.sliced(colon + 1).trimmed());
    }
    return reply;
}

Reply FactoryFixture::post(const QByteArray& path, const QJsonObject& body, const Headers& headers) const
{
    return send("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact), headers);
}

Reply FactoryFixture::scanAtLoom(const QString& device, const QString& card) const
{
    return post("/employees/api/rfid-scan/", {{u"rfid_uid"_s, card}, {u"device_id"_s, device}});
}

Reply FactoryFixture::scanAtTerminal(const QString& card, const QString& device) const
{
    return post("/employees/api/rfid-scan/", {{u"rfid_uid"_s, card}, {u"device_id"_s, device}});
}

Reply FactoryFixture::scanAtGate(const QString& card, const QString& device) const
{
    return post("/security/api/scan/", {{u"rfid_uid"_s, card}, {u"device_id"_s, device}});
}

Reply FactoryFixture::pulses(const QString& device, int count) const
{
    return post("/lohia/api/pulse/update/", {{u"esp32_id"_s, device}, {u"pulse_count"_s, count}});
}

Reply FactoryFixture::callMaster(const QString& device) const
{
    return post("/lohia/api/maintenance/call/", {{u"esp32_id"_s, device}});
}

Headers FactoryFixture::as(protocol::Roles roles, std::optional<protocol::CompanyId> company,
                           std::optional<protocol::BranchId> branch) const
{
    return {{"Authorization", "Bearer " + tokenOf(roles, company ? *company : *home, branch)}};
}

void FactoryFixture::at(const QString& text)
{
    const bool dayAfter = text.startsWith(u"+1 ");
    const QString time = dayAfter ? text.sliced(3) : text;
    const QTime parsed = QTime::fromString(time, time.size() > 5 ? u"HH:mm:ss"_s : u"HH:mm"_s);
    const QDateTime then(QDate(2025, 11, dayAfter ? 4 : 3), parsed, QTimeZone("Asia/Ashgabat"));
    clock.advance(std::chrono::milliseconds(clock.now().msecsTo(then)));
}

domain::Employee FactoryFixture::hire(const QString& lastName, const QString& firstName,
                                      const QString& middleName, const QString& department,
                                      const QString& card, std::optional<protocol::CompanyId> company)
{
    domain::Employee employee{.id = *protocol::EmployeeId::from(qint64(1)),
                              .company = company ? *company : *home};
    employee.personnelNumber = u"T-%1"_s.arg(++m_hired);
    employee.lastName = lastName;
    employee.firstName = firstName;
    employee.middleName = middleName;
    employee.department = department;
    employee.position = u"работник"_s;
    employee.card = card;
    employee.hireDate = QDate(2020, 2, 1);
    std::optional<domain::Employee> hired;
    const auto result = write([&](domain::Workspace& work) -> protocol::Result<void> {
        auto added = work.get<domain::PeopleService>().add(employee);
        if (!added)
            return base::Unexpected<protocol::Error>{added.error()};
        hired = *added;
        return {};
    });
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
    return *hired;
}

domain::Machine FactoryFixture::install(const QString& name, const QString& device,
                                        std::optional<protocol::CompanyId> company)
{
    domain::Machine machine{.id = *protocol::MachineId::from(qint64(1)),
                            .company = company ? *company : *home};
    machine.name = name;
    machine.deviceId = device;
    std::optional<domain::Machine> installed;
    const auto result = write([&](domain::Workspace& work) -> protocol::Result<void> {
        auto added = work.get<domain::MachineService>().add(machine);
        if (!added)
            return base::Unexpected<protocol::Error>{added.error()};
        installed = *added;
        return {};
    });
    if (!result)
        qFatal("%s", qPrintable(result.error().text()));
    return *installed;
}

protocol::Result<void> FactoryFixture::write(domain::Executor::WriteUnit unit)
{
    std::promise<protocol::Result<void>> promise;
    auto outcome = promise.get_future();
    m_engine->write(std::move(unit),
                    [&](protocol::Result<void> result) { promise.set_value(std::move(result)); });
    return outcome.get();
}

std::vector<QByteArray> FactoryFixture::rows(QStringView topic) const
{
    std::promise<std::vector<QByteArray>> promise;
    auto rows = promise.get_future();
    m_engine->write(
        [&](domain::Workspace& work) -> protocol::Result<void> {
            const domain::Scope everything{*home,
                                           {},
                                           {protocol::Role::Admin},
                                           *protocol::UserId::from(qint64(1)),
                                           protocol::Topics::all()};
            promise.set_value(
                *work.get<domain::JournalReader>().rows(*protocol::topicIndex(topic), everything));
            return {};
        },
        [](const protocol::Result<void>&) {});
    return rows.get();
}

QUrl FactoryFixture::socketUrl(const QString& path) const
{
    return QUrl(u"ws://127.0.0.1:%1%2"_s.arg(port()).arg(path));
}

std::optional<net::Response> FactoryFixture::guard(net::Request& request, const net::Access& access,
                                                   net::DialectTag tag) const
{
    ++guarded;
    const auto refuse = [&](ErrorCode code) {
        const protocol::Error error{code, {}, {}};
        return tag == dialects::FactoryDevice   ? dialects::refuseDevice(request, error)
               : tag == dialects::FactorySocket ? dialects::refuseSocket(request, error)
                                                : dialects::refusePage(request, error);
    };
    if (access.kind == net::Access::Kind::Device) {
        // Tests come from loopback; this header stands for another network.
        if (!request.header("X-Test-Foreign").isEmpty())
            return refuse(ErrorCode::NetworkNotAllowed);
        return std::nullopt;
    }
    QByteArray token = request.header("Authorization");
    if (token.startsWith("Bearer "))
        token = token.sliced(7);
    else
        token = request.cookie("sessionid");
    request.principal = loginsHaveEnded ? nullptr : personOf(token);
    if (access.kind == net::Access::Kind::Public)
        return std::nullopt;
    if (!request.principal)
        return refuse(ErrorCode::NotAuthenticated);
    if (!access.roles.isEmpty() && !request.principal->roles.passes(access.roles))
        return refuse(ErrorCode::Forbidden);
    return std::nullopt;
}

void FactoryFixture::logIn(const QString& username, const QString& password,
                           const std::function<void(protocol::Result<dialects::FactorySession>)>& done) const
{
    if (password == u"slow down")
        return done(protocol::failure(ErrorCode::TooManyRequests, {}, {{u"retry_after"_s, 77}}));
    const auto roles = protocol::Roles::fromNames({username});
    if (!roles || password != u"right & proper")
        return done(protocol::failure(ErrorCode::InvalidCredentials));
    const QByteArray token = tokenOf(*roles, *home, std::nullopt);
    done(dialects::FactorySession{token, std::chrono::hours(24), *personOf(token)});
}
