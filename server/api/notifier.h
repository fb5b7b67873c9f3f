// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/stream/hub.h"

namespace api {

/// Tells people at once who are connected: contracts.md C2's "notification" push, which C's clients
/// and our own read alike. Nothing is kept here. Thread-safe.
class Notifier final
{
public:
    explicit Notifier(Hub& hub) : m_hub(hub) {}

    void toUser(protocol::UserId user, const protocol::Notification& notification)
    {
        m_hub.notify(user, notification);
    }
    /// To those of the company who hold one of the roles themselves: no role stands in for another.
    void toRoles(protocol::CompanyId company, protocol::Roles roles,
                 const protocol::Notification& notification)
    {
        m_hub.notify(company, roles, notification);
    }

private:
    Hub& m_hub;
};

} // namespace api
