// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <functional>

class QLineEdit;
class QPushButton;

namespace ui {

/// Asks for the one thing that a decision needs (a reason, a rate), in its place, so that what is being
/// decided about stays in sight. Enter decides, Esc leaves.
class DecisionBar final : public QWidget
{
    Q_OBJECT
public:
    explicit DecisionBar(QWidget* parent = nullptr);

    /// verb stands on the button; hint says what to write; isFit judges what was written.
    void ask(const QString& verb, const QString& hint, std::function<bool(const QString&)> isFit,
             std::function<void(const QString&)> decided);
    void leave();

signals:
    void closed();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void review();
    void submit();

    std::function<bool(const QString&)> m_isFit;
    std::function<void(const QString&)> m_decided;
    QLineEdit* m_text;
    QPushButton* m_decide;
    QPushButton* m_cancel;
};

} // namespace ui
