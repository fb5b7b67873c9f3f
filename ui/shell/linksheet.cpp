// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/linksheet.h"

#include "shell/linkchecks.h"
#include "shell/words.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/ticker.h"
#include "widgets/labels.h"

#include <QClipboard>
#include <QFrame>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

LinkSheet::LinkSheet(QWidget* window)
    : Sheet(Placement::BottomLeft, 560, window)
    , m_sign(new Chip(Type::Title))
    , m_reason(makeLabel({}, Type::Body, Weight::Regular, Ink::Text))
    , m_checks(new LinkChecks)
    , m_verdict(makeLabel({}, Type::Body, Weight::Semibold, Ink::Text))
    , m_probe(new QPushButton(tr("Try now")))
    , m_check(new QPushButton(tr("Check the link")))
    , m_copy(new QPushButton(tr("Copy")))
{
    setAccessibleName(tr("Details of the link"));
    auto* layout = new QVBoxLayout(&card());
    layout->setContentsMargins(space::l, space::l, space::l, space::l);
    layout->setSpacing(space::m);
    layout->addWidget(m_sign);
    m_reason->setWordWrap(true);
    layout->addWidget(m_reason);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(space::l);
    grid->setVerticalSpacing(space::s);
    grid->setColumnStretch(1, 1);
    for (int line = 0; line < LineCount; ++line) {
        m_names[line] = makeLabel({}, Type::Body, Weight::Regular, Ink::Muted);
        m_values[line] = makeLabel({}, Type::Body, Weight::Medium);
        m_values[line]->setWordWrap(true);
        m_values[line]->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(m_names[line], line, 0, Qt::AlignTop);
        grid->addWidget(m_values[line], line, 1);
    }
    layout->addLayout(grid);
    m_verdict->setWordWrap(true);
    for (QWidget* widget : {static_cast<QWidget*>(m_verdict), static_cast<QWidget*>(m_checks)}) {
        widget->hide();
        layout->addWidget(widget);
    }
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    setLeadingIcon(*m_probe, icon("refresh"_L1));
    setLeadingIcon(*m_copy, icon("copy"_L1));
    setLeadingIcon(*m_check, icon("search"_L1));
    buttons->addWidget(m_probe);
    buttons->addWidget(m_check);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    layout->addLayout(buttons);

    connect(m_probe, &QAbstractButton::clicked, this, &LinkSheet::probeRequested);
    connect(m_check, &QAbstractButton::clicked, this, &LinkSheet::beginChecks);
    connect(m_copy, &QAbstractButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(asText()); });
    connect(&ticker(), &Ticker::tick, this, [this] {
        if (isOpen())
            refresh();
    });
    refresh();
}

void LinkSheet::setLink(const client::LinkStatus& link)
{
    m_link = link;
    refresh();
}

void LinkSheet::setTokensInFile(bool inFile)
{
    m_tokensInFile = inFile;
    refresh();
}

QWidget* LinkSheet::firstFocus()
{
    return m_probe;
}

void LinkSheet::refresh()
{
    const QDateTime now = ticker().now();
    const auto moment = [&now](const QDateTime& at) {
        if (!at.isValid())
            return tr("never");
        return tr("%1, %2 ago").arg(format::timeOrDate(at, now), format::age(at.secsTo(now)));
    };
    m_sign->setSign(signOf(m_link));
    m_reason->setText(reasonText(m_link.reason));
    const auto set = [this](Line line, const QString& name, const QString& value) {
        m_names[line]->setText(name);
        m_values[line]->setText(value);
        m_names[line]->setVisible(!value.isEmpty());
        m_values[line]->setVisible(!value.isEmpty());
    };
    set(Endpoint, tr("Server"), m_link.endpoint.toDisplayString(QUrl::RemoveQuery | QUrl::RemoveUserInfo));
    // Of an attempt that goes nowhere there is nothing to say yet.
    const bool linked = m_link.state == client::LinkState::Live || m_link.state == client::LinkState::Polling;
    set(Transport, tr("Transport"), transportText(linked ? m_link.transport : client::Transport::None));
    set(Since, tr("In this state since"), moment(m_link.changedAt));
    set(LastEvent, tr("Last event"), moment(m_link.lastEventAt));
    set(DataAsOf, tr("Data is from"), moment(m_link.dataAsOf));
    set(RoundTrip, tr("Round trip"),
        !linked || m_link.roundTripMs < 0 ? QString()
        : m_link.roundTripMs == 0         ? tr("%1 ms").arg(u"<1"_s)
                                          : tr("%1 ms").arg(m_link.roundTripMs));
    set(Attempts, tr("WebSocket attempts"),
        m_link.reconnectAttempts > 0 ? format::number(m_link.reconnectAttempts) : QString());
    set(NextProbe, tr("Next attempt"),
        m_link.nextProbeAt.isValid() ? tr("in %1").arg(format::age(now.secsTo(m_link.nextProbeAt)))
                                     : QString());
    set(Tokens, tr("Sign-in is kept in"),
        m_tokensInFile ? tr("a file only you can read") : tr("the system's keychain"));
}

void LinkSheet::beginChecks()
{
    m_check->setEnabled(false);
    m_checks->clear();
    m_checks->show();
    m_verdict->setText(tr("Checking the link…"));
    m_verdict->show();
    emit checkRequested();
}

void LinkSheet::addCheck(const diagnosis::Check& check)
{
    m_checks->add(check);
}

void LinkSheet::endChecks(bool well)
{
    m_check->setEnabled(true);
    m_checks->showFailure();
    m_verdict->setText(well ? tr("Everything on the way works.") : tr("The way to the server is not whole."));
}

QString LinkSheet::asText() const
{
    QStringList lines{m_sign->sign().text + u": "_s + m_reason->text()};
    for (int line = 0; line < LineCount; ++line)
        if (!m_values[line]->text().isEmpty())
            lines.append(m_names[line]->text() + u": "_s + m_values[line]->text());
    if (!m_link.detail.isEmpty())
        lines.append(m_link.detail);
    if (!m_verdict->isHidden())
        lines.append(m_verdict->text());
    lines.append(m_checks->lines());
    return lines.join(u'\n');
}

} // namespace ui
