// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/error.h"
#include "store/rowbatch.h"

#include <QJsonObject>

#include <functional>

namespace client {

/// Collects one topic's changes in the row's own type, so that JSON is read on the store's thread
/// and never on the interface's.
class RowBatchBuilder
{
public:
    virtual ~RowBatchBuilder() = default;
    /// False when the object is not a row of this topic; it is then left out.
    virtual bool put(qint64 id, const QJsonObject& row, qint64 seq, const QDateTime& at,
                     const QString& cause) = 0;
    virtual void remove(qint64 id, qint64 seq, const QDateTime& at, const QString& cause) = 0;
    virtual qsizetype size() const = 0;
    /// What was collected; the builder is empty afterwards.
    virtual RowBatchPtr take(const QString& topic, Origin origin, bool replace) = 0;
};

/// What the store has to know of a topic: its name and how its rows are read.
struct TopicCodec
{
    QString topic;
    std::function<std::unique_ptr<RowBatchBuilder>()> builder;
};

template <class Row> class TypedRowBatchBuilder final : public RowBatchBuilder
{
public:
    using Decode = protocol::Result<Row> (*)(const QJsonObject&);
    explicit TypedRowBatchBuilder(Decode decode) : m_decode(decode) {}

    bool put(qint64 id, const QJsonObject& object, qint64 seq, const QDateTime& at,
             const QString& cause) override
    {
        auto row = m_decode(object);
        if (!row)
            return false;
        m_changes.push_back({id, false, std::move(*row), seq, at, cause});
        return true;
    }
    void remove(qint64 id, qint64 seq, const QDateTime& at, const QString& cause) override
    {
        m_changes.push_back({id, true, Row{}, seq, at, cause});
    }
    qsizetype size() const override { return static_cast<qsizetype>(m_changes.size()); }
    RowBatchPtr take(const QString& topic, Origin origin, bool replace) override
    {
        auto batch = std::make_shared<TypedRowBatch<Row>>();
        batch->topic = topic;
        batch->origin = origin;
        batch->replace = replace;
        batch->changes = std::exchange(m_changes, {});
        return batch;
    }

private:
    Decode m_decode;
    std::vector<RowChange<Row>> m_changes;
};

template <class Row>
TopicCodec topicCodec(QLatin1StringView topic, protocol::Result<Row> (*decode)(const QJsonObject&))
{
    return {QString(topic), [decode] { return std::make_unique<TypedRowBatchBuilder<Row>>(decode); }};
}

} // namespace client
