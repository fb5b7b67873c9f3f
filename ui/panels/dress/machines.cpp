// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dress/subjects.h"

#include "panels/dress/cells.h"
#include "theme/format.h"

#include "models/models.h"

namespace ui {

namespace {

QString callText(const QVariant& value)
{
    return value.isValid() ? signOf(std::optional(protocol::CallStatus(value.toInt()))).text : QString();
}

void nameMachines(client::MachinesModel& model)
{
    using M = client::MachinesModel;
    QStringList headers(M::ColumnCount);
    headers[M::Number] = ColumnWords::tr("No.", "number of a machine");
    headers[M::Name] = ColumnWords::tr("Machine name");
    headers[M::Status] = ColumnWords::tr("Status");
    headers[M::StatusSince] = ColumnWords::tr("Since");
    headers[M::Operator] = ColumnWords::tr("Operator");
    headers[M::Meters] = ColumnWords::tr("Metres (m)");
    headers[M::Pulses] = ColumnWords::tr("Pulses");
    headers[M::Call] = ColumnWords::tr("Call of the master");
    headers[M::CalledAt] = ColumnWords::tr("Called at");
    headers[M::Master] = ColumnWords::tr("Master");
    headers[M::LastPulse] = ColumnWords::tr("Last pulse");
    headers[M::Device] = ColumnWords::tr("Device");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Status:
            return signText<protocol::MachineStatus>(value);
        case M::Call:
            return value.isValid() ? callText(value) : signOf(std::optional<protocol::CallStatus>()).text;
        case M::Meters:
            return format::metres(value.toDouble());
        case M::Pulses:
            return format::number(value.toLongLong());
        case M::StatusSince:
        case M::CalledAt:
        case M::LastPulse:
            return momentText(value);
        default:
            return value.toString();
        }
    });
}

void nameShifts(client::ShiftsModel& model)
{
    using M = client::ShiftsModel;
    QStringList headers(M::ColumnCount);
    headers[M::Started] = ColumnWords::tr("Beginning");
    headers[M::Ended] = ColumnWords::tr("End");
    headers[M::Operator] = ColumnWords::tr("Operator");
    headers[M::Machine] = ColumnWords::tr("Machine");
    headers[M::Duration] = ColumnWords::tr("Duration");
    headers[M::Pulses] = ColumnWords::tr("Pulses");
    headers[M::Meters] = ColumnWords::tr("Metres (m)");
    headers[M::Active] = ColumnWords::tr("Status");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Started:
        case M::Ended:
            return momentText(value);
        case M::Duration:
            return value.isValid() ? format::hours(int(value.toLongLong() / 60)) : QString();
        case M::Pulses:
            return format::number(value.toLongLong());
        case M::Meters:
            return format::metres(value.toDouble());
        case M::Active:
            return value.toBool() ? ColumnWords::tr("Active", "shift")
                                  : ColumnWords::tr("Completed", "shift");
        default:
            return value.toString();
        }
    });
}

void nameCalls(client::CallsModel& model)
{
    using M = client::CallsModel;
    QStringList headers(M::ColumnCount);
    headers[M::CalledAt] = ColumnWords::tr("Called at");
    headers[M::Machine] = ColumnWords::tr("Machine");
    headers[M::Operator] = ColumnWords::tr("Operator");
    headers[M::Master] = ColumnWords::tr("Master");
    headers[M::Response] = ColumnWords::tr("Response");
    headers[M::Repair] = ColumnWords::tr("Repair");
    headers[M::Status] = ColumnWords::tr("Status");
    headers[M::Description] = ColumnWords::tr("Description");
    model.setHeaders(headers);
    model.setFormatter([](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::CalledAt:
            return momentText(value);
        case M::Response:
        case M::Repair:
            return spanText(value);
        case M::Status:
            return callText(value);
        default:
            return value.toString();
        }
    });
}

} // namespace

void dressMachines(client::Models& models)
{
    nameMachines(models.machines);
    nameShifts(models.shifts);
    nameCalls(models.calls);
}

} // namespace ui
