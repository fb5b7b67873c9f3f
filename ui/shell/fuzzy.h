// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ui {

/// How well text answers a query typed in a hurry: 0 not at all; more is better. The letters of the
/// query must occur in order; whole words, beginnings of words and runs count more. Letter case is
/// ignored, ё is е, and a query typed on the wrong keyboard layout ("cnfyjr" for «станок») is found.
int fuzzyScore(const QString& query, const QString& text);

/// The query as it would read on the other of the Russian and the US layout; for fuzzyScore and tests.
QString otherLayout(const QString& text);

} // namespace ui
