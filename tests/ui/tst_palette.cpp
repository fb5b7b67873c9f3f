// SPDX-License-Identifier: GPL-3.0-or-later
#include "colourmath.h"

#include "theme/signs.h"
#include "theme/tokens.h"

#include <QSet>
#include <QTest>

using namespace ui;
using colourmath::contrast;
using colourmath::difference;
using colourmath::Vision;

class tst_Palette final : public QObject
{
    Q_OBJECT
private slots:
    void textIsReadable_data() { schemes(); }
    void textIsReadable()
    {
        QFETCH(Scheme, scheme);
        const Palette& p = paletteOf(scheme);
        for (const Ink ground :
             {Ink::Window, Ink::Surface, Ink::Raised, Ink::Sunken, Ink::Hover, Ink::Selection}) {
            const auto check = [&](const char* what, const QColor& colour, double least) {
                const double ratio = contrast(colour, p.ink(ground));
                if (ratio < least)
                    qWarning() << what << "on ink" << int(ground) << "has" << ratio << "not" << least;
                return ratio >= least;
            };
            QVERIFY(check("text", p.ink(Ink::Text), 7.0));
            QVERIFY(check("muted", p.ink(Ink::Muted), 4.5));
            QVERIFY(check("accent", p.ink(Ink::Accent), 4.5));
            for (const ToneColours& tone : p.tones)
                QVERIFY(check("tone", tone.text, 4.5));
        }
        QVERIFY(contrast(p.ink(Ink::OnAccent), p.ink(Ink::Accent)) >= 4.5);
    }

    void shapesAreSeen_data() { schemes(); }
    void shapesAreSeen()
    {
        QFETCH(Scheme, scheme);
        const Palette& p = paletteOf(scheme);
        const auto check = [&](const char* what, const QColor& colour, const QColor& ground, double least) {
            const double ratio = contrast(colour, ground);
            if (ratio < least)
                qWarning() << what << colour.name() << "on" << ground.name() << "has" << ratio << "not"
                           << least;
            return ratio >= least;
        };
        for (const Ink ground : {Ink::Surface, Ink::Raised, Ink::Sunken}) {
            QVERIFY(check("strong line", p.ink(Ink::LineStrong), p.ink(ground), 3.0));
            QVERIFY(check("focus", p.ink(Ink::Focus), p.ink(ground), 3.0));
            QVERIFY(check("data", p.ink(Ink::Data), p.ink(ground), 3.0));
            for (const ToneColours& tone : p.tones)
                QVERIFY(check("solid", tone.solid, p.ink(ground), 3.0));
        }
        for (const ToneColours& tone : p.tones) {
            QVERIFY(check("text on tint", tone.text, tone.tint, 4.5));
            QVERIFY(check("text on solid", tone.onSolid, tone.solid, 4.5));
        }
    }

    /// Colours that may stand side by side stay apart for eyes that see fewer of them.
    void colourVision_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<Vision>("vision");
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
            for (const Vision vision : {Vision::Normal, Vision::Protanopia, Vision::Deuteranopia})
                QTest::addRow("%d/%d", int(scheme), int(vision)) << scheme << vision;
    }
    void colourVision()
    {
        QFETCH(Scheme, scheme);
        QFETCH(Vision, vision);
        const Palette& p = paletteOf(scheme);
        const std::array tones{Tone::Neutral, Tone::Info, Tone::Warning, Tone::Serious, Tone::Critical};
        for (size_t i = 0; i < tones.size(); ++i)
            for (size_t j = i + 1; j < tones.size(); ++j) {
                const double apart = difference(p.tone(tones[i]).solid, p.tone(tones[j]).solid, vision);
                QVERIFY2(apart >= 12,
                         qPrintable(QStringLiteral("tones %1 and %2: %3").arg(i).arg(j).arg(apart)));
            }
    }

    /// Without any colour the shape still tells the states of one kind apart.
    void shapesDiffer()
    {
        using namespace protocol;
        const auto distinct = [](std::initializer_list<Sign> signs) {
            QSet<int> marks;
            QSet<QString> texts;
            for (const Sign& sign : signs) {
                marks.insert(int(sign.mark));
                texts.insert(sign.text);
            }
            return marks.size() == qsizetype(signs.size()) && texts.size() == qsizetype(signs.size());
        };
        QVERIFY(distinct({signOf(MachineStatus::Idle), signOf(MachineStatus::Working),
                          signOf(MachineStatus::Maintenance), signOf(MachineStatus::Stopped)}));
        QVERIFY(distinct({signOf(client::Priority::Critical), signOf(client::Priority::High),
                          signOf(client::Priority::Medium), signOf(client::Priority::Low)}));
        QVERIFY(distinct({signOf(std::optional<CallStatus>()), signOf(std::optional(CallStatus::Pending)),
                          signOf(std::optional(CallStatus::InProgress)),
                          signOf(std::optional(CallStatus::Completed))}));
    }

    /// A plant that runs well has no colour: normal states are grey.
    void normalIsGrey()
    {
        using namespace protocol;
        for (const Sign& sign : {signOf(MachineStatus::Working), signOf(MachineStatus::Idle),
                                 signOf(WorktimeStatus::Present), signOf(std::optional<CallStatus>())})
            QVERIFY(sign.tone == Tone::Neutral || sign.tone == Tone::Quiet);
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark})
            for (const Tone tone : {Tone::Neutral, Tone::Quiet})
                QVERIFY(paletteOf(scheme).tone(tone).solid.hsvSaturationF() < 0.25);
    }

private:
    void schemes()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }
};

QTEST_GUILESS_MAIN(tst_Palette)
#include "tst_palette.moc"
