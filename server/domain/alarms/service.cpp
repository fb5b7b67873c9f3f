// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/service.h"

#include "domain/notifications/outbox.h"
#include "domain/notifications/service.h"
#include "domain/telling.h"

#include <algorithm>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::AlarmState;
using protocol::ErrorCode;
using What = AlarmLogEntry::What;

namespace {

constexpr auto longestShelving = std::chrono::hours(24 * 30);

/// The server as an actor: no name, the edge says "by itself".
const AlarmActor itself{};

bool weighs(const Alarm& alarm)
{
    return alarm.life.active && !isHeld(alarm.life.state);
}

/// Kept quiet by another alarm that says it already, and by no person.
bool isQuietByRule(const Alarm& alarm)
{
    return alarm.life.state == AlarmState::SuppressedByDesign && alarm.held && !alarm.held->by.user;
}

} // namespace

AlarmService::AlarmService(AlarmRepository& alarms, NotificationService& notifications, Outbox& outbox,
                           AccountRepository& accounts, CompanyRepository& companies, Journal& journal,
                           const AlarmRules& rules, const base::Clock& clock)
    : m_alarms(alarms)
    , m_notifications(notifications)
    , m_outbox(outbox)
    , m_accounts(accounts)
    , m_companies(companies)
    , m_journal(journal)
    , m_rules(rules)
    , m_clock(clock)
{
}

void AlarmService::apply(const Verdict& verdict)
{
    if (verdict.what == Verdict::What::Raise) {
        raise(verdict);
        return;
    }
    auto alarm = m_alarms.findOpen(verdict.company, verdict.rule->name, verdict.key);
    if (!alarm)
        return;
    if (verdict.what == Verdict::What::Return) {
        step(*alarm, *verdict.rule, AlarmInput::Return, What::Returned, {.by = itself, .at = verdict.at},
             cause::returned);
    } else if (alarm->args != verdict.args) {
        describe(*alarm, verdict);
        save(*alarm, *verdict.rule, cause::raised);
    }
}

void AlarmService::raise(const Verdict& verdict)
{
    const AlarmRule& rule = *verdict.rule;
    auto found = m_alarms.findOpen(verdict.company, rule.name, verdict.key);
    const bool isNew = !found;
    Alarm alarm = found ? std::move(*found)
                        : Alarm{.company = verdict.company,
                                .branch = verdict.branch,
                                .rule = rule.name,
                                .key = verdict.key,
                                .source = verdict.source,
                                .topic = rule.topic,
                                .priority = rule.priority,
                                .since = verdict.at,
                                .count = 0,
                                .readers = rule.readers(),
                                .told = rule.toldAt(0)};
    ++alarm.count;
    alarm.lastAt = verdict.at;
    describe(alarm, verdict);
    if (rule.occurrence)
        alarm.holdsUntil = verdict.at + rule.holdFor;
    const AlarmStep next = nextStep(alarm.life, rule.traits, AlarmInput::Raise).value();
    enter(alarm, rule, next, verdict.at);
    const bool suppressed = weighs(alarm) && isSuppressed(alarm, rule);
    if (suppressed) {
        alarm.life.state = AlarmState::SuppressedByDesign;
        alarm.telling = Telling::Done;
        alarm.held = Alarm::Action{.by = itself, .at = verdict.at};
    }
    save(alarm, rule, cause::raised);
    log(alarm, isNew ? What::Raised : What::Occurred, itself, {}, verdict.at);
    if (suppressed)
        log(alarm, What::Suppressed, itself, {}, verdict.at);
    else
        suppressOthers(alarm);
}

void AlarmService::describe(Alarm& alarm, const Verdict& verdict) const
{
    const QTimeZone zone = zoneOf(alarm.company);
    alarm.args = verdict.args;
    alarm.record = verdict.record;
    alarm.title = verdict.rule->title.render(verdict.args, zone);
    alarm.message = verdict.rule->message.render(verdict.args, zone);
}

void AlarmService::enter(Alarm& alarm, const AlarmRule& rule, const AlarmStep& next, const QDateTime& at)
{
    const AlarmLife before = std::exchange(alarm.life, next.life);
    if (before.active && !next.life.active) {
        alarm.returnedAt = at;
        alarm.holdsUntil.reset();
    } else if (next.life.active) {
        alarm.returnedAt.reset();
    }
    if (isHeld(before.state) && !isHeld(next.life.state))
        alarm.held.reset();
    if (next.life.state == AlarmState::Normal)
        alarm.endedAt = at;
    if (!wantsAnswer(next.life.state))
        alarm.telling = Telling::Done;
    if (next.annunciate) {
        alarm.level = 0;
        alarm.told = rule.toldAt(0);
        alarm.acknowledged.reset();
        alarm.displayedAt.reset();
        if (rule.announce) {
            wait(alarm, Telling::Level);
        } else {
            alarm.announcedAt = at; // by the subject itself; only an answer can be waited for
            alarm.heard = true;
        }
    }
}

