// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/scheduleoutline.h"

#include "models/schedulemodel.h"

#include <algorithm>

namespace client {

namespace {
constexpr int outlineDelayMs = 100; ///< a flood of works is counted at this pace
}

ScheduleOutline::ScheduleOutline(const ScheduleModel& rows, QObject* parent) : QObject(parent), m_rows(rows)
{
    m_due.setSingleShot(true);
    m_due.setInterval(outlineDelayMs);
    connect(&m_due, &QTimer::timeout, this, &ScheduleOutline::refresh);
}

void ScheduleOutline::setProject(qint64 project)
{
    if (m_project == project)
        return;
    m_project = project;
    refresh();
}

const ScheduleOutline::Node* ScheduleOutline::find(qint64 id) const
{
    const auto place = m_places.constFind(id);
    return place == m_places.cend() ? nullptr : &m_nodes[size_t(*place)];
}

void ScheduleOutline::touch()
{
    if (!m_due.isActive())
        m_due.start();
}

void ScheduleOutline::refresh()
{
    m_due.stop();
    build();
    emit changed();
}

void ScheduleOutline::build()
{
    std::vector<const protocol::PlanTaskRow*> rows;
    for (int i = 0; i < m_rows.rowCount(); ++i)
        if (m_rows.at(i).projectId == m_project)
            rows.push_back(&m_rows.at(i));
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto* a, const auto* b) { return a->sortOrder < b->sortOrder; });

    m_nodes.clear();
    m_nodes.reserve(rows.size());
    m_places.clear();
    m_totals = {};
    std::vector<int> open; // the sections around the row, the innermost last
    const auto close = [&] {
        m_nodes[size_t(open.back())].end = int(m_nodes.size());
        open.pop_back();
    };
    for (const protocol::PlanTaskRow* row : rows) {
        const auto within = [&](int section) {
            // Its parent's code says it best; rows of older clients have only a level, or neither.
            const protocol::PlanTaskRow& head = *rows[size_t(section)];
            return row->parentCode.isEmpty() ? head.level < row->level : head.code == row->parentCode;
        };
        const bool anywhere = std::any_of(open.begin(), open.end(), within);
        while (!open.empty() && !(anywhere ? within(open.back()) : rows[size_t(open.back())]->level < row->level))
            close();
        const int place = int(m_nodes.size());
        m_nodes.push_back({.id = row->id,
                           .parent = open.empty() ? -1 : open.back(),
                           .end = place + 1,
                           .depth = int(open.size()),
                           .section = row->section,
                           .amounts = PlanAmounts::of(*row)});
        m_places.insert(row->id, place);
        m_totals.add(m_nodes.back().amounts);
        for (const int section : open)
            m_nodes[size_t(section)].amounts.add(m_nodes.back().amounts);
        if (row->section)
            open.push_back(place);
    }
    while (!open.empty())
        close();
}

} // namespace client
