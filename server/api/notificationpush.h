// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/notifier.h"
#include "base/clock.h"
#include "domain/journal.h"
#include "domain/work.h"

#include <memory>

namespace api {

/// Pushes each committed notification to its person's open sockets, in contracts.md C2's form, and
/// notes in the ledger that they took it. Our own desktop has it from the stream as well.
class NotificationPush final
{
public:
    /// All must outlive it. The executor's Workspace has NotificationService.
    NotificationPush(Hub& hub, domain::Executor& executor, const base::Clock& clock);

    /// The commit listener: on the writer's thread.
    void committed(const std::shared_ptr<const domain::CommittedBatch>& batch);

private:
    Hub& m_hub;
    Notifier m_notifier;
    domain::Executor& m_executor;
    const base::Clock& m_clock;
    const protocol::TopicIndex m_topic;
};

} // namespace api
