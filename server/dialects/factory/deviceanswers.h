// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/access/service.h"
#include "domain/attendance/service.h"
#include "domain/machines/service.h"
#include "net/message.h"

/// What devices are answered (contracts.md A4), success and failure, each with its JSON beside it in
/// deviceanswers.cpp. Statuses are the table's; texts are short: the firmware's pools are small.
namespace dialects {

net::Response loomScanAnswer(const protocol::Result<domain::MachineScan>& scan);
/// card: as it is compared, echoed to the reader when it is nobody's.
net::Response terminalScanAnswer(const protocol::Result<domain::AttendanceScan>& scan, const QString& card);
/// Always 200: the gate's firmware takes any other status for no answer.
net::Response gateScanAnswer(const protocol::Result<domain::GateScan>& scan);
net::Response pulseAnswer(const protocol::Result<domain::PulseOutcome>& outcome);
net::Response callAnswer(const protocol::Result<domain::CallOutcome>& outcome);
net::Response repairStartAnswer(const protocol::Result<domain::CallOutcome>& outcome);
net::Response repairEndAnswer(const protocol::Result<domain::CallOutcome>& outcome);
net::Response shiftStartAnswer(const protocol::Result<domain::ShiftOutcome>& outcome);
net::Response shiftEndAnswer(const protocol::Result<domain::ShiftOutcome>& outcome);

} // namespace dialects
