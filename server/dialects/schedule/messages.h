// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"
#include "domain/work.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>

#include <vector>

/// The messages of contracts.md D2, each with its JSON beside it in messages.cpp.
namespace dialects {

/// The topics that a client subscribes to, as bits.
namespace plantopic {
inline constexpr unsigned tasks = 1u << 0;
inline constexpr unsigned dailyWorks = 1u << 1;
inline constexpr unsigned monthlyTasks = 1u << 2;
inline constexpr unsigned analytics = 1u << 3;
inline constexpr unsigned all = tasks | dailyWorks | monthlyTasks | analytics;
/// Of names as the wire has them; unknown ones are left out.
unsigned fromNames(const QJsonArray& names);
/// What a journal's topic goes out as; 0: to everybody.
unsigned of(protocol::TopicIndex topic);
} // namespace plantopic

/// The journal's topics that anything follows from.
protocol::Topics planTopics();

/// What an event comes to, in the order to be sent; nothing for what the original keeps to itself, and for a
/// row that is gone by now.
std::vector<QByteArray> planMessages(domain::Workspace& work, const domain::StoredEvent& event);

QByteArray planGreeting();
/// The answer to {"action":…}; empty for an unknown action, which the original meets with silence. topics: the
/// client's, changed by it.
QByteArray planReply(const QByteArray& utf8, unsigned& topics);

} // namespace dialects
