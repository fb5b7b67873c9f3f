// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journalfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

#include <optional>

/// Changes, readers and rows for tests of the journal, in few words.
namespace journaltest {

using namespace Qt::StringLiterals;
using domain::Audience;
using domain::Change;
using domain::Scope;
using protocol::Role;
using Op = protocol::Event::Op;

inline const auto ours = *protocol::CompanyId::from(1);
inline const auto theirs = *protocol::CompanyId::from(2);
inline const auto me = *protocol::UserId::from(11);

inline protocol::TopicIndex topic(QStringView name)
{
    return *protocol::topicIndex(name);
}

inline Change change(const QString& id, std::optional<QJsonObject> row, const Audience& audience,
                     QStringView name = u"machines")
{
    return {.topic = topic(name), .id = id, .row = std::move(row), .audience = audience, .cause = u"test"_s};
}

inline Audience everybody(protocol::CompanyId company = ours)
{
    return {.company = company, .branch = {}, .roles = {}, .user = {}};
}

inline Scope admin(protocol::CompanyId company = ours)
{
    return {.company = company,
            .branch = {},
            .roles = {Role::Admin},
            .user = me,
            .topics = protocol::Topics::all()};
}

inline QJsonObject parsed(const QByteArray& json)
{
    return QJsonDocument::fromJson(json).object();
}

/// Random rows with nesting, nulls, arrays and doubles.
class RandomRows final
{
public:
    explicit RandomRows(quint32 seed) : m_random(seed) {}

    int below(int bound) { return int(m_random.bounded(bound)); }
    QJsonObject row(qint64 id)
    {
        QJsonObject row = object(2);
        row[u"id"_s] = id;
        return row;
    }

private:
    QJsonObject object(int depth)
    {
        QJsonObject made;
        const int fields = below(5);
        for (int i = 0; i < fields; ++i)
            made[QString(QChar(u'a' + below(5)))] = value(depth);
        return made;
    }
    QJsonValue value(int depth)
    {
        switch (below(depth > 0 ? 8 : 6)) {
        case 0:
            return QJsonValue::Null;
        case 1:
            return below(4);
        case 2:
            return below(1000) / 8.0;
        case 3:
            return QString(u"Ткач \"№%1\"\n"_s.arg(below(3)));
        case 4:
            return below(2) == 1;
        case 5:
            return QJsonArray{below(3), u"x"_s};
        default:
            return object(depth - 1);
        }
    }

    QRandomGenerator m_random;
};

} // namespace journaltest
