// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "net/message.h"
#include "protocol/decimal.h"

#include <QDate>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QTime>
#include <QTimeZone>
#include <QUuid>

#include <map>
#include <optional>
#include <vector>

namespace dialects::cafe {

/// Reads a body as Django REST framework's serializers do: numbers may be texts, what is wrong is gathered
/// by field, and the answer to it is 400 {field:["…"]}. A field that the body leaves out stays as it is; where
/// it is required (create and PUT) that is complained of.
class Input final
{
public:
    enum class Need { Required, Optional };

    /// partial: of a PATCH, where nothing is required.
    Input(QJsonObject body, bool partial) : m_body(std::move(body)), m_partial(partial) {}
    /// The body as an object, or the answer to what is none.
    static base::Result<QJsonObject, net::Response> bodyOf(const net::Request& request);

    bool has(QLatin1StringView key) const { return m_body.contains(key); }
    const QJsonObject& body() const { return m_body; }

    void string(QLatin1StringView key, QString& target, Need need, int longest = 255);
    void integer(QLatin1StringView key, int& target, Need need, int least, int most);
    void money(QLatin1StringView key, protocol::Money& target, Need need);
    void boolean(QLatin1StringView key, bool& target, Need need);
    void date(QLatin1StringView key, QDate& target, Need need);
    void time(QLatin1StringView key, QTime& target, Need need);
    template <class Choice>
    void choice(QLatin1StringView key, Choice& target, std::optional<Choice> (*from)(QStringView), Need need)
    {
        if (!begin(key, need))
            return;
        const auto chosen = from(m_body[key].toString());
        if (!m_body[key].isString() || !chosen)
            complain(key, QStringLiteral("Значения нет среди допустимых вариантов."));
        target = chosen.value_or(target);
    }
    /// Of another row: none where the body leaves it out, inner none where it is null.
    std::optional<std::optional<QUuid>> reference(QLatin1StringView key);
    /// That the row a reference names is not there.
    void complainOfReference(QLatin1StringView key);

    void complain(QLatin1StringView key, const QString& text);
    bool ok() const { return m_complaints.empty(); }
    net::Response refusal() const;

private:
    /// True: there is a value to read.
    bool begin(QLatin1StringView key, Need need);

    const QJsonObject m_body;
    const bool m_partial;
    std::map<QString, QJsonArray> m_complaints;
};

/// Reads the filters of a list likewise.
class Query final
{
public:
    explicit Query(const net::Request& request) : m_request(request) {}

    std::optional<QUuid> uuid(const QString& name);
    std::optional<int> number(const QString& name);
    /// RFC 3339 with an offset, or a day: its first moment in the zone.
    std::optional<QDateTime> time(const QString& name, const QTimeZone& zone);
    /// Words between commas; none: no such parameter.
    template <class Choice> std::vector<Choice> choices(const QString& name, std::optional<Choice> (*from)(QStringView))
    {
        std::vector<Choice> chosen;
        for (const QString& word : m_request.query(name).split(u',', Qt::SkipEmptyParts)) {
            if (const auto choice = from(word.trimmed()))
                chosen.push_back(*choice);
            else
                complain(name, QStringLiteral("Выберите корректный вариант."));
        }
        return chosen;
    }
    bool flag(const QString& name) const;

    void complain(const QString& name, const QString& text) { m_complaints.insert(name, QJsonArray{text}); }
    bool ok() const { return m_complaints.isEmpty(); }
    net::Response refusal() const;

private:
    const net::Request& m_request;
    QJsonObject m_complaints;
};

} // namespace dialects::cafe
