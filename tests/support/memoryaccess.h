// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/access/service.h"
#include "support/memoryemployees.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace support {

class MemoryAccess final : public domain::AccessRepository
{
public:
    explicit MemoryAccess(const MemoryEmployees& employees) : m_employees(employees) {}

    qint64 insert(const domain::AccessEvent& event) override
    {
        m_events.push_back(event);
        m_events.back().id = static_cast<qint64>(m_events.size());
        return m_events.back().id;
    }
    std::vector<domain::AccessEvent> newestAtGates(const domain::Within& within, int limit) override
    {
        return select(limit, [&](const auto& e) { return isSeen(within, e) && e.granted && isGate(e); });
    }
    std::optional<domain::AccessEvent> newestCardAccess(const domain::Within& within) override
    {
        const auto list = select(1, [&](const auto& e) { return isSeen(within, e) && e.granted && !isGate(e); });
        return list.empty() ? std::nullopt : std::optional(list.front());
    }
    std::vector<domain::AccessEvent> newestOfEmployee(protocol::CompanyId company, protocol::EmployeeId employee,
                                                      int limit) override
    {
        return select(limit, [&](const auto& e) {
            return e.company == company && e.granted && e.employee && e.employee->id == employee;
        });
    }
    std::optional<protocol::AccessAction> lastGateAction(protocol::CompanyId company,
                                                         protocol::EmployeeId employee) override
    {
        const auto list = select(1, [&](const auto& e) {
            return e.company == company && e.granted && isGate(e) && e.employee && e.employee->id == employee;
        });
        return list.empty() ? std::nullopt : list.front().action;
    }
    DayCounts cardAccessesSince(const domain::Within& within, const QDateTime& since) override
    {
        return count([&](const auto& e) { return isSeen(within, e) && e.granted && !isGate(e) && e.at >= since; });
    }
    DayCounts gateEventsSince(const domain::Within& within, const QDateTime& since) override
    {
        return count([&](const auto& e) { return isSeen(within, e) && e.granted && isGate(e) && e.at >= since; });
    }

private:
    static bool isSeen(const domain::Within& within, const domain::AccessEvent& event)
    {
        return event.company == within.company && within.sees(event.branch);
    }
    static bool isGate(const domain::AccessEvent& event) { return event.kind == protocol::AccessKind::Gate; }

    std::vector<domain::AccessEvent> select(int limit, const auto& matches) const
    {
        std::vector<domain::AccessEvent> list;
        for (const domain::AccessEvent& event : m_events) {
            if (!matches(event))
                continue;
            list.push_back(event);
            m_employees.refresh(list.back().employee);
        }
        std::sort(list.begin(), list.end(),
                  [](const auto& a, const auto& b) { return std::tie(a.at, a.id) > std::tie(b.at, b.id); });
        if (list.size() > static_cast<size_t>(limit))
            list.erase(list.begin() + limit, list.end());
        return list;
    }
    DayCounts count(const auto& matches) const
    {
        DayCounts counts;
        std::set<qint64> people;
        for (const domain::AccessEvent& event : m_events) {
            if (!matches(event))
                continue;
            ++counts.accesses;
            if (event.employee)
                people.insert(event.employee->id.value());
        }
        counts.people = static_cast<int>(people.size());
        return counts;
    }

    const MemoryEmployees& m_employees;
    std::vector<domain::AccessEvent> m_events;
};

} // namespace support
