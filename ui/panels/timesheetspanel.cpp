// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/timesheetspanel.h"

#include "theme/format.h"
#include "theme/signs.h"
#include "theme/theme.h"
#include "widgets/labels.h"
#include "widgets/recordtable.h"
#include "widgets/searchfield.h"

#include "models/models.h"
#include "store/outboxentry.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using SheetColumn = client::TimesheetsModel;
using CommentColumn = client::CommentsModel;

constexpr int longestComment = 2'000; ///< characters
constexpr QLatin1StringView sheetsPath{"/api/v1/time-sheets/"};

Sign sheetSign(const QModelIndex& index)
{
    return signOf(protocol::TimesheetStatus(index.data(client::RowsModel::ValueRole).toInt()));
}

/// More than twelve hours a day are worth a look.
std::optional<Tone> overtimeTone(const QModelIndex& index)
{
    return index.data(client::RowsModel::ValueRole).toInt() > 0 ? std::optional(Tone::Warning) : std::nullopt;
}

QString sheetMoment(const QVariant& value)
{
    return value.toDateTime().isValid() ? format::dateTime(value.toDateTime()) : QString();
}

bool isCommentPost(const client::OutboxEntry& entry)
{
    return entry.request.path.startsWith(sheetsPath) && entry.request.path.endsWith("/comments"_L1);
}

} // namespace

TimesheetsPanel::TimesheetsPanel(const Context& context, QWidget* parent)
    : Panel("timesheets"_L1, "timesheets"_L1, parent)
    , m_context(context)
    , m_tools(new QWidget(this))
    , m_search(new SearchField(tr("Foreman or object"), m_tools))
    , m_export(makeIconButton("export"_L1, tr("Export as CSV"), m_tools))
    , m_sheets(new RecordTable(
          u"timesheets"_s, context.models.timesheets,
          {{SheetColumn::From, 96, {}, true, {}, 72},
           {SheetColumn::To, 96, {}, true, {}, 72},
           {SheetColumn::Foreman, 0, {.weight = Weight::Medium}, true, {}, 120},
           {SheetColumn::Objects, 160, {.muted = true}, true, {}, 80},
           {SheetColumn::Status, 176, {.sign = sheetSign}, true, {}, 160},
           {SheetColumn::Hours, 84, {Qt::AlignRight}},
           {SheetColumn::Overtime, 116, {.alignment = Qt::AlignRight, .tone = overtimeTone}, true, {}, 112},
           {SheetColumn::Workers, 96, {Qt::AlignRight}, false},
           {SheetColumn::Comments, 120, {Qt::AlignRight}, false},
           {SheetColumn::SubmittedAt, momentColumnWidth(), {.muted = true}, false, sheetMoment},
           {SheetColumn::DecidedAt, momentColumnWidth(), {.muted = true}, false, sheetMoment},
           {SheetColumn::DecidedBy, 150, {.muted = true}, false}},
          context.freshness, context.clock))
    , m_comments(
          new RecordTable(u"comments"_s, context.models.comments,
                          {{CommentColumn::At, momentColumnWidth(), {.muted = true}, true, sheetMoment},
                           {CommentColumn::Author, 120, {.weight = Weight::Medium}, true, {}, 70},
                           {CommentColumn::Text, 0, {}, true, {}, 100},
                           {CommentColumn::Type, 140, {.muted = true}, false}},
                          context.freshness, context.clock))
    , m_commentsCard(new QFrame)
    , m_unsent(makeLabel({}, Type::Caption, Weight::Regular, Ink::Muted))
    , m_words(new QLineEdit)
    , m_say(new QPushButton(tr("Send")))
{
    auto* tools = new QHBoxLayout(m_tools);
    tools->setContentsMargins(0, 0, 0, 0);
    tools->setSpacing(space::s);
    tools->addWidget(m_search);
    tools->addWidget(m_export);
    m_tools->hide();

    auto* sheetsCard = new QFrame;
    sheetsCard->setProperty("card", true);
    auto* sheetsLayout = new QVBoxLayout(sheetsCard);
    sheetsLayout->setContentsMargins(1, 1, 1, 1);
    sheetsLayout->addWidget(m_sheets);
    m_commentsCard->setProperty("card", true);
    auto* commentsLayout = new QVBoxLayout(m_commentsCard);
    commentsLayout->setContentsMargins(1, space::m, 1, space::m);
    commentsLayout->setSpacing(space::m);
    commentsLayout->addLayout(inset(makeLabel(tr("Comments"), Type::Body, Weight::Semibold), space::l));
    commentsLayout->addWidget(m_comments, 1);
    auto* writing = new QHBoxLayout;
    writing->setContentsMargins(space::l, 0, space::l, 0);
    writing->setSpacing(space::s);
    writing->addWidget(m_words, 1);
    writing->addWidget(m_say);
    commentsLayout->addLayout(writing);
    commentsLayout->addLayout(inset(m_unsent, space::l));
    m_unsent->hide();
    m_comments->setFooterVisible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::xl, space::l, space::xl, space::l);
    layout->setSpacing(space::l);
    layout->addWidget(sheetsCard, 3);
    layout->addWidget(m_commentsCard, 2);

    m_sheets->setTitle(title());
    m_sheets->setEmptyWords(tr("No timesheets yet"), tr("They appear here when foremen begin them."));
    m_comments->setTitle(tr("Comments"));
    m_comments->setEmptyWords(tr("No comments"), tr("Nobody has said anything about this timesheet."));
    m_words->setMaxLength(longestComment);
    m_words->setAccessibleName(tr("Comment"));
    m_words->setPlaceholderText(tr("Choose a timesheet to comment on it"));
    const auto review = [this] { m_say->setEnabled(m_sheet > 0 && !m_words->text().trimmed().isEmpty()); };
    connect(m_words, &QLineEdit::textChanged, this, review);
    connect(m_words, &QLineEdit::returnPressed, this, &TimesheetsPanel::say);
    connect(m_say, &QAbstractButton::clicked, this, &TimesheetsPanel::say);
    connect(m_search, &QLineEdit::textChanged, m_sheets, &RecordTable::setFilterText);
    connect(m_export, &QAbstractButton::clicked, m_sheets, &RecordTable::exportCsv);
    connect(m_sheets, &RecordTable::exported, this, [this](const QString& file, int rows) {
        emit noted(tr("%n rows written to %1", nullptr, rows).arg(file));
    });
    connect(m_sheets, &RecordTable::exportFailed, this, [this](const QString& file, const QString& reason) {
        emit noted(tr("%1 was not written: %2").arg(file, reason));
    });
    connect(m_sheets, &RecordTable::selectionChanged, this, [this, review] {
        const QList<qint64> chosen = m_sheets->selectedIds();
        showCommentsOf(chosen.size() == 1 ? chosen.first() : 0);
        review();
    });
    review();
}

