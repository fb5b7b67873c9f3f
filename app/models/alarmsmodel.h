// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/typedrowsmodel.h"
#include "protocol/rows/alarm.h"
#include "store/topiccodec.h"

namespace client {

extern template class TypedRowsModel<protocol::AlarmRow>;

/// Topic "alarms": what wants a response, newest first. A row goes when all is normal again.
class AlarmsModel final : public TypedRowsModel<protocol::AlarmRow>
{
    Q_OBJECT
public:
    enum Column {
        Urgency,  ///< int, lower first: who should answer comes before who has, held ones last; within,
                  ///< by priority
        Priority, ///< int: protocol::AlarmPriority, worst first
        State,    ///< int: protocol::AlarmState
        Title,    ///< QString, in the language of the rule's author
        Message,  ///< QString, the same
        Source,   ///< QString: "machines/7"
        Since,    ///< QDateTime, first raised: the age counts from here
        LastAt,   ///< QDateTime, of the newest occurrence
        Count,    ///< int, occurrences
        Who,      ///< QString: who has it (acknowledged) or who put it away (held); empty: nobody
        Note,     ///< QString, of the same
        Until,    ///< QDateTime, end of shelving; invalid: not shelved
        Level,    ///< int, of escalation
        Rule,     ///< QString, the rule's name
        ColumnCount
    };
    Q_ENUM(Column)

    struct Counts
    {
        int open = 0;
        int unanswered = 0;               ///< unacknowledged, still so or over again
        int held = 0;                     ///< shelved, suppressed, out of service
        std::array<int, 4> byPriority{}; ///< the unanswered: critical, high, medium, low
        friend bool operator==(const Counts&, const Counts&) = default;
    };

    explicit AlarmsModel(const base::Clock& clock, QObject* parent = nullptr);
    static TopicCodec codec();
    QString columnKey(int column) const override;

    const Counts& counts() const { return m_counts; }

private:
    QVariant value(const protocol::AlarmRow& row, int column) const override;
    QString searchText(const protocol::AlarmRow& row) const override;
    void count(const protocol::AlarmRow& row, int by);

    Counts m_counts;
};

/// Whether somebody still has to answer it: never acknowledged, and not held.
bool wantsAnswer(const protocol::AlarmRow& row);
/// Shelved, suppressed by design or out of service.
bool isHeld(const protocol::AlarmRow& row);
/// What a person did last to it, if that still holds.
const std::optional<protocol::AlarmRow::Action>& lastAction(const protocol::AlarmRow& row);

} // namespace client
