// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reply.h"

#include <QDateTime>
#include <QFrame>
#include <QTimer>

class QLabel;
class QPushButton;

namespace base {
class Clock;
}

namespace ui {

class Chip;
class Inquiry;

/// Links a Telegram chat to the account: a code that is valid for a quarter of an hour, what to do with
/// it, and whether it worked. The server is asked while somebody looks.
class TelegramCard final : public QFrame
{
    Q_OBJECT
public:
    TelegramCard(const Inquiry& inquiry, const base::Clock& clock, QWidget* parent = nullptr);

    /// Forgets whose code and chat it showed.
    void clear();
    /// Everything it says, for tests.
    QString asText() const;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    enum class State { Unknown, NoLink, Off, Unlinked, Linked };
    void ask();
    void askWhetherOn();
    void askForCode();
    void unlink();
    void take(const client::Reply& reply);
    void takeCode(const client::Reply& reply, const QDateTime& asked);
    void refresh();
    qint64 secondsLeft() const;

    const Inquiry& m_inquiry;
    const base::Clock& m_clock;
    State m_state = State::Unknown;
    bool m_knowsWhetherOn = false;
    bool m_off = false; ///< the server carries nothing to Telegram
    QString m_bot;      ///< the plant's bot in Telegram; empty: not known
    QString m_chat;     ///< the linked person's name there
    QDateTime m_linkedAt;
    QString m_code;
    QDateTime m_expiresAt; ///< by our clock; invalid: no code
    bool m_askingCode = false;
    bool m_codeFailed = false;
    bool m_sure = false; ///< to unlink takes two presses
    int m_question = 0;  ///< only the newest question's answer counts
    QTimer m_again;

    Chip* m_sign;
    QLabel* m_text;
    QLabel* m_codeLabel;
    QLabel* m_valid;
    QLabel* m_steps;
    QPushButton* m_get;
    QPushButton* m_open; ///< the chat with the bot, code and all
    QPushButton* m_copy;
    QPushButton* m_unlink;
};

} // namespace ui
