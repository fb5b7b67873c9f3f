// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/proxy.h"

#include <QRandomGenerator>
#include <QTest>

#include <functional>

namespace support {

/// One of a line's own troubles, as the dice fall: every connection ends, upgrades are blocked or let
/// through, the cable is out for a while (meanwhile happens then), an end in the midst of a message, a
/// stall; or the line is well again. Takes up to 120 ms.
inline void troubleTheLine(Proxy& proxy, QRandomGenerator& random, const std::function<void()>& meanwhile)
{
    switch (random.bounded(6)) {
    case 0:
        proxy.closeAll();
        break;
    case 1:
        proxy.setBlockUpgrades(random.bounded(2) == 0);
        break;
    case 2:
        proxy.cut();
        QTest::qWait(random.bounded(60));
        meanwhile();
        proxy.mend();
        break;
    case 3:
        proxy.setCutAfter(random.bounded(200, 4'000));
        break;
    case 4:
        proxy.setStalled(true);
        QTest::qWait(random.bounded(120));
        proxy.setStalled(false);
        break;
    default:
        proxy.setCutAfter(-1);
        proxy.setBlockUpgrades(false);
        break;
    }
}

} // namespace support
