// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/dialectsocket.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <utility>

namespace diagnosis {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<std::pair<QLatin1StringView, Step>, 5> dialectSteps{{
    {"cafe/orders"_L1, Step::CafeOrders},
    {"cafe/tables"_L1, Step::CafeTables},
    {"cafe/kitchen"_L1, Step::CafeKitchen},
    {"schedule"_L1, Step::Schedule},
    {"tickets"_L1, Step::Tickets},
}};

} // namespace

std::optional<std::vector<DialectSocket>> dialectSocketsFrom(const QByteArray& json)
{
    const QJsonValue list = QJsonDocument::fromJson(json).object()[u"sockets"_s];
    if (!list.isArray())
        return std::nullopt;
    std::vector<DialectSocket> sockets;
    for (const auto& [name, step] : dialectSteps) {
        for (const QJsonValue& value : list.toArray()) {
            const QString path = value[u"path"_s].toString();
            if (value[u"name"_s].toString() != name || !path.startsWith(u'/'))
                continue;
            sockets.push_back({step, name, path, value[u"opens"_s].toBool(), value[u"anonymous"_s].toBool(),
                               value[u"query"_s].toString(), value[u"group"_s].toString()});
            break;
        }
    }
    return sockets;
}

std::vector<DialectSocket> openableSockets()
{
    return {{.step = Step::Schedule, .name = u"schedule"_s, .path = u"/api/ws"_s},
            {.step = Step::Tickets, .name = u"tickets"_s, .path = u"/ws"_s}};
}

QString sectionOf(Step step)
{
    return step == Step::Schedule ? u"[schedule]"_s : step == Step::Tickets ? u"[tickets]"_s : QString();
}

} // namespace diagnosis
