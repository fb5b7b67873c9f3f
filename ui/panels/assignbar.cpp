// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/assignbar.h"

#include "theme/format.h"
#include "theme/theme.h"
#include "widgets/choice.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace ui {

AssignBar::AssignBar(QWidget* parent)
    : QWidget(parent)
    , m_people(new Choice)
    , m_note(makeLabel({}, Type::Caption, Weight::Regular, Ink::Muted))
    , m_assign(new QPushButton(tr("Assign")))
{
    m_people->setAccessibleName(tr("Who is to do it"));
    m_assign->setProperty("primary", true);
    auto* cancel = new QPushButton(tr("Cancel"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    row->addWidget(makeLabel(tr("Who is to do it")));
    row->addWidget(m_people);
    row->addWidget(m_assign);
    row->addWidget(cancel);
    row->addWidget(m_note, 1);
    connect(m_people, &QComboBox::currentIndexChanged, this, &AssignBar::review);
    connect(m_assign, &QAbstractButton::clicked, this, [this] {
        const qint64 person = m_people->currentData().toLongLong();
        leave();
        emit chosen(person > 0 ? std::optional(person) : std::nullopt);
    });
    connect(cancel, &QAbstractButton::clicked, this, &AssignBar::leave);
    hide();
}

void AssignBar::ask(const QList<Person>& people, std::optional<qint64> present)
{
    // Whom the person has pointed at already stays chosen when a better list comes.
    const qint64 chosen = isVisible() ? m_people->currentData().toLongLong() : present.value_or(0);
    m_present = present;
    m_people->clear();
    m_people->addItem(tr("Nobody"), qint64(0));
    for (const Person& person : people)
        m_people->addItem(person.load > 0 ? person.name + u" · "_s + format::number(person.load)
                                          : person.name,
                          person.id);
    const int index = m_people->findData(chosen);
    m_people->setCurrentIndex(index < 0 ? 0 : index);
    review();
    if (isVisible())
        return;
    show();
    m_people->setFocus(Qt::OtherFocusReason);
}

void AssignBar::setNote(const QString& note)
{
    m_note->setText(note);
}

void AssignBar::leave()
{
    if (isHidden())
        return;
    hide();
    emit closed();
}

void AssignBar::review()
{
    m_assign->setEnabled(m_people->currentData().toLongLong() != m_present.value_or(0));
}

void AssignBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
