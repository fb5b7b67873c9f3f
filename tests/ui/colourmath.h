// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <algorithm>
#include <array>
#include <cmath>

/// Colour arithmetic that only tests need: WCAG contrast, and what a person with a colour-vision
/// deficiency sees (Viénot, Brettel & Mollon 1999 for protanopia and deuteranopia).
namespace colourmath {

using Rgb = std::array<double, 3>;

inline Rgb linear(const QColor& colour)
{
    const auto channel = [](double c) {
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return {channel(colour.redF()), channel(colour.greenF()), channel(colour.blueF())};
}

inline double luminance(const QColor& colour)
{
    const Rgb rgb = linear(colour);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

inline double contrast(const QColor& one, const QColor& other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

enum class Vision { Normal, Protanopia, Deuteranopia };

inline Rgb seen(const QColor& colour, Vision vision)
{
    const Rgb c = linear(colour);
    switch (vision) {
    case Vision::Normal:
        return c;
    case Vision::Protanopia: {
        const double rg = 0.11238 * c[0] + 0.88762 * c[1];
        return {rg, rg, 0.00401 * c[0] - 0.00401 * c[1] + c[2]};
    }
    case Vision::Deuteranopia: {
        const double rg = 0.29275 * c[0] + 0.70725 * c[1];
        return {rg, rg, -0.02234 * c[0] + 0.02234 * c[1] + c[2]};
    }
    }
    return c;
}

/// CIE 1976 L*a*b*, D65.
inline Rgb lab(const Rgb& c)
{
    const double x = (0.4124 * c[0] + 0.3576 * c[1] + 0.1805 * c[2]) / 0.95047;
    const double y = 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
    const double z = (0.0193 * c[0] + 0.1192 * c[1] + 0.9505 * c[2]) / 1.08883;
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    return {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
}

/// CIE76 difference as that eye sees it; about 10 is seen at a glance.
inline double difference(const QColor& one, const QColor& other, Vision vision)
{
    const Rgb a = lab(seen(one, vision));
    const Rgb b = lab(seen(other, vision));
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

} // namespace colourmath
