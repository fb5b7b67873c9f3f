// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/recount.h"
#include "panels/tabletools.h"

#include <QDate>

namespace ui {

class Choice;
class RecordTable;
class StatTile;

/// People's days: who came, when, for how long, and who was late.
class WorktimePanel final : public Panel
{
    Q_OBJECT
public:
    explicit WorktimePanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    QStringList topics() const override { return {QStringLiteral("worktime")}; }
    QWidget* tools() override { return m_tools; }
    bool openRecord(const QString& topic, qint64 id) override;
    void focusFilter() override;
    QList<Finding> find(const QString& query, int limit) const override;
    void setWall(bool wall) override;
    void setPerson(const QString& person) override;

    RecordTable& table() { return *m_table; }
    StatTile* totalTile() const { return m_total; }
    StatTile* hoursTile() const { return m_hours; }
    StatTile* lateTile() const { return m_late; }
    StatTile* overtimeTile() const { return m_overtime; }

private:
    enum class Period { Today, Yesterday, Week, Everything };

    void applyCondition();
    void refreshStats();

    Context m_context;
    TableTools* m_tools;
    Choice* m_period;
    RecordTable* m_table;
    StatTile* m_total;
    StatTile* m_hours;
    StatTile* m_late;
    StatTile* m_overtime;
    Recount m_stats{150, this, [this] { refreshStats(); }};
    QDate m_today;
    bool m_onlyLate = false;
};

} // namespace ui
