// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/recount.h"
#include "panels/tabletools.h"

#include <QHash>

#include <memory>

class QBoxLayout;
class QButtonGroup;
class QPushButton;
class QStackedWidget;

namespace ui {

class AlarmDetail;
class AlarmHealthPage;
class RecordTable;
class ShelveBar;

/// What wants a response (ISA-18.2): who should answer first. Several can be acknowledged or shelved
/// at once; what the server has not heard of yet says so.
class AlarmsPanel final : public Panel
{
    Q_OBJECT
public:
    explicit AlarmsPanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    QStringList topics() const override { return {QStringLiteral("alarms")}; }
    QWidget* tools() override { return m_tools; }
    QString recordTitle() const override;
    /// The topic "health" is the page with the figures.
    bool openRecord(const QString& topic, qint64 id) override;
    bool back() override;
    void focusFilter() override;
    QList<Finding> find(const QString& query, int limit) const override;
    void setWall(bool wall) override;
    void setPerson(const QString& person) override;
    void setOutbox(const std::vector<client::OutboxEntry>& entries) override;
    std::optional<Badge> badge() const override;

    RecordTable& table() { return *m_table; }
    AlarmDetail& detail() { return *m_detail; }
    AlarmHealthPage& health() { return *m_health; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Only { Unanswered, Open, Held };
    QWidget* buildBar();
    void setOnly(Only only);
    void refresh();
    void reviewSelection();
    void arrange();
    /// Of the chosen ones, those for which it makes sense and nothing is under way.
    enum class Fit { Acknowledge, Shelve, Unshelve };
    QList<qint64> fitting(Fit deed) const;

    Context m_context;
    TableTools* m_tools;
    QWidget* m_bar = nullptr;
    QButtonGroup* m_onlyGroup;
    QPushButton* m_figures = nullptr;
    QPushButton* m_acknowledge = nullptr;
    QPushButton* m_shelve = nullptr;
    QPushButton* m_unshelve = nullptr;
    ShelveBar* m_shelveBar;
    /// Alarms with a deed that is not with the server; true: it was refused. The table reads it.
    std::shared_ptr<QHash<qint64, bool>> m_unsent;
    RecordTable* m_table;
    AlarmDetail* m_detail;
    QWidget* m_list;
    AlarmHealthPage* m_health;
    QStackedWidget* m_stack;
    Recount m_refresh{0, this, [this] { refresh(); }};
    Only m_only = Only::Open;
    int m_unanswered = 0;
    bool m_wall = false;
};

} // namespace ui
