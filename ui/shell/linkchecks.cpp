// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/linkchecks.h"

#include "shell/linksheet.h"
#include "theme/theme.h"
#include "widgets/labels.h"

#include "core/client.h"
#include "diagnosis/words.h"

#include <QGridLayout>
#include <QResizeEvent>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int mostOfTheSheet = 280; ///< px of the list, before it scrolls

Sign signOfCheck(const diagnosis::Check& check)
{
    const QString name = diagnosis::nameOf(check.step);
    switch (check.outcome) {
    case diagnosis::Outcome::Passed:
        return {Mark::Check, Tone::Neutral, name};
    case diagnosis::Outcome::Warned:
        return {Mark::Diamond, Tone::Warning, name};
    case diagnosis::Outcome::Failed:
        return {Mark::Octagon, Tone::Critical, name};
    case diagnosis::Outcome::Skipped:
        return {Mark::Dash, Tone::Quiet, name};
    }
    return {};
}

} // namespace

LinkChecks::LinkChecks(QWidget* parent) : QScrollArea(parent)
{
    setAccessibleName(tr("The way to the server, step by step"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setWidgetResizable(true);
    viewport()->setAutoFillBackground(false);
    clear();
}

QSize LinkChecks::sizeHint() const
{
    const int width = std::max(viewport()->width(), 1);
    const int height =
        m_rows->hasHeightForWidth() ? m_rows->totalHeightForWidth(width) : m_rows->sizeHint().height();
    return {width, std::min(height, theme().px(mostOfTheSheet))};
}

void LinkChecks::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry(); // its texts wrap elsewhere now
}

void LinkChecks::clear()
{
    m_lines.clear();
    auto* content = new QWidget;
    content->setProperty("pane", true); // the card shows through
    m_rows = new QGridLayout(content);
    m_rows->setContentsMargins(0, 0, space::s, 0);
    m_rows->setHorizontalSpacing(space::m);
    m_rows->setVerticalSpacing(space::s);
    m_rows->setColumnStretch(1, 1);
    setWidget(content); // the one before goes with all that was in it
    content->setAutoFillBackground(false);
    updateGeometry();
}

void LinkChecks::add(const diagnosis::Check& check)
{
    const diagnosis::Words words = diagnosis::wordsFor(check);
    auto* sign = new Chip;
    sign->setSign(signOfCheck(check));
    auto* texts = new QWidget;
    auto* column = new QVBoxLayout(texts);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    const auto addText = [column](const QString& text, Weight weight, Ink ink) {
        auto* label = makeLabel(text, Type::Body, weight, ink);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    };
    const bool isSkipped = check.outcome == diagnosis::Outcome::Skipped;
    addText(words.what, Weight::Regular, isSkipped ? Ink::Muted : Ink::Text);
    if (!words.advice.isEmpty())
        addText(words.advice, Weight::Medium, Ink::Text);
    const int row = m_rows->rowCount();
    m_rows->addWidget(sign, row, 0, Qt::AlignTop | Qt::AlignLeft);
    m_rows->addWidget(texts, row, 1);
    if (check.outcome == diagnosis::Outcome::Failed && !m_failure)
        m_failure = texts;
    QString line = diagnosis::nameOf(check.step) + u": "_s + words.what;
    if (!words.advice.isEmpty())
        line += u' ' + words.advice;
    m_lines.append(line);
    updateGeometry();
}

void LinkChecks::showFailure()
{
    // When the last lines have their place.
    QTimer::singleShot(0, this, [this] {
        if (m_failure)
            ensureWidgetVisible(m_failure, 0, 0);
    });
}

void bindLinkChecks(LinkSheet& sheet, client::Client& client)
{
    using Client = client::Client;
    QObject::connect(&sheet, &LinkSheet::checkRequested, &client, &Client::checkLink);
    QObject::connect(&client, &Client::linkChecked, &sheet, &LinkSheet::addCheck);
    QObject::connect(&client, &Client::linkCheckEnded, &sheet, &LinkSheet::endChecks);
}

} // namespace ui
