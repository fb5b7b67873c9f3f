// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace domain {

/// A card number as it is kept and compared: trimmed, upper case.
QString normalCard(const QString& asRead);

/// ^[0-9A-F]{8,14}$ (contracts.md A4), already normal.
bool isCard(QStringView card);

} // namespace domain
