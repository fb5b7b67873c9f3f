// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace ui {

class Choice;

/// Asks for what shelving needs: a reason and an end. It opens in its place above the list, so that
/// what is being shelved stays in sight. Enter shelves, Esc leaves.
class ShelveBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ShelveBar(QWidget* parent = nullptr);

    /// count: how many alarms are to be shelved.
    void ask(int count);

signals:
    void shelveRequested(int minutes, const QString& reason);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void review();
    void submit();
    void leave();

    Choice* m_minutes;
    QLineEdit* m_reason;
    QPushButton* m_shelve;
    QPushButton* m_cancel;
};

} // namespace ui
