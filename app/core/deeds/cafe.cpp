// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deeds/cafe.h"

namespace client {

using namespace Qt::StringLiterals;

namespace {

/// "pay" of "cafe/orders/41/pay".
QString cafeDeed(const OutboxRequest& request, const QStringList& parts)
{
    const QString last = parts.value(3);
    if (last == "table"_L1)
        return u"move"_s;
    if (last != "status"_L1)
        return last;
    const QString status = request.body.value("status"_L1).toString();
    if (status == "closed"_L1)
        return u"close"_s;
    return status == "cancelled"_L1 ? u"cancel-order"_s : u"reopen"_s;
}

} // namespace

const DeedReader CafeDeeds::reader{
    "cafe"_L1, &cafeDeed, [](const OutboxRequest&, const QStringList& parts) {
        // The paths are named as the topics are.
        const qint64 id = parts.value(2).toLongLong();
        return id > 0 ? DeedSubjects{{parts.at(1), id}} : DeedSubjects();
    }};

QString CafeDeeds::pay(qint64 order, protocol::PaymentMethod method, protocol::Money discount, bool close) const
{
    return post(u"cafe/orders/%1/pay"_s.arg(order), {{u"payment_method"_s, QString(protocol::toWire(method))},
                                                     {u"discount"_s, discount.toText()},
                                                     {u"close"_s, close}});
}

QString CafeDeeds::setStatus(qint64 order, protocol::OrderStatus status) const
{
    return post(u"cafe/orders/%1/status"_s.arg(order), {{u"status"_s, QString(protocol::toWire(status))}});
}

QString CafeDeeds::moveTo(qint64 order, std::optional<qint64> table) const
{
    return send({.method = "PUT",
                 .path = u"/api/v1/cafe/orders/%1/table"_s.arg(order),
                 .body = {{u"table_id"_s, table ? QJsonValue(*table) : QJsonValue()}},
                 .ifMatch = {}});
}

QString CafeDeeds::claim(qint64 task) const
{
    return post(u"cafe/kitchen/%1/claim"_s.arg(task));
}

QString CafeDeeds::ready(qint64 task) const
{
    return post(u"cafe/kitchen/%1/ready"_s.arg(task));
}

QString CafeDeeds::serve(qint64 task) const
{
    return post(u"cafe/kitchen/%1/serve"_s.arg(task));
}

QString CafeDeeds::place(qint64 table, protocol::TablePlace place) const
{
    return send({.method = "PUT",
                 .path = u"/api/v1/cafe/tables/%1/place"_s.arg(table),
                 .body = {{u"x"_s, place.x}, {u"y"_s, place.y}},
                 .ifMatch = {}});
}

} // namespace client
