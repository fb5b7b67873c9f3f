// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/alarmservices.h"

#include "domain/alarms/announcements.h"
#include "domain/alarms/service.h"
#include "domain/notifications/links.h"
#include "domain/notifications/outbox.h"
#include "domain/notifications/service.h"
#include "domain/people/account.h"
#include "domain/people/company.h"
#include "storage/connection.h"
#include "storage/sqlalarms.h"
#include "storage/sqlnotifications.h"
#include "storage/sqloutbox.h"
#include "storage/sqlsubjectrows.h"

namespace storage {

void addAlarmServices(Connection& connection, domain::Workspace& workspace, const domain::AlarmRules& rules,
                      const base::Clock& clock)
{
    const auto alarms = std::make_shared<SqlAlarms>(connection);
    const auto notifications = std::make_shared<SqlNotifications>(connection);
    const auto outboxRows = std::make_shared<SqlOutbox>(connection);
    workspace.add<domain::AlarmRepository>(alarms);
    workspace.add<domain::NotificationRepository>(notifications);
    workspace.add<domain::OutboxRepository>(outboxRows);
    workspace.add<domain::ChatLinks>(outboxRows);
    workspace.add<domain::SubjectRows>(std::make_shared<SqlSubjectRows>(connection));
    if (!connection.isWriter())
        return;

    auto& accounts = workspace.get<domain::AccountRepository>();
    auto& companies = workspace.get<domain::CompanyRepository>();
    auto& journal = workspace.get<domain::Journal>();
    const auto announcements = std::make_shared<domain::AlarmAnnouncements>(*alarms);
    const auto outbox = std::make_shared<domain::Outbox>(*outboxRows, *announcements, companies, clock);
    const auto service = std::make_shared<domain::NotificationService>(*notifications, accounts, *outbox,
                                                                       *announcements, journal, clock);
    workspace.add<domain::Announcements>(announcements);
    workspace.add<domain::Outbox>(outbox);
    workspace.add<domain::LinkService>(std::make_shared<domain::LinkService>(*outboxRows, accounts, clock));
    workspace.add<domain::NotificationService>(service);
    workspace.add<domain::AlarmService>(
        std::make_shared<domain::AlarmService>(*alarms, *service, *outbox, accounts, companies, journal,
                                               rules, clock));
}

} // namespace storage
