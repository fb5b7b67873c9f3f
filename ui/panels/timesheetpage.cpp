// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timesheetpage.h"

#include "panels/conversation.h"
#include "panels/decisionbar.h"
#include "panels/hoursgrid.h"
#include "panels/inquiry.h"
#include "theme/format.h"
#include "theme/icons.h"
#include "widgets/cards.h"
#include "widgets/freshframe.h"
#include "widgets/freshness.h"
#include "widgets/labels.h"
#include "widgets/statepage.h"
#include "widgets/stattile.h"

#include "models/models.h"
#include "store/outboxentry.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using protocol::Role;
using protocol::TimesheetStatus;

namespace ui {

namespace {

constexpr int sheetTimeToLive = 30;  ///< seconds
constexpr int sheetBesideFrom = 960; ///< from this width on the comments stand beside the hours

QFrame* sheetCard(const QString& title, QWidget* content)
{
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(1, space::m, 1, 1);
    layout->setSpacing(space::m);
    layout->addLayout(inset(makeLabel(title, Type::Body, Weight::Semibold), space::l));
    layout->addWidget(content, 1);
    return card;
}

bool isAbout(const client::OutboxEntry& entry, qint64 sheet)
{
    const auto subjects = client::Actions::subjectsOf(entry.request);
    return std::find(subjects.begin(), subjects.end(), std::pair(u"timesheets"_s, sheet)) != subjects.end();
}

/// "250", "250,50", "1 250.5": as people write money.
std::optional<protocol::Money> moneyFromTyped(QString text)
{
    text.remove(u' ').remove(u'\u00A0').replace(u',', u'.');
    const auto money = protocol::Money::fromText(text);
    return money && money->units() >= 0 ? money : std::nullopt;
}

/// Of a plain comment there is nothing to say.
QString kindOfComment(protocol::CommentType type)
{
    switch (type) {
    case protocol::CommentType::General:
        return {};
    case protocol::CommentType::HrCorrection:
        return TimesheetPage::tr("Correction");
    case protocol::CommentType::Cancellation:
        return TimesheetPage::tr("Cancellation");
    }
    return {};
}

} // namespace

TimesheetPage::TimesheetPage(const Context& context, const client::Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_actions(actions)
    , m_state(new Chip(Type::Title))
    , m_unsent(new Chip(Type::Body))
    , m_facts(new ElidedLabel(Type::Body, Weight::Regular, Ink::Muted))
    , m_submit(new QPushButton(tr("Hand in")))
    , m_approve(new QPushButton(tr("Approve")))
    , m_reject(new QPushButton(tr("Hand back")))
    , m_cancel(new QPushButton(tr("Cancel the timesheet")))
    , m_decision(new DecisionBar)
    , m_hoursTile(new StatTile("clock"_L1, tr("Hours")))
    , m_workersTile(new StatTile("people"_L1, tr("Workers")))
    , m_overtimeTile(new StatTile("warning"_L1, tr("Over 12 hours a day")))
    , m_wagesTile(new StatTile("budgets"_L1, tr("Wages")))
    , m_grid(new HoursGrid)
    , m_noHours(new StatePage)
    , m_hoursStack(new QStackedLayout)
    , m_conversation(new Conversation)
    , m_lower(new QBoxLayout(QBoxLayout::LeftToRight))
{
    auto* tiles = new FreshFrame(context.freshness, sheetTimeToLive);
    tiles->setContent(buildTiles());
    auto* hours = new QWidget;
    hours->setLayout(m_hoursStack);
    m_hoursStack->addWidget(m_grid);
    m_hoursStack->addWidget(m_noHours);
    auto* hoursFrame = new FreshFrame(context.freshness, sheetTimeToLive);
    hoursFrame->setContent(hours);
    auto* said = new QWidget;
    auto* saidLayout = new QVBoxLayout(said);
    saidLayout->setContentsMargins(space::l, 0, space::l, space::l);
    saidLayout->addWidget(m_conversation, 1);
    m_lower->setSpacing(space::l);
    m_lower->addWidget(sheetCard(tr("Hours by day"), hoursFrame), 5);
    m_lower->addWidget(sheetCard(tr("Comments"), said), 3);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    layout->setSpacing(space::l);
    layout->addWidget(buildHead());
    layout->addWidget(m_decision);
    layout->addWidget(tiles);
    layout->addLayout(m_lower, 1);

    connect(m_submit, &QAbstractButton::clicked, this, [this] { m_actions.timesheets.submit(m_sheet); });
    connect(m_approve, &QAbstractButton::clicked, this, &TimesheetPage::approve);
    connect(m_reject, &QAbstractButton::clicked, this, &TimesheetPage::reject);
    connect(m_cancel, &QAbstractButton::clicked, this, &TimesheetPage::cancel);
    connect(m_conversation, &Conversation::said, this, [this](const QString& text) {
        m_actions.timesheets.comment(m_sheet, protocol::CommentType::General, text);
    });
    connect(m_noHours, &StatePage::actionRequested, this, &TimesheetPage::askHours);
    connect(&context.freshness, &Freshness::changed, this, [this] {
        if (m_sheet != 0 && !m_hours && m_context.freshness.isLinked() &&
            m_noHours->state() == StatePage::State::NoLink)
            askHours();
    });
    for (const QAbstractItemModel* model :
         {static_cast<const QAbstractItemModel*>(&context.models.timesheets),
          static_cast<const QAbstractItemModel*>(&context.models.comments)}) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &TimesheetPage::refresh);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &TimesheetPage::refresh);
        connect(model, &QAbstractItemModel::dataChanged, this, &TimesheetPage::refresh);
        connect(model, &QAbstractItemModel::modelReset, this, &TimesheetPage::refresh);
    }
}

