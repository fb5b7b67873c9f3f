// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace client {
class Models;
}

namespace ui {

class Choice;

/// Asks where guests move to: free tables first. Enter moves, Esc leaves.
class MoveBar final : public QWidget
{
    Q_OBJECT
public:
    explicit MoveBar(const client::Models& models, QWidget* parent = nullptr);

    /// from: the table they sit at; 0: at none.
    void ask(qint64 from);
    void leave();
    /// As if chosen from the list; nothing if it is not among them.
    void choose(qint64 table);
    qint64 chosen() const;

signals:
    void moveRequested(qint64 table);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void submit();

    const client::Models& m_models;
    Choice* m_table;
    QPushButton* m_move;
};

} // namespace ui
