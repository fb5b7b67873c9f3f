// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace support {

/// A file of the source tree, by its path from the top: "resources/vakhtad.toml".
QString sourceFile(const QString& path);
/// A file of tests/data: "wire/rows/alarm.json".
QString testData(const QString& path);

} // namespace support