bool AlarmService::step(Alarm& alarm, const AlarmRule& rule, AlarmInput input, What what,
                        const Alarm::Action& action, QLatin1StringView cause)
{
    const auto next = nextStep(alarm.life, rule.traits, input);
    if (!next)
        return false;
    const bool weighed = weighs(alarm);
    enter(alarm, rule, *next, action.at);
    if (input == AlarmInput::Acknowledge)
        alarm.acknowledged = action;
    else if (isHeld(alarm.life.state) && input != AlarmInput::Return)
        alarm.held = action;
    log(alarm, what, action.by, action.note, action.at);
    if (alarm.life.state == AlarmState::Normal)
        log(alarm, What::Ended, itself, {}, action.at);
    save(alarm, rule, cause);
    touchMessages(alarm);

    if (weighed && !weighs(alarm))
        releaseOthers(alarm);
    if (!weighed && weighs(alarm)) {
        // Back among the living: what silences it may have come meanwhile.
        if (isSuppressed(alarm, rule))
            step(alarm, rule, AlarmInput::Suppress, What::Suppressed, {.by = itself, .at = action.at}, cause);
        else
            suppressOthers(alarm);
    }
    return true;
}

bool AlarmService::isSuppressed(const Alarm& alarm, const AlarmRule& rule)
{
    if (rule.suppressedBy.isEmpty())
        return false;
    const auto others = m_alarms.openOfSource(alarm.company, alarm.source);
    return std::any_of(others.begin(), others.end(), [&](const Alarm& other) {
        return other.id != alarm.id && weighs(other) && rule.suppressedBy.contains(other.rule);
    });
}

void AlarmService::suppressOthers(const Alarm& alarm)
{
    const auto rules = m_rules.suppressedBy(alarm.rule);
    if (rules.empty() || !weighs(alarm))
        return;
    for (Alarm& other : m_alarms.openOfSource(alarm.company, alarm.source)) {
        const AlarmRule* rule = m_rules.find(other.rule);
        if (rule && std::find(rules.begin(), rules.end(), rule) != rules.end()) {
            step(other, *rule, AlarmInput::Suppress, What::Suppressed, {.by = itself, .at = m_clock.now()},
                 cause::raised);
        }
    }
}

void AlarmService::releaseOthers(const Alarm& alarm)
{
    if (m_rules.suppressedBy(alarm.rule).empty())
        return;
    for (Alarm& other : m_alarms.openOfSource(alarm.company, alarm.source)) {
        const AlarmRule* rule = m_rules.find(other.rule);
        // What a person has suppressed, a person releases.
        if (rule && isQuietByRule(other) && rule->suppressedBy.contains(alarm.rule) && !isSuppressed(other, *rule)) {
            step(other, *rule, AlarmInput::Unsuppress, What::Unsuppressed, {.by = itself, .at = m_clock.now()},
                 cause::raised);
        }
    }
}

void AlarmService::retireUnknown()
{
    for (const Company& company : m_companies.all()) {
        for (Alarm& alarm : m_alarms.open(company.id)) {
            if (m_rules.find(alarm.rule))
                continue;
            AlarmRule none; // its traits let it end, whatever its state
            enter(alarm, none, {{AlarmState::Normal, false}, false}, m_clock.now());
            log(alarm, What::Ended, itself, u"the rule is no longer configured"_s, m_clock.now());
            save(alarm, none, cause::returned);
        }
    }
}

// ---- people ----

bool AlarmService::maySee(const protocol::Principal& who, const Alarm& alarm)
{
    return mayRead({who.company, who.branch, who.roles, who.user, protocol::Topics::readableBy(who.roles)},
                   topic::alarms, alarm.audience());
}

std::vector<Alarm> AlarmService::openFor(const protocol::Principal& who)
{
    std::vector<Alarm> alarms = m_alarms.open(who.company);
    std::erase_if(alarms, [&](const Alarm& alarm) { return !maySee(who, alarm); });
    return alarms;
}

protocol::Result<Alarm> AlarmService::findFor(const Who& who, qint64 id, bool restricted)
{
    auto alarm = m_alarms.find(who.company, id);
    if (!alarm || !maySee(who, *alarm))
        return protocol::failure(ErrorCode::NotFound, u"No alarm has this id."_s);
    if (restricted && !who.roles.passes({protocol::Role::EquipmentManager}))
        return protocol::failure(ErrorCode::Forbidden);
    if (alarm->endedAt)
        return protocol::failure(ErrorCode::Conflict, u"The alarm is over."_s);
    return std::move(*alarm);
}

protocol::Result<Alarm> AlarmService::act(const Who& who, qint64 id, AlarmInput input, What what,
                                          const QString& note, const std::optional<QDateTime>& until,
                                          bool restricted)
{
    auto alarm = findFor(who, id, restricted);
    if (!alarm)
        return alarm;
    const AlarmRule* rule = m_rules.find(alarm->rule);
    const Alarm::Action action{actorOf(who), m_clock.now(), note.left(500), until};
    if (!rule || !step(*alarm, *rule, input, what, action, cause::answered)) {
        return protocol::failure(
            ErrorCode::Conflict,
            u"This cannot be done to an alarm that is %1."_s.arg(QString(toWire(alarm->life.state))));
    }
    return alarm;
}

