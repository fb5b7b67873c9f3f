// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/schedule/topics.h"

namespace domain::topic {

const protocol::TopicIndex projects = protocol::topicIndex(u"projects").value();
const protocol::TopicIndex schedule = protocol::topicIndex(u"schedule").value();
const protocol::TopicIndex dailyWorks = protocol::topicIndex(u"dailyworks").value();
const protocol::TopicIndex monthly = protocol::topicIndex(u"monthly").value();
const protocol::TopicIndex brigades = protocol::topicIndex(u"brigades").value();
const protocol::TopicIndex executors = protocol::topicIndex(u"executors").value();
const protocol::TopicIndex equipmentUse = protocol::topicIndex(u"equipment").value();

} // namespace domain::topic
