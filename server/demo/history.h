// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demo/cast.h"
#include "domain/work.h"
#include "protocol/ids.h"

#include <QDateTime>
#include <QTimeZone>

namespace demo {

struct HistoryPlan
{
    const Cast& cast;
    protocol::CompanyId company;
    QTimeZone zone;
    quint32 seed = 0;
    int days = 7;
    QDateTime now; ///< where the history ends, in the middle of things
};

/// Lives the days before now through the domain's own services, with a clock that stands where the
/// story is: people come, work, call the master, go. Belongs into a write unit whose workspace has the
/// plant's repositories, its people and its looms.
protocol::Result<void> writeHistory(domain::Workspace& work, const HistoryPlan& plan);

} // namespace demo
