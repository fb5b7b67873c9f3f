// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"
#include "panels/recount.h"
#include "panels/schedule/planunsent.h"

#include <memory>

class QLabel;
class QPushButton;

namespace ui {

class Chip;
class ElidedLabel;
class PeriodStepper;
class RecordTable;
class WorkForm;

/// A day on the sites: what was done, who was there, which machines worked; and where a work is entered.
class DayWorks final : public QWidget
{
    Q_OBJECT
public:
    DayWorks(const Context& context, const client::Actions& actions, QWidget* parent = nullptr);

    QDate day() const;
    void setDay(QDate day);
    void setFilterText(const QString& text);
    void setMayWrite(bool may);
    void setUnsent(const PlanUnsent& unsent);
    void setPerson(const QString& person);
    /// Shows the work on its day; false if it is not there.
    bool reveal(qint64 work);

    PeriodStepper& stepper() { return *m_stepper; }
    RecordTable& works() { return *m_works; }
    RecordTable& people() { return *m_people; }
    RecordTable& machines() { return *m_machines; }
    WorkForm& form() { return *m_form; }
    /// What is entered here and not with the server yet; empty: nothing.
    QString unsentText() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildWorks();
    QWidget* buildCrews();
    void filter();
    void refresh();
    void askRemoval(bool ask);
    void arrange();

    Context m_context;
    const client::Actions& m_actions;
    std::shared_ptr<PlanUnsent> m_unsent; ///< the table reads it
    PeriodStepper* m_stepper;
    QLabel* m_sums;
    QPushButton* m_remove;
    QLabel* m_removeQuestion;
    QPushButton* m_removeYes;
    QPushButton* m_removeNo;
    QWidget* m_unsentLine;
    Chip* m_unsentSign;
    ElidedLabel* m_unsentWords;
    RecordTable* m_works;
    RecordTable* m_people;
    RecordTable* m_machines;
    WorkForm* m_form;
    QWidget* m_side;
    Recount m_refresh{100, this, [this] { refresh(); }};
    bool m_mayWrite = false;
};

} // namespace ui
