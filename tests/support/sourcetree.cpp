// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/sourcetree.h"

namespace support {

QString sourceFile(const QString& path)
{
    return QStringLiteral(VAKHTA_SOURCE_DIR "/") + path;
}

QString testData(const QString& path)
{
    return sourceFile(QStringLiteral("tests/data/") + path);
}

} // namespace support
