// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QGraphicsEffect>
#include <QPointer>
#include <QWidget>

namespace ui {

class Freshness;

/// Takes the colour out of what it covers and hatches it. Being an effect on the finished picture, it
/// cannot be forgotten by anything painted beneath.
class StaleEffect final : public QGraphicsEffect
{
    Q_OBJECT
public:
    using QGraphicsEffect::QGraphicsEffect;

protected:
    void draw(QPainter* painter) override;
};

/// The frame every tile, table and page of data stands in. While the data is fresh it is invisible;
/// past the time-to-live, or without a link, it greys and hatches the content and says «на 14:02» in
/// a corner. Fresh data can never be told from old by a tile's own doing.
class FreshFrame final : public QWidget
{
    Q_OBJECT
public:
    FreshFrame(const Freshness& freshness, int timeToLiveSeconds, QWidget* parent = nullptr);

    /// Takes it as a child; once.
    void setContent(QWidget* content);
    bool isStale() const { return m_stale; }
    /// What the corner says; empty while fresh.
    QString notice() const;

signals:
    void staleChanged(bool stale);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void review();
    void placeNotice();

    const Freshness& m_freshness;
    int m_timeToLive;
    bool m_stale = false;
    QPointer<QWidget> m_content;
    QWidget* m_notice;
};

} // namespace ui
