// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/alarm.h"

#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ui {

class Chip;

/// All that is known of one alarm, beside the list: the message in full, since when, how often, who
/// has been told, who answered or holds it, and the way to its record.
class AlarmDetail final : public QFrame
{
    Q_OBJECT
public:
    explicit AlarmDetail(QWidget* parent = nullptr);

    /// None: nothing is chosen.
    void setRow(const std::optional<protocol::AlarmRow>& row);
    /// The lines as one text, for a screen reader and for tests.
    QString asText() const;

signals:
    void recordRequested(const QString& topic, qint64 id);

private:
    void refresh();

    std::optional<protocol::AlarmRow> m_row;
    Chip* m_priority;
    QLabel* m_title;
    QLabel* m_message;
    QLabel* m_facts;
    QPushButton* m_open;
};

} // namespace ui
