// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <utility>
#include <variant>

namespace base {

/// Wraps an error on its way into a Result, so that Result<T, T> is not ambiguous.
template <class E> struct Unexpected
{
    E error;
};
template <class E> Unexpected(E) -> Unexpected<E>;

/// A value or the reason why there is none. The names are those of std::expected (C++23), so that
/// the standard type can take its place. Reading the wrong side is a programming error and asserts.
template <class T, class E> class [[nodiscard]] Result final
{
public:
    using value_type = T;
    using error_type = E;

    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    template <class G> Result(Unexpected<G> unexpected)
        : m_state(std::in_place_index<1>, std::move(unexpected.error))
    {
    }

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    const T& value() const&
    {
        Q_ASSERT(has_value());
        return *std::get_if<0>(&m_state);
    }
    T& value() &
    {
        Q_ASSERT(has_value());
        return *std::get_if<0>(&m_state);
    }
    T&& value() &&
    {
        Q_ASSERT(has_value());
        return std::move(*std::get_if<0>(&m_state));
    }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }

    T value_or(T other) const { return has_value() ? value() : std::move(other); }

    const E& error() const
    {
        Q_ASSERT(!has_value());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, E> m_state;
};

/// The outcome of something that yields nothing but may fail.
template <class E> class [[nodiscard]] Result<void, E> final
{
public:
    using value_type = void;
    using error_type = E;

    Result() = default;
    template <class G> Result(Unexpected<G> unexpected)
        : m_state(std::in_place_index<1>, std::move(unexpected.error))
    {
    }

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }
    const E& error() const
    {
        Q_ASSERT(!has_value());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<std::monostate, E> m_state;
};

} // namespace base
