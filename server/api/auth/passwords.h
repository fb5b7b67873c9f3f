// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace api {

/// What one check of a password costs. OWASP's argon2id floor by default: 19 MiB, two passes, about
/// 20 ms of one core.
struct PasswordCost
{
    unsigned long long passes = 2;
    size_t memory = size_t(19) * 1024 * 1024;
};

/// libsodium's argon2id string for storing a password. Blocks for as long as a check costs.
QString hashPassword(const QByteArray& utf8, PasswordCost cost = {});

/// Checks passwords on its own few threads, so that a burst of logins cannot take the cores or the
/// memory from the plant. Thread-safe.
class PasswordChecker final
{
public:
    using Done = std::function<void(bool matches)>;

    explicit PasswordChecker(int threads = 2, int maxWaiting = 64, PasswordCost cost = {});
    /// Finishes the checks under way; done of those still waiting is not called.
    ~PasswordChecker();
    PasswordChecker(const PasswordChecker&) = delete;
    PasswordChecker& operator=(const PasswordChecker&) = delete;

    /// done is called on one of the threads here. An empty hash stands for an unknown user: the same
    /// work is done, the answer is no. False: too many are waiting, done will not be called.
    bool check(QByteArray utf8, const QString& hash, Done done);

private:
    struct Job
    {
        QByteArray password;
        QByteArray hash;
        bool known;
        Done done;
    };
    void work(const std::stop_token& stop);

    const size_t m_maxWaiting;
    const QByteArray m_nobody; ///< the hash that unknown users are checked against
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::deque<Job> m_jobs;
    std::vector<std::jthread> m_threads; ///< last: they end before the rest goes
};

} // namespace api
