// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "demo/demo.h"

#include <QThread>
#include <QUrl>

#include <memory>
#include <vector>

namespace demo {

struct PlantOptions
{
    quint32 seed = 7; ///< as Options::seed: the cast must be the same
    QUrl server;      ///< loopback, e.g. "http://127.0.0.1:8000"
    /// How much quicker things happen than at a real plant's quiet hour; 1 is lively already: an event
    /// every second or so. Tests use more.
    double pace = 1.0;
};

/// The plant's devices, on their own thread: looms post pulses each half minute, stop, call the
/// master; people pass the gates, come late, go for a walk; at 7, 15 and 23 o'clock the shift changes.
/// What people do follows from the seed and from what the server answers. The office, the help desk and the
/// canteen work there, too.
class Plant final
{
public:
    /// clock must outlive the plant.
    Plant(Situation situation, PlantOptions options, const base::Clock& clock);
    ~Plant(); ///< stops
    Plant(const Plant&) = delete;
    Plant& operator=(const Plant&) = delete;

    void start();
    /// Ends the thread; a post that is under way is given up.
    void stop();

private:
    /// Has a part begin once the thread runs.
    template <class Part> void add(std::unique_ptr<Part> part);

    QThread m_thread;
    std::vector<std::unique_ptr<QObject>> m_parts; ///< live on m_thread
};

} // namespace demo
