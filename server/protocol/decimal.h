// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

#include <compare>
#include <optional>

namespace protocol {

namespace decimal {
/// The number in units of 10^-places: "-12.5" with two places is -1250. Digits beyond the places are
/// refused unless they are zeros, or rounded half away from zero. nullopt also for what is no plain
/// decimal number, and for more than 10^15 units.
std::optional<qint64> unitsFromText(QStringView text, int places, bool round);
/// "-12.50": at least `shown` places, more as far as they are not zeros.
QString textFromUnits(qint64 units, int places, int shown);
/// What a JSON number says, in its shortest decimal form; a string is itself. nullopt for others.
std::optional<QString> textFromJson(const QJsonValue& value);
constexpr qint64 most = 1'000'000'000'000'000;
} // namespace decimal

/// An exact decimal number: a count of units of 10^-Places. No binary fraction is involved, except
/// where another system's JSON has numbers (fromJson, toNumber). Tag is an empty struct that says of
/// what it is.
template <class Tag, int Places, int Shown = Places> class Decimal final
{
public:
    constexpr Decimal() = default;
    static constexpr Decimal fromUnits(qint64 units) { return Decimal(units); }
    /// Exact, or nothing.
    static std::optional<Decimal> fromText(QStringView text)
    {
        return wrap(decimal::unitsFromText(text, Places, false));
    }
    /// A decimal string exactly; a number, which may come from a sum of binary fractions, rounded.
    static std::optional<Decimal> fromJson(const QJsonValue& value)
    {
        const auto text = decimal::textFromJson(value);
        return text ? wrap(decimal::unitsFromText(*text, Places, value.isDouble())) : std::nullopt;
    }

    constexpr qint64 units() const { return m_units; }
    /// "825000.00"
    QString toText() const { return decimal::textFromUnits(m_units, Places, Shown); }
    /// For those who expect a JSON number.
    double toNumber() const
    {
        double scale = 1;
        for (int i = 0; i < Places; ++i)
            scale *= 10;
        return static_cast<double>(m_units) / scale;
    }
    /// False for what sums must not grow to: nothing here is ever near it but by mistake.
    constexpr bool isSane() const { return m_units <= decimal::most && m_units >= -decimal::most; }
    constexpr bool isPositive() const { return m_units > 0; }

    constexpr Decimal& operator+=(Decimal other)
    {
        m_units += other.m_units;
        return *this;
    }
    constexpr Decimal& operator-=(Decimal other)
    {
        m_units -= other.m_units;
        return *this;
    }
    friend constexpr Decimal operator+(Decimal a, Decimal b) { return a += b; }
    friend constexpr Decimal operator-(Decimal a, Decimal b) { return a -= b; }
    friend constexpr auto operator<=>(Decimal, Decimal) = default;

private:
    explicit constexpr Decimal(qint64 units) : m_units(units) {}
    static std::optional<Decimal> wrap(std::optional<qint64> units)
    {
        return units ? std::optional(Decimal(*units)) : std::nullopt;
    }
    qint64 m_units = 0;
};

/// In the plant's currency; units are kopecks.
using Money = Decimal<struct MoneyTag, 2>;
/// Of goods, in whatever they are counted in.
using Quantity = Decimal<struct QuantityTag, 6, 3>;
/// Worked.
using Hours = Decimal<struct HoursTag, 2>;

} // namespace protocol
