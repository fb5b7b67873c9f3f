// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QWidget>

#include <optional>

class QLabel;
class QPushButton;

namespace ui {

class Choice;

/// Asks whom to give a record to, in its place. Esc leaves.
class AssignBar final : public QWidget
{
    Q_OBJECT
public:
    struct Person
    {
        qint64 id = 0;
        QString name;
        int load = 0; ///< what they have already
    };

    explicit AssignBar(QWidget* parent = nullptr);

    /// present: who has it now; none: nobody.
    void ask(const QList<Person>& people, std::optional<qint64> present);
    /// A word about the list: that it is being asked for, or is not whole.
    void setNote(const QString& note);
    void leave();

signals:
    /// None: nobody's any more.
    void chosen(std::optional<qint64> person);
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void review();

    Choice* m_people;
    QLabel* m_note;
    QPushButton* m_assign;
    std::optional<qint64> m_present;
};

} // namespace ui
