// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/planwords.h"

#include "theme/format.h"

#include "protocol/rows/plan.h"

using namespace Qt::StringLiterals;

namespace ui {

std::optional<protocol::Quantity> volumeFromTyped(const QString& text)
{
    constexpr protocol::Quantity most = protocol::Quantity::fromUnits(100'000'000'000'000);
    QString plain;
    for (const QChar c : text.trimmed()) {
        if (c == u',')
            plain += u'.';
        else if (!c.isSpace()) // thousands are told apart by spaces, some of them unbreakable
            plain += c;
    }
    const auto volume = protocol::Quantity::fromText(plain);
    return volume && *volume >= protocol::Quantity() && *volume <= most ? volume : std::nullopt;
}

QString taskTitle(const protocol::PlanTaskRow& task)
{
    return task.code + u' ' + task.name;
}

QString volumeText(protocol::Quantity volume, const QString& unit)
{
    const QString number = format::quantity(volume.units());
    return unit.isEmpty() ? number : QString(number + u'\u00A0' + unit);
}

} // namespace ui
