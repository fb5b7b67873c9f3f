// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/machinecards.h"

#include "delegates/celldelegate.h"
#include "delegates/paint.h"
#include "theme/format.h"
#include "theme/ticker.h"

#include "models/machinesmodel.h"
#include "models/rowsfilter.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int cardGlowFrameMs = 100;
} // namespace

QSize MachineCardDelegate::leastSize()
{
    const Theme& t = theme();
    const int body = QFontMetrics(t.font(Type::Body, Weight::Semibold)).height();
    const int caption = QFontMetrics(t.font(Type::Caption)).height();
    return {t.px(140), 2 * space::s + body + 2 * caption + 2 * space::xs + space::xs};
}

QSize MachineCardDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    // A card fills its place in the grid.
    const auto* view = qobject_cast<const QListView*>(option.widget);
    return view && view->gridSize().isValid() ? view->gridSize() : leastSize();
}

void MachineCardDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                const QModelIndex& index) const
{
    const auto row = index.data(client::RowsModel::RowRole).value<protocol::MachineRow>();
    const Theme& t = theme();
    const bool calling = row.call && row.call->status == protocol::CallStatus::Pending;
    const Sign state = signOf(row.status);
    // The most urgent of what is wrong gives the card its edge.
    Sign sign = calling ? signOf(std::optional(row.call->status)) : state;
    if (calling)
        sign.text = MachineCards::tr("Calling", "the master");
    const bool abnormal = sign.tone != Tone::Neutral && sign.tone != Tone::Quiet;
    const ToneColours& colours = t.tone(sign.tone);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(option.rect).adjusted(2.5, 2.5, -2.5, -2.5);
    painter->setPen(QPen(abnormal ? colours.solid : t.ink(Ink::Line), abnormal ? 2 : 1));
    painter->setBrush(option.state & QStyle::State_MouseOver ? t.ink(Ink::Hover)
                      : abnormal                             ? colours.tint
                                                             : t.ink(Ink::Surface));
    painter->drawRoundedRect(card, metric::radius, metric::radius);
    const double glowing = CellDelegate::glow(index.siblingAtColumn(client::MachinesModel::Meters)
                                                  .data(client::RowsModel::ChangedAtRole)
                                                  .toLongLong(),
                                              m_clock.monotonicMs());

    const QRectF inner = card.adjusted(space::s, space::s - 2, -space::s, -space::s + 2);
    const QFont nameFont = t.font(Type::Body, Weight::Semibold);
    const QFont small = t.font(Type::Caption);
    const QFont metresFont = t.font(Type::Caption, Weight::Semibold);
    const QFontMetrics nameMetrics(nameFont);
    const QFontMetrics smallMetrics(small);
    const int mark = t.px(12);
    const double free = inner.height() - nameMetrics.height() - 2 * smallMetrics.height();
    const double gap = std::clamp(free / 2, 0.0, 10.0);
    double y = inner.top() + std::max(0.0, (free - 2 * gap) / 2);

    paintMark(*painter, QRectF(inner.right() - mark, y + (nameMetrics.height() - mark) / 2.0, mark, mark),
              sign.mark, colours.solid);
    painter->setFont(nameFont);
    painter->setPen(t.ink(Ink::Text));
    const double nameWidth = inner.width() - mark - space::xs;
    painter->drawText(QRectF(inner.left(), y, nameWidth, nameMetrics.height()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      nameMetrics.elidedText(row.name, Qt::ElideMiddle, int(nameWidth)));
    y += nameMetrics.height() + gap;

    const QString metres = format::metres(row.meters, 1) + u'\u00A0' + MachineCards::tr("m", "metres");
    const int metresWidth = row.meters > 0 ? QFontMetrics(metresFont).horizontalAdvance(metres) : 0;
    const QDateTime since = calling ? row.call->calledAt : row.statusSince;
    const qint64 lasting = since.secsTo(ticker().now());
    const bool timed = abnormal || row.status != protocol::MachineStatus::Working;
    QString words = timed ? sign.text + u' ' + format::age(lasting) : sign.text;
    painter->setFont(abnormal ? t.font(Type::Caption, Weight::Semibold) : small);
    painter->setPen(abnormal ? colours.text : t.ink(Ink::Muted));
    const double wordsWidth = inner.width() - (abnormal ? 0 : metresWidth + space::xs);
    if (timed && QFontMetrics(painter->font()).horizontalAdvance(words) > wordsWidth)
        words = sign.text + u' ' + format::roughAge(lasting);
    painter->drawText(QRectF(inner.left(), y, wordsWidth, smallMetrics.height()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(painter->font()).elidedText(words, Qt::ElideRight, int(wordsWidth)));
    if (!abnormal && metresWidth > 0) {
        const QRectF place(inner.right() - metresWidth - 1, y, metresWidth + 1, smallMetrics.height());
        if (glowing > 0) {
            QColor colour = t.ink(Ink::Accent);
            colour.setAlphaF(float(0.30 * glowing));
            painter->setPen(Qt::NoPen);
            painter->setBrush(colour);
            painter->drawRoundedRect(place.adjusted(-3, 0, 3, 0), 3, 3);
        }
        painter->setFont(metresFont);
        painter->setPen(t.ink(Ink::Text));
        painter->drawText(place, Qt::AlignRight | Qt::AlignVCenter, metres);
    }
    y += smallMetrics.height() + gap;

    painter->setFont(small);
    painter->setPen(abnormal ? t.ink(Ink::Text) : t.ink(Ink::Muted));
    const QString who = row.operatorRef ? row.operatorRef->name : format::dash();
    painter->drawText(QRectF(inner.left(), y, inner.width(), smallMetrics.height()),
                      Qt::AlignLeft | Qt::AlignVCenter,
                      smallMetrics.elidedText(who, Qt::ElideRight, int(inner.width())));
    if (option.state & QStyle::State_HasFocus)
        paintFocusRing(*painter, QRectF(option.rect).adjusted(1, 1, -1, -1));
    painter->restore();
}

MachineCards::MachineCards(client::RowsFilter& rows, const base::Clock& clock, QWidget* parent)
    : QListView(parent), m_rows(rows)
{
    setModel(&rows);
    setItemDelegate(new MachineCardDelegate(clock, this));
    setViewMode(QListView::IconMode);
    setFlow(QListView::LeftToRight);
    setWrapping(true);
    setResizeMode(QListView::Adjust);
    setMovement(QListView::Static);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setAccessibleName(tr("Machines"));
    viewport()->setAutoFillBackground(false);
    setProperty("bare", true);

    m_fit.setSingleShot(true);
    m_fit.setInterval(0);
    connect(&m_fit, &QTimer::timeout, this, &MachineCards::fit);
    const auto soon = [this] { m_fit.start(); };
    connect(&rows, &QAbstractItemModel::rowsInserted, this, soon);
    connect(&rows, &QAbstractItemModel::rowsRemoved, this, soon);
    connect(&rows, &QAbstractItemModel::modelReset, this, soon);
    connect(&theme(), &Theme::changed, this, soon);
    connect(&ticker(), &Ticker::tick, viewport(), qOverload<>(&QWidget::update));
    m_glow.setInterval(cardGlowFrameMs);
    connect(&m_glow, &QTimer::timeout, this, [this] {
        viewport()->update();
        if (--m_frames <= 0 || !isVisible())
            m_glow.stop();
    });
    connect(&rows, &QAbstractItemModel::dataChanged, this, [this] {
        m_frames = motion::glowMs / cardGlowFrameMs + 1;
        if (isVisible() && !m_glow.isActive())
            m_glow.start();
    });
    const auto open = [this](const QModelIndex& index) { emit opened(m_rows.idAt(index.row())); };
    connect(this, &QAbstractItemView::clicked, this, open);
}

void MachineCards::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    m_fit.start();
}

void MachineCards::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
        emit opened(m_rows.idAt(currentIndex().row()));
    else
        QListView::keyPressEvent(event);
}

void MachineCards::fit()
{
    const int count = std::max(1, m_rows.rowCount());
    const QSize least = MachineCardDelegate::leastSize();
    // The view breaks a line that fills its width to the pixel.
    const QSize room = maximumViewportSize() - QSize(2, 2);
    const int mostColumns = std::max(1, room.width() / least.width());
    // The fewest columns with which all rows are still readable at once: cards stay wide.
    int columns = mostColumns;
    for (int tried = 1; tried <= mostColumns; ++tried) {
        const int rows = (count + tried - 1) / tried;
        if (rows * least.height() <= room.height()) {
            columns = tried;
            break;
        }
    }
    const int rows = (count + columns - 1) / columns;
    const bool scrolls = rows * least.height() > room.height();
    setVerticalScrollBarPolicy(scrolls ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    const int width = (room.width() - (scrolls ? verticalScrollBar()->sizeHint().width() : 0)) / columns;
    const int height = scrolls ? least.height() : std::min(room.height() / rows, least.height() * 2);
    if (gridSize() != QSize(width, height)) {
        setGridSize(QSize(width, height));
        doItemsLayout(); // the cards' own size is the grid's
    }
}

} // namespace ui
