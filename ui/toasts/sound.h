// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"

#include <QByteArray>
#include <QObject>
#include <QtPlugin>

#include <memory>

namespace ui {

/// What plays samples. The plugin vakhta_sound implements it on Qt Multimedia, where that is
/// installed; without it the desktop's own bell sounds.
class SoundOutput
{
public:
    virtual ~SoundOutput() = default;
    /// 16-bit signed little-endian mono at soundRate. volume 0 to 1. False when nothing can be heard.
    virtual bool play(const QByteArray& samples, double volume) = 0;
};

inline constexpr int soundRate = 44100;

/// The sound of a priority: a few soft tones, made here of sines. The more urgent, the more tones and
/// the higher; critical is heard over looms, low is a single tap. Under a second each.
QByteArray soundFor(client::Priority priority);

/// Plays priorities, one at a time, at the person's volume.
class SoundPlayer final : public QObject
{
    Q_OBJECT
public:
    /// output null: finds the plugin, or else the bell.
    explicit SoundPlayer(std::unique_ptr<SoundOutput> output = nullptr, QObject* parent = nullptr);
    ~SoundPlayer() override;

    /// 0 to 1, remembered by the caller.
    void setVolume(double volume) { m_volume = volume; }
    double volume() const { return m_volume; }
    void play(client::Priority priority);

private:
    std::unique_ptr<SoundOutput> m_output;
    double m_volume = 0.7;
};

} // namespace ui

Q_DECLARE_INTERFACE(ui::SoundOutput, "vakhta.SoundOutput/1")
