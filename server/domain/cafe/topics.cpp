// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/cafe/topics.h"

namespace domain::topic {

const protocol::TopicIndex tables = protocol::topicIndex(u"tables").value();
const protocol::TopicIndex bookings = protocol::topicIndex(u"bookings").value();
const protocol::TopicIndex orders = protocol::topicIndex(u"orders").value();
const protocol::TopicIndex kitchen = protocol::topicIndex(u"kitchen").value();

} // namespace domain::topic
