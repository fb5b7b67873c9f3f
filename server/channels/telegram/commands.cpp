// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/commands.h"

#include <QStringList>

namespace channels::command {

using namespace Qt::StringLiterals;

namespace {

constexpr int longestMinutes = 30 * 24 * 60;
constexpr int muteByDefault = 60;

/// The number at the front of the words, without "№" or "#".
std::optional<qint64> takeNumber(QStringList& words)
{
    if (words.isEmpty())
        return std::nullopt;
    QString word = words.first();
    while (word.startsWith(u'№') || word.startsWith(u'#'))
        word = word.mid(1);
    bool ok = false;
    const qint64 number = word.toLongLong(&ok);
    if (!ok || number < 0)
        return std::nullopt;
    words.removeFirst();
    return number;
}

Command acknowledgeFrom(QStringList words)
{
    const auto alarm = takeNumber(words);
    if (!alarm)
        return Misuse{u"/ack <номер> [заметка]"_s};
    return Acknowledge{*alarm, words.join(u' ')};
}

Command shelveFrom(QStringList words)
{
    const auto alarm = takeNumber(words);
    const auto minutes = alarm ? takeNumber(words) : std::nullopt;
    if (!minutes || *minutes < 1 || *minutes > longestMinutes)
        return Misuse{u"/shelve <номер> <минут> [причина]"_s};
    return Shelve{*alarm, std::chrono::minutes(*minutes), words.join(u' ')};
}

Command muteFrom(QStringList words)
{
    if (words.isEmpty())
        return Mute{std::chrono::minutes(muteByDefault)};
    if (words.first().compare("off"_L1, Qt::CaseInsensitive) == 0)
        return Mute{};
    const auto minutes = takeNumber(words);
    if (!minutes || *minutes > 24 * 60)
        return Misuse{u"/mute [минут, до 1440 | off]"_s};
    return Mute{std::chrono::minutes(*minutes)};
}

Command linkFrom(const QStringList& words)
{
    if (words.isEmpty())
        return Misuse{u"/link <код из профиля>"_s};
    return Link{words.join(QString())}; // some write it as 123 456
}

} // namespace

std::optional<Command> parse(const QString& text, const QString& botName)
{
    QStringList words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty() || !words.first().startsWith(u'/'))
        return std::nullopt;
    const QString first = words.takeFirst().mid(1);
    const QString name = first.section(u'@', 0, 0).toLower();
    const QString addressee = first.section(u'@', 1);
    if (!addressee.isEmpty() && !botName.isEmpty() && addressee.compare(botName, Qt::CaseInsensitive) != 0)
        return std::nullopt;
    if (name == "start"_L1)
        return Start{words.value(0)};
    if (name == "link"_L1)
        return linkFrom(words);
    if (name == "status"_L1)
        return Status{};
    if (name == "ack"_L1)
        return acknowledgeFrom(words);
    if (name == "shelve"_L1)
        return shelveFrom(words);
    if (name == "mute"_L1)
        return muteFrom(words);
    if (name == "help"_L1)
        return Help{};
    return Unknown{};
}

} // namespace channels::command
