// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/message.h"

namespace net {

/// What the network layer itself answers where no handler could: the error shape of our own API,
/// {"error":{"code","message","detail"},"detail"}; detail at the top is what the dialects' clients read.
/// code is snake_case; message is a whole sentence without quotes or backslashes.
Response refusal(int status, QByteArrayView code, QByteArrayView message);

/// The refusal that goes with a status of the network layer itself.
Response refusal(int status);

} // namespace net