QWidget* TimesheetPage::buildHead()
{
    auto* head = new QFrame;
    head->setProperty("card", true);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(space::l, space::m, space::l, space::m);
    row->setSpacing(space::m);
    row->addWidget(m_state);
    row->addWidget(m_facts, 1);
    row->addWidget(m_unsent);
    for (QPushButton* button : {m_submit, m_approve, m_reject, m_cancel})
        row->addWidget(button);
    for (QPushButton* button : {m_submit, m_approve}) {
        button->setProperty("primary", true);
        setLeadingIcon(*button, iconOnAccent("check"_L1));
    }
    return head;
}

QWidget* TimesheetPage::buildTiles()
{
    for (StatTile* tile : {m_hoursTile, m_workersTile, m_overtimeTile, m_wagesTile})
        tile->setEnabled(false); // there is nowhere to go from them
    return makeTileRow({m_hoursTile, m_workersTile, m_overtimeTile, m_wagesTile}, space::l);
}

QString TimesheetPage::title() const
{
    return tr("Timesheet no. %1").arg(m_sheet);
}

void TimesheetPage::setRoles(protocol::Roles roles)
{
    m_roles = roles;
    refresh();
}

void TimesheetPage::setSheet(qint64 id)
{
    m_sheet = id;
    m_hours.reset();
    m_known.reset();
    m_decision->leave();
    m_conversation->setSayings({}, {});
    refresh();
}

void TimesheetPage::refresh()
{
    const protocol::TimesheetRow* row = m_sheet ? m_context.models.timesheets.find(m_sheet) : nullptr;
    if (!row)
        return;
    m_state->setSign(signOf(row->status));
    const QString days = row->from == row->to
                             ? format::date(row->from)
                             : format::dayAndMonth(row->from) + u" – "_s + format::date(row->to);
    m_facts->setText(row->foreman.name + u" · "_s + days);
    refreshTiles(*row);
    refreshActions(*row);
    refreshComments();
    const bool sameHours = m_known && m_known->hours == row->hours && m_known->workers == row->workers &&
                           m_known->status == row->status && m_known->from == row->from &&
                           m_known->to == row->to;
    if (!sameHours) {
        m_known = *row;
        askHours();
    }
}

void TimesheetPage::refreshTiles(const protocol::TimesheetRow& row)
{
    const auto show = [](StatTile* tile, const QString& value, const QString& detail,
                         std::optional<Tone> tone = std::nullopt) {
        tile->setContent({.value = value,
                          .detail = detail,
                          .tone = tone,
                          .mark = Mark::Diamond,
                          .trend = {},
                          .parts = {}});
    };
    show(m_hoursTile, format::metres(row.hours.toNumber(), 1), row.objects);
    show(m_workersTile, format::number(row.workers),
         tr("%n days", nullptr, int(row.from.daysTo(row.to)) + 1));
    show(m_overtimeTile, format::number(row.overtime), tr("days of workers"),
         row.overtime > 0 ? std::optional(Tone::Warning) : std::nullopt);
    if (!m_hours) {
        show(m_wagesTile, format::dash(), {});
        return;
    }
    const int without = m_hours->withoutRate();
    show(m_wagesTile, format::money(m_hours->wages().units()),
         without > 0 ? tr("%n lines without a rate", nullptr, without) : tr("every line has a rate"));
}

