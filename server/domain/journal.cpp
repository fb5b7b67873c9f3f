// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/journal.h"

namespace domain {

bool mayRead(const Scope& scope, protocol::TopicIndex topic, const Audience& audience)
{
    if (scope.company != audience.company || !scope.topics.has(topic))
        return false;
    if (audience.branch && scope.branch && *audience.branch != *scope.branch)
        return false;
    if (audience.roles.isEmpty() && !audience.user)
        return true;
    return scope.roles.intersects(audience.roles) || audience.user == scope.user;
}

} // namespace domain
