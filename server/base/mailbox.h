// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEvent>
#include <QObject>

#include <memory>
#include <utility>

namespace base {

/// The one way from thread to thread: a callable posted to a mailbox runs on the mailbox's thread,
/// in the order of posting. What is still queued when the mailbox goes is dropped, not run.
class Mailbox : public QObject
{
    Q_OBJECT
public:
    explicit Mailbox(QObject* parent = nullptr);

    /// Runs task() on this object's thread, later. Callable from any thread; the mailbox must be alive.
    template <class Task> void post(Task&& task)
    {
        enqueue(std::make_unique<Call<std::decay_t<Task>>>(std::forward<Task>(task)));
    }

protected:
    bool event(QEvent* event) override;

private:
    struct Callable
    {
        virtual ~Callable() = default;
        virtual void run() = 0;
    };
    template <class Task> struct Call final : Callable
    {
        explicit Call(Task task) : m_task(std::move(task)) {}
        void run() override { m_task(); }
        Task m_task;
    };
    class CallEvent;

    void enqueue(std::unique_ptr<Callable> callable);
};

} // namespace base
