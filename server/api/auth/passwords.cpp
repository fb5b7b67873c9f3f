// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/auth/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <new>

namespace api {

QString hashPassword(const QByteArray& utf8, PasswordCost cost)
{
    if (sodium_init() < 0)
        qFatal("The cryptographic library cannot be initialised.");
    char out[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(out, utf8.constData(), static_cast<unsigned long long>(utf8.size()), cost.passes,
                          cost.memory) != 0)
        throw std::bad_alloc(); // its only reason to fail
    return QString::fromLatin1(out);
}

PasswordChecker::PasswordChecker(int threads, int maxWaiting, PasswordCost cost)
    : m_maxWaiting(static_cast<size_t>(maxWaiting)), m_nobody(hashPassword("nobody", cost).toLatin1())
{
    for (int i = 0; i < std::max(1, threads); ++i)
        m_threads.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

PasswordChecker::~PasswordChecker()
{
    for (std::jthread& thread : m_threads)
        thread.request_stop();
}

bool PasswordChecker::check(QByteArray utf8, const QString& hash, Done done)
{
    const bool known = !hash.isEmpty();
    {
        const std::lock_guard lock(m_mutex);
        if (m_jobs.size() >= m_maxWaiting)
            return false;
        m_jobs.push_back({std::move(utf8), known ? hash.toLatin1() : m_nobody, known, std::move(done)});
    }
    m_wake.notify_one();
    return true;
}

void PasswordChecker::work(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    while (m_wake.wait(lock, stop, [this] { return !m_jobs.empty(); })) {
        if (stop.stop_requested())
            return;
        Job job = std::move(m_jobs.front());
        m_jobs.pop_front();
        lock.unlock();
        // A hash from a damaged or hand-made row may be anything: the library wants a terminated string.
        const bool matches =
            crypto_pwhash_str_verify(job.hash.constData(), job.password.constData(),
                                     static_cast<unsigned long long>(job.password.size())) == 0;
        sodium_memzero(job.password.data(), static_cast<size_t>(job.password.size()));
        job.done(matches && job.known);
        job.done = {};
        lock.lock();
    }
}

} // namespace api