QString TimesheetsPanel::title() const
{
    return tr("Timesheets");
}

void TimesheetsPanel::showCommentsOf(qint64 sheet)
{
    if (m_sheet == sheet)
        return;
    m_sheet = sheet;
    m_words->setPlaceholderText(sheet > 0 ? tr("Your comment") : tr("Choose a timesheet to comment on it"));
    const client::CommentsModel& rows = m_context.models.comments;
    if (sheet == 0)
        m_comments->setCondition({});
    else
        m_comments->setCondition([&rows, sheet](int row) { return rows.at(row).timesheetId == sheet; });
}

void TimesheetsPanel::say()
{
    const QString words = m_words->text().trimmed();
    if (m_sheet == 0 || words.isEmpty())
        return;
    emit sendRequested({"POST",
                        sheetsPath + QString::number(m_sheet) + "/comments"_L1,
                        {{u"text"_s, words}, {u"comment_type"_s, u"GENERAL"_s}},
                        {}});
    m_words->clear();
}

void TimesheetsPanel::setOutbox(const std::vector<client::OutboxEntry>& entries)
{
    int waiting = 0;
    for (const client::OutboxEntry& entry : entries) {
        if (!isCommentPost(entry))
            continue;
        if (entry.state == client::OutboxState::Queued) {
            ++waiting;
        } else {
            // What was written is given back to the person, not lost.
            emit noted(
                tr("The server did not take the comment: %1").arg(entry.request.body["text"_L1].toString()));
            emit outboxDismissed(entry.key);
        }
    }
    m_unsent->setText(tr("%n comments not sent yet", nullptr, waiting));
    m_unsent->setVisible(waiting > 0);
}

bool TimesheetsPanel::openRecord(const QString& topic, qint64 id)
{
    m_search->clear();
    const protocol::CommentRow* comment =
        topic == "comments"_L1 ? m_context.models.comments.find(id) : nullptr;
    m_sheets->reveal(comment ? comment->timesheetId : id);
    if (comment)
        m_comments->reveal(id);
    return false; // rows in lists, not pages of their own: there is nothing to leave
}

void TimesheetsPanel::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void TimesheetsPanel::setWall(bool wall)
{
    if (wall)
        m_search->clear();
    m_commentsCard->setVisible(!wall);
}

void TimesheetsPanel::setPerson(const QString& person)
{
    m_sheets->setPerson(person);
    m_comments->setPerson(person);
}

} // namespace ui
