// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/mailbox.h"

#include <QCoreApplication>

#if defined(__SANITIZE_THREAD__)
#include <sanitizer/tsan_interface.h>
#endif

namespace base {

class Mailbox::CallEvent final : public QEvent
{
public:
    explicit CallEvent(std::unique_ptr<Callable> callable) : QEvent(type()), m_callable(std::move(callable)) {}
    static QEvent::Type type()
    {
        static const auto s_type = static_cast<QEvent::Type>(QEvent::registerEventType());
        return s_type;
    }
    std::unique_ptr<Callable> m_callable;
};

Mailbox::Mailbox(QObject* parent) : QObject(parent) {}

void Mailbox::enqueue(std::unique_ptr<Callable> callable)
{
    auto* event = new CallEvent(std::move(callable));
    // Qt itself is not instrumented: without these two marks TSan does not see that the queue orders
    // the poster's writes before the reader's reads.
#if defined(__SANITIZE_THREAD__)
    __tsan_release(event);
#endif
    QCoreApplication::postEvent(this, event);
}

bool Mailbox::event(QEvent* event)
{
    if (event->type() != CallEvent::type())
        return QObject::event(event);
#if defined(__SANITIZE_THREAD__)
    __tsan_acquire(event);
#endif
    static_cast<CallEvent*>(event)->m_callable->run();
    return true;
}

} // namespace base
