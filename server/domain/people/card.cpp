// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/people/card.h"

#include <algorithm>

namespace domain {

QString normalCard(const QString& asRead)
{
    return asRead.trimmed().toUpper();
}

bool isCard(QStringView card)
{
    return card.size() >= 8 && card.size() <= 14 && std::all_of(card.begin(), card.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'F');
           });
}

} // namespace domain
