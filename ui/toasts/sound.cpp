// SPDX-License-Identifier: GPL-3.0-or-later
#include "toasts/sound.h"

#include "base/logging.h"

#include <QApplication>
#include <QPluginLoader>
#include <QtEndian>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct ToneStep
{
    double hertz;
    double from; ///< seconds
    double length;
};

/// The bell of the desktop: no choice of tone or volume, but somebody looks up.
class BellOutput final : public SoundOutput
{
public:
    bool play(const QByteArray&, double volume) override
    {
        if (volume > 0)
            QApplication::beep();
        return volume > 0;
    }
};

/// The plugin's object lives as long as the loader, which Qt keeps.
class PluginOutput final : public SoundOutput
{
public:
    explicit PluginOutput(SoundOutput& output) : m_output(output) {}
    bool play(const QByteArray& samples, double volume) override { return m_output.play(samples, volume); }

private:
    SoundOutput& m_output;
};

std::unique_ptr<SoundOutput> findSoundOutput()
{
    const QString folder = QCoreApplication::applicationDirPath();
    for (const auto place : {"/plugins/vakhta_sound"_L1, "/../lib/vakhta/vakhta_sound"_L1}) {
        QPluginLoader loader(folder + place);
        if (auto* output = qobject_cast<SoundOutput*>(loader.instance()))
            return std::make_unique<PluginOutput>(*output);
    }
    qCInfo(lcUi) << "There is no sound plugin here; the desktop's bell is used.";
    return std::make_unique<BellOutput>();
}

std::vector<ToneStep> tonesOf(client::Priority priority)
{
    switch (priority) {
    case client::Priority::Critical:
        return {
            {988, 0.0, 0.13}, {784, 0.15, 0.13}, {988, 0.30, 0.13}, {784, 0.45, 0.13}, {1175, 0.62, 0.25}};
    case client::Priority::High:
        return {{784, 0.0, 0.14}, {988, 0.17, 0.14}, {784, 0.34, 0.22}};
    case client::Priority::Medium:
        return {{659, 0.0, 0.14}, {784, 0.16, 0.24}};
    case client::Priority::Low:
        return {{523, 0.0, 0.22}};
    }
    return {};
}

} // namespace

QByteArray soundFor(client::Priority priority)
{
    const std::vector<ToneStep> steps = tonesOf(priority);
    double length = 0;
    for (const ToneStep& step : steps)
        length = std::max(length, step.from + step.length);
    std::vector<double> wave(size_t(length * soundRate) + 1, 0.0);
    for (const ToneStep& step : steps) {
        const auto first = size_t(step.from * soundRate);
        const auto count = size_t(step.length * soundRate);
        for (size_t i = 0; i < count && first + i < wave.size(); ++i) {
            const double at = double(i) / soundRate;
            // Soft edges: a tone that starts or ends at full swing is heard as a click.
            const double attack = std::min(1.0, at / 0.008);
            const double release = std::min(1.0, (step.length - at) / 0.05);
            const double phase = 2 * std::numbers::pi * step.hertz * at;
            wave[first + i] += attack * release *
                               (std::sin(phase) + 0.35 * std::sin(2 * phase) + 0.12 * std::sin(3 * phase));
        }
    }
    QByteArray samples(qsizetype(wave.size()) * 2, Qt::Uninitialized);
    for (size_t i = 0; i < wave.size(); ++i) {
        const auto value = qint16(std::clamp(wave[i] / 1.5, -1.0, 1.0) * 0.8 * 32767);
        qToLittleEndian(value, samples.data() + qsizetype(i) * 2);
    }
    return samples;
}

SoundPlayer::SoundPlayer(std::unique_ptr<SoundOutput> output, QObject* parent)
    : QObject(parent), m_output(output ? std::move(output) : findSoundOutput())
{
}

SoundPlayer::~SoundPlayer() = default;

void SoundPlayer::play(client::Priority priority)
{
    if (m_volume > 0)
        m_output->play(soundFor(priority), m_volume);
}

} // namespace ui
