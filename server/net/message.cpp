// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/message.h"

#include "net/refusal.h"

#include <atomic>
#include <optional>

namespace net {

namespace {

/// The undecoded value of the first query item whose decoded name is name.
std::optional<QByteArray> rawQueryValue(const QByteArray& rawQuery, const QByteArray& name)
{
    for (qsizetype from = 0; from <= rawQuery.size() && !rawQuery.isEmpty();) {
        qsizetype end = rawQuery.indexOf('&', from);
        if (end < 0)
            end = rawQuery.size();
        const QByteArray item = rawQuery.mid(from, end - from);
        const qsizetype equals = item.indexOf('=');
        QByteArray key = equals < 0 ? item : item.left(equals);
        key.replace('+', ' ');
        if (QByteArray::fromPercentEncoding(key) == name)
            return equals < 0 ? QByteArray("") : item.mid(equals + 1);
        from = end + 1;
    }
    return std::nullopt;
}

} // namespace

QByteArray Request::header(QByteArrayView name) const
{
    for (const auto& [key, value] : headers) {
        if (key.size() == name.size() && key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString Request::query(const QString& name) const
{
    std::optional<QByteArray> value = rawQueryValue(rawQuery, name.toUtf8());
    if (!value)
        return {};
    value->replace('+', ' ');
    const QString text = QString::fromUtf8(QByteArray::fromPercentEncoding(*value));
    return text.isNull() ? QStringLiteral("") : text;
}

bool Request::hasQuery(const QString& name) const
{
    return rawQueryValue(rawQuery, name.toUtf8()).has_value();
}

QByteArray Request::cookie(QByteArrayView name) const
{
    for (const auto& [key, value] : headers) {
        if (key.compare("Cookie", Qt::CaseInsensitive) != 0)
            continue;
        for (const QByteArray& pair : value.split(';')) {
            const qsizetype equals = pair.indexOf('=');
            if (equals > 0 && pair.left(equals).trimmed() == name)
                return pair.mid(equals + 1).trimmed();
        }
    }
    return {};
}

struct Responder::Slot
{
    explicit Slot(Deliver function) : deliver(std::move(function)) {}
    ~Slot() { answer(refusal(500, "internal", "The request was not answered.")); }
    void answer(Response response)
    {
        if (!done.exchange(true, std::memory_order_acq_rel))
            deliver(std::move(response));
    }

    const Deliver deliver;
    std::atomic<bool> done = false;
};

Responder::Responder(Deliver deliver) : m_slot(std::make_shared<Slot>(std::move(deliver))) {}

void Responder::operator()(Response response) const
{
    m_slot->answer(std::move(response));
}

} // namespace net
