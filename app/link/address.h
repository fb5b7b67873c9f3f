// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/address.h"

namespace client {

using protocol::apiUrl;
using protocol::streamUrl;

} // namespace client
