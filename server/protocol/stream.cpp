// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/stream.h"

#include "protocol/fields.h"
#include "protocol/time.h"

#include <QJsonDocument>

namespace protocol {

using namespace Qt::StringLiterals;

namespace {

template <class... Handlers> struct Overloaded : Handlers...
{
    using Handlers::operator()...;
};

QStringList toStrings(const QJsonArray& array)
{
    QStringList strings;
    for (const auto& value : array) {
        if (value.isString())
            strings.append(value.toString());
    }
    return strings;
}

std::optional<QDateTime> fromNaiveLocal(const QString& text)
{
    QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return time.isValid() ? std::optional(time.toUTC()) : std::nullopt;
}

} // namespace

QJsonObject toJson(const ClientMessage& message)
{
    return std::visit(
        Overloaded{
            [](const Ping& m) {
                // {"type":"ping","timestamp":"2026-01-26T22:00:00"}
                return QJsonObject{{u"type"_s, u"ping"_s}, {u"timestamp"_s, m.timestamp}};
            },
            [](const Subscribe& m) {
                // {"type":"subscribe","events":["notification"]}
                return QJsonObject{{u"type"_s, u"subscribe"_s}, {u"events"_s, QJsonArray::fromStringList(m.events)}};
            },
            [](const Resume& m) {
                // {"type":"resume","since":"9f3c:118","topics":["machines","access"]}
                return QJsonObject{{u"type"_s, u"resume"_s},
                                   {u"since"_s, m.since ? QJsonValue(toWire(*m.since)) : QJsonValue::Null},
                                   {u"topics"_s, QJsonArray::fromStringList(m.topics)}};
            },
            [](const Renew& m) {
                // {"type":"renew","token":"…"}
                return QJsonObject{{u"type"_s, u"renew"_s}, {u"token"_s, m.token}};
            },
        },
        message);
}

Result<ClientMessage> clientMessageFromJson(const QByteArray& utf8)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(utf8, &parse);
    if (parse.error != QJsonParseError::NoError)
        return failure(ErrorCode::InvalidJson, u"Invalid JSON"_s);
    if (!document.isObject())
        return failure(ErrorCode::InvalidJson, u"A message must be a JSON object"_s);
    const QJsonObject object = document.object();
    const QString type = object[u"type"_s].toString();
    if (type == "ping"_L1) {
        const QJsonValue timestamp = object[u"timestamp"_s];
        return ClientMessage(Ping{timestamp.isUndefined() ? QJsonValue(QJsonValue::Null) : timestamp});
    }
    if (type == "subscribe"_L1)
        return ClientMessage(Subscribe{toStrings(object[u"events"_s].toArray())});
    Fields in(object);
    if (type == "resume"_L1) {
        Resume resume;
        if (const auto since = in.optionalString("since"_L1)) {
            resume.since = cursorFromWire(*since);
            if (!resume.since)
                in.complain("since"_L1, u"must be \"<epoch>:<seq>\" or null"_s);
        }
        resume.topics = toStrings(in.array("topics"_L1));
        return in.finish(ClientMessage(std::move(resume)));
    }
    if (type == "renew"_L1) {
        Renew renew{in.string("token"_L1)};
        return in.finish(ClientMessage(std::move(renew)));
    }
    return failure(ErrorCode::BadRequest, u"Unknown message type: %1"_s.arg(type.left(64)));
}

QLatin1StringView toWire(Event::Op op)
{
    switch (op) {
    case Event::Op::Put:
        return "put"_L1;
    case Event::Op::Patch:
        return "patch"_L1;
    case Event::Op::Delete:
        return "delete"_L1;
    }
    return {};
}

QJsonObject toJson(const Event& event)
{
    // {"type":"event","seq":241,"topic":"machines","op":"patch","id":"7","row":{"pulse_count":40},
    //  "at":"2026-01-26T17:00:00.000Z","cause":"pulse"}
    QJsonObject object{{u"type"_s, u"event"_s},
                       {u"seq"_s, event.seq},
                       {u"topic"_s, event.topic},
                       {u"op"_s, QString(toWire(event.op))},
                       {u"id"_s, event.id},
                       {u"at"_s, toWire(event.at)},
                       {u"cause"_s, event.cause}};
    if (event.op != Event::Op::Delete)
        object.insert(u"row"_s, event.row);
    return object;
}