protocol::Result<Alarm> AlarmService::acknowledge(const Who& who, qint64 id, const QString& note)
{
    auto known = findFor(who, id, false);
    if (!known || known->life.state == AlarmState::Acknowledged)
        return known;
    const AlarmRule* rule = m_rules.find(known->rule);
    auto alarm = rule && isQuietByRule(*known)
        ? answerQuiet(std::move(*known), *rule, {actorOf(who), m_clock.now(), note.left(500), {}})
        : act(who, id, AlarmInput::Acknowledge, What::Acknowledged, note, {}, false);
    if (!alarm)
        return alarm;
    for (const qint64 announcement : m_alarms.announcementsOf(alarm->id)) {
        // Told together with others: the last of them to be answered settles it.
        const AlarmTally tally = m_alarms.tally(announcement);
        if (tally.unanswered + tally.returned == 0)
            m_notifications.acknowledged(announcement, who.user, alarm->acknowledged->by.name, m_clock.now());
    }
    return alarm;
}

Alarm AlarmService::answerQuiet(Alarm alarm, const AlarmRule& rule, const Alarm::Action& action)
{
    alarm.life.state = alarm.life.active ? AlarmState::Unacknowledged : AlarmState::ReturnedUnacknowledged;
    alarm.held.reset();
    step(alarm, rule, AlarmInput::Acknowledge, What::Acknowledged, action, cause::answered);
    suppressOthers(alarm);
    return alarm;
}

protocol::Result<Alarm> AlarmService::reset(const Who& who, qint64 id)
{
    return act(who, id, AlarmInput::Reset, What::Reset, {}, {}, false);
}

protocol::Result<Alarm> AlarmService::shelve(const Who& who, qint64 id, const QDateTime& until, const QString& reason)
{
    const QDateTime now = m_clock.now();
    if (!until.isValid() || until <= now || until > now + longestShelving)
        return protocol::failure(ErrorCode::ValidationFailed, u"An alarm is shelved until a time ahead, 30 days at most."_s,
                                 {{u"field"_s, u"until"_s}});
    if (reason.trimmed().isEmpty())
        return protocol::failure(ErrorCode::ValidationFailed, u"Shelving needs a reason."_s, {{u"field"_s, u"reason"_s}});
    return act(who, id, AlarmInput::Shelve, What::Shelved, reason.trimmed(), until, false);
}

protocol::Result<Alarm> AlarmService::unshelve(const Who& who, qint64 id)
{
    return act(who, id, AlarmInput::Unshelve, What::Unshelved, {}, {}, false);
}

protocol::Result<Alarm> AlarmService::suppress(const Who& who, qint64 id, const QString& reason)
{
    return act(who, id, AlarmInput::Suppress, What::Suppressed, reason.trimmed(), {}, true);
}

protocol::Result<Alarm> AlarmService::unsuppress(const Who& who, qint64 id)
{
    return act(who, id, AlarmInput::Unsuppress, What::Unsuppressed, {}, {}, true);
}

protocol::Result<Alarm> AlarmService::takeOut(const Who& who, qint64 id, const QString& reason)
{
    return act(who, id, AlarmInput::TakeOut, What::TakenOut, reason.trimmed(), {}, true);
}

protocol::Result<Alarm> AlarmService::putBack(const Who& who, qint64 id)
{
    return act(who, id, AlarmInput::PutBack, What::PutBack, {}, {}, true);
}

// ---- keeping ----

void AlarmService::touchMessages(const Alarm& alarm)
{
    for (const qint64 announcement : m_alarms.announcementsOf(alarm.id))
        m_outbox.touch(announcement);
}

void AlarmService::save(Alarm& alarm, const AlarmRule& rule, QLatin1StringView cause)
{
    alarm.nextAt = nextDueOf(alarm, rule);
    if (alarm.id == 0)
        alarm.id = m_alarms.insert(alarm);
    else
        m_alarms.update(alarm);
    if (alarm.endedAt)
        m_journal.record(gone(topic::alarms, alarm.id, alarm.audience(), cause));
    else
        m_journal.record(put(topic::alarms, alarm.id, toJson(toRow(alarm)), alarm.audience(), cause));
}

void AlarmService::log(const Alarm& alarm, What what, const AlarmActor& by, const QString& note, const QDateTime& at)
{
    m_alarms.log({.alarm = alarm.id, .company = alarm.company, .at = at, .what = what, .by = by, .note = note});
}

AlarmActor AlarmService::actorOf(const Who& who) const
{
    const auto account = m_accounts.find(who.user);
    return {who.user, account && !account->fullName.isEmpty() ? account->fullName : who.name};
}

QTimeZone AlarmService::zoneOf(protocol::CompanyId company) const
{
    const auto found = m_companies.find(company);
    return found ? found->timeZone : QTimeZone::utc();
}

} // namespace domain
