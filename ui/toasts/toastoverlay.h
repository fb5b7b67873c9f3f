// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"
#include "toasts/toast.h"

#include <QList>
#include <QObject>
#include <QPointer>

class QPushButton;

namespace ui {

/// Shows toasts over the window's lower right corner: at most three, the same matter merged, sticky
/// ones never pushed out by others. What has no room is counted on a line that opens the list.
class ToastOverlay final : public QObject
{
    Q_OBJECT
public:
    static constexpr int most = 3;

    explicit ToastOverlay(QWidget* window);

    void show(const ToastContent& content);
    void remove(const QString& key);
    void clear();
    /// Free pixels to leave at the window's right and bottom edges.
    void setInsets(int right, int bottom);
    void setLife(int milliseconds) { m_lifeMs = milliseconds; }

    /// To the newest toast; when the last that has it goes, it goes back where it was.
    void takeKeyboard();

    QList<Toast*> toasts() const { return m_shown; }
    /// How many sticky ones wait for room.
    int waiting() const { return int(m_waiting.size()); }

signals:
    void openRequested(const QString& key);
    void acknowledgeRequested(const QString& key);
    void listRequested();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void add(const ToastContent& content);
    void drop(Toast* toast);
    void fill();
    void place();

    QWidget* m_window;
    QPointer<QWidget> m_focusBefore;
    QPushButton* m_more;
    QList<Toast*> m_shown; ///< oldest first
    QList<ToastContent> m_waiting;
    int m_lifeMs = motion::toastMs;
    int m_right = space::l;
    int m_bottom = space::l;
};

} // namespace ui
