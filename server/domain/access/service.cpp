// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/access/service.h"

#include "domain/people/card.h"
#include "domain/telling.h"

namespace domain {

protocol::AccessRow toRow(const AccessEvent& event)
{
    protocol::AccessRow row{.id = event.id,
                            .kind = event.kind,
                            .granted = event.granted,
                            .action = event.action,
                            .employee = {},
                            .card = event.granted ? QString() : event.card,
                            .device = event.device,
                            .at = event.at,
                            .notes = event.notes};
    if (event.employee) {
        row.employee = protocol::AccessRow::Employee{event.employee->id.value(), event.employee->fullName(),
                                                     event.employee->department, event.employee->position,
                                                     event.employee->personnelNumber};
    }
    return row;
}

AccessService::AccessService(EmployeeRepository& employees, AccessRepository& access, Journal& journal,
                             const base::Clock& clock)
    : m_employees(employees), m_access(access), m_journal(journal), m_clock(clock)
{
}

protocol::Result<GateScan> AccessService::scan(protocol::CompanyId company, const QString& card,
                                               const QString& device)
{
    const auto employee = m_employees.findByCard(company, normalCard(card));
    AccessEvent event{.company = company,
                      .kind = protocol::AccessKind::Gate,
                      .granted = employee.has_value(),
                      .employee = employee,
                      .card = normalCard(card),
                      .device = device,
                      .at = m_clock.now()};
    if (!employee) {
        record(std::move(event));
        return GateScan{};
    }
    using enum protocol::AccessAction;
    event.branch = employee->branch;
    event.action = m_access.lastGateAction(company, employee->id) == In ? Out : In;
    return GateScan{record(std::move(event))};
}

protocol::Result<AccessEvent> AccessService::logByHand(protocol::CompanyId company, protocol::EmployeeId employee,
                                                       protocol::AccessAction action, protocol::UserId guard)
{
    const auto who = m_employees.find(company, employee);
    if (!who || !who->active)
        return protocol::failure(protocol::ErrorCode::NotFound, QStringLiteral("No active employee has this id."));
    return record({.company = company,
                   .branch = who->branch,
                   .kind = protocol::AccessKind::Gate,
                   .granted = true,
                   .action = action,
                   .employee = who,
                   .card = who->card,
                   .at = m_clock.now(),
                   .guard = guard});
}

AccessEvent AccessService::record(AccessEvent event)
{
    const bool gate = event.kind == protocol::AccessKind::Gate;
    const auto cause = !event.granted ? cause::denied : gate ? cause::gate : cause::scan;
    if (event.granted && event.employee) {
        Employee& employee = *event.employee;
        employee.lastSeenAt = event.at;
        if (gate)
            employee.inside = event.action == protocol::AccessAction::In;
        m_employees.update(employee);
        m_journal.record(put(topic::people, employee.id.value(), toJson(toRow(employee)), audienceOf(employee), cause));
    }
    event.id = m_access.insert(event);
    m_journal.record(put(topic::access, event.id, toJson(toRow(event)),
                         {.company = event.company, .branch = event.branch}, cause));
    return event;
}

} // namespace domain
