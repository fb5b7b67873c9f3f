// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QString>
#include <QStringView>

#include <optional>

namespace domain {

/// Something that is so, about one thing: what alarm rules judge. A committed row of any topic is one;
/// so are the server's own figures (topic "health"). Rules know nothing else of a subject.
struct Fact
{
    protocol::CompanyId company;
    std::optional<protocol::BranchId> branch{};
    QString topic;
    QString id;         ///< of the row
    QJsonObject row{};  ///< as it is; empty when gone
    QString cause{};    ///< protocol::Event::cause
    bool isNew = false; ///< the row was put, not patched: an occurrence
    bool gone = false;
    QDateTime at{};     ///< UTC, when it became so
};

/// The value at a dotted path: "operator.name". Undefined where the row has none.
QJsonValue valueAt(const QJsonObject& row, QStringView path);
/// The value as an RFC 3339 time, UTC.
std::optional<QDateTime> timeAt(const QJsonObject& row, QStringView path);

} // namespace domain
