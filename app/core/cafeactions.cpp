// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cafeactions.h"

namespace client {

using namespace Qt::StringLiterals;

namespace {

/// "orders", "41", "pay" of "/api/v1/cafe/orders/41/pay"; empty of anything else.
QStringList cafePath(const OutboxRequest& request)
{
    const QStringList parts = request.path.section(u"/api/v1/cafe/"_s, 1).split(u'/', Qt::SkipEmptyParts);
    return parts.size() == 3 ? parts : QStringList();
}

} // namespace

QString CafeActions::post(const QString& path, const QJsonObject& body) const
{
    return m_send({.method = "POST", .path = u"/api/v1/cafe/"_s + path, .body = body, .ifMatch = {}});
}

QString CafeActions::pay(qint64 order, protocol::PaymentMethod method, protocol::Money discount,
                         bool close) const
{
    return post(u"orders/%1/pay"_s.arg(order), {{u"payment_method"_s, QString(protocol::toWire(method))},
                                                {u"discount"_s, discount.toText()},
                                                {u"close"_s, close}});
}

QString CafeActions::setStatus(qint64 order, protocol::OrderStatus status) const
{
    return post(u"orders/%1/status"_s.arg(order), {{u"status"_s, QString(protocol::toWire(status))}});
}

QString CafeActions::moveTo(qint64 order, std::optional<qint64> table) const
{
    return m_send({.method = "PUT",
                   .path = u"/api/v1/cafe/orders/%1/table"_s.arg(order),
                   .body = {{u"table_id"_s, table ? QJsonValue(*table) : QJsonValue()}},
                   .ifMatch = {}});
}

QString CafeActions::claim(qint64 task) const
{
    return post(u"kitchen/%1/claim"_s.arg(task));
}

QString CafeActions::ready(qint64 task) const
{
    return post(u"kitchen/%1/ready"_s.arg(task));
}

QString CafeActions::serve(qint64 task) const
{
    return post(u"kitchen/%1/serve"_s.arg(task));
}

QString CafeActions::place(qint64 table, protocol::TablePlace place) const
{
    return m_send({.method = "PUT",
                   .path = u"/api/v1/cafe/tables/%1/place"_s.arg(table),
                   .body = {{u"x"_s, place.x}, {u"y"_s, place.y}},
                   .ifMatch = {}});
}

QString CafeActions::deedOf(const OutboxRequest& request)
{
    const QString last = cafePath(request).value(2);
    if (last == "table"_L1)
        return u"move"_s;
    if (last != "status"_L1)
        return last;
    const QString status = request.body.value("status"_L1).toString();
    if (status == "closed"_L1)
        return u"close"_s;
    return status == "cancelled"_L1 ? u"cancel-order"_s : u"reopen"_s;
}

std::vector<std::pair<QString, qint64>> CafeActions::subjectsOf(const OutboxRequest& request)
{
    // The paths are named as the topics are.
    const QStringList parts = cafePath(request);
    const qint64 id = parts.value(1).toLongLong();
    if (id <= 0)
        return {};
    return {{parts.first(), id}};
}

} // namespace client
