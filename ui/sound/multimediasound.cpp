// SPDX-License-Identifier: GPL-3.0-or-later
#include "toasts/sound.h"

#include <QAudioDevice>
#include <QAudioFormat>
#include <QAudioSink>
#include <QBuffer>
#include <QMediaDevices>

namespace ui {

/// The sound plugin: the only part of the desktop that needs Qt Multimedia, which brings 174 MB of
/// packages with it and is therefore a person's choice.
class MultimediaSound final : public QObject, public SoundOutput
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID "vakhta.SoundOutput/1")
    Q_INTERFACES(ui::SoundOutput)
public:
    bool play(const QByteArray& samples, double volume) override
    {
        const QAudioDevice device = QMediaDevices::defaultAudioOutput();
        if (device.isNull())
            return false;
        QAudioFormat format;
        format.setSampleRate(soundRate);
        format.setChannelCount(1);
        format.setSampleFormat(QAudioFormat::Int16);
        if (m_sink) {
            m_sink->stop();
            m_sink->deleteLater();
        }
        m_buffer.close();
        m_buffer.setData(samples);
        if (!m_buffer.open(QIODevice::ReadOnly))
            return false;
        m_sink = new QAudioSink(device, format, this);
        m_sink->setVolume(volume);
        m_sink->start(&m_buffer);
        return m_sink->error() == QAudio::NoError;
    }

private:
    QAudioSink* m_sink = nullptr;
    QBuffer m_buffer;
};

} // namespace ui

#include "multimediasound.moc"
