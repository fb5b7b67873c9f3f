// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/telling.h"

#include "domain/machines/machine.h"
#include "domain/people/employee.h"

namespace domain {

namespace topic {
const protocol::TopicIndex machines = protocol::topicIndex(u"machines").value();
const protocol::TopicIndex shifts = protocol::topicIndex(u"shifts").value();
const protocol::TopicIndex calls = protocol::topicIndex(u"calls").value();
const protocol::TopicIndex states = protocol::topicIndex(u"states").value();
const protocol::TopicIndex worktime = protocol::topicIndex(u"worktime").value();
const protocol::TopicIndex access = protocol::topicIndex(u"access").value();
const protocol::TopicIndex people = protocol::topicIndex(u"people").value();
const protocol::TopicIndex alarms = protocol::topicIndex(u"alarms").value();
const protocol::TopicIndex notifications = protocol::topicIndex(u"notifications").value();
const protocol::TopicIndex budgets = protocol::topicIndex(u"budgets").value();
const protocol::TopicIndex costs = protocol::topicIndex(u"costs").value();
const protocol::TopicIndex timesheets = protocol::topicIndex(u"timesheets").value();
const protocol::TopicIndex comments = protocol::topicIndex(u"comments").value();
const protocol::TopicIndex tickets = protocol::topicIndex(u"tickets").value();
const protocol::TopicIndex ticketEvents = protocol::topicIndex(u"ticketlog").value();
} // namespace topic

Audience audienceOf(const Employee& employee)
{
    return {.company = employee.company, .branch = employee.branch};
}

Audience audienceOf(const Machine& machine)
{
    return {.company = machine.company, .branch = machine.branch};
}

Change put(protocol::TopicIndex topic, qint64 id, QJsonObject row, Audience audience, QLatin1StringView cause)
{
    return {.topic = topic,
            .id = QString::number(id),
            .row = std::move(row),
            .audience = std::move(audience),
            .cause = QString(cause)};
}

Change gone(protocol::TopicIndex topic, qint64 id, Audience audience, QLatin1StringView cause)
{
    return {.topic = topic,
            .id = QString::number(id),
            .row = std::nullopt,
            .audience = std::move(audience),
            .cause = QString(cause)};
}

} // namespace domain
