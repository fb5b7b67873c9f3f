// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readers.h"

#include "storage/connection.h"
#include "storage/groupcommit.h"
#include "storage/services.h"

#include <algorithm>

namespace storage {

using namespace Qt::StringLiterals;

Readers::Readers(const EngineOptions& options, const base::Clock& clock)
    : m_options(options), m_clock(clock), m_queue(static_cast<size_t>(options.readQueue))
{
}

Readers::~Readers()
{
    stop();
}

protocol::Result<void> Readers::start(const Furnish& furnish)
{
    for (int i = 0; i < std::max(1, m_options.readers); ++i) {
        std::promise<protocol::Result<void>> started;
        auto outcome = started.get_future();
        m_threads.emplace_back(
            [this, furnish, promise = std::move(started)]() mutable { run(furnish, std::move(promise)); });
        if (auto result = outcome.get(); !result)
            return result;
    }
    return {};
}

void Readers::stop()
{
    m_queue.close();
    for (std::thread& thread : m_threads) {
        if (thread.joinable())
            thread.join();
    }
}

void Readers::run(const Furnish& furnish, std::promise<protocol::Result<void>> started)
{
    std::unique_ptr<Connection> connection;
    domain::Workspace workspace;
    try {
        connection = std::make_unique<Connection>(m_options.file, Connection::Access::Reader);
        addServices(*connection, m_clock, nullptr, workspace);
        if (furnish)
            furnish(*connection, workspace);
    } catch (const std::exception& error) {
        const QString sentence =
            u"The database %1 cannot be read: %2"_s.arg(m_options.file, QString::fromUtf8(error.what()));
        started.set_value(protocol::failure(protocol::ErrorCode::Unavailable, sentence));
        return;
    }
    started.set_value({});
    serve(*connection, workspace);
}

void Readers::serve(Connection& connection, domain::Workspace& workspace)
{
    while (auto unit = m_queue.pop()) {
        callSafely("a read", [&] {
            connection.exec("BEGIN"_L1);
            callSafely("a read", [&] { (*unit)(workspace); });
            connection.exec("COMMIT"_L1);
        });
        unit.reset();
    }
}

} // namespace storage
