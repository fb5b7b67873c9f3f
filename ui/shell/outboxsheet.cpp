// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/outboxsheet.h"

#include "shell/outboxwords.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/ticker.h"
#include "widgets/labels.h"

#include <QApplication>
#include <QClipboard>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int outboxSheetWidth = 480;
constexpr int outboxSheetHeight = 420; ///< of the list, at most

bool sameEntries(const std::vector<client::OutboxEntry>& a, const std::vector<client::OutboxEntry>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](const client::OutboxEntry& one, const client::OutboxEntry& other) {
                          return one.key == other.key && one.state == other.state &&
                                 one.errorCode == other.errorCode;
                      });
}

} // namespace

OutboxSheet::OutboxSheet(const client::Models& models, QWidget* window)
    : Sheet(Placement::BottomLeft, outboxSheetWidth, window)
    , m_models(models)
    , m_empty(
          makeLabel(tr("Everything you did is with the server."), Type::Body, Weight::Regular, Ink::Muted))
    , m_scroll(new QScrollArea)
    , m_probe(new QPushButton(tr("Try now")))
    , m_close(new QPushButton(tr("Close")))
{
    setAccessibleName(tr("Not with the server"));
    auto* layout = new QVBoxLayout(&card());
    layout->setContentsMargins(space::l, space::l, space::l, space::l);
    layout->setSpacing(space::m);
    layout->addWidget(makeLabel(tr("Not with the server"), Type::Title, Weight::Semibold));
    layout->addWidget(m_empty);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(m_scroll, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    setLeadingIcon(*m_probe, icon("refresh"_L1));
    buttons->addWidget(m_probe);
    buttons->addWidget(m_close);
    buttons->addStretch();
    layout->addLayout(buttons);
    connect(m_probe, &QAbstractButton::clicked, this, &OutboxSheet::probeRequested);
    connect(m_close, &QAbstractButton::clicked, this, &Sheet::close);
    rebuild();
}

QWidget* OutboxSheet::firstFocus()
{
    return m_close;
}

void OutboxSheet::showEvent(QShowEvent* event)
{
    rebuild(); // the rows that it names may have come, or been called otherwise, since
    Sheet::showEvent(event);
}

void OutboxSheet::setEntries(const std::vector<client::OutboxEntry>& entries)
{
    const bool same = sameEntries(m_entries, entries);
    m_entries = entries;
    if (!same)
        rebuild();
}

void OutboxSheet::rebuild()
{
    const QWidget* focused = QApplication::focusWidget();
    const bool hadKeyboard = focused && m_scroll->isAncestorOf(focused);
    auto* pane = new QWidget;
    pane->setProperty("pane", true);
    m_lines = new QVBoxLayout(pane);
    m_lines->setContentsMargins(0, 0, space::m, 0);
    m_lines->setSpacing(space::m);
    for (auto entry = m_entries.crbegin(); entry != m_entries.crend(); ++entry) {
        if (entry != m_entries.crbegin())
            m_lines->addWidget(makeRule(Qt::Horizontal));
        m_lines->addWidget(lineFor(*entry));
    }
    m_lines->addStretch();
    m_scroll->setWidget(pane); // the former one goes
    const int inner = theme().px(outboxSheetWidth) - 2 * space::l;
    const int wanted = m_entries.empty() ? 0 : m_lines->totalHeightForWidth(inner);
    m_scroll->setFixedHeight(std::min(wanted, theme().px(outboxSheetHeight)));
    m_scroll->setVisible(!m_entries.empty());
    m_empty->setVisible(m_entries.empty());
    m_probe->setVisible(std::any_of(m_entries.begin(), m_entries.end(), [](const client::OutboxEntry& entry) {
        return entry.state == client::OutboxState::Queued;
    }));
    if (hadKeyboard && isOpen())
        m_close->setFocus(Qt::OtherFocusReason);
}

QWidget* OutboxSheet::lineFor(const client::OutboxEntry& entry)
{
    const bool waits = entry.state == client::OutboxState::Queued;
    auto* line = new QWidget;
    auto* layout = new QVBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::xs);
    auto* title = makeLabel(deedText(entry.request, m_models), Type::Body, Weight::Semibold);
    title->setWordWrap(true);
    layout->addWidget(title);
    const QString typed = typedText(entry.request);
    if (!typed.isEmpty()) {
        auto* words = makeLabel(u'«' + typed + u'»');
        words->setWordWrap(true);
        words->setTextInteractionFlags(Qt::TextSelectableByMouse);
        layout->addWidget(words);
    }
    auto* state = new Chip(Type::Body);
    state->setSign(waits ? Sign{Mark::Ring, Tone::Info, tr("Not sent yet")}
                         : Sign{Mark::Barred, Tone::Serious, tr("Not accepted")});
    auto* facts = new QHBoxLayout;
    facts->setSpacing(space::s);
    facts->addWidget(state);
    facts->addWidget(makeLabel(format::timeOrDate(entry.createdAt, ticker().now()), Type::Caption,
                               Weight::Regular, Ink::Muted));
    facts->addStretch();
    layout->addLayout(facts);
    if (waits)
        return line;

    auto* why = makeLabel(refusalText(entry), Type::Body, Weight::Regular, Ink::Muted);
    why->setWordWrap(true);
    layout->addWidget(why);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    auto* dismiss = new QPushButton(tr("Take off the list"));
    dismiss->setAccessibleDescription(title->text());
    connect(dismiss, &QAbstractButton::clicked, this, [this, key = entry.key] { emit dismissed(key); });
    buttons->addWidget(dismiss);
    if (!typed.isEmpty()) {
        auto* copy = new QPushButton(tr("Copy the text"));
        setLeadingIcon(*copy, icon("copy"_L1));
        connect(copy, &QAbstractButton::clicked, this,
                [typed] { QApplication::clipboard()->setText(typed); });
        buttons->addWidget(copy);
    }
    buttons->addStretch();
    layout->addLayout(buttons);
    return line;
}

QString OutboxSheet::asText() const
{
    QStringList lines;
    for (const client::OutboxEntry& entry : m_entries) {
        lines.append(deedText(entry.request, m_models));
        lines.append(typedText(entry.request));
        lines.append(entry.state == client::OutboxState::Queued ? tr("Not sent yet") : refusalText(entry));
    }
    lines.removeAll(QString());
    return lines.join(u'\n');
}

} // namespace ui
