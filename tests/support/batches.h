// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/topiccodec.h"

#include <QJsonArray>

namespace support {

/// A batch as the store would emit it, from rows as the wire carries them. A row of only an id is a
/// removal.
inline client::RowBatchPtr batch(const client::TopicCodec& codec, const std::vector<QJsonObject>& rows,
                                 client::Origin origin = client::Origin::Live, bool replace = false,
                                 const QString& cause = QStringLiteral("test"))
{
    const auto builder = codec.builder();
    for (const QJsonObject& row : rows) {
        const qint64 id = row.value(QStringLiteral("id")).toInteger();
        if (row.size() == 1)
            builder->remove(id, 0, {}, cause);
        else if (!builder->put(id, row, 0, {}, cause))
            qFatal("a test's row is not a row of topic %s", qPrintable(codec.topic));
    }
    return builder->take(codec.topic, origin, replace);
}

} // namespace support
