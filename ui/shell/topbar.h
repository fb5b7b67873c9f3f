// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include <QToolButton>
#include <QWidget>

class QHBoxLayout;

namespace ui {

class ElidedLabel;

/// A bell with the number of what is unread.
class BellButton final : public QToolButton
{
    Q_OBJECT
public:
    explicit BellButton(QWidget* parent = nullptr);

    void setCount(int count, Tone tone);
    int count() const { return m_count; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_count = 0;
    Tone m_tone = Tone::Neutral;
};

/// Over every panel: where one is, the way back, the panel's tools, the palette, the bell.
class TopBar final : public QWidget
{
    Q_OBJECT
public:
    explicit TopBar(QWidget* parent = nullptr);

    void setTitle(const QString& panel, const QString& record);
    /// Swaps the panel's own tools in; null: none. They stay the panel's property.
    void setTools(QWidget* tools);
    BellButton& bell() { return *m_bell; }
    QString title() const;

signals:
    void backRequested();
    void findRequested();
    void bellClicked();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void applyMetrics();

    QToolButton* m_back;
    ElidedLabel* m_title;
    QHBoxLayout* m_toolsPlace;
    QWidget* m_tools = nullptr;
    QToolButton* m_find;
    BellButton* m_bell;
};

} // namespace ui
