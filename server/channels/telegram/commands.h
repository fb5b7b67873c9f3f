// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>
#include <variant>

/// What people write to the bot. An answer to each is made by Bot.
namespace channels::command {

struct Start
{
    QString code; ///< of a link t.me/bot?start=123456; empty: none
    friend bool operator==(const Start&, const Start&) = default;
};
struct Link
{
    QString code;
    friend bool operator==(const Link&, const Link&) = default;
};
struct Status
{
    friend bool operator==(const Status&, const Status&) = default;
};
struct Acknowledge
{
    qint64 alarm = 0;
    QString note;
    friend bool operator==(const Acknowledge&, const Acknowledge&) = default;
};
struct Shelve
{
    qint64 alarm = 0;
    std::chrono::minutes time{0};
    QString reason;
    friend bool operator==(const Shelve&, const Shelve&) = default;
};
struct Mute
{
    std::chrono::minutes time{0}; ///< 0: not any more
    friend bool operator==(const Mute&, const Mute&) = default;
};
struct Help
{
    friend bool operator==(const Help&, const Help&) = default;
};
/// A command of ours, with parameters that make no sense.
struct Misuse
{
    QString usage;
    friend bool operator==(const Misuse&, const Misuse&) = default;
};
/// A command that is none of ours.
struct Unknown
{
    friend bool operator==(const Unknown&, const Unknown&) = default;
};

using Command = std::variant<Start, Link, Status, Acknowledge, Shelve, Mute, Help, Misuse, Unknown>;

/// "/ack 41 иду", "/ack@SomeBot 41": none for what is no command at all, or is for another bot than
/// the one with this name (empty: ours is not known yet, anything is for us).
std::optional<Command> parse(const QString& text, const QString& botName);

} // namespace channels::command
