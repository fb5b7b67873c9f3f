// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/schedule/periodstepper.h"

#include "theme/format.h"
#include "theme/ticker.h"
#include "widgets/labels.h"

#include <QDateEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSignalBlocker>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

PeriodStepper::PeriodStepper(Period period, QWidget* parent)
    : QWidget(parent)
    , m_period(period)
    , m_back(makeIconButton("back"_L1, period == Period::Day ? tr("The day before") : tr("The month before")))
    , m_name(makeLabel({}, Type::Body, Weight::Semibold))
    , m_forward(makeIconButton("forward"_L1, period == Period::Day ? tr("The next day") : tr("The next month")))
    , m_present(new QToolButton)
{
    m_present->setText(period == Period::Day ? tr("Today") : tr("This month"));
    m_present->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(m_back);
    if (period == Period::Day) {
        m_edit = new QDateEdit;
        m_edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
        m_edit->setDisplayFormat(u"dd.MM.yyyy"_s);
        m_edit->setAlignment(Qt::AlignCenter);
        m_edit->setMinimumDate(QDate(2000, 1, 1));
        m_edit->setAccessibleName(tr("Day"));
        m_edit->setKeyboardTracking(false);
        row->addWidget(m_edit);
        connect(m_edit, &QDateEdit::dateChanged, this, &PeriodStepper::setValue);
    }
    row->addWidget(m_forward);
    row->addWidget(m_name);
    row->addStretch(1);
    row->addWidget(m_present);
    connect(m_back, &QAbstractButton::clicked, this, [this] { setValue(stepped(-1)); });
    connect(m_forward, &QAbstractButton::clicked, this, [this] { setValue(stepped(1)); });
    connect(m_present, &QAbstractButton::clicked, this, [this] { setValue(present()); });
    setValue(present());
}

QDate PeriodStepper::present() const
{
    return format::plantDate(ticker().now());
}

QDate PeriodStepper::stepped(int by) const
{
    return m_period == Period::Day ? m_value.addDays(by) : m_value.addMonths(by);
}

void PeriodStepper::setValue(QDate day)
{
    if (m_period == Period::Month)
        day = QDate(day.year(), day.month(), 1);
    if (!day.isValid() || day == m_value)
        return;
    m_value = day;
    if (m_edit) {
        const QSignalBlocker quiet(m_edit);
        m_edit->setDate(day);
    }
    m_name->setText(m_period == Period::Day ? QLocale().dayName(day.dayOfWeek()) : format::month(day));
    emit valueChanged(day);
}

} // namespace ui
