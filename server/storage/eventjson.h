// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/stream.h"

#include <QByteArray>

namespace storage {

/// The bytes of QJsonDocument(protocol::toJson(event)).toJson(Compact), made from a row that is
/// encoded already: the writer encodes each row once, for the event and for view_rows. event.row is
/// not looked at. tst_eventjson holds the two to each other.
QByteArray eventJson(const protocol::Event& event, const QByteArray& rowJson);

QByteArray compactJson(const QJsonObject& object);

} // namespace storage
