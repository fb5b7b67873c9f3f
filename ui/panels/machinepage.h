// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/recount.h"

#include <QWidget>

class QBoxLayout;

namespace ui {

class Chip;
class ElidedLabel;
class MeanBars;
class Pareto;
class RecordTable;
class StateStrip;
class StatTile;

/// One loom: what it does now, what it did this shift, how much it makes, why it stands, who worked
/// on it and who repaired it.
class MachinePage final : public QWidget
{
    Q_OBJECT
public:
    explicit MachinePage(const Context& context, QWidget* parent = nullptr);

    void setMachine(qint64 id);
    qint64 machine() const { return m_machine; }
    QString title() const;
    void setPerson(const QString& person);

    StateStrip& strip() { return *m_strip; }

signals:
    void titleChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrange();
    void refreshNow();
    void refreshHistory();

    Context m_context;
    qint64 m_machine = 0;
    Chip* m_state;
    ElidedLabel* m_since;
    Chip* m_call;
    ElidedLabel* m_callText;
    StatTile* m_operator;
    StatTile* m_metres;
    StatTile* m_pulses;
    StatTile* m_lastPulse;
    StateStrip* m_strip;
    MeanBars* m_bars;
    Pareto* m_stops;
    RecordTable* m_shifts;
    RecordTable* m_calls;
    QBoxLayout* m_tables;
    Recount m_history{250, this, [this] { refreshHistory(); }};
};

} // namespace ui
