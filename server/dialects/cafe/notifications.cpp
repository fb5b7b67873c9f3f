// SPDX-License-Identifier: GPL-3.0-or-later
// /api/cafe/notifications/ (contracts.md B4).
#include "dialects/cafe/answers.h"
#include "dialects/cafe/endpoints.h"
#include "dialects/cafe/json.h"

#include <algorithm>

namespace dialects::cafe {

using namespace Qt::StringLiterals;

namespace {

/// More than anybody is told in the month that notifications are kept.
constexpr int mostKept = 100'000;

/// Their own, newest first; what other subjects have told them is not the café's.
void listNotifications(const CafeContext& context, const net::Request& request, const Guest& guest,
                       const net::Responder& respond)
{
    answerFromRead(
        context, respond, [request, guest](domain::Workspace& work) -> protocol::Result<net::Response> {
            const auto span = pageOf(request);
            if (!span)
                return pageAnswer(request, guest, 0, {});
            auto own = work.get<domain::NotificationRepository>().list(guest.who.user, false, mostKept, 0);
            std::erase_if(own, [](const domain::Notification& one) { return one.type != "kitchen_ready"_L1; });
            QJsonArray rows;
            const auto end = std::min(own.size(), static_cast<size_t>(span->offset) + rowsPerPage);
            for (size_t i = static_cast<size_t>(span->offset); i < end; ++i)
                rows.append(toJson(own[i], guest.zone));
            return pageAnswer(request, guest, static_cast<int>(own.size()), rows);
        });
}

} // namespace

void addNotifications(net::Router& router, const CafeContext& context)
{
    addBoth(router, context, "GET", "/notifications/", everybody,
            [&context](const net::Request& request, const Guest& guest, const net::Responder& respond) {
                listNotifications(context, request, guest, respond);
            });
}

} // namespace dialects::cafe
