// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/v1/readquery.h"

#include <algorithm>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

namespace {

QString decoded(QByteArrayView raw)
{
    if (!raw.contains('%') && !raw.contains('+'))
        return QString::fromUtf8(raw);
    QByteArray text = raw.toByteArray();
    text.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text));
}

} // namespace

protocol::Result<ReadQuery> ReadQuery::parse(const net::Request& request)
{
    ReadQuery query;
    QByteArrayView rest(request.rawQuery);
    while (!rest.isEmpty()) {
        const qsizetype end =
            std::min(static_cast<size_t>(rest.indexOf('&')), static_cast<size_t>(rest.size()));
        const QByteArrayView item = rest.first(end);
        rest = rest.sliced(std::min<qsizetype>(end + 1, rest.size()));
        const qsizetype equals = item.indexOf('=');
        if (equals < 0)
            continue;
        const QByteArrayView key = item.first(equals);
        const QByteArrayView value = item.sliced(equals + 1);
        if (key == "since") {
            const QString text = decoded(value);
            if (text.isEmpty() || text == "null"_L1)
                continue;
            query.since = protocol::cursorFromWire(text);
            if (!query.since)
                return protocol::failure(ErrorCode::BadRequest, u"since must be <epoch>:<seq>."_s,
                                         {{u"field"_s, u"since"_s}});
        } else if (key == "topics") {
            query.topics = protocol::Topics::fromNames(decoded(value).split(u',', Qt::SkipEmptyParts));
        } else if (key == "limit") {
            bool ok = false;
            const int limit = value.toByteArray().toInt(&ok);
            if (!ok || limit < 1)
                return protocol::failure(ErrorCode::BadRequest, u"limit must be a number from 1 to 1000."_s,
                                         {{u"field"_s, u"limit"_s}});
            query.limit = std::min(limit, 1'000);
        }
    }
    return query;
}

QByteArray scopeTag(const domain::Scope& scope)
{
    const domain::Scope shared = Snapshots::sharedScope(scope);
    QByteArray tag = QByteArray::number(shared.company.value(), 16);
    tag += '.';
    if (shared.branch)
        tag += QByteArray::number(shared.branch->value(), 16);
    tag += '.' + QByteArray::number(shared.roles.bits(), 16) + '.' +
           QByteArray::number(shared.topics.bits(), 16);
    if (scope.topics.arePersonal())
        tag += '.' + QByteArray::number(scope.user.value(), 16);
    return tag;
}

bool matchesTag(const net::Request& request, QByteArrayView etag)
{
    const QByteArray header = request.header("If-None-Match");
    QByteArrayView rest(header);
    while (!rest.isEmpty()) {
        const qsizetype comma = rest.indexOf(',');
        QByteArrayView tag = (comma < 0 ? rest : rest.first(comma)).trimmed();
        rest = comma < 0 ? QByteArrayView() : rest.sliced(comma + 1);
        if (tag.startsWith("W/"))
            tag = tag.sliced(2);
        if (tag == etag || tag == "*")
            return true;
    }
    return false;
}

net::Response notModified(const QByteArray& etag)
{
    net::Response response;
    response.status = 304;
    response.contentType.clear();
    response.headers = {{"ETag", etag}, {"Cache-Control", "private, no-cache"}};
    return response;
}

} // namespace api
