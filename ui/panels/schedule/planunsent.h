// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/schedule.h"

#include <QHash>

#include <vector>

namespace client {
struct OutboxEntry;
}

namespace ui {

/// What was done to a schedule here and has not reached the server.
struct PlanUnsent
{
    struct Check
    {
        protocol::CheckState state{};
        bool refused = false;
        friend bool operator==(const Check&, const Check&) = default;
    };
    struct Work
    {
        client::NewWork work;
        bool refused = false;
        friend bool operator==(const Work&, const Work&) = default;
    };
    struct Month
    {
        qint64 task = 0; ///< of a new plan
        qint64 plan = 0; ///< of a changed one
        QDate month{};   ///< of a new plan
        protocol::Quantity volume{};
        bool refused = false;
        friend bool operator==(const Month&, const Month&) = default;
    };

    QHash<qint64, QHash<int, Check>> checks; ///< by task, then by client::CheckItem
    QHash<qint64, int> versions;             ///< by task: what its version will be when all of it is there
    std::vector<Work> works;
    QHash<qint64, bool> removedWorks; ///< true: it was refused
    std::vector<Month> months;

    static PlanUnsent of(const std::vector<client::OutboxEntry>& entries);
    /// Whether one of the task's edits was refused.
    bool isRefused(qint64 task) const;
    friend bool operator==(const PlanUnsent&, const PlanUnsent&) = default;
};

} // namespace ui
