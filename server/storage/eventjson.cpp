// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/eventjson.h"

#include "protocol/time.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace storage {

namespace {

bool isPlainAscii(const QString& text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) {
        return c.unicode() >= 0x20 && c.unicode() < 0x7f && c != u'"' && c != u'\\';
    });
}

void appendJsonString(QByteArray& out, const QString& text)
{
    if (isPlainAscii(text)) {
        out.append('"').append(text.toLatin1()).append('"');
        return;
    }
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    out.append(QByteArrayView(array).sliced(1, array.size() - 2));
}

} // namespace

QByteArray compactJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray eventJson(const protocol::Event& event, const QByteArray& rowJson)
{
    // The keys in QJsonObject's order, which is alphabetical.
    QByteArray out;
    out.reserve(160 + rowJson.size());
    out.append("{\"at\":");
    appendJsonString(out, protocol::toWire(event.at));
    out.append(",\"cause\":");
    appendJsonString(out, event.cause);
    out.append(",\"id\":");
    appendJsonString(out, event.id);
    out.append(",\"op\":\"").append(protocol::toWire(event.op).data()).append('"');
    if (event.op != protocol::Event::Op::Delete)
        out.append(",\"row\":").append(rowJson);
    out.append(",\"seq\":").append(QByteArray::number(event.seq));
    out.append(",\"topic\":");
    appendJsonString(out, event.topic);
    out.append(",\"type\":\"event\"}");
    return out;
}

} // namespace storage
