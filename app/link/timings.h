// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>

namespace client {

/// Every time the link keeps, with the values of design.md §4; tests set them small.
struct LinkTimings
{
    using ms = std::chrono::milliseconds;

    ms greeting{5'000}; ///< from opening a WebSocket to its greeting
    ms resumed{5'000};  ///< from Resume to its answer
    ms pingEvery{15'000};
    int missedPongs = 2;    ///< this many in a row, and the link is dead
    ms probeFirst{1'000};   ///< WebSocket attempts in the background: full jitter up to this,
    ms probeCap{60'000};    ///< doubling up to this
    ms stableAfter{10'000}; ///< live for this long, the next loss begins at probeFirst again
    ms pollEvery{5'000};
    ms pollBusy{10'000};     ///< after Retry-After, at least
    double pollJitter = 0.1; ///< of the interval, either way
    ms request{5'000};       ///< an HTTP request without any progress
    ms renewBefore{120'000}; ///< before a token ends, or at half of its life if that is shorter
    ms watch{1'000};         ///< how often the clocks are compared
    ms jump{5'000};          ///< the clocks disagree by this much: slept, or the clock was set
    ms offlineFirst{1'000};  ///< polls while offline: full jitter up to this,
    ms offlineCap{15'000};   ///< doubling up to this
};

} // namespace client
