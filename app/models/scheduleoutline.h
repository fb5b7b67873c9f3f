// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/planamounts.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <vector>

namespace client {

class ScheduleModel;

/// One project's schedule as a person reads it: in its order, sections over what belongs to them, with what
/// each section comes to. Counted anew a little after its rows changed. Interface thread only.
class ScheduleOutline final : public QObject
{
    Q_OBJECT
public:
    struct Node
    {
        qint64 id = 0;
        int parent = -1; ///< of nodes(); −1: none
        int end = 0;     ///< of nodes(): one past the last of what belongs to it
        int depth = 0;
        bool section = false;
        PlanAmounts amounts{}; ///< of all that belongs to it; its own where it is a task
    };

    explicit ScheduleOutline(const ScheduleModel& rows, QObject* parent = nullptr);

    /// 0: none, until there is one.
    qint64 project() const { return m_project; }
    void setProject(qint64 project);

    const std::vector<Node>& nodes() const { return m_nodes; }
    /// Null when the project has no such row; valid until changed().
    const Node* find(qint64 id) const;
    const PlanAmounts& totals() const { return m_totals; }
    /// Does what is due now instead of in a moment.
    void refresh();
    /// Something has changed: the outline follows soon.
    void touch();

signals:
    void changed();

private:
    void build();

    const ScheduleModel& m_rows;
    qint64 m_project = 0;
    std::vector<Node> m_nodes;
    QHash<qint64, int> m_places;
    PlanAmounts m_totals;
    QTimer m_due;
};

} // namespace client
