// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <memory>

namespace api {

class Directory;
class Load;

/// What has to be looked at every two seconds: accounts that another process has changed, and whether
/// the database answers at all. Lives on the thread that makes it, which needs an event loop.
class Upkeep final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds interval{2'000};
    /// No answer from the database for so long: it is not well.
    static constexpr std::chrono::milliseconds patience{15'000};

    /// All must outlive the upkeep.
    Upkeep(Directory& directory, Load& load, const base::Clock& clock);

    /// Looks once now and then every interval.
    void start();
    void look();

    /// Any thread.
    bool isDatabaseWell() const;
    std::chrono::milliseconds uptime() const;

private:
    Directory& m_directory;
    Load& m_load;
    const base::Clock& m_clock;
    const qint64 m_startedAt;
    /// Monotonic ms of the last read that came through; shared with the reads under way.
    std::shared_ptr<std::atomic<qint64>> m_answeredAt;
    QTimer m_timer;
};

} // namespace api
