// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "alerts/alert.h"

#include <QFrame>
#include <QString>
#include <QTimer>

class QLabel;
class QPushButton;
class QToolButton;

namespace ui {

class Chip;

/// What a toast says. Rules about who gets one, merging over time, floods and quiet hours are not
/// its matter (alerts/annunciator.h).
struct ToastContent
{
    QString key; ///< the same key is the same toast
    client::Priority priority = client::Priority::Medium;
    QLatin1StringView icon;
    QString title;
    QString text;
    int count = 1;        ///< how many are merged into it
    bool sticky = false;  ///< stays until acknowledged
    bool canOpen = false; ///< there is a record to go to
    bool canAcknowledge = false;
    QString answer{}; ///< the word for acknowledging where that is only to have read it; empty: the usual one
};

/// One card. Leaves after its life unless it is sticky; the pointer or the keyboard on it holds it.
class Toast final : public QFrame
{
    Q_OBJECT
public:
    Toast(const ToastContent& content, int lifeMs, QWidget* parent);

    /// The same matter again: new words, the counter, and its life from the start.
    void update(const ToastContent& content);
    const ToastContent& content() const { return m_content; }
    /// Puts the keyboard on what a person most likely wants.
    void takeKeyboard();

signals:
    void openRequested();
    void acknowledgeRequested();
    /// Dismissed, or its life is over. Neither is an acknowledgement.
    void gone();
    /// The keyboard goes to the toast above (-1) or below (+1).
    void walked(int step);

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void hold();
    void letGo();

    ToastContent m_content;
    QTimer m_life;
    int m_lifeMs;
    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_count;
    QPushButton* m_open;
    QPushButton* m_acknowledge;
    QToolButton* m_dismiss;
};

} // namespace ui
