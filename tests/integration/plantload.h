// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "http.h"
#include "vakhtad.h"

#include <QString>

#include <atomic>
#include <chrono>
#include <thread>

namespace integration {

/// Devices that go on posting from a thread of their own, whatever becomes of the server: pulses at
/// looms 1 … n, and people at gates.
class PlantLoad final
{
public:
    PlantLoad(quint16 port, int looms, int people) : m_port(port), m_looms(looms), m_people(people)
    {
        m_thread = std::thread([this] { run(); });
    }
    ~PlantLoad() { stop(); }
    PlantLoad(const PlantLoad&) = delete;
    PlantLoad& operator=(const PlantLoad&) = delete;

    void stop()
    {
        m_stop = true;
        if (m_thread.joinable())
            m_thread.join();
    }
    /// Posts that were answered well.
    int done() const { return m_done; }

private:
    void run()
    {
        Connection device(m_port);
        for (int i = 0; !m_stop; ++i) {
            const int loom = 1 + i % m_looms;
            Reply reply =
                device.post("/lohia/api/pulse/update/", {{QStringLiteral("esp32_id"), Vakhtad::loom(loom)},
                                                         {QStringLiteral("pulse_count"), 1 + i % 5}});
            if (reply.status == 400) { // nobody works here
                reply = device.post("/lohia/api/shift/start/",
                                    {{QStringLiteral("esp32_id"), Vakhtad::loom(loom)},
                                     {QStringLiteral("rfid_uid"), Vakhtad::card(loom)}});
            }
            m_done += reply.status == 200;
            if (i % 4 == 0) {
                // Another gate each time: the same card at the same gate would be a repetition.
                reply = device.post("/security/api/scan/",
                                    {{QStringLiteral("rfid_uid"), Vakhtad::card(1 + i % m_people)},
                                     {QStringLiteral("device_id"), QStringLiteral("ESP32-SEC-%1").arg(i)}});
                m_done += reply.status == 200;
            }
            // A plant posts steadily; without a pause this would only measure how fast it can.
            std::this_thread::sleep_for(std::chrono::milliseconds(reply.status == 0 ? 20 : 2));
        }
    }

    const quint16 m_port;
    const int m_looms;
    const int m_people;
    std::atomic<bool> m_stop = false;
    std::atomic<int> m_done = 0;
    std::thread m_thread;
};

} // namespace integration
