// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/outboxentry.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <utility>
#include <vector>

namespace client {

/// Rows that a write is about, as topic and id.
using DeedSubjects = std::vector<std::pair<QString, qint64>>;

/// What a person does to one subject. Each deed is one write in the outbox: it waits there while there
/// is no link, and is carried out exactly once. Every deed returns the write's key (Client::outbox()
/// shows what became of it), or an empty text when there was nothing to do. Interface thread only.
class Deeds
{
public:
    /// Puts a write into the outbox and returns its key.
    using Send = std::function<QString(const OutboxRequest&)>;

protected:
    explicit Deeds(Send send) : m_send(std::move(send)) {}

    QString send(const OutboxRequest& request) const { return m_send(request); }
    /// path: below /api/v1/. seen: the version of the row that the person saw; empty: any.
    QString post(const QString& path, const QJsonObject& body = {}, const QByteArray& seen = {}) const;

private:
    Send m_send;
};

/// How a subject knows its own writes again, when they come back from the outbox. Each subject has one,
/// and deeds.cpp lists them.
struct DeedReader
{
    QLatin1StringView path; ///< the first part below /api/v1/: "alarms"
    /// What the write does: "acknowledge". parts: of its path, from the subject's on.
    QString (*deed)(const OutboxRequest& request, const QStringList& parts);
    /// The rows it is about.
    DeedSubjects (*subjects)(const OutboxRequest& request, const QStringList& parts);
};

/// Ids as a JSON array.
QJsonArray idsToJson(const QList<qint64>& ids);
/// {key: text}; nothing when the text is empty.
QJsonObject withText(const QString& key, const QString& text);
/// The row that a path names: "alarms/41/shelve".
DeedSubjects subjectOfPath(QLatin1StringView topic, const QStringList& parts);
/// The rows that a list in the body names.
DeedSubjects subjectsOfList(QLatin1StringView topic, const OutboxRequest& request, QLatin1StringView key);

} // namespace client