Result<Event> eventFromJson(const QJsonObject& object)
{
    Fields in(object);
    Event event{.seq = in.integer("seq"_L1),
                .topic = in.string("topic"_L1),
                .op = Event::Op::Put,
                .id = in.string("id"_L1),
                .row = {},
                .at = in.time("at"_L1),
                .cause = in.optionalString("cause"_L1).value_or(QString())};
    const QString op = in.string("op"_L1);
    if (op == "patch"_L1)
        event.op = Event::Op::Patch;
    else if (op == "delete"_L1)
        event.op = Event::Op::Delete;
    else if (op != "put"_L1)
        in.complain("op"_L1, u"must be put, patch or delete"_s);
    if (event.op != Event::Op::Delete)
        event.row = in.object("row"_L1);
    return in.finish(std::move(event));
}

QJsonObject toJson(const ServerMessage& message)
{
    return std::visit(
        Overloaded{
            [](const Greeting& m) {
                // {"type":"connection_established","user_id":5,"timestamp":"2026-01-26T22:00:00.000000",
                //  "message":"…","expires_at":"2026-01-26T17:30:00.000Z"}
                QJsonObject object{{u"type"_s, u"connection_established"_s},
                                   {u"user_id"_s, m.user.value()},
                                   {u"timestamp"_s, toNaiveLocal(m.at)},
                                   {u"message"_s, m.message}};
                if (m.expires.isValid())
                    object.insert(u"expires_at"_s, toWire(m.expires));
                return object;
            },
            [](const Pong& m) {
                // {"type":"pong","timestamp":"2026-01-26T22:00:00"}
                return QJsonObject{{u"type"_s, u"pong"_s}, {u"timestamp"_s, m.timestamp}};
            },
            [](const Subscribed& m) {
                // {"type":"subscribed","events":["notification"]}
                return QJsonObject{{u"type"_s, u"subscribed"_s}, {u"events"_s, QJsonArray::fromStringList(m.events)}};
            },
            [](const Resumed& m) {
                // {"type":"resumed","recovered":false,"reason":"epoch","epoch":"9f3c","seq":240,"topics":["machines"]}
                QJsonObject object{{u"type"_s, u"resumed"_s},
                                   {u"recovered"_s, m.recovered},
                                   {u"epoch"_s, m.position.epoch},
                                   {u"seq"_s, m.position.seq},
                                   {u"topics"_s, QJsonArray::fromStringList(m.topics)}};
                if (!m.recovered)
                    object.insert(u"reason"_s, m.reason);
                return object;
            },
            [](const Snapshot& m) {
                // {"type":"snapshot","topic":"machines","seq":240,"rows":[{"id":7}],"last":true}
                return QJsonObject{{u"type"_s, u"snapshot"_s},
                                   {u"topic"_s, m.topic},
                                   {u"seq"_s, m.seq},
                                   {u"rows"_s, m.rows},
                                   {u"last"_s, m.last}};
            },
            [](const Event& m) { return toJson(m); },
            [](const Position& m) {
                // {"type":"position","seq":300}
                return QJsonObject{{u"type"_s, u"position"_s}, {u"seq"_s, m.seq}};
            },
            [](const Renewed& m) {
                // {"type":"renewed","expires_at":"2026-01-26T17:30:00.000Z"}
                return QJsonObject{{u"type"_s, u"renewed"_s}, {u"expires_at"_s, toWire(m.expires)}};
            },
            [](const Notification& m) {
                // {"type":"notification","notification_type":"budget_alert_80","title":"…","message":"…",
                //  "data":{"object_id":3},"timestamp":"2026-01-26T22:00:00.000000"}
                return QJsonObject{{u"type"_s, u"notification"_s},
                                   {u"notification_type"_s, m.notificationType},
                                   {u"title"_s, m.title},
                                   {u"message"_s, m.message},
                                   {u"data"_s, m.data},
                                   {u"timestamp"_s, toNaiveLocal(m.at)}};
            },
            [](const Echo& m) {
                // {"type":"echo","id":"5f1c"}
                return QJsonObject{{u"type"_s, u"echo"_s}, {u"id"_s, m.id}};
            },
            [](const ErrorMessage& m) {
                // {"type":"error","message":"Invalid JSON","code":"invalid_json"}
                QJsonObject object{{u"type"_s, u"error"_s}, {u"message"_s, m.message}};
                if (m.code)
                    object.insert(u"code"_s, QString(errorEntry(*m.code).name));
                return object;
            },
            [](const Unknown& m) { return QJsonObject{{u"type"_s, m.type}}; },
        },
        message);
}

