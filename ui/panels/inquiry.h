// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reply.h"

#include <QMetaObject>
#include <QObject>

#include <utility>

namespace ui {

/// Where panels ask what no topic tells. Until somebody answers (bind() does), every question ends as
/// one without a link. Main thread only.
class Inquiry final
{
public:
    using Handler = std::function<void(const client::Question&, QObject*, client::ReplyHandler)>;

    void setHandler(Handler handler) { m_handler = std::move(handler); }
    /// Answers once and never before it returns, unless context goes before.
    void ask(const client::Question& question, QObject* context, client::ReplyHandler answered) const
    {
        if (m_handler)
            m_handler(question, context, std::move(answered));
        else
            QMetaObject::invokeMethod(
                context, [answered = std::move(answered)] { answered({}); }, Qt::QueuedConnection);
    }

private:
    Handler m_handler;
};

} // namespace ui
