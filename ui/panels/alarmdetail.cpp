// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/alarmdetail.h"

#include "theme/format.h"
#include "theme/signs.h"
#include "theme/ticker.h"
#include "widgets/labels.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QString withNote(const QString& fact, const QString& note)
{
    return note.isEmpty() ? fact : fact + u": «"_s + note + u'»';
}

} // namespace

AlarmDetail::AlarmDetail(QWidget* parent)
    : QFrame(parent)
    , m_priority(new Chip(Type::Body))
    , m_title(makeLabel({}, Type::Title, Weight::Semibold))
    , m_message(makeLabel({}))
    , m_facts(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted))
    , m_open(new QPushButton(tr("Open the record")))
{
    setProperty("card", true);
    setAccessibleName(tr("The chosen alarm"));
    for (QLabel* label : {m_title, m_message, m_facts}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::l, space::l, space::l, space::l);
    layout->setSpacing(space::m);
    layout->addWidget(m_priority, 0, Qt::AlignLeft);
    layout->addWidget(m_title);
    layout->addWidget(m_message);
    layout->addWidget(m_facts);
    layout->addWidget(m_open, 0, Qt::AlignLeft);
    layout->addStretch(1);
    connect(m_open, &QAbstractButton::clicked, this,
            [this] { emit recordRequested(m_row->topic, m_row->record.toLongLong()); });
    connect(&ticker(), &Ticker::tick, this, [this] {
        if (isVisible())
            refresh();
    });
    refresh();
}

void AlarmDetail::setRow(const std::optional<protocol::AlarmRow>& row)
{
    m_row = row;
    refresh();
}

void AlarmDetail::refresh()
{
    m_priority->setVisible(m_row.has_value());
    m_message->setVisible(m_row && !m_row->message.isEmpty());
    m_facts->setVisible(m_row.has_value());
    m_open->setVisible(m_row && !m_row->topic.isEmpty() && m_row->record.toLongLong() > 0);
    setTextStyle(*m_title, m_row ? Type::Title : Type::Body, m_row ? Weight::Semibold : Weight::Regular,
                 m_row ? Ink::Text : Ink::Muted);
    if (!m_row) {
        m_title->setText(tr("Choose an alarm to see it whole"));
        setAccessibleDescription(m_title->text());
        return;
    }
    const QDateTime now = ticker().now();
    const auto moment = [&now](const QDateTime& at) { return format::timeOrDate(at, now); };
    m_priority->setSign(signOf(m_row->priority));
    m_title->setText(m_row->title);
    m_message->setText(m_row->message);

    QStringList facts;
    facts.append(tr("Began at %1, %2 ago").arg(moment(m_row->since), format::age(m_row->since.secsTo(now))));
    if (m_row->count > 1)
        facts.append(tr("Came %n times, the last at %1", nullptr, m_row->count).arg(moment(m_row->lastAt)));
    facts.append(m_row->active ? tr("Its cause still holds") : tr("Its cause is gone"));
    if (m_row->level > 0)
        facts.append(tr("Passed on %n times, because nobody answered", nullptr, m_row->level));
    if (const auto& by = m_row->acknowledged)
        facts.append(withNote(tr("Acknowledged at %1 by %2").arg(moment(by->at), by->name), by->note));
    if (const auto& by = m_row->held) {
        const QString who = by->userId == 0 ? tr("the server itself") : by->name;
        const QString what =
            by->until ? tr("Shelved until %1 by %2").arg(moment(*by->until), who)
                      : tr("%1 since %2 by %3").arg(signOf(m_row->state).text, moment(by->at), who);
        facts.append(withNote(what, by->note));
    }
    if (m_facts->text() != facts.join(u'\n'))
        m_facts->setText(facts.join(u'\n'));
    setAccessibleDescription(asText());
}

QString AlarmDetail::asText() const
{
    QStringList lines{m_title->text()};
    if (m_row)
        lines << m_message->text() << m_facts->text();
    return lines.join(u'\n');
}

} // namespace ui
