// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

#include <functional>

namespace base {
class Clock;
}
namespace domain {
class Executor;
}

namespace api {

class Directory;
class Feed;
class Hub;
class Load;
class Logins;
class Snapshots;
class TokenService;
class Upkeep;

/// What the resources of /api/v1 work with; made by the composition root, outlives the router.
struct Context
{
    const base::Clock& clock;
    domain::Executor& executor;
    const TokenService& tokens;
    const Directory& directory;
    Logins& logins;
    Feed& feed;
    Snapshots& snapshots;
    Hub& hub;
    Load& load;
    const Upkeep& upkeep;
    /// What the composition root adds to /health (queues, connections); may be empty. Any thread.
    std::function<QJsonObject()> figures;
};

} // namespace api
