// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QWidget>

class QDateEdit;
class QLabel;
class QToolButton;

namespace ui {

/// Which day, or which month: one back, one on, the present one; a day can be typed as well.
class PeriodStepper final : public QWidget
{
    Q_OBJECT
public:
    enum class Period { Day, Month };
    explicit PeriodStepper(Period period, QWidget* parent = nullptr);

    /// Of a month its first day.
    QDate value() const { return m_value; }
    void setValue(QDate day);
    QToolButton& back() { return *m_back; }
    QToolButton& forward() { return *m_forward; }

signals:
    void valueChanged(QDate value);

private:
    QDate stepped(int by) const;
    QDate present() const;

    Period m_period;
    QDate m_value;
    QToolButton* m_back;
    QDateEdit* m_edit = nullptr;
    QLabel* m_name;
    QToolButton* m_forward;
    QToolButton* m_present;
};

} // namespace ui
