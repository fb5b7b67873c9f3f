// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/runner.h"

#include "base/logging.h"
#include "domain/alarms/alarm.h"
#include "domain/alarms/service.h"
#include "domain/people/company.h"
#include "protocol/mergepatch.h"

#include <QJsonDocument>

#include <limits>

namespace domain {

namespace {

constexpr int eventsAtOnce = 500;
constexpr int dueAtOnce = 200;
/// A place that is only in memory may fall back so far: events that concern no rule are cheap to skip.
constexpr qint64 placeSlack = 2000;
constexpr qint64 neverDue = std::numeric_limits<qint64>::max();

/// Reads like nobody in particular: every role, every branch; what is for one person alone stays out.
Scope everything(protocol::CompanyId company, protocol::Topics topics)
{
    return {.company = company,
            .branch = std::nullopt,
            .roles = protocol::Roles::fromBits(~0u),
            .user = *protocol::UserId::from(std::numeric_limits<qint64>::max()),
            .topics = topics};
}

qint64 millis(const std::optional<QDateTime>& time)
{
    return time ? time->toMSecsSinceEpoch() : neverDue;
}

} // namespace

AlarmRunner::AlarmRunner(Executor& executor, const AlarmRules& rules, const base::Clock& clock)
    : m_executor(executor)
    , m_rules(rules)
    , m_clock(clock)
    , m_watched(protocol::Topics::fromNames(rules.topics()))
    , m_alarmTopic(protocol::topicIndex(u"alarms").value())
    , m_nextDue(neverDue)
{
}

void AlarmRunner::start()
{
    m_started = true;
    schedule();
}

void AlarmRunner::committed(const CommittedBatch& batch)
{
    bool concerned = false;
    {
        const std::lock_guard lock(m_mutex);
        for (const StoredEventPtr& event : batch) {
            if (m_watched.has(event->topic)) {
                m_touched.insert(event->audience.company.value());
                concerned = true;
            } else if (event->topic == m_alarmTopic) {
                concerned = true; // somebody shelved one: what is due next has changed
            }
        }
    }
    if (concerned)
        schedule();
}

void AlarmRunner::feed(Fact fact)
{
    {
        const std::lock_guard lock(m_mutex);
        m_fed.push_back(std::move(fact));
    }
    schedule();
}

void AlarmRunner::poke()
{
    if (m_nextDue <= m_clock.now().toMSecsSinceEpoch())
        schedule();
}

AlarmRunner::Figures AlarmRunner::figures() const
{
    return {m_judged, m_verdicts, m_lagMs, m_points};
}

void AlarmRunner::schedule()
{
    if (!m_started || m_scheduled.exchange(true))
        return;
    const auto ran = std::make_shared<bool>(false);
    m_executor.write(
        [this, ran](Workspace& workspace) {
            *ran = true;
            return run(workspace);
        },
        [this, ran](const protocol::Result<void>& result) {
            if (*ran)
                finished(result);
            else
                refused();
        });
}

protocol::Result<void> AlarmRunner::run(Workspace& workspace)
{
    m_scheduled = false; // what is committed from now on needs another run
    m_nextDue = neverDue;
    m_more = false;
    std::vector<Verdict> verdicts;
    std::unordered_set<qint64> touched;
    std::vector<Fact> fed;
    {
        const std::lock_guard lock(m_mutex);
        touched.swap(m_touched);
        fed.swap(m_fed);
    }
    if (!m_evaluator) {
        warmUp(workspace, verdicts);
        for (const auto& [company, place] : m_places)
            touched.insert(company);
    }
    for (const qint64 number : touched) {
        const auto company = protocol::CompanyId::from(number);
        const auto more = judgeJournal(workspace, company.value(), verdicts);
        if (!more)
            return base::Unexpected<protocol::Error>{more.error()};
        if (*more) {
            const std::lock_guard lock(m_mutex);
            m_touched.insert(number);
            m_more = true;
        }
    }
    const QDateTime now = m_clock.now();
    for (const Fact& fact : fed)
        m_evaluator->judge(fact, now, verdicts);
    m_evaluator->tick(now, verdicts);

