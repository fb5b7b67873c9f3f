// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace ui {

class Freshness;

/// What a tile, a table or a panel shows when it has nothing to show: why, and what to do about it.
class StatePage final : public QWidget
{
    Q_OBJECT
public:
    enum class State {
        Loading,      ///< the first data is on its way
        Empty,        ///< there is nothing, and that is fine
        NoMatch,      ///< the filter hides everything
        Error,        ///< it failed
        NoPermission, ///< the role may not see this
        NoLink,       ///< nothing was ever received and there is no link
    };

    explicit StatePage(QWidget* parent = nullptr);

    /// title and text replace the state's own words where given.
    void show(State state, const QString& title = {}, const QString& text = {}, const QString& action = {});
    /// For data that has not come yet: that it is on its way, or that there is no link to bring it.
    void showWaiting(const Freshness& freshness);
    State state() const { return m_state; }

signals:
    void actionRequested();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void fill(State state, const QString& title, const QString& text, const QString& action);

    QPointer<const Freshness> m_awaited; ///< of what is waited for; none: nothing is
    State m_state = State::Loading;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_action;
};

} // namespace ui
