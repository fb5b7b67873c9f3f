// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/attendance/service.h"
#include "support/memoryemployees.h"

#include <algorithm>
#include <tuple>

namespace support {

class MemoryWorktime final : public domain::WorktimeRepository
{
public:
    explicit MemoryWorktime(const MemoryEmployees& employees) : m_employees(employees) {}

    std::optional<domain::WorktimeEntry> find(protocol::CompanyId company, qint64 id) override
    {
        return first(select([&](const auto& e) { return e.employee.company == company && e.id == id; }));
    }
    std::optional<domain::WorktimeEntry> findByDay(protocol::CompanyId company, protocol::EmployeeId employee,
                                                   QDate day) override
    {
        return first(select([&](const auto& e) {
            return e.employee.company == company && e.employee.id == employee && e.date == day;
        }));
    }
    std::vector<domain::WorktimeEntry> ofDay(protocol::CompanyId company, QDate day) override
    {
        return select([&](const auto& e) { return e.employee.company == company && e.date == day; });
    }
    std::optional<domain::WorktimeEntry> newest(const domain::Within& within) override
    {
        auto list = select([&](const auto& e) { return isSeen(within, e) && e.entryAt; });
        std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.entryAt > b.entryAt; });
        return first(std::move(list));
    }
    std::vector<domain::WorktimeEntry> newestFirst(const domain::Within& within, int limit) override
    {
        auto list = select([&](const auto& e) { return isSeen(within, e); });
        if (list.size() > static_cast<size_t>(limit))
            list.erase(list.begin() + limit, list.end());
        return list;
    }
    qint64 insert(const domain::WorktimeEntry& entry) override
    {
        m_entries.push_back(entry);
        m_entries.back().id = ++m_lastId;
        return m_lastId;
    }
    void update(const domain::WorktimeEntry& entry) override
    {
        std::replace_if(
            m_entries.begin(), m_entries.end(), [&](const auto& e) { return e.id == entry.id; }, entry);
    }
    void remove(protocol::CompanyId company, qint64 id) override
    {
        std::erase_if(m_entries, [&](const auto& e) { return e.employee.company == company && e.id == id; });
    }

private:
    bool isSeen(const domain::Within& within, const domain::WorktimeEntry& entry) const
    {
        const domain::Employee employee = m_employees.now(entry.employee);
        return employee.company == within.company && within.sees(employee.branch);
    }
    static std::optional<domain::WorktimeEntry> first(std::vector<domain::WorktimeEntry> list)
    {
        return list.empty() ? std::nullopt : std::optional(std::move(list.front()));
    }
    /// By day, entry (none last) and id, all descending.
    std::vector<domain::WorktimeEntry> select(const auto& matches) const
    {
        std::vector<domain::WorktimeEntry> list;
        for (const domain::WorktimeEntry& entry : m_entries) {
            if (!matches(entry))
                continue;
            list.push_back(entry);
            list.back().employee = m_employees.now(entry.employee);
        }
        std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) {
            return std::tie(a.date, a.entryAt, a.id) > std::tie(b.date, b.entryAt, b.id);
        });
        return list;
    }

    const MemoryEmployees& m_employees;
    std::vector<domain::WorktimeEntry> m_entries;
    qint64 m_lastId = 0;
};

} // namespace support
