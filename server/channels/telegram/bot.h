// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "channels/telegram/commands.h"
#include "domain/people/account.h"
#include "domain/work.h"

#include <QHash>
#include <QJsonObject>

#include <deque>
#include <optional>

namespace channels {

/// A text that somebody sent to the bot.
struct IncomingText
{
    qint64 chat = 0;
    qint64 from = 0; ///< who wrote; a person's own chat with the bot has the same number
    qint64 number = 0; ///< message_id
    QString username;
    QString text;
};

/// None for what is no text from a person.
std::optional<IncomingText> incomingText(const QJsonObject& update);

/// Does what people ask for and puts the answer into the outbox. In a group the writer is who they
/// are in their own chat with the bot. Used within write units only; its Workspace has LinkService,
/// AlarmService, Outbox and CompanyRepository.
class Bot final
{
public:
    explicit Bot(const base::Clock& clock) : m_clock(clock) {}

    void setName(const QString& name) { m_name = name; }
    void handle(domain::Workspace& workspace, const IncomingText& incoming);

private:
    QString answerTo(domain::Workspace& workspace, const IncomingText& incoming, const command::Command& command);
    QString link(domain::Workspace& workspace, const IncomingText& incoming, const QString& code);
    QString status(domain::Workspace& workspace, const domain::Account& account) const;
    QString mute(domain::Workspace& workspace, const domain::Account& account, qint64 chat,
                 std::chrono::minutes time) const;
    /// Guesses are limited for each writer and for all together: there are a million codes.
    bool mayGuess(qint64 from);

    const base::Clock& m_clock;
    QString m_name;
    QHash<qint64, std::deque<qint64>> m_wrongCodes; ///< by writer; monotonic ms
    std::deque<qint64> m_allWrongCodes;
};

} // namespace channels
