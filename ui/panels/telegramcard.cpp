// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/telegramcard.h"

#include "panels/inquiry.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "theme/ticker.h"
#include "widgets/labels.h"

#include "base/clock.h"
#include "protocol/time.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int linkAskedEveryMs = 5'000;
/// As the server keeps it; the answer's own moment is in the server's local time, which says nothing here.
constexpr int codeValidSeconds = 15 * 60;
constexpr auto telegramPath = "/api/v1/users/me/telegram";

} // namespace

TelegramCard::TelegramCard(const Inquiry& inquiry, const base::Clock& clock, QWidget* parent)
    : QFrame(parent)
    , m_inquiry(inquiry)
    , m_clock(clock)
    , m_sign(new Chip(Type::Body))
    , m_text(makeLabel({}))
    , m_codeLabel(makeLabel({}, Type::Display, Weight::Semibold))
    , m_valid(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted))
    , m_steps(makeLabel({}))
    , m_get(new QPushButton)
    , m_open(new QPushButton(tr("Open in Telegram")))
    , m_copy(new QPushButton(tr("Copy the command")))
    , m_unlink(new QPushButton)
{
    setProperty("card", true);
    for (QLabel* label : {m_text, m_steps})
        label->setWordWrap(true);
    for (QLabel* label : {m_codeLabel, m_steps})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_codeLabel->setAccessibleName(tr("Code"));
    m_get->setProperty("primary", true);
    setLeadingIcon(*m_copy, icon("copy"_L1));
    auto* head = new QHBoxLayout;
    head->setSpacing(space::m);
    head->addWidget(makeLabel(tr("Telegram"), Type::Title, Weight::Semibold));
    head->addStretch();
    head->addWidget(m_sign);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    for (QPushButton* button : {m_get, m_open, m_copy, m_unlink})
        buttons->addWidget(button);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::l, space::l, space::l, space::l);
    layout->setSpacing(space::m);
    layout->addLayout(head);
    layout->addWidget(m_text);
    layout->addWidget(m_codeLabel);
    layout->addWidget(m_valid);
    layout->addWidget(m_steps);
    layout->addLayout(buttons);

    m_again.setInterval(linkAskedEveryMs);
    connect(&m_again, &QTimer::timeout, this, &TelegramCard::ask);
    connect(&ticker(), &Ticker::tick, this, [this] {
        if (isVisible() && m_expiresAt.isValid())
            refresh();
    });
    connect(m_get, &QAbstractButton::clicked, this, &TelegramCard::askForCode);
    // The bot is told the code by the link itself (core.telegram.org/bots/features#deep-linking).
    connect(m_open, &QAbstractButton::clicked, this,
            [this] { QDesktopServices::openUrl(QUrl(u"https://t.me/%1?start=%2"_s.arg(m_bot, m_code))); });
    connect(m_copy, &QAbstractButton::clicked, this,
            [this] { QApplication::clipboard()->setText(u"/link "_s + m_code); });
    connect(m_unlink, &QAbstractButton::clicked, this, [this] {
        if (std::exchange(m_sure, !m_sure))
            unlink();
        refresh();
    });
    refresh();
}

void TelegramCard::clear()
{
    ++m_question;
    m_state = State::Unknown;
    m_code.clear();
    m_expiresAt = {};
    m_chat.clear();
    m_codeFailed = m_askingCode = m_sure = false;
    refresh();
    if (isVisible())
        ask();
}

void TelegramCard::showEvent(QShowEvent* event)
{
    QFrame::showEvent(event);
    m_knowsWhetherOn = false; // an administrator may have given it a bot
    ask();
    m_again.start();
}

void TelegramCard::hideEvent(QHideEvent* event)
{
    m_again.stop();
    m_sure = false;
    QFrame::hideEvent(event);
}

// ---- asking ----

void TelegramCard::ask()
{
    if (!m_knowsWhetherOn) // the page may have been open before there was a link
        askWhetherOn();
    m_inquiry.ask({.path = QLatin1StringView(telegramPath)}, this,
                  [this, question = m_question](const client::Reply& reply) {
                      if (question == m_question)
                          take(reply);
                  });
}

/// GET /health says whether anything is ever carried to Telegram here: without a token nothing is.
void TelegramCard::askWhetherOn()
{
    m_inquiry.ask({.path = u"/health"_s}, this, [this](const client::Reply& reply) {
        const QJsonValue alarms = reply.json["alarms"_L1];
        m_knowsWhetherOn = reply.ok;
        m_off = reply.ok && alarms["telegram"_L1].toString() == "off"_L1;
        m_bot = alarms["telegram_bot"_L1].toString();
        refresh();
    });
}

