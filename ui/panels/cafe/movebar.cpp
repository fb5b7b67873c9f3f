// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/cafe/movebar.h"

#include "panels/cafe/tableface.h"
#include "theme/format.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/choice.h"
#include "widgets/labels.h"

#include "models/models.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

MoveBar::MoveBar(const client::Models& models, QWidget* parent)
    : QWidget(parent)
    , m_models(models)
    , m_table(new Choice)
    , m_move(new QPushButton(tr("Move")))
{
    m_table->setAccessibleName(tr("The table they move to"));
    // The names are as long as the zones', the card is as wide as it is.
    m_table->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_table->setMinimumContentsLength(1);
    m_table->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_move->setProperty("primary", true);
    auto* cancel = new QPushButton(tr("Cancel"));
    auto* hint = makeLabel(tr("Choose a table here or on the map"), Type::Caption, Weight::Regular, Ink::Muted);
    hint->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::s);
    column->addWidget(hint);
    column->addWidget(m_table);
    column->addWidget(m_move);
    column->addWidget(cancel);
    connect(m_move, &QAbstractButton::clicked, this, &MoveBar::submit);
    connect(cancel, &QAbstractButton::clicked, this, &MoveBar::leave);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    hide();
}

void MoveBar::ask(qint64 from)
{
    struct Target
    {
        qint64 id;
        int number;
        bool busy;
        QString words;
    };
    const QDateTime now = ticker().now();
    QList<Target> targets;
    for (int i = 0; i < m_models.tables.rowCount(); ++i) {
        const protocol::TableRow& row = m_models.tables.at(i);
        if (row.id == from)
            continue;
        const bool busy =
            row.status == protocol::TableStatus::Busy || !m_models.orders.openAt(row.id).isEmpty();
        QStringList words{tr("Table %1").arg(row.number), row.zone.title, tr("%n places", nullptr, row.places)};
        if (const QList<qint64> expected = expectedGuests(m_models, row.id, now); !expected.isEmpty())
            words.append(tr("booked for %1", "a time")
                             .arg(format::time(m_models.bookings.find(expected.first())->at)));
        if (busy)
            words.append(tr("busy", "a table"));
        targets.append({row.id, row.number, busy, words.join(u" · "_s)});
    }
    std::sort(targets.begin(), targets.end(), [](const Target& a, const Target& b) {
        return a.busy == b.busy ? a.number < b.number : b.busy;
    });
    m_table->clear();
    for (const Target& target : std::as_const(targets))
        m_table->addItem(target.words, target.id);
    m_move->setEnabled(!targets.isEmpty());
    show();
    m_table->setFocus(Qt::OtherFocusReason);
}

void MoveBar::choose(qint64 table)
{
    if (const int place = m_table->findData(table); place >= 0) {
        m_table->setCurrentIndex(place);
        m_move->setFocus(Qt::OtherFocusReason);
    }
}

qint64 MoveBar::chosen() const
{
    return m_table->currentData().toLongLong();
}

void MoveBar::submit()
{
    const qint64 table = chosen();
    if (table == 0)
        return;
    leave();
    emit moveRequested(table);
}

void MoveBar::leave()
{
    if (isHidden())
        return;
    hide();
    emit closed();
}

void MoveBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        leave();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        submit();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
