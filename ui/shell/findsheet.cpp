// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/findsheet.h"

#include "theme/icons.h"
#include "theme/theme.h"
#include "widgets/labels.h"
#include "widgets/searchfield.h"

#include <QApplication>
#include <QCollator>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int paletteRows = 9;

class FindingDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {200, theme().px(metric::touch)};
    }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Finding& finding = static_cast<const FindingsModel*>(index.model())->at(index.row());
        const Theme& t = theme();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect rect = option.rect.adjusted(space::xs, 1, -space::xs, -1);
        if (option.state & (QStyle::State_Selected | QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(t.ink(option.state & QStyle::State_Selected ? Ink::Selection : Ink::Hover));
            painter->drawRoundedRect(rect, metric::radius, metric::radius);
        }
        const int side = t.px(metric::icon);
        paintIcon(*painter, QRect(rect.left() + space::m, rect.center().y() - side / 2, side, side),
                  finding.icon, t.ink(Ink::Muted));
        const QRect words = rect.adjusted(space::m + side + space::m, 0, -space::m, 0);
        const QFont body = t.font(Type::Body, Weight::Medium);
        const QFont caption = t.font(Type::Caption);
        const int detailWidth =
            std::min(words.width() / 2, QFontMetrics(caption).horizontalAdvance(finding.detail) + 1);
        painter->setFont(caption);
        painter->setPen(t.ink(Ink::Muted));
        painter->drawText(words, Qt::AlignVCenter | Qt::AlignRight,
                          QFontMetrics(caption).elidedText(finding.detail, Qt::ElideRight, detailWidth));
        painter->setFont(body);
        painter->setPen(t.ink(Ink::Text));
        painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                          QFontMetrics(body).elidedText(finding.text, Qt::ElideRight,
                                                        words.width() - detailWidth - space::m));
        painter->restore();
    }
};

} // namespace

void FindingsModel::set(QList<Finding> findings)
{
    beginResetModel();
    m_findings = std::move(findings);
    endResetModel();
}

QVariant FindingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Finding& finding = m_findings[index.row()];
    if (role == Qt::DisplayRole)
        return finding.text;
    if (role == Qt::AccessibleDescriptionRole)
        return finding.detail;
    return {};
}

FindSheet::FindSheet(Search search, QWidget* window)
    : Sheet(Placement::Top, 600, window)
    , m_search(std::move(search))
    , m_field(new SearchField(tr("Machine, person, panel\u2026")))
    , m_model(new FindingsModel(this))
    , m_list(new QListView)
    , m_nothing(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted))
{
    setAccessibleName(tr("Find anything"));
    m_field->setProperty("bare", true);
    m_field->setAccessibleName(tr("Find anything"));
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new FindingDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setProperty("bare", true);
    m_list->setMouseTracking(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setAccessibleName(tr("Findings"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setAlignment(Qt::AlignCenter);

    auto* layout = new QVBoxLayout(&card());
    layout->setContentsMargins(space::xs, space::s, space::xs, space::s);
    layout->setSpacing(space::s);
    layout->addWidget(m_field);
    layout->addWidget(makeRule(Qt::Horizontal));
    layout->addWidget(m_list);
    layout->addLayout(inset(m_nothing, space::l, space::s, space::s));

    connect(m_field, &QLineEdit::textChanged, this, &FindSheet::look);
    connect(m_list, &QAbstractItemView::clicked, this,
            [this](const QModelIndex& index) { choose(index.row()); });
}

void FindSheet::ask()
{
    m_field->clear();
    look();
    open();
}

QWidget* FindSheet::firstFocus()
{
    return m_field;
}

void FindSheet::look()
{
    QList<Finding> found = m_search(m_field->text().trimmed());
    QCollator collator;
    collator.setNumericMode(true);
    std::stable_sort(found.begin(), found.end(), [&collator](const Finding& a, const Finding& b) {
        return a.score != b.score ? a.score > b.score : collator.compare(a.text, b.text) < 0;
    });
    if (found.size() > 50)
        found.resize(50);
    const bool any = !found.isEmpty();
    m_model->set(std::move(found));
    m_list->setVisible(any);
    m_list->setFixedHeight(theme().px(metric::touch) * std::clamp(m_model->rowCount(), 1, paletteRows) + 2);
    m_nothing->setVisible(!any);
    m_nothing->setText(tr("Nothing is called \u201c%1\u201d").arg(m_field->text().trimmed()));
    if (any)
        m_list->setCurrentIndex(m_model->index(0));
}

void FindSheet::choose(int row)
{
    if (row < 0 || row >= m_model->rowCount())
        return;
    const Place place = m_model->at(row).place;
    close();
    emit chosen(place);
}

bool FindSheet::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const int row = m_list->currentIndex().row();
        const int count = m_model->rowCount();
        switch (key->key()) {
        case Qt::Key_Down:
        case Qt::Key_Up:
            if (count > 0)
                m_list->setCurrentIndex(
                    m_model->index((row + (key->key() == Qt::Key_Down ? 1 : count - 1)) % count));
            return true;
        case Qt::Key_PageDown:
        case Qt::Key_PageUp:
            if (count > 0)
                m_list->setCurrentIndex(m_model->index(std::clamp(
                    row + (key->key() == Qt::Key_PageDown ? paletteRows : -paletteRows), 0, count - 1)));
            return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            choose(row);
            return true;
        default:
            break;
        }
    }
    return Sheet::eventFilter(watched, event);
}

} // namespace ui
