// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace client {
class Client;
}

namespace ui {

class MainWindow;

/// Ties a window to a client: what the client tells is shown, what the person asks is done. The tie
/// ends with whichever goes first.
void bind(MainWindow& window, client::Client& client);

} // namespace ui
