// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace client {
class Models;
}

namespace ui {

/// Gives the models their words: headers as the field knows them, and values formatted for the
/// person's locale and the plant's clock. Call at the start, and again when the language, the locale
/// or the plant's time zone is another.
void dress(client::Models& models);

} // namespace ui
