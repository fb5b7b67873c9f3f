// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

#ifdef Q_OS_LINUX
#include <csignal>
#include <sys/prctl.h>
#endif

#include <functional>

namespace support {

/// A program that a test starts must not outlive it: one left behind by a test that crashed would hold
/// the pipe that ctest reads, and ctest would wait for ever. Call before start(), on the thread that
/// lives as long as the test. further: runs in the child as well.
inline void endWithUs(QProcess& process, std::function<void()> further = {})
{
#ifdef Q_OS_UNIX
    process.setChildProcessModifier([further = std::move(further)] {
#ifdef Q_OS_LINUX
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
        if (further)
            further();
    });
#else
    Q_UNUSED(process)
    Q_UNUSED(further)
#endif
}

} // namespace support
