// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"

#include <functional>
#include <memory>
#include <utility>

namespace api {

/// The done of a piece of work on another thread: called once, whatever happens. The first call
/// counts; when the last copy goes without one (the unit threw, the executor ended), it is called
/// with Internal.
template <class T> class Completion final
{
public:
    using Done = std::function<void(protocol::Result<T>)>;

    explicit Completion(Done done) : m_slot(std::make_shared<Slot>(std::move(done))) {}
    void operator()(protocol::Result<T> result) const { m_slot->finish(std::move(result)); }

private:
    struct Slot
    {
        explicit Slot(Done function) : done(std::move(function)) {}
        ~Slot() { finish(protocol::failure(protocol::ErrorCode::Internal)); }
        void finish(protocol::Result<T> result)
        {
            if (const Done once = std::exchange(done, {}))
                once(std::move(result));
        }
        Done done;
    };
    std::shared_ptr<Slot> m_slot;
};

} // namespace api
