// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/auth/directory.h"
#include "api/auth/logins.h"
#include "api/auth/tokens.h"
#include "dialects/schedule/login.h"
#include "domain/work.h"

namespace commands {

/// How the schedule's clients log in, and how its administrators make accounts. All must outlive what is
/// returned.
dialects::ScheduleAccounts scheduleAccounts(api::Logins& logins, const api::TokenService& tokens,
                                            api::Directory& directory, domain::Executor& executor);

} // namespace commands
