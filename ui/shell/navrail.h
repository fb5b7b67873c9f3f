// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QButtonGroup;
class QScrollArea;
class QVBoxLayout;

namespace ui {

/// One destination: icon, name, badge. Wide: in a line; narrow: the name below the icon.
class RailButton final : public QAbstractButton
{
    Q_OBJECT
public:
    RailButton(QLatin1StringView iconName, const QString& text, QWidget* parent);

    void setBadge(int count, Tone tone);
    int badge() const { return m_badge; }
    void setNarrow(bool narrow);
    QSize sizeHint() const override;
    /// True when the whole name is seen.
    bool isTextWhole() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    bool needsTwoLines(int width) const; ///< when narrow
    int iconTop() const;
    QRect textRect() const;

    QLatin1StringView m_icon;
    int m_badge = 0;
    Tone m_badgeTone = Tone::Neutral;
    bool m_narrow = false;
};

/// The list of panels at the left edge. Arrow keys walk, Enter and Space go.
class NavRail final : public QWidget
{
    Q_OBJECT
public:
    explicit NavRail(QWidget* parent = nullptr);

    /// atBottom: apart from the others, at the foot.
    void add(const QString& key, QLatin1StringView iconName, const QString& text, bool atBottom = false);
    void setText(const QString& key, const QString& text);
    void setShown(const QString& key, bool shown);
    void setBadge(const QString& key, int count, Tone tone);
    void setCurrent(const QString& key);
    void setNarrow(bool narrow);
    bool isNarrow() const { return m_narrow; }
    RailButton* button(const QString& key) const;
    /// In their order, hidden ones left out.
    QStringList shownKeys() const;

signals:
    void chosen(const QString& key);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyMetrics();
    void reveal(QAbstractButton* button);
    void showEnds();

    struct Entry
    {
        QString key;
        RailButton* button;
        bool shown = true;
    };
    QList<Entry> m_entries;
    QButtonGroup* m_group;
    QVBoxLayout* m_layout;
    QScrollArea* m_scroll;
    QVBoxLayout* m_list = nullptr; ///< of the panels above the foot
    QWidget* m_mark;
    QWidget* m_above; ///< says that there is more, above
    QWidget* m_below;
    int m_topCount = 0;
    bool m_narrow = false;
};

} // namespace ui
