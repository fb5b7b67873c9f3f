// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/conversation.h"

#include "theme/format.h"
#include "theme/ticker.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int longestSaying = 2'000; ///< characters

QLabel* wrapped(const QString& text, Ink ink = Ink::Text)
{
    auto* label = makeLabel(text, Type::Body, Weight::Regular, ink);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

Conversation::Conversation(QWidget* parent)
    : QWidget(parent)
    , m_scroll(new QScrollArea)
    , m_empty(makeLabel(tr("Nobody has said anything yet."), Type::Body, Weight::Regular, Ink::Muted))
    , m_writing(new QWidget)
    , m_words(new QLineEdit)
    , m_say(new QPushButton(tr("Send")))
{
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setAccessibleName(tr("Comments"));
    m_words->setMaxLength(longestSaying);
    m_words->setAccessibleName(tr("Comment"));
    m_words->setPlaceholderText(tr("Your comment"));
    auto* writing = new QHBoxLayout(m_writing);
    writing->setContentsMargins(0, 0, 0, 0);
    writing->setSpacing(space::s);
    writing->addWidget(m_words, 1);
    writing->addWidget(m_say);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::m);
    layout->addWidget(m_empty, 1, Qt::AlignTop);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_writing);
    const auto review = [this] { m_say->setEnabled(m_words->text().trimmed().size() >= m_least); };
    connect(m_words, &QLineEdit::textChanged, this, review);
    connect(m_words, &QLineEdit::returnPressed, this, &Conversation::say);
    connect(m_say, &QAbstractButton::clicked, this, &Conversation::say);
    review();
    setWritable(false);
    rebuild();
}

void Conversation::setWritable(bool writable)
{
    m_writing->setVisible(writable);
}

void Conversation::say()
{
    const QString words = m_words->text().trimmed();
    if (words.size() < m_least)
        return;
    m_words->clear();
    emit said(words);
}

void Conversation::setBounds(int least, int most)
{
    m_least = least;
    m_words->setMaxLength(most);
}

void Conversation::setSayings(const std::vector<Saying>& sayings, const std::vector<Unsent>& unsent)
{
    if (m_sayings == sayings && m_unsent == unsent)
        return;
    m_sayings = sayings;
    m_unsent = unsent;
    rebuild();
}

void Conversation::rebuild()
{
    const QDateTime now = ticker().now();
    auto* pane = new QWidget;
    pane->setProperty("pane", true);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, space::m, 0);
    column->setSpacing(space::l);
    const auto add = [&](const QString& author, const QString& detail, const QString& text,
                         const Sign* sign, bool happened = false) {
        auto* one = new QWidget;
        auto* lines = new QVBoxLayout(one);
        lines->setContentsMargins(0, 0, 0, 0);
        lines->setSpacing(2);
        auto* head = new QHBoxLayout;
        head->setSpacing(space::s);
        auto* name = new ElidedLabel(Type::Body, happened ? Weight::Regular : Weight::Semibold,
                                     happened ? Ink::Muted : Ink::Text);
        name->setText(author);
        head->addWidget(name, 1);
        head->addWidget(makeLabel(detail, Type::Caption, Weight::Regular, Ink::Muted));
        lines->addLayout(head);
        lines->addWidget(wrapped(text, happened ? Ink::Muted : Ink::Text));
        if (sign) {
            auto* chip = new Chip;
            chip->setSign(*sign);
            lines->addWidget(chip, 0, Qt::AlignLeft);
        }
        column->addWidget(one);
        return one;
    };
    for (const Saying& saying : m_sayings) {
        QStringList detail{saying.kind, format::timeOrDate(saying.at, now)};
        detail.removeAll(QString());
        add(saying.author, detail.join(u" · "_s), saying.text, nullptr, saying.happened)
            ->setObjectName(QString::number(saying.id));
    }
    for (const Unsent& one : m_unsent) {
        const Sign sign = one.refused ? Sign{Mark::Barred, Tone::Serious, tr("Not accepted")}
                                      : Sign{Mark::Ring, Tone::Info, tr("Not sent yet")};
        add(tr("You"), {}, one.text, &sign);
    }
    column->addStretch();
    m_scroll->setWidget(pane); // the former one goes
    const bool none = m_sayings.empty() && m_unsent.empty();
    m_empty->setVisible(none);
    m_scroll->setVisible(!none);
    // The newest is what a person came for. The sizes are known a moment later.
    QTimer::singleShot(0, this, [this] {
        if (m_revealed != 0)
            reveal(m_revealed);
        else
            m_scroll->verticalScrollBar()->setValue(m_scroll->verticalScrollBar()->maximum());
    });
}

void Conversation::reveal(qint64 id)
{
    m_revealed = id;
    if (QWidget* one = m_scroll->widget()->findChild<QWidget*>(QString::number(id)))
        m_scroll->ensureWidgetVisible(one);
}

QString Conversation::asText() const
{
    QStringList lines;
    for (const Saying& saying : m_sayings)
        lines.append(saying.author + u": "_s + saying.text);
    for (const Unsent& one : m_unsent)
        lines.append((one.refused ? tr("Not accepted") : tr("Not sent yet")) + u": "_s + one.text);
    return lines.join(u'\n');
}

} // namespace ui
