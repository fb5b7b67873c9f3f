// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/report.h"

#include <algorithm>

namespace diagnosis {

bool isWell(const Report& report)
{
    return std::none_of(report.begin(), report.end(),
                        [](const Check& check) { return check.outcome == Outcome::Failed; });
}

QString shown(const QString& text)
{
    constexpr qsizetype longest = 400;
    QString line;
    for (const QChar c : text.left(longest))
        line += c.isPrint() ? c : QChar(u' ');
    return text.size() > longest ? line.trimmed() + u'…' : line.trimmed();
}

} // namespace diagnosis
