// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/panel.h"

#include <algorithm>

namespace ui {

QList<Finding> bestOf(QList<Finding> findings, int limit)
{
    const auto count = std::min<qsizetype>(limit, findings.size());
    std::partial_sort(findings.begin(), findings.begin() + count, findings.end(),
                      [](const Finding& a, const Finding& b) { return a.score > b.score; });
    findings.resize(count);
    return findings;
}

bool Panel::openRecord(const QString&, qint64)
{
    return false;
}

QList<Finding> Panel::find(const QString&, int) const
{
    return {};
}

} // namespace ui
