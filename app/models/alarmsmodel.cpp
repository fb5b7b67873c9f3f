// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarmsmodel.h"

#include "models/cells.h"

namespace client {

template class TypedRowsModel<protocol::AlarmRow>;

using namespace Qt::StringLiterals;
using protocol::AlarmRow;
using protocol::AlarmState;

bool wantsAnswer(const AlarmRow& row)
{
    return row.state == AlarmState::Unacknowledged || row.state == AlarmState::ReturnedUnacknowledged;
}

bool isHeld(const AlarmRow& row)
{
    return row.state == AlarmState::Shelved || row.state == AlarmState::SuppressedByDesign ||
           row.state == AlarmState::OutOfService;
}

const std::optional<AlarmRow::Action>& lastAction(const AlarmRow& row)
{
    return isHeld(row) ? row.held : row.acknowledged;
}

namespace {

int alarmUrgency(const AlarmRow& row)
{
    const int answer = row.state == AlarmState::Unacknowledged           ? 0
                       : row.state == AlarmState::ReturnedUnacknowledged ? 1
                       : isHeld(row)                                     ? 3
                                                                         : 2;
    return answer * 10 + static_cast<int>(row.priority);
}

} // namespace

AlarmsModel::AlarmsModel(const base::Clock& clock, QObject* parent)
    : TypedRowsModel("alarms"_L1, Order::NewestFirst, ColumnCount, clock, parent)
{
    observe([this](const AlarmRow* before, const AlarmRow* after) {
        if (before)
            count(*before, -1);
        if (after)
            count(*after, +1);
    });
}

TopicCodec AlarmsModel::codec()
{
    return topicCodec<AlarmRow>("alarms"_L1, &protocol::alarmRowFromJson);
}

QString AlarmsModel::columnKey(int column) const
{
    return enumKey<Column>(column);
}

void AlarmsModel::count(const AlarmRow& row, int by)
{
    m_counts.open += by;
    m_counts.held += isHeld(row) ? by : 0;
    if (!wantsAnswer(row))
        return;
    m_counts.unanswered += by;
    m_counts.byPriority[static_cast<size_t>(row.priority)] += by;
}

QVariant AlarmsModel::value(const AlarmRow& row, int column) const
{
    const auto& action = lastAction(row);
    switch (column) {
    case Urgency:
        return alarmUrgency(row);
    case Priority:
        return static_cast<int>(row.priority);
    case State:
        return static_cast<int>(row.state);
    case Title:
        return row.title;
    case Message:
        return row.message;
    case Source:
        return row.source;
    case Since:
        return row.since;
    case LastAt:
        return row.lastAt;
    case Count:
        return row.count;
    case Who:
        return action ? action->name : QString();
    case Note:
        return action ? action->note : QString();
    case Until:
        return action ? orNone(action->until) : QVariant();
    case Level:
        return row.level;
    case Rule:
        return row.rule;
    default:
        return {};
    }
}

QString AlarmsModel::searchText(const AlarmRow& row) const
{
    const auto& action = lastAction(row);
    return row.title + u' ' + row.message + u' ' + row.rule + u' ' + (action ? action->name : QString());
}

} // namespace client
