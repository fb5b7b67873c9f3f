// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QFont>
#include <QObject>

class QApplication;
class QWidget;

namespace ui {

class SystemScheme;

/// What the person wants: as the system, or one look always.
enum class SchemeChoice { System, Light, Dark };

/// How heavy a text is.
enum class Weight { Regular, Medium, Semibold };

/// The one place values of the look come from. Made once by main() after QApplication; theme() finds
/// it. Everything painted by hand asks it while painting and repaints on changed(); everything else
/// follows the stylesheet and the palette it sets. Main thread only.
class Theme final : public QObject
{
    Q_OBJECT
public:
    explicit Theme(QApplication& application);
    ~Theme() override;

    void setChoice(SchemeChoice choice);
    SchemeChoice choice() const { return m_choice; }
    Scheme scheme() const { return m_scheme; }

    /// Text size wanted by the person or by the wall, 1.0 to 3.0; sizes from px() and font() follow.
    void setTextScale(double scale);
    double textScale() const { return m_textScale; }

    const QColor& ink(Ink ink) const { return palette().ink(ink); }
    const ToneColours& tone(Tone tone) const { return palette().tone(tone); }
    const Palette& palette() const { return paletteOf(m_scheme); }

    /// A size of the grid as it is at the current text scale, whole pixels.
    int px(int atScaleOne) const;
    QFont font(Type type, Weight weight = Weight::Regular) const;

    /// Counts changes, so that caches of painted things know when they are old.
    int generation() const { return m_generation; }

signals:
    /// Colours or sizes are different now.
    void changed();

private:
    void apply();
    Scheme wanted() const;

    QApplication& m_application;
    SystemScheme* m_system;
    SchemeChoice m_choice = SchemeChoice::System;
    Scheme m_scheme = Scheme::Light;
    double m_textScale = 1.0;
    int m_generation = 0;
    QStringList m_families;
};

/// The application's theme. It must exist: main() and every test make one first.
Theme& theme();

/// Marks a label or button as text of this size, weight and ink; the stylesheet does the rest.
void setTextStyle(QWidget& widget, Type type, Weight weight = Weight::Regular, Ink ink = Ink::Text);

} // namespace ui