void TimesheetPage::refreshActions(const protocol::TimesheetRow& row)
{
    // As the server judges it; it has the last word.
    const bool foreman = m_roles.passes({Role::Foreman});
    const bool office = m_roles.passes({Role::HrManager});
    const bool open = row.status == TimesheetStatus::Draft || row.status == TimesheetStatus::Corrected;
    const bool review = row.status == TimesheetStatus::UnderReview;
    m_submit->setVisible(foreman && open);
    m_approve->setVisible(office && review);
    m_reject->setVisible(office && review);
    m_cancel->setVisible((foreman || office) && row.status != TimesheetStatus::Cancelled &&
                         (row.status != TimesheetStatus::Approved || office));
    m_conversation->setWritable(office);

    const client::OutboxEntry* moved = nullptr;
    for (const client::OutboxEntry& entry : m_outbox)
        if (isAbout(entry, m_sheet) && client::Actions::deedOf(entry.request) != "comment"_L1)
            moved = &entry;
    const bool waits = moved && moved->state == client::OutboxState::Queued;
    for (QPushButton* button : {m_submit, m_approve, m_reject, m_cancel})
        button->setEnabled(!waits); // not twice
    if (waits)
        m_decision->leave();
    m_unsent->setVisible(moved);
    if (moved)
        m_unsent->setSign(waits ? Sign{Mark::Ring, Tone::Info, tr("Not sent yet")}
                                : Sign{Mark::Barred, Tone::Serious, tr("Not accepted")});
}

void TimesheetPage::refreshComments()
{
    std::vector<Conversation::Unsent> unsent;
    for (const client::OutboxEntry& entry : m_outbox)
        if (isAbout(entry, m_sheet) && client::Actions::deedOf(entry.request) == "comment"_L1)
            unsent.push_back({entry.request.body["comment_text"_L1].toString(),
                              entry.state != client::OutboxState::Queued});
    std::vector<Conversation::Saying> sayings;
    for (const protocol::CommentRow& comment : m_context.models.comments.about(m_sheet))
        sayings.push_back({.id = comment.id,
                           .author = comment.author.name,
                           .kind = kindOfComment(comment.type),
                           .text = comment.text,
                           .at = comment.at});
    m_conversation->setSayings(sayings, unsent);
}

void TimesheetPage::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    m_outbox = entries;
    refresh();
}

void TimesheetPage::revealComment(qint64 comment)
{
    m_conversation->reveal(comment);
}

// ---- hours ----

void TimesheetPage::askHours()
{
    if (!m_hours) {
        m_noHours->show(StatePage::State::Loading);
        m_hoursStack->setCurrentWidget(m_noHours);
    }
    const int question = ++m_question;
    m_context.inquiry.ask({.path = u"/api/v1/time-sheets/%1"_s.arg(m_sheet)}, this,
                          [this, question](const client::Reply& reply) {
                              if (question == m_question)
                                  showHours(reply);
                          });
}

void TimesheetPage::showHours(const client::Reply& reply)
{
    auto hours = client::sheetHoursFromJson(reply.json.object());
    if (reply.ok && hours) {
        m_hours = std::move(*hours);
        m_grid->setHours(*m_hours);
        if (m_hours->workers.empty()) {
            m_noHours->show(StatePage::State::Empty, tr("No hours yet"), tr("The foreman has written none."));
            m_hoursStack->setCurrentWidget(m_noHours);
        } else {
            m_hoursStack->setCurrentWidget(m_grid);
        }
    } else if (!m_hours) {
        if (reply.status == 0)
            m_noHours->show(StatePage::State::NoLink, tr("The hours are with the server"),
                            tr("They are shown when there is a link."), tr("Try again"));
        else
            m_noHours->show(StatePage::State::Error, {}, {}, tr("Try again"));
        m_hoursStack->setCurrentWidget(m_noHours);
    }
    if (const protocol::TimesheetRow* row = m_context.models.timesheets.find(m_sheet))
        refreshTiles(*row);
}

// ---- deeds ----

void TimesheetPage::approve()
{
    const int without = m_hours ? m_hours->withoutRate() : 0;
    if (without == 0) {
        m_actions.timesheets.approve(m_sheet);
        return;
    }
    m_decision->ask(
        tr("Approve"), tr("Rate of an hour for %n lines without one; empty: none", nullptr, without),
        [](const QString& text) { return text.isEmpty() || moneyFromTyped(text); },
        [this](const QString& text) {
            m_actions.timesheets.approve(m_sheet, text.isEmpty() ? std::nullopt : moneyFromTyped(text));
        });
}

void TimesheetPage::reject()
{
    m_decision->ask(
        tr("Hand back"), tr("What has to be corrected"), [](const QString& text) { return !text.isEmpty(); },
        [this](const QString& text) { m_actions.timesheets.reject(m_sheet, text); });
}

void TimesheetPage::cancel()
{
    m_decision->ask(
        tr("Cancel the timesheet"), tr("Why it is cancelled"),
        [](const QString& text) { return !text.isEmpty(); },
        [this](const QString& text) { m_actions.timesheets.cancel(m_sheet, text); });
}

void TimesheetPage::resizeEvent(QResizeEvent*)
{
    arrange();
}

void TimesheetPage::arrange()
{
    const bool beside = width() >= int(sheetBesideFrom * theme().textScale());
    m_lower->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

} // namespace ui
