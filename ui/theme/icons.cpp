// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/icons.h"

#include "theme/theme.h"

#include "base/logging.h"

#include <QAbstractButton>
#include <QFile>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

const QByteArray& iconSource(QLatin1StringView name)
{
    static QHash<QByteArray, QByteArray> sources;
    const QByteArray key(name.data(), name.size());
    auto found = sources.find(key);
    if (found == sources.end()) {
        QFile file(u":/icons/"_s + name + u".svg"_s);
        if (!file.open(QIODevice::ReadOnly))
            qCWarning(lcUi) << "There is no icon called" << name << "among the resources.";
        found = sources.insert(key, file.readAll());
    }
    return *found;
}

class LineIconEngine final : public QIconEngine
{
public:
    LineIconEngine(QLatin1StringView name, Ink ink) : m_name(name), m_ink(ink) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, m_name, colour(mode));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1.0);
    }
    /// size is in device pixels here, as Qt hands it over.
    QPixmap scaledPixmap(const QSize& size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const int side = std::min(size.width(), size.height());
        const QPixmap drawn =
            iconPixmap(m_name, colour(mode), static_cast<int>(std::lround(side / scale)), scale);
        if (size.width() <= size.height())
            return drawn;
        QPixmap padded(size); // see setLeadingIcon()
        padded.setDevicePixelRatio(scale);
        padded.fill(Qt::transparent);
        QPainter painter(&padded);
        painter.drawPixmap(0, 0, drawn);
        return padded;
    }
    QIconEngine* clone() const override { return new LineIconEngine(*this); }
    QString key() const override { return u"vakhta"_s; }

private:
    QColor colour(QIcon::Mode mode) const
    {
        return theme().ink(mode == QIcon::Disabled ? Ink::LineStrong : m_ink);
    }

    QLatin1StringView m_name;
    Ink m_ink;
};

} // namespace

QPixmap iconPixmap(QLatin1StringView name, const QColor& colour, int size, qreal devicePixelRatio)
{
    const int pixels = std::max(1, static_cast<int>(std::lround(size * devicePixelRatio)));
    const QString key =
        u"vakhta-icon/%1/%2/%3/%4"_s.arg(name).arg(colour.rgba()).arg(pixels).arg(devicePixelRatio);
    QPixmap result;
    if (QPixmapCache::find(key, &result))
        return result;
    QByteArray source = iconSource(name);
    source.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
    QImage image(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    if (!source.isEmpty()) {
        QSvgRenderer renderer(source);
        QPainter painter(&image);
        painter.setOpacity(colour.alphaF());
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    result = QPixmap::fromImage(image);
    result.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, result);
    return result;
}

void paintIcon(QPainter& painter, const QRect& rect, QLatin1StringView name, const QColor& colour)
{
    const int side = std::min(rect.width(), rect.height());
    const QPixmap pixmap = iconPixmap(name, colour, side, painter.device()->devicePixelRatioF());
    painter.drawPixmap(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, pixmap);
}

QIcon icon(QLatin1StringView name)
{
    return QIcon(new LineIconEngine(name, Ink::Text));
}

QIcon iconOnAccent(QLatin1StringView name)
{
    return QIcon(new LineIconEngine(name, Ink::OnAccent));
}

void setLeadingIcon(QAbstractButton& button, const QIcon& icon)
{
    const int side = metric::icon;
    button.setIcon(icon);
    button.setIconSize({side + space::xs, side});
}

QIcon applicationIcon()
{
    QIcon result;
    QSvgRenderer renderer(u":/icons/vakhta.svg"_s);
    for (const int size : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        renderer.render(&painter, QRectF(0, 0, size, size));
        painter.end();
        result.addPixmap(pixmap);
    }
    return result;
}

} // namespace ui
