// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

/// A poll of /api/v1/changes from the journal's end at the load's beginning; etag: what the client has
/// already, may be empty.
std::string pollRequest(const std::string& etag);

struct PollAnswer
{
    int status = 0; ///< 0: none came
    std::string etag;
    std::string body;
};
/// One answer over a connection of its own.
PollAnswer pollOnce(std::uint16_t port, const std::string& request);

/// The same request on so many kept-alive connections, one under way on each, for so long; how many
/// are answered a second; below 0 when an answer has another status.
double pollsPerSecond(std::uint16_t port, const std::string& request, int status, int connections,
                      std::int64_t ns);
