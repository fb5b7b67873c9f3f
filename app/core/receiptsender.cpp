// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receiptsender.h"

#include "base/logging.h"

namespace client {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds receiptsGather{200};
constexpr size_t receiptsAtOnce = 500; ///< the server takes no more
constexpr size_t receiptsWaiting = 5'000;

} // namespace

ReceiptSender::ReceiptSender(Session& session, QString client, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_client(std::move(client))
    , m_backoff(std::chrono::seconds(1), std::chrono::seconds(60))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ReceiptSender::send);
}

void ReceiptSender::setLinked(bool linked)
{
    if (std::exchange(m_linked, linked) == linked)
        return;
    m_backoff.reset();
    if (linked && !m_waiting.empty())
        m_timer.start(receiptsGather);
}

void ReceiptSender::add(const std::vector<protocol::Receipt>& receipts)
{
    m_waiting.insert(m_waiting.end(), receipts.begin(), receipts.end());
    // The oldest say the least: whoever was to be told has been, some other way.
    while (!m_sending && m_waiting.size() > receiptsWaiting)
        m_waiting.pop_front();
    if (m_linked && !m_sending && !m_waiting.empty() && !m_timer.isActive())
        m_timer.start(receiptsGather);
}

void ReceiptSender::send()
{
    if (!m_linked || m_sending || m_waiting.empty())
        return;
    m_sending = true;
    const size_t count = std::min(receiptsAtOnce, m_waiting.size());
    protocol::Receipts receipts{m_client, {}};
    receipts.receipts.assign(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(count));
    m_session.send(m_session.post(u"/api/v1/notifications/receipts"_s, protocol::toJson(receipts)), this,
                   [this, count](const HttpAnswer& answer) { read(count, answer); });
}

void ReceiptSender::read(size_t sent, const HttpAnswer& answer)
{
    m_sending = false;
    const bool again = answer.outcome == HttpOutcome::Busy || answer.outcome == HttpOutcome::Unreachable ||
                       answer.outcome == HttpOutcome::Unauthorized;
    if (again) {
        m_timer.start(std::max(m_backoff.next(), answer.retryAfter.value_or(std::chrono::milliseconds(0))));
        return;
    }
    if (answer.outcome == HttpOutcome::Refused)
        qCWarning(lcLink, "The server does not take receipts: %s.", qUtf8Printable(answer.detail));
    m_backoff.reset();
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + static_cast<std::ptrdiff_t>(sent));
    if (!m_waiting.empty())
        m_timer.start(receiptsGather);
}

} // namespace client
