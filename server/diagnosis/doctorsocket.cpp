// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/doctor.h"

#include "diagnosis/talk.h"
#include "protocol/address.h"
#include "protocol/stream.h"
#include "protocol/time.h"
#include "protocol/topics.h"

#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

namespace diagnosis {

using namespace Qt::StringLiterals;

namespace {

/// The first message of this kind in a frame, which may hold several.
template <class T> std::optional<T> messageIn(const QByteArray& utf8)
{
    if (const auto messages = protocol::serverMessagesFromJson(utf8)) {
        for (const protocol::ServerMessage& message : *messages) {
            if (const auto* found = std::get_if<T>(&message))
                return *found;
        }
    }
    return std::nullopt;
}

template <class T> bool holds(const QByteArray& utf8)
{
    return messageIn<T>(utf8).has_value();
}

} // namespace

void Doctor::greeted()
{
    m_talk->await(holds<protocol::Greeting>, [this](const Talk::Heard& heard) {
        const auto greeting = messageIn<protocol::Greeting>(heard.utf8);
        if (!greeting) {
            tell(Step::Greeting, judgeSilence(heard, Finding::GreetingSilent, m_patience), lap());
            return skipFrom(Step::Ping, Finding::NotReached);
        }
        tell(Step::Greeting, {Outcome::Passed, Finding::Greeted, {greeting->user.toString()}}, lap());
        pinged();
    });
}

void Doctor::pinged()
{
    m_lapBegan = m_clock.monotonicMs();
    m_talk->say(protocol::toJson(protocol::ClientMessage(protocol::Ping{protocol::toWire(m_clock.now())})));
    m_talk->await(holds<protocol::Pong>, [this](const Talk::Heard& heard) {
        if (heard.end != Talk::Heard::End::Message) {
            tell(Step::Ping, judgeSilence(heard, Finding::PongSilent, m_patience), lap());
            return skipFrom(Step::Resume, Finding::NotReached);
        }
        tell(Step::Ping, {Outcome::Passed, Finding::Ponged, {}}, lap());
        resume();
    });
}

void Doctor::resume()
{
    m_lapBegan = m_clock.monotonicMs();
    const QStringList topics =
        m_patient.topics.isEmpty() ? protocol::Topics::all().toNames() : m_patient.topics;
    m_talk->say(protocol::toJson(protocol::ClientMessage(protocol::Resume{m_position, topics})));
    m_talk->await(holds<protocol::Resumed>, [this](const Talk::Heard& heard) {
        const auto resumed = messageIn<protocol::Resumed>(heard.utf8);
        if (!resumed) {
            tell(Step::Resume, judgeSilence(heard, Finding::ResumeSilent, m_patience), lap());
            return skipFrom(Step::Echo, Finding::NotReached);
        }
        QStringList missing;
        for (const QString& topic : m_patient.topics) {
            if (!resumed->topics.contains(topic))
                missing.append(topic);
        }
        if (!missing.isEmpty()) {
            tell(Step::Resume,
                 {Outcome::Failed,
                  Finding::WrongTopics,
                  {m_roles.toNames().join(u", "_s), shown(missing.join(u", "_s))}},
                 lap());
        } else if (m_position && !resumed->recovered) {
            tell(Step::Resume, {Outcome::Warned, Finding::ResumedAnew, {shown(resumed->reason)}}, lap());
        } else {
            tell(Step::Resume, {Outcome::Passed, Finding::Resumed, {shown(resumed->topics.join(u", "_s))}},
                 lap());
        }
        echo();
    });
}

void Doctor::echo()
{
    m_echoId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_talk->await(
        [this](const QByteArray& utf8) {
            const auto heard = messageIn<protocol::Echo>(utf8);
            return heard && heard->id == m_echoId;
        },
        [this](const Talk::Heard& heard) {
            m_echoHeard = heard.end == Talk::Heard::End::Message;
            m_echoTook = lap();
            echoDone();
        });
    Question question = get(u"/api/v1/ws/echo"_s);
    question.method = "POST";
    question.body = QJsonDocument(QJsonObject{{u"id"_s, m_echoId}}).toJson(QJsonDocument::Compact);
    ask(std::move(question), &Doctor::echoAnswered);
}

void Doctor::echoAnswered(const Answer& answer)
{
    m_echoAnswer = answer;
    // Nothing was sent, so nothing will come.
    if (!m_echoHeard && answer.status != 202)
        m_echoHeard = false;
    echoDone();
}

void Doctor::echoDone()
{
    if (!m_echoAnswer || !m_echoHeard)
        return;
    const Verdict verdict = judgeEcho(*m_echoAnswer, way(), *m_echoHeard);
    tell(Step::Echo, verdict, *m_echoHeard ? m_echoTook : m_echoAnswer->took);
    m_talk->close();
    // The others' sockets go the same way: what holds this one up holds them up.
    if (verdict.outcome == Outcome::Failed)
        return skipFrom(Step::CafeOrders, Finding::NotReached);
    askForDialects();
}

} // namespace diagnosis
