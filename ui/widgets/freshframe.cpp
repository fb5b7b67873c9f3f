// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/freshframe.h"

#include "theme/format.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "theme/ticker.h"
#include "widgets/freshness.h"

#include <QPainter>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int hatchStep = 8; ///< pixels between the lines of a hatch
constexpr int lowFrame = 120;

/// «на 14:02» with a clock, in the corner of what is old.
class AgeNotice final : public QWidget
{
public:
    explicit AgeNotice(QWidget* parent) : QWidget(parent) { setAttribute(Qt::WA_TransparentForMouseEvents); }

    void setText(const QString& text)
    {
        if (text == accessibleName())
            return;
        setAccessibleName(text);
        resize(sizeHint());
        update();
    }
    QSize sizeHint() const override
    {
        const QFontMetrics metrics(theme().font(Type::Caption, Weight::Semibold));
        return {metrics.horizontalAdvance(accessibleName()) + theme().px(14) + space::xs + 2 * space::s,
                metrics.height() + space::s};
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(theme().ink(Ink::LineStrong));
        painter.setBrush(theme().ink(Ink::Raised));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metric::radius,
                                metric::radius);
        const int side = theme().px(14);
        paintIcon(painter, QRect(space::s, (height() - side) / 2, side, side), "clock"_L1,
                  theme().ink(Ink::Text));
        painter.setFont(theme().font(Type::Caption, Weight::Semibold));
        painter.setPen(theme().ink(Ink::Text));
        painter.drawText(rect().adjusted(space::s + side + space::xs, 0, -space::s, 0),
                         Qt::AlignVCenter | Qt::AlignLeft, accessibleName());
    }
};

} // namespace

void StaleEffect::draw(QPainter* painter)
{
    QPoint offset;
    const QPixmap source = sourcePixmap(Qt::LogicalCoordinates, &offset);
    if (source.isNull())
        return;
    const qreal ratio = source.devicePixelRatioF();
    QImage image = source.toImage().convertToFormat(QImage::Format_ARGB32_Premultiplied);
    // Grey of the same brightness, then a step towards the ground: the shapes and the words stay, at a
    // contrast above 4.5:1, and no colour does.
    const QColor ground = theme().ink(Ink::Surface);
    const int groundGrey = qGray(ground.rgb());
    constexpr int keep = 80;
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            const int alpha = qAlpha(line[x]);
            const int grey = (qGray(line[x]) * keep + groundGrey * alpha / 255 * (100 - keep)) / 100;
            line[x] = qRgba(grey, grey, grey, alpha);
        }
    }
    {
        QPainter hatch(&image);
        hatch.setCompositionMode(QPainter::CompositionMode_SourceAtop);
        hatch.setRenderHint(QPainter::Antialiasing);
        QColor colour = theme().ink(Ink::LineStrong);
        colour.setAlpha(90);
        hatch.setPen(QPen(colour, 1));
        const QSizeF size = QSizeF(image.size()) / ratio;
        for (double x = -size.height(); x < size.width(); x += hatchStep)
            hatch.drawLine(QPointF(x, size.height()), QPointF(x + size.height(), 0));
    }
    image.setDevicePixelRatio(ratio);
    painter->drawImage(offset, image);
}

FreshFrame::FreshFrame(const Freshness& freshness, int timeToLiveSeconds, QWidget* parent)
    : QWidget(parent), m_freshness(freshness), m_timeToLive(timeToLiveSeconds), m_notice(new AgeNotice(this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_notice->hide();
    connect(&freshness, &Freshness::changed, this, &FreshFrame::review);
    connect(&ticker(), &Ticker::tick, this, &FreshFrame::review);
    connect(&theme(), &Theme::changed, this, &FreshFrame::placeNotice);
}

void FreshFrame::setContent(QWidget* content)
{
    Q_ASSERT(!m_content);
    m_content = content;
    layout()->addWidget(content);
    auto* effect = new StaleEffect(content);
    effect->setEnabled(false);
    content->setGraphicsEffect(effect);
    review();
}

QString FreshFrame::notice() const
{
    return m_stale ? m_notice->accessibleName() : QString();
}

void FreshFrame::review()
{
    const QDateTime now = ticker().now();
    const bool stale = m_freshness.isStale(now, m_timeToLive);
    if (stale) {
        static_cast<AgeNotice*>(m_notice)->setText(format::asOf(m_freshness.confirmed(), now));
        placeNotice();
    }
    if (stale == m_stale)
        return;
    m_stale = stale;
    if (m_content && m_content->graphicsEffect())
        m_content->graphicsEffect()->setEnabled(stale);
    m_notice->setVisible(stale);
    emit staleChanged(stale);
}

void FreshFrame::resizeEvent(QResizeEvent*)
{
    placeNotice();
}

void FreshFrame::placeNotice()
{
    m_notice->resize(m_notice->sizeHint());
    // A low row of tiles has words at its foot, and room beside the captions.
    const bool low = height() < theme().px(lowFrame);
    m_notice->move(width() - m_notice->width() - space::s,
                   low ? space::s : height() - m_notice->height() - space::s);
    m_notice->raise();
}

} // namespace ui
