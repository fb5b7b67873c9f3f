// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/login.h"

namespace dialects::tickets {

/// The login form of contracts.md E3: POST /login with login (a phone, or a login name) and password, as
/// a form or as JSON. True: the request is that form (it has a field login), and is answered; the cookie
/// is the one of contracts.md A. False: it is somebody else's form of the same path.
bool answerLogin(const LogIn& logIn, const net::Request& request, const net::Responder& respond);

} // namespace dialects::tickets
