// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/deeds/schedule.h"

#include <QWidget>

class QButtonGroup;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace client {
class Models;
}

namespace ui {

class Choice;
class TaskPicker;

/// Where a foreman enters what was done on a day. It sends only what the server will take, and says what is
/// missing or wrong.
class WorkForm final : public QWidget
{
    Q_OBJECT
public:
    explicit WorkForm(const client::Models& models, QWidget* parent = nullptr);

    void setDay(QDate day);
    void focusFirst();
    /// What it lacks, in words; empty: it can be sent.
    QString problem() const;

signals:
    void submitted(const client::NewWork& work);

private:
    bool isAncillary() const;
    client::NewWork work() const;
    void listBrigades();
    void review();
    void submit();

    const client::Models& m_models;
    QDate m_day;
    QFormLayout* m_form;
    QButtonGroup* m_kind; ///< 0: of the schedule, 1: ancillary
    TaskPicker* m_task;
    QLineEdit* m_volume;
    QLabel* m_unit;
    QLabel* m_left;
    Choice* m_brigade;
    QLineEdit* m_description;
    QLabel* m_problem;
    QPushButton* m_enter;
};

} // namespace ui
