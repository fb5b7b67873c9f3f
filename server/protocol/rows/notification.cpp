// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/rows/notification.h"

#include "protocol/fields.h"
#include "protocol/time.h"

#include <QJsonArray>

namespace protocol {

using namespace Qt::StringLiterals;

QLatin1StringView toWire(NotificationStatus status)
{
    switch (status) {
    case NotificationStatus::Pending:
        return "pending"_L1;
    case NotificationStatus::Sent:
        return "sent"_L1;
    case NotificationStatus::Failed:
        return "failed"_L1;
    }
    return {};
}

std::optional<NotificationStatus> notificationStatusFromWire(QStringView text)
{
    using enum NotificationStatus;
    for (const NotificationStatus status : {Pending, Sent, Failed}) {
        if (text == toWire(status))
            return status;
    }
    return std::nullopt;
}

QJsonObject toJson(const NotificationRow& row)
{
    // {"id":90,"notification_type":"budget_alert_80","title":"…","message":"…","data":{"object_id":3},
    //  "created_at":"…Z","read_at":"…Z","status":"sent","push":true}
    QJsonObject object{{u"id"_s, row.id},
                       {u"notification_type"_s, row.type},
                       {u"title"_s, row.title},
                       {u"message"_s, row.message},
                       {u"data"_s, row.data},
                       {u"created_at"_s, toWire(row.createdAt)},
                       {u"status"_s, QString(toWire(row.status))},
                       {u"push"_s, row.push}};
    if (row.readAt)
        object.insert(u"read_at"_s, toWire(*row.readAt));
    return object;
}

Result<NotificationRow> notificationRowFromJson(const QJsonObject& object)
{
    Fields in(object);
    NotificationRow row;
    row.id = in.integer("id"_L1);
    row.type = in.string("notification_type"_L1);
    row.title = in.string("title"_L1);
    row.message = in.string("message"_L1);
    row.data = in.optionalObject("data"_L1).value_or(QJsonObject());
    row.createdAt = in.time("created_at"_L1);
    row.readAt = in.optionalTime("read_at"_L1);
    const auto status = notificationStatusFromWire(in.string("status"_L1));
    if (!status)
        in.complain("status"_L1, u"must be pending, sent or failed"_s);
    row.status = status.value_or(NotificationStatus::Pending);
    row.push = in.optionalBoolean("push"_L1).value_or(true);
    return in.finish(std::move(row));
}

QLatin1StringView toWire(Receipt::Stage stage)
{
    return stage == Receipt::Stage::Received ? "received"_L1 : "displayed"_L1;
}

QJsonObject toJson(const Receipts& receipts)
{
    // {"client":"2f0c…","receipts":[{"id":90,"stage":"displayed","at":"…Z"}]}
    QJsonArray list;
    for (const Receipt& receipt : receipts.receipts) {
        list.append(QJsonObject{{u"id"_s, receipt.notification},
                                {u"stage"_s, QString(toWire(receipt.stage))},
                                {u"at"_s, toWire(receipt.at)}});
    }
    return {{u"client"_s, receipts.client}, {u"receipts"_s, list}};
}

Result<Receipts> receiptsFromJson(const QJsonObject& object)
{
    constexpr qsizetype most = 500;
    Fields in(object);
    Receipts receipts{in.string("client"_L1), {}};
    if (receipts.client.isEmpty() || receipts.client.size() > 64)
        in.complain("client"_L1, u"must have 1 to 64 characters"_s);
    const QJsonArray list = in.array("receipts"_L1);
    if (list.size() > most)
        in.complain("receipts"_L1, u"must not be more than %1 at once"_s.arg(most));
    for (const auto& value : list) {
        Fields item(value.toObject());
        Receipt receipt{item.integer("id"_L1), Receipt::Stage::Received, item.time("at"_L1)};
        const QString stage = item.string("stage"_L1);
        if (stage == toWire(Receipt::Stage::Displayed))
            receipt.stage = Receipt::Stage::Displayed;
        else if (stage != toWire(Receipt::Stage::Received))
            item.complain("stage"_L1, u"must be received or displayed"_s);
        if (!item.ok())
            in.complain("receipts"_L1, u"must each be {\"id\",\"stage\",\"at\"}"_s);
        receipts.receipts.push_back(std::move(receipt));
    }
    return in.finish(std::move(receipts));
}

} // namespace protocol
