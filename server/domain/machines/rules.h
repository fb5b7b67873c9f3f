// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>
#include <QtGlobal>

#include <chrono>

namespace domain {

struct Gearing;

/// What a plant may set about its looms.
struct MachineRules
{
    /// A working loom that has not counted for so long is stopped.
    std::chrono::milliseconds silentAfter = std::chrono::minutes(5);
    /// Single posts are kept so long; what they came to stands in the shifts, for good.
    std::chrono::hours pulsesKept = std::chrono::hours(24 * 62);
    /// More in one post is a broken counter: at 150 ms a pulse this is two weeks' worth.
    qint64 maxPulsesPerPost = 10'000'000;
};

/// Metres of cloth per pulse, 6 decimals (contracts.md A6); 0.000115 with the default gearing, 0 for
/// a gearing that is not positive throughout.
double metersPerPulse(const Gearing& gearing);

/// Who works at looms, and who repairs them (contracts.md A4, decision table).
bool isOperatorDepartment(QStringView department);
bool isMasterDepartment(QStringView department);

} // namespace domain
