// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/import/report.h"
#include "domain/machines/machine.h"

#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace domain {

/// What a table of machines would do.
struct MachineImport
{
    std::vector<Machine> added; ///< ids mean nothing
    std::vector<Machine> updated;
    ImportReport report;
};

/// Columns: name, esp32_id, and optionally meters_per_pulse, transmit_pulse, gear_box_ratio,
/// sprocket_gear_box, sprocket_takeup_roller, roller_diameter_cm. A known esp32_id is an update and
/// makes the machine active again; a column that the table does not have leaves what is there, an
/// empty field is the default; meters_per_pulse 0 (its default) is computed from the gearing.
/// existing: all machines of the company. isTaken: whether any company has a device id.
/// Pure: nothing is changed.
MachineImport planMachineImport(const CsvTable& table, protocol::CompanyId company,
                                std::optional<protocol::BranchId> branch, const std::vector<Machine>& existing,
                                const std::function<bool(const QString&)>& isTaken);

} // namespace domain
