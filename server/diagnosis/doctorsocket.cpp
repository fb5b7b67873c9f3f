// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/doctor.h"

#include "diagnosis/talk.h"
#include "protocol/address.h"
#include "protocol/time.h"
#include "protocol/topics.h"

#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

namespace diagnosis {

using namespace Qt::StringLiterals;

namespace {

/// What is wrong when the awaited message did not come.
Verdict judgeSilence(const Talk::Heard& heard, Finding silent, const Patience& patience)
{
    switch (heard.end) {
    case Talk::Heard::End::Closed:
        return {Outcome::Failed, Finding::SocketClosed, {QString::number(heard.closeCode)}};
    case Talk::Heard::End::Failed:
        return {Outcome::Failed, Finding::SocketFailed, {shown(heard.detail)}};
    default:
        const auto waited = std::max<qint64>(1, patience.message.count() / 1'000);
        return {Outcome::Failed, silent, {QString::number(waited)}};
    }
}

template <class T> bool isA(const protocol::ServerMessage& message)
{
    return std::holds_alternative<T>(message);
}

} // namespace

void Doctor::greeted()
{
    m_talk->await(isA<protocol::Greeting>, [this](const Talk::Heard& heard) {
        const auto* greeting = heard.as<protocol::Greeting>();
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
    m_talk->say(protocol::Ping{protocol::toWire(m_clock.now())});
    m_talk->await(isA<protocol::Pong>, [this](const Talk::Heard& heard) {
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
    m_talk->say(protocol::Resume{m_position, topics});
    m_talk->await(isA<protocol::Resumed>, [this](const Talk::Heard& heard) {
        const auto* resumed = heard.as<protocol::Resumed>();
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
        [this](const protocol::ServerMessage& message) {
            const auto* heard = std::get_if<protocol::Echo>(&message);
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
    end();
}

} // namespace diagnosis
