// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/auth/directory.h"
#include "api/auth/logins.h"
#include "api/auth/tokens.h"
#include "dialects/cafe/config.h"

namespace commands {

/// What the café's wire asks of those who know people. All must outlive it.
dialects::CafeDoor cafeDoor(api::Logins& logins, const api::Directory& directory, const api::TokenService& tokens);

} // namespace commands
