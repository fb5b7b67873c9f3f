// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/dress/subjects.h"

#include "panels/alarmwords.h"
#include "panels/dress/cells.h"
#include "theme/format.h"

#include "models/models.h"

namespace ui {

void dressAlarms(client::Models& models)
{
    using M = client::AlarmsModel;
    QStringList headers(M::ColumnCount);
    headers[M::Priority] = ColumnWords::tr("Priority");
    headers[M::State] = ColumnWords::tr("Status");
    headers[M::Title] = ColumnWords::tr("Alarm");
    headers[M::Message] = ColumnWords::tr("Message");
    headers[M::Source] = ColumnWords::tr("Source");
    headers[M::Since] = ColumnWords::tr("Age");
    headers[M::LastAt] = ColumnWords::tr("Last time");
    headers[M::Count] = ColumnWords::tr("Times");
    headers[M::Who] = ColumnWords::tr("Who");
    headers[M::Until] = ColumnWords::tr("Shelved until");
    headers[M::Level] = ColumnWords::tr("Escalation");
    headers[M::Rule] = ColumnWords::tr("Rule");
    models.alarms.setHeaders(headers);
    models.alarms.setFormatter([&models](int column, const QVariant& value) -> QString {
        switch (column) {
        case M::Source:
            return sourceText(value.toString(), models);
        case M::Rule:
            return ruleText(value.toString());
        case M::Priority:
            return signText<protocol::AlarmPriority>(value);
        case M::State:
            return signText<protocol::AlarmState>(value);
        case M::Since:
            return ageText(value);
        case M::LastAt:
        case M::Until:
            return momentText(value);
        case M::Count:
            return format::number(value.toLongLong());
        default:
            return value.toString();
        }
    });
}

} // namespace ui