    auto& service = workspace.get<AlarmService>();
    for (const Verdict& verdict : verdicts)
        service.apply(verdict);
    if (service.tick(dueAtOnce))
        m_more = true;
    m_nextDue = std::min(millis(m_evaluator->nextDue()), millis(workspace.get<AlarmRepository>().nextDue()));
    m_verdicts += static_cast<qint64>(verdicts.size());
    m_points = static_cast<qint64>(m_evaluator->size());
    return {};
}

void AlarmRunner::finished(const protocol::Result<void>& result)
{
    if (!result) {
        // Undone: what is remembered no longer agrees with the database.
        qCWarning(lcDomain).noquote() << "Alarms could not be judged and will be again:" << result.error().text();
        m_evaluator.reset();
        m_places.clear();
        m_nextDue = m_clock.now().toMSecsSinceEpoch() + 1000;
        return;
    }
    if (m_more)
        schedule();
}

void AlarmRunner::refused()
{
    // On whatever thread asked: the writer's queue is full, nothing was begun.
    m_nextDue = m_clock.now().toMSecsSinceEpoch() + 1000;
    m_scheduled = false;
}

void AlarmRunner::warmUp(Workspace& workspace, std::vector<Verdict>& verdicts)
{
    auto& alarms = workspace.get<AlarmRepository>();
    auto& rows = workspace.get<SubjectRows>();
    const auto& reader = workspace.get<JournalReader>();
    workspace.get<AlarmService>().retireUnknown();
    m_evaluator = std::make_unique<AlarmEvaluator>(m_rules);
    m_places.clear();
    alarms.forEachActive([&](const AlarmRepository::OpenKey& open) {
        if (const AlarmRule* rule = m_rules.find(open.rule))
            m_evaluator->adopt(*rule, open.company, open.key, open.args);
    });
    const QDateTime now = m_clock.now();
    for (const Company& company : workspace.get<CompanyRepository>().all()) {
        for (const QString& topic : m_rules.topics()) {
            rows.forEach(company.id, protocol::topicIndex(topic).value(), [&](const SubjectRow& row) {
                m_evaluator->seed({.company = company.id,
                                   .branch = row.audience.branch,
                                   .topic = topic,
                                   .id = row.id,
                                   .row = row.row,
                                   .at = now},
                                  now, verdicts);
            });
        }
        qint64 judged = alarms.judgedUpTo(company.id);
        if (judged == 0) {
            // Never judged before: what happened until now is told by the rows alone.
            judged = reader.head().seq;
            alarms.setJudgedUpTo(company.id, judged);
        }
        m_places[company.id.value()] = {std::max(judged, reader.oldestCursor()), judged};
    }
    m_evaluator->endSeeding(now, verdicts);
}

protocol::Result<bool> AlarmRunner::judgeJournal(Workspace& workspace, protocol::CompanyId company,
                                                 std::vector<Verdict>& verdicts)
{
    Place& place = m_places[company.value()];
    const auto slice =
        workspace.get<JournalReader>().eventsAfter(place.judged, everything(company, m_watched), eventsAtOnce);
    if (!slice)
        return base::Unexpected<protocol::Error>{slice.error()};
    const QDateTime now = m_clock.now();
    const size_t before = verdicts.size();
    for (const StoredEventPtr& event : slice->events) {
        if (const auto fact = factOf(workspace, company, *event)) {
            m_evaluator->judge(*fact, now, verdicts);
            m_lagMs = std::max<qint64>(0, fact->at.msecsTo(now));
        }
    }
    m_judged += static_cast<qint64>(slice->events.size());
    place.judged = std::max(place.judged, slice->upTo);
    if (verdicts.size() > before || place.judged - place.kept > placeSlack) {
        workspace.get<AlarmRepository>().setJudgedUpTo(company, place.judged);
        place.kept = place.judged;
    }
    return slice->more;
}

std::optional<Fact> AlarmRunner::factOf(Workspace& workspace, protocol::CompanyId company,
                                        const StoredEvent& stored) const
{
    const auto event = protocol::eventFromJson(QJsonDocument::fromJson(stored.json).object());
    if (!event) {
        qCWarning(lcDomain).noquote() << "An event of the journal cannot be read:" << event.error().text();
        return std::nullopt;
    }
    Fact fact{.company = company,
              .branch = stored.audience.branch,
              .topic = event->topic,
              .id = event->id,
              .cause = event->cause,
              .isNew = event->op == protocol::Event::Op::Put,
              .gone = event->op == protocol::Event::Op::Delete,
              .at = event->at};
    if (event->op == protocol::Event::Op::Put) {
        fact.row = event->row;
    } else if (event->op == protocol::Event::Op::Patch) {
        if (!m_rules.caresFor(event->topic, event->row.keys()))
            return std::nullopt;
        // The row may be ahead of this event; with the event's own values over it, the fields that
        // changed are as they were, and the last event leaves it as it is.
        const auto row = workspace.get<SubjectRows>().find(company, stored.topic, event->id);
        if (!row)
            return std::nullopt;
        fact.row = protocol::applyMergePatch(row->row, event->row);
    }
    return fact;
}

} // namespace domain
