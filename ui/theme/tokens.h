// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <array>

namespace ui {

/// The two looks. Which one shows is Theme's decision.
enum class Scheme { Light, Dark };

/// Surfaces, lines and text: the grey part of the interface.
enum class Ink {
    Window,     ///< behind everything
    Surface,    ///< tiles, tables
    Raised,     ///< popovers, toasts, dialogs, the drawer
    Sunken,     ///< table headers, input fields, tracks of bars
    Line,       ///< hairlines between things; decoration only
    LineStrong, ///< outlines that carry meaning (inputs, rings), at least 3:1
    Text,       ///< what is read, at least 7:1
    Muted,      ///< captions and units, at least 4.5:1 on every surface
    Accent,     ///< what can be pressed or is chosen; never a state of the plant
    OnAccent,
    Selection, ///< behind selected rows; Text is read on it
    Hover,     ///< behind what the pointer is over
    Focus,     ///< the focus ring
    Data,      ///< bars and lines of charts in their normal state
    DataQuiet, ///< the less important part of a chart
    DataCalm,  ///< what is well, where very much of it stands side by side
    Shade,     ///< under modal surfaces; has alpha
};
inline constexpr int inkCount = static_cast<int>(Ink::Shade) + 1;

/// What a colour says. Neutral and Quiet are grey: a plant that runs well has no colour (ISA-101).
enum class Tone {
    Neutral,  ///< normal, of interest
    Quiet,    ///< normal, of no interest
    Good,     ///< confirmed: a live link, a granted pass. Very low saturation
    Info,     ///< priority low
    Warning,  ///< priority medium
    Serious,  ///< priority high
    Critical, ///< priority critical
};
inline constexpr int toneCount = static_cast<int>(Tone::Critical) + 1;

struct ToneColours
{
    QColor text;    ///< words on any surface and on tint, at least 4.5:1
    QColor solid;   ///< shapes, bars, badges, at least 3:1 on surfaces
    QColor onSolid; ///< words on solid, at least 4.5:1
    QColor tint;    ///< a pale ground behind text
};

struct Palette
{
    std::array<QColor, inkCount> inks;
    std::array<ToneColours, toneCount> tones;

    const QColor& ink(Ink ink) const { return inks[static_cast<size_t>(ink)]; }
    const ToneColours& tone(Tone tone) const { return tones[static_cast<size_t>(tone)]; }
};

const Palette& paletteOf(Scheme scheme);

/// The only sizes text has, in device-independent pixels at scale 1.
enum class Type { Caption = 12, Body = 14, Title = 18, Heading = 24, Display = 40 };

/// The spacing grid: every distance is one of these.
namespace space {
inline constexpr int xs = 4;
inline constexpr int s = 8;
inline constexpr int m = 12;
inline constexpr int l = 16;
inline constexpr int xl = 24;
inline constexpr int xxl = 32;
} // namespace space

namespace metric {
inline constexpr int radius = 6;     ///< the one corner radius
inline constexpr int focusWidth = 2; ///< ring around what has the keyboard
inline constexpr int icon = 20;      ///< line icons beside text
inline constexpr int control = 32;   ///< height of buttons and fields on a desk
inline constexpr int touch = 40;     ///< least height of a target in wall and touch use
inline constexpr int row = 36;       ///< table rows, fixed
inline constexpr int statusStrip = 40;
inline constexpr int railWide = 208;
inline constexpr int railNarrow = 92;
inline constexpr int drawer = 368;
inline constexpr int toast = 360;
} // namespace metric

namespace motion {
inline constexpr int quickMs = 140;  ///< drawer, toasts
inline constexpr int glowMs = 1000;  ///< a changed cell
inline constexpr int toastMs = 5000; ///< a toast that is not critical
inline constexpr int wallPageMs = 20000;
} // namespace motion

} // namespace ui
