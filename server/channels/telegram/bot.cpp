// SPDX-License-Identifier: GPL-3.0-or-later
#include "channels/telegram/bot.h"

#include "domain/alarms/service.h"
#include "domain/notifications/links.h"
#include "domain/notifications/outbox.h"
#include "domain/people/company.h"

#include <type_traits>

namespace channels {

using namespace Qt::StringLiterals;
using domain::Alarm;
using protocol::AlarmState;

namespace {

constexpr size_t linesInStatus = 10;
constexpr size_t guessesOfOne = 5;
constexpr size_t guessesOfAll = 200;
constexpr qint64 guessWindowMs = 15 * 60 * 1000;

const QString helpText = u"/status — активные тревоги\n"
                         "/ack <номер> [заметка] — принять тревогу\n"
                         "/shelve <номер> <минут> [причина] — отложить\n"
                         "/mute [минут | off] — тишина в этом чате (критические проходят)\n"
                         "/link <код> — связать чат с учётной записью\n"
                         "/help — эта подсказка"_s;
const QString notLinked = u"Этот чат не связан с учётной записью. Получите код в профиле программы «Вахта» "
                          "и отправьте: /link <код>"_s;

QString priorityWord(protocol::AlarmPriority priority)
{
    switch (priority) {
    case protocol::AlarmPriority::Critical:
        return u"критическая"_s;
    case protocol::AlarmPriority::High:
        return u"высокая"_s;
    case protocol::AlarmPriority::Medium:
        return u"средняя"_s;
    case protocol::AlarmPriority::Low:
        return u"низкая"_s;
    }
    return {};
}

QString stateWord(const Alarm& alarm)
{
    switch (alarm.life.state) {
    case AlarmState::Normal:
        return u"норма"_s;
    case AlarmState::Unacknowledged:
        return u"не принята"_s;
    case AlarmState::Acknowledged:
        return alarm.acknowledged ? u"принял(а) "_s + alarm.acknowledged->by.name : u"принята"_s;
    case AlarmState::ReturnedUnacknowledged:
        return u"закончилась, не принята"_s;
    case AlarmState::Shelved:
        return u"отложена"_s;
    case AlarmState::SuppressedByDesign:
        return u"подавлена"_s;
    case AlarmState::OutOfService:
        return u"выведена из работы"_s;
    }
    return {};
}

QString refusalInWords(const protocol::Error& error)
{
    using enum protocol::ErrorCode;
    switch (error.code) {
    case NotFound:
        return u"Такой тревоги нет. Номера: /status"_s;
    case Conflict:
        return u"Тревога уже закончилась или сейчас в другом состоянии. Смотрите /status"_s;
    case ValidationFailed:
        return u"Так нельзя: проверьте число минут и причину."_s;
    default:
        return u"Не получилось: %1"_s.arg(error.text());
    }
}

void dropOld(std::deque<qint64>& times, qint64 now)
{
    while (!times.empty() && times.front() <= now - guessWindowMs)
        times.pop_front();
}

} // namespace

std::optional<IncomingText> incomingText(const QJsonObject& update)
{
    const QJsonObject message = update[u"message"_s].toObject();
    const QJsonObject from = message[u"from"_s].toObject();
    IncomingText incoming{.chat = message[u"chat"_s][u"id"_s].toInteger(),
                          .from = from[u"id"_s].toInteger(),
                          .number = message[u"message_id"_s].toInteger(),
                          .username = from[u"username"_s].toString(),
                          .text = message[u"text"_s].toString()};
    if (incoming.chat == 0 || incoming.number == 0)
        return std::nullopt;
    return incoming;
}

void Bot::handle(domain::Workspace& workspace, const IncomingText& incoming)
{
    if (incoming.from == 0 || incoming.text.isEmpty())
        return;
    auto& outbox = workspace.get<domain::Outbox>();
    if (const auto command = command::parse(incoming.text, m_name))
        outbox.answer(incoming.chat, answerTo(workspace, incoming, *command));
    else if (!domain::isGroupChat(incoming.chat))
        outbox.answer(incoming.chat, helpText);
}

QString Bot::answerTo(domain::Workspace& workspace, const IncomingText& incoming, const command::Command& command)
{
    using namespace command;
    if (const auto* misuse = std::get_if<Misuse>(&command))
        return u"Нужно так: %1"_s.arg(misuse->usage);
    if (std::holds_alternative<Help>(command))
        return helpText;
    if (std::holds_alternative<Unknown>(command))
        return u"Такой команды нет.\n"_s + helpText;
    if (const auto* wanted = std::get_if<Link>(&command))
        return link(workspace, incoming, wanted->code);
    if (const auto* begin = std::get_if<Start>(&command); begin && !begin->code.isEmpty())
        return link(workspace, incoming, begin->code);

    auto& links = workspace.get<domain::LinkService>();
    const auto account = links.accountOf(incoming.from);
    if (!account)
        return domain::isGroupChat(incoming.chat) ? u"Сначала свяжите с ботом свой личный чат."_s : notLinked;
    if (std::holds_alternative<Start>(command))
        return u"Здравствуйте, %1! Сюда приходят уведомления «Вахты».\n%2"_s.arg(
            account->fullName.isEmpty() ? account->username : account->fullName, helpText);
    if (std::holds_alternative<Status>(command))
        return status(workspace, *account);
    if (const auto* quiet = std::get_if<Mute>(&command))
        return mute(workspace, *account, incoming.chat, quiet->time);

    auto& alarms = workspace.get<domain::AlarmService>();
    if (const auto* answered = std::get_if<Acknowledge>(&command)) {
        const auto alarm = alarms.acknowledge(account->principal(), answered->alarm, answered->note);
        if (!alarm)
            return refusalInWords(alarm.error());
        const QString who = alarm->acknowledged ? alarm->acknowledged->by.name : account->username;
        return u"№%1 «%2»: принял(а) %3"_s.arg(QString::number(alarm->id), alarm->title, who);
    }
    const auto& put = std::get<Shelve>(command);
    const QDateTime until = m_clock.now() + put.time;
    const QString reason = put.reason.isEmpty() ? u"через Telegram"_s : put.reason;
    const auto alarm = alarms.shelve(account->principal(), put.alarm, until, reason);
    if (!alarm)
        return refusalInWords(alarm.error());
    const auto company = workspace.get<domain::CompanyRepository>().find(account->company);
    const QTimeZone zone = company ? company->timeZone : QTimeZone::utc();
    return u"№%1 «%2» отложена до %3"_s.arg(QString::number(alarm->id), alarm->title,
                                             until.toTimeZone(zone).toString(u"dd.MM HH:mm"_s));
}

QString Bot::link(domain::Workspace& workspace, const IncomingText& incoming, const QString& code)
{
    if (!mayGuess(incoming.from))
        return u"Слишком много неверных кодов. Попробуйте через 15 минут."_s;
    const auto account = workspace.get<domain::LinkService>().link(code, incoming.chat, incoming.username);
    if (!account) {
        const qint64 now = m_clock.monotonicMs();
        m_wrongCodes[incoming.from].push_back(now);
        m_allWrongCodes.push_back(now);
        return u"Код неверен или устарел: он действует 15 минут. Возьмите новый в профиле."_s;
    }
    m_wrongCodes.remove(incoming.from);
    return u"Чат связан с учётной записью %1.\n%2"_s.arg(account->username, helpText);
}

bool Bot::mayGuess(qint64 from)
{
    const qint64 now = m_clock.monotonicMs();
    dropOld(m_allWrongCodes, now);
    for (auto it = m_wrongCodes.begin(); it != m_wrongCodes.end();) {
        dropOld(*it, now);
        it = it->empty() ? m_wrongCodes.erase(it) : std::next(it);
    }
    const auto own = m_wrongCodes.constFind(from);
    return m_allWrongCodes.size() < guessesOfAll && (own == m_wrongCodes.constEnd() || own->size() < guessesOfOne);
}

QString Bot::status(domain::Workspace& workspace, const domain::Account& account) const
{
    const std::vector<Alarm> alarms = workspace.get<domain::AlarmService>().openFor(account.principal());
    if (alarms.empty())
        return u"Активных тревог нет."_s;
    const QDateTime now = m_clock.now();
    QStringList lines{u"Тревог: %1"_s.arg(alarms.size())};
    for (size_t i = 0; i < std::min(alarms.size(), linesInStatus); ++i) {
        const Alarm& alarm = alarms[i];
        lines.append(u"№%1 %2 (%3, %4 мин, %5)"_s
                         .arg(alarm.id)
                         .arg(alarm.message.isEmpty() ? alarm.title : alarm.title + u": "_s + alarm.message,
                              priorityWord(alarm.priority))
                         .arg(std::max<qint64>(0, alarm.since.secsTo(now) / 60))
                         .arg(stateWord(alarm)));
    }
    if (alarms.size() > linesInStatus)
        lines.append(u"… и ещё %1"_s.arg(alarms.size() - linesInStatus));
    return lines.join(u'\n');
}

QString Bot::mute(domain::Workspace& workspace, const domain::Account& account, qint64 chat,
                  std::chrono::minutes time) const
{
    auto& links = workspace.get<domain::LinkService>();
    const auto owner = links.accountOf(chat);
    if (!owner)
        return notLinked;
    if (time.count() == 0) {
        links.mute(chat, std::nullopt);
        return u"Звук включён."_s;
    }
    const QDateTime until = m_clock.now() + time;
    links.mute(chat, until);
    const auto company = workspace.get<domain::CompanyRepository>().find(account.company);
    const QTimeZone zone = company ? company->timeZone : QTimeZone::utc();
    return u"Тишина до %1. Критические тревоги приходят и сейчас, остальное — одним сообщением потом."_s.arg(
        until.toTimeZone(zone).toString(u"HH:mm"_s));
}

} // namespace channels
