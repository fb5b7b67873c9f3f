// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/router.h"
#include "protocol/ids.h"

#include <QHostAddress>
#include <QList>
#include <QPair>

namespace dialects {

/// How the guard treats a route of this wire: Schedule::refuse() words its refusals.
enum ScheduleTag : net::DialectTag {
    ScheduleRest = 70,
    ScheduleSocket = 71,
};

struct ScheduleConfig
{
    /// Whose schedule a client without a login works on.
    protocol::CompanyId company;
    /// What a client without a login may do, from these networks: nothing; what contracts.md D1 leaves
    /// open to read, the socket included; what its first generation leaves open to write as well.
    enum class Anonymous { Never, Read, Write };
    Anonymous anonymous = Anonymous::Never;
    QList<QPair<QHostAddress, int>> networks{};
};

} // namespace dialects
