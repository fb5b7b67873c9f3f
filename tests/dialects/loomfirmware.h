// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arduino.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

/// What a loom's controller does, as far as the server can tell (contracts.md §0, A4): posts, reads
/// the answer into a small pool, tries three times, and gives up for good when that did not help.
class LoomFirmware final
{
public:
    enum class Network { Good, LosesAnswer };

    /// The world around the controller.
    struct World
    {
        /// Posts, and the body of the answer; what becomes of it is the firmware's business. With
        /// LosesAnswer the answer does not arrive, whatever was done with the post.
        std::function<QByteArray(const QByteArray& path, const QJsonObject& body, Network)> post;
        /// Lets time pass.
        std::function<void(std::chrono::seconds)> wait;
    };

    LoomFirmware(World world, const QString& device) : m_world(std::move(world)), m_device(device) {}

    /// The action of the answer; empty when the firmware has given up.
    QString scan(const QString& card, const QList<Network>& tries = {Network::Good})
    {
        using namespace std::chrono_literals;
        const auto answer =
            post("/employees/api/rfid-scan/",
                 {{QStringLiteral("rfid_uid"), card}, {QStringLiteral("device_id"), m_device}}, 512, {2s, 4s},
                 tries);
        if (!answer) {
            m_emergency = true; // the interrupt is detached, the reader is off, until somebody reboots it
            return {};
        }
        const QString action = (*answer)[QLatin1StringView("action")].toString();
        if (action == QLatin1StringView("shift_started"))
            m_shiftActive = true;
        if (action == QLatin1StringView("shift_ended"))
            m_shiftActive = false;
        return action;
    }
    bool call(const QList<Network>& tries = {Network::Good})
    {
        using namespace std::chrono_literals;
        return post("/lohia/api/maintenance/call/", {{QStringLiteral("esp32_id"), m_device}}, 256, {3s, 6s},
                    tries)
            .has_value();
    }
    /// Any answer that parses counts as delivered.
    bool sendPulses(int count)
    {
        if (!m_shiftActive || count == 0)
            return true;
        ArduinoPool pool(256);
        return pool.parse(m_world.post(
            "/lohia/api/pulse/update/",
            {{QStringLiteral("esp32_id"), m_device}, {QStringLiteral("pulse_count"), count}}, Network::Good));
    }
    bool isInEmergency() const { return m_emergency; }
    bool isShiftActive() const { return m_shiftActive; }

private:
    std::optional<QJsonObject> post(const QByteArray& path, const QJsonObject& body, int capacity,
                                    const QList<std::chrono::seconds>& pauses, const QList<Network>& tries)
    {
        using namespace std::chrono_literals;
        for (int attempt = 0; attempt < 3 && !m_emergency; ++attempt) {
            if (attempt > 0)
                m_world.wait(pauses[attempt - 1]);
            const Network network = tries.value(attempt, Network::Good);
            const QByteArray answer = m_world.post(path, body, network);
            if (network == Network::LosesAnswer) {
                m_world.wait(10s);
                continue;
            }
            ArduinoPool pool(capacity);
            const QJsonObject object = QJsonDocument::fromJson(answer).object();
            if (pool.parse(answer) && object[QLatin1StringView("success")].toBool())
                return object;
        }
        return std::nullopt;
    }

    const World m_world;
    const QString m_device;
    bool m_shiftActive = false;
    bool m_emergency = false;
};
