// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "demo/cast.h"
#include "domain/work.h"
#include "protocol/ids.h"
#include "protocol/rows/machine.h"

#include <QSet>
#include <QString>
#include <QTimeZone>

#include <functional>
#include <optional>
#include <vector>

/// The invented plant of `vakhtad serve --demo`: 40 circular looms, 120 people, a week of history, and
/// devices that post as real ones do.
namespace demo {

struct Options
{
    quint32 seed = 7;
    int historyDays = 7;
    QString company = QStringLiteral("default"); ///< the one devices post for; made where it is missing
    QTimeZone timeZone = QTimeZone("Asia/Ashgabat");
    /// Makes what is stored for the demo users' password ("demo"); asked once, only when filling.
    std::function<QString(const QByteArray& password)> hash;
};

/// How things stand when the devices are switched on. People are known by personnel number, looms by
/// their place in Cast::looms.
struct Situation
{
    struct Loom
    {
        QString operatorNumber; ///< empty: nobody
        std::optional<protocol::CallStatus> call;
        QString masterNumber;
        bool stopped = false; ///< without a call: its operator is mending something
    };
    protocol::CompanyId company;
    QTimeZone zone;
    std::vector<Loom> looms;
    QSet<QString> inside;  ///< past a gate
    QSet<QString> present; ///< their working day is open
};

/// Makes an empty database in dataFolder a demo plant, in one transaction: all of it or nothing. A
/// demo plant that is there already is left as it is. Conflict, with a sentence for the operator, when
/// the database holds anything else. Blocks for seconds; not to be called on a database thread.
protocol::Result<Situation> prepare(domain::Executor& executor, const QString& dataFolder,
                                    const Options& options, const base::Clock& clock);

} // namespace demo