void TelegramCard::take(const client::Reply& reply)
{
    if (!reply.ok) {
        if (m_state == State::Unknown)
            m_state = State::NoLink;
    } else if (reply.json["linked"_L1].toBool()) {
        const bool news = m_state != State::Linked;
        m_state = State::Linked;
        m_chat = reply.json["username"_L1].toString();
        m_linkedAt = protocol::timeFromWire(reply.json["linked_at"_L1].toString()).value_or(QDateTime());
        if (news) { // the code has done its work
            m_code.clear();
            m_expiresAt = {};
        }
    } else {
        m_state = State::Unlinked;
    }
    refresh();
}

void TelegramCard::askForCode()
{
    m_askingCode = true;
    refresh();
    m_inquiry.ask({.path = QLatin1StringView(telegramPath) + "/generate-link-code"_L1, .method = "POST"},
                  this, [this, question = m_question, asked = m_clock.now()](const client::Reply& reply) {
                      if (question == m_question)
                          takeCode(reply, asked);
                  });
}

void TelegramCard::takeCode(const client::Reply& reply, const QDateTime& asked)
{
    m_askingCode = false;
    const QString code = reply.json["code"_L1].toString();
    m_codeFailed = !reply.ok || code.isEmpty();
    if (!m_codeFailed) {
        m_code = code;
        m_expiresAt = asked.addSecs(codeValidSeconds);
    }
    refresh();
}

void TelegramCard::unlink()
{
    ++m_question;
    m_inquiry.ask({.path = QLatin1StringView(telegramPath), .method = "DELETE"}, this,
                  [this](const client::Reply&) { ask(); });
}

// ---- showing ----

qint64 TelegramCard::secondsLeft() const
{
    return m_expiresAt.isValid() ? std::max<qint64>(0, m_clock.now().secsTo(m_expiresAt)) : 0;
}

void TelegramCard::refresh()
{
    const bool off = m_off && m_state != State::Linked;
    const bool linked = m_state == State::Linked;
    const bool unlinked = m_state == State::Unlinked;
    m_sign->setVisible(linked || unlinked);
    m_sign->setSign(linked ? Sign{Mark::Check, Tone::Neutral, tr("Linked")}
                           : Sign{Mark::Dash, Tone::Quiet, tr("Not linked")});
    if (linked) {
        const QString who = m_chat.isEmpty() ? tr("your chat") : u'@' + m_chat;
        m_text->setText(
            m_linkedAt.isValid()
                ? tr("What needs you also goes to %1, since %2. /mute and /help are told to the bot.")
                      .arg(who, format::date(format::plantDate(m_linkedAt)))
                : tr("What needs you also goes to %1.").arg(who));
    } else if (off) {
        m_text->setText(tr("This server sends nothing to Telegram. An administrator can give it a bot."));
    } else if (m_state == State::NoLink) {
        m_text->setText(tr("Whether a chat is linked is known when there is a link to the server."));
    } else if (m_bot.isEmpty()) {
        m_text->setText(tr("Alarms reach your phone when you are away from the desk. Get a code and send it "
                           "to the plant's bot."));
    } else {
        m_text->setText(tr("Alarms reach your phone when you are away from the desk. Get a code and send it "
                           "to the plant's bot, @%1.")
                            .arg(m_bot));
    }
    const bool code = !m_code.isEmpty() && !linked;
    const qint64 left = secondsLeft();
    m_codeLabel->setVisible(code);
    m_codeLabel->setText(m_code.left(3) + u' ' + m_code.mid(3));
    m_codeLabel->setEnabled(left > 0);
    m_valid->setVisible(code || m_codeFailed);
    m_valid->setText(m_codeFailed ? tr("There is no code to be had now: the server did not answer.")
                     : left > 0   ? tr("Valid for another %1").arg(format::age(left))
                                  : tr("This code is not valid any more."));
    m_steps->setVisible(code && left > 0);
    m_steps->setText((m_bot.isEmpty() ? tr("1. Open the chat with the plant's bot in Telegram.")
                                      : tr("1. Open the chat with @%1 in Telegram.").arg(m_bot)) +
                     u'\n' + tr("2. Send it: /link %1").arg(m_code) + u'\n' +
                     tr("3. It answers, and this page says «Linked»."));
    m_get->setVisible(unlinked && !off);
    m_get->setEnabled(!m_askingCode);
    m_get->setText(code ? tr("New code") : tr("Get a code"));
    m_open->setVisible(code && left > 0 && !m_bot.isEmpty());
    m_copy->setVisible(code && left > 0);
    m_unlink->setVisible(linked);
    m_unlink->setText(m_sure ? tr("Unlink for sure") : tr("Unlink"));
}

QString TelegramCard::asText() const
{
    QStringList lines;
    for (const QLabel* label : {m_text, m_codeLabel, m_valid, m_steps})
        if (!label->isHidden())
            lines.append(label->text());
    return lines.join(u'\n');
}

} // namespace ui
