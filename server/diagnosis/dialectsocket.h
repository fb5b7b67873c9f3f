// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/report.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace diagnosis {

/// A WebSocket of another system's wire, and what its server promises of it to this person.
struct DialectSocket
{
    Step step = Step::CafeOrders;
    QString name; ///< as the server calls it
    QString path;
    bool opens = false;
    bool anonymous = false; ///< to a client at this address without a token as well
    QString query{};        ///< that asks for the branch
    QString group{};        ///< that the greeting must name; empty: it names none
};

/// The answer to GET /api/v1/ws/dialects: those that are known here, in the order of their steps. None:
/// it is no such answer.
std::optional<std::vector<DialectSocket>> dialectSocketsFrom(const QByteArray& json);

/// Those that a configuration may open to clients without a token; opens and anonymous are not known.
std::vector<DialectSocket> openableSockets();

/// The section of the server's configuration that says who needs no token; empty: everybody needs one.
QString sectionOf(Step step);

} // namespace diagnosis