namespace {

Result<ServerMessage> serverMessageFromObject(const QJsonObject& object)
{
    const QString type = object[u"type"_s].toString();
    Fields in(object);
    if (type == "event"_L1) {
        auto event = eventFromJson(object);
        if (!event)
            return base::Unexpected<Error>{event.error()};
        return ServerMessage(std::move(*event));
    }
    if (type == "position"_L1)
        return in.finish(ServerMessage(Position{in.integer("seq"_L1)}));
    if (type == "snapshot"_L1) {
        Snapshot m{in.string("topic"_L1), in.integer("seq"_L1), in.array("rows"_L1), in.boolean("last"_L1)};
        return in.finish(ServerMessage(std::move(m)));
    }
    if (type == "resumed"_L1) {
        Resumed m{in.boolean("recovered"_L1),
                  in.optionalString("reason"_L1).value_or(QString()),
                  Cursor{in.string("epoch"_L1), in.integer("seq"_L1)},
                  toStrings(object[u"topics"_s].toArray())};
        return in.finish(ServerMessage(std::move(m)));
    }
    if (type == "connection_established"_L1) {
        const auto user = UserId::from(in.integer("user_id"_L1));
        if (!user)
            return failure(ErrorCode::ValidationFailed, u"user_id must be positive"_s);
        Greeting m{*user, fromNaiveLocal(object[u"timestamp"_s].toString()).value_or(QDateTime()),
                   in.optionalString("message"_L1).value_or(QString()),
                   in.optionalTime("expires_at"_L1).value_or(QDateTime())};
        return in.finish(ServerMessage(std::move(m)));
    }
    if (type == "pong"_L1)
        return ServerMessage(Pong{object[u"timestamp"_s]});
    if (type == "subscribed"_L1)
        return ServerMessage(Subscribed{toStrings(object[u"events"_s].toArray())});
    if (type == "renewed"_L1)
        return in.finish(ServerMessage(Renewed{in.time("expires_at"_L1)}));
    if (type == "notification"_L1) {
        Notification m{in.string("notification_type"_L1), in.string("title"_L1), in.string("message"_L1),
                       object[u"data"_s].toObject(),
                       fromNaiveLocal(object[u"timestamp"_s].toString()).value_or(QDateTime())};
        return in.finish(ServerMessage(std::move(m)));
    }
    if (type == "echo"_L1)
        return in.finish(ServerMessage(Echo{in.string("id"_L1)}));
    if (type == "error"_L1)
        return ServerMessage(ErrorMessage{object[u"message"_s].toString(),
                                          errorCodeFromName(object[u"code"_s].toString())});
    return ServerMessage(Unknown{type});
}

} // namespace

Result<std::vector<ServerMessage>> serverMessagesFromJson(const QByteArray& utf8)
{
    QJsonParseError parse;
    const QJsonDocument document = QJsonDocument::fromJson(utf8, &parse);
    if (parse.error != QJsonParseError::NoError)
        return failure(ErrorCode::InvalidJson, parse.errorString());
    std::vector<ServerMessage> messages;
    if (document.isObject()) {
        auto message = serverMessageFromObject(document.object());
        if (!message)
            return base::Unexpected<Error>{message.error()};
        messages.push_back(std::move(*message));
        return messages;
    }
    const QJsonArray array = document.array();
    messages.reserve(static_cast<size_t>(array.size()));
    for (const auto& value : array) {
        auto message = serverMessageFromObject(value.toObject());
        if (!message)
            return base::Unexpected<Error>{message.error()};
        messages.push_back(std::move(*message));
    }
    return messages;
}

} // namespace protocol
