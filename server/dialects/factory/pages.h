// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/factory/endpoints.h"
#include "net/router.h"

#include <optional>

namespace dialects {

/// What a browser loads from this server: the placeholder for a missing photo, the polling module of
/// contracts.md A7, and, where the original has its pages (the landing pages of A1 among them), one
/// plain table each. The original's own templates can be put before this server in their place. The pages
/// of the floor show what anybody may read (FactoryConfig::anonymous), so a wall screen needs no login.
void addPages(net::Router& router, const FactoryContext& context);

/// What a browser gets at "/": sent to the person's landing page, or to the form. Nothing for a program
/// that asks for no page. For a route with the tag FactoryPage, open to anybody.
std::optional<net::Response> frontPage(const net::Request& request);

} // namespace dialects
