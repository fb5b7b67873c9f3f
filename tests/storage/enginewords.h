// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/journal.h"
#include "domain/people/company.h"
#include "domain/work.h"

#include <QJsonObject>
#include <QTimeZone>

#include <memory>
#include <mutex>
#include <vector>

/// What the engine is given to do in its tests, and what is heard of it.
namespace enginewords {

using namespace Qt::StringLiterals;

inline domain::Executor::WriteUnit addCompany(const QString& name)
{
    return [name](domain::Workspace& workspace) -> protocol::Result<void> {
        workspace.get<domain::CompanyRepository>().insert(name, QTimeZone::utc());
        return {};
    };
}

inline domain::Change machineChange(int id, int pulses)
{
    return {.topic = *protocol::topicIndex(u"machines"),
            .id = QString::number(id),
            .row = QJsonObject{{u"id"_s, id}, {u"pulse_count"_s, pulses}},
            .audience = {.company = *protocol::CompanyId::from(1), .branch = {}, .roles = {}, .user = {}},
            .cause = u"pulse"_s};
}

inline domain::Executor::WriteUnit record(int id, int pulses)
{
    return [=](domain::Workspace& workspace) -> protocol::Result<void> {
        workspace.get<domain::Journal>().record(machineChange(id, pulses));
        return {};
    };
}

/// What a listener heard.
class Heard final
{
public:
    domain::CommitListener listener()
    {
        return [this](std::shared_ptr<const domain::CommittedBatch> batch) {
            const std::lock_guard lock(m_mutex);
            m_batches.push_back(std::move(batch));
        };
    }
    std::vector<std::vector<qint64>> seqs() const
    {
        const std::lock_guard lock(m_mutex);
        std::vector<std::vector<qint64>> seqs;
        for (const auto& batch : m_batches) {
            seqs.emplace_back();
            for (const auto& event : *batch)
                seqs.back().push_back(event->seq);
        }
        return seqs;
    }

private:
    mutable std::mutex m_mutex;
    std::vector<std::shared_ptr<const domain::CommittedBatch>> m_batches;
};

} // namespace enginewords
