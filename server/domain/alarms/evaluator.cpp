// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/alarms/evaluator.h"

#include <algorithm>

namespace domain {

namespace {

/// Whether each row is a thing of its own to the rule; else several rows speak of one thing.
bool isKeyedById(const AlarmRule& rule)
{
    static const QStringList byId{QStringLiteral("id")};
    return rule.key == byId;
}

QString keyOf(const AlarmRule& rule, const Fact& fact)
{
    if (isKeyedById(rule))
        return fact.id;
    QStringList parts;
    for (const QString& field : rule.key)
        parts.append(valueAt(fact.row, field).toVariant().toString());
    return parts.join(u'/');
}

bool matches(const AlarmRule& rule, const Fact& fact)
{
    return std::all_of(rule.where.begin(), rule.where.end(),
                       [&](const AlarmMatch& match) { return match.holds(fact.row); });
}

qint64 toMillis(const QDateTime& time)
{
    return time.toMSecsSinceEpoch();
}

QDateTime fromMillis(qint64 time)
{
    return QDateTime::fromMSecsSinceEpoch(time, Qt::UTC);
}

/// From when on the row says that the state holds: none if it does not. May be ahead of now.
std::optional<qint64> holdsFrom(const AlarmRule& rule, const Fact& fact, bool raised)
{
    if (fact.gone || !matches(rule, fact))
        return std::nullopt;
    const auto since = rule.since.isEmpty() ? std::nullopt : timeAt(fact.row, rule.since);
    const qint64 from = toMillis(since.value_or(fact.at));
    if (!rule.when)
        return from;
    const AlarmThreshold& when = *rule.when;
    if (when.kind == AlarmThreshold::Kind::OlderThan) {
        const auto time = timeAt(fact.row, when.field);
        return time ? std::optional(toMillis(*time) + when.age.count()) : std::nullopt;
    }
    const QJsonValue value = valueAt(fact.row, when.field);
    if (!value.isDouble())
        return std::nullopt;
    const double slack = raised ? when.deadband : 0;
    const bool beyond = when.kind == AlarmThreshold::Kind::AtLeast ? value.toDouble() >= when.limit - slack
                                                                   : value.toDouble() <= when.limit + slack;
    return beyond ? std::optional(from) : std::nullopt;
}

} // namespace

AlarmEvaluator::Context AlarmEvaluator::contextOf(const AlarmRule& rule, const Fact& fact)
{
    return {fact.branch, rule.source.render(argsOf(fact.row, rule.source.fields()), QTimeZone::utc()), fact.id,
            argsOf(fact.row, rule.argFields())};
}

void AlarmEvaluator::adopt(const AlarmRule& rule, protocol::CompanyId company, const QString& key,
                           const QJsonObject& args)
{
    if (rule.occurrence)
        return; // its end is a time, which the alarm itself keeps
    Point& point = m_points[{&rule, company.value(), key}];
    point.raised = true;
    point.unproven = true;
    point.argsHash = qHash(args);
}

void AlarmEvaluator::seed(const Fact& fact, const QDateTime& now, std::vector<Verdict>& out)
{
    for (const AlarmRule* rule : m_rules.ofTopic(fact.topic)) {
        if (rule->occurrence)
            judgeOccurrence(*rule, fact, toMillis(now), true, out);
        else if (isKeyedById(*rule))
            judgeState(*rule, fact, toMillis(now), out);
        else
            m_seeds.insert_or_assign({rule, fact.company.value(), keyOf(*rule, fact)}, fact);
    }
}

void AlarmEvaluator::endSeeding(const QDateTime& now, std::vector<Verdict>& out)
{
    for (const auto& [key, newest] : m_seeds)
        judgeState(*key.rule, newest, toMillis(now), out);
    m_seeds.clear();
    for (auto it = m_points.begin(); it != m_points.end();) {
        const auto point = it++;
        // The server's own figures have no rows: the next measurement will tell.
        if (!point->second.unproven || !m_rules.topics().contains(point->first.rule->topic))
            continue;
        const auto company = protocol::CompanyId::from(point->first.company);
        out.push_back({.what = Verdict::What::Return, .rule = point->first.rule, .company = company.value(),
                       .key = point->first.key, .at = now});
        drop(point);
    }
}

void AlarmEvaluator::judge(const Fact& fact, const QDateTime& now, std::vector<Verdict>& out)
{
    for (const AlarmRule* rule : m_rules.ofTopic(fact.topic)) {
        if (rule->occurrence)
            judgeOccurrence(*rule, fact, toMillis(now), false, out);
        else
            judgeState(*rule, fact, toMillis(now), out);
    }
}

void AlarmEvaluator::judgeState(const AlarmRule& rule, const Fact& fact, Millis now, std::vector<Verdict>& out)
{
    if (fact.gone && !isKeyedById(rule))
        return; // a row that is gone does not say which key it had; the key's next row decides
    const PointKey key{&rule, fact.company.value(), keyOf(rule, fact)};
    auto point = m_points.find(key);
    const bool known = point != m_points.end();
    const auto from = holdsFrom(rule, fact, known && point->second.raised);
    if (!from && !known)
        return;
    if (!known)
        point = m_points.try_emplace(key).first;
    Point& state = point->second;
    state.unproven = false;

    if (state.raised && from && *from <= now) {
        state.onDue = state.offDue = never;
        Context context = contextOf(rule, fact);
        const size_t hash = qHash(context.args);
        if (hash != state.argsHash) {
            state.argsHash = hash;
            out.push_back({Verdict::What::Update, &rule, fact.company, key.key, context.branch,
                           std::move(context.source), std::move(context.record), std::move(context.args), fact.at});
        }
        schedule(point);
        return;
    }
    if (state.raised && state.offDue == never)
        state.offDue = now + rule.offDelay.count();
    if (from) {
        // What the row dates itself is measured from there; else a state that goes on keeps its time.
        const bool dated = !rule.since.isEmpty() || (rule.when && rule.when->kind == AlarmThreshold::Kind::OlderThan);
        if (dated || state.onDue == never)
            state.onDue = *from + rule.onDelay.count();
        state.context = std::make_unique<Context>(contextOf(rule, fact));
    } else {
        state.onDue = never;
        state.context.reset();
    }
    settle(point, now, out);
}

void AlarmEvaluator::judgeOccurrence(const AlarmRule& rule, const Fact& fact, Millis now, bool seeding,
                                     std::vector<Verdict>& out)
{
    if (fact.gone || !(fact.isNew || seeding) || !matches(rule, fact))
        return;
    if (seeding && (rule.times == 1 || rule.since.isEmpty()))
        return; // it happened before; only rows that say when can fill a window
    const auto since = rule.since.isEmpty() ? std::nullopt : timeAt(fact.row, rule.since);
    const Millis at = toMillis(since.value_or(fact.at));
    const QString key = keyOf(rule, fact);
    if (rule.times > 1) {
        const Millis oldest = now - rule.within.count();
        if (at < oldest)
            return;
        const auto point = m_points.try_emplace({&rule, fact.company.value(), key}).first;
        if (!point->second.window)
            point->second.window = std::make_unique<Window>();
        auto& seen = point->second.window->seen;
        while (!seen.empty() && seen.front().first < oldest)
            seen.pop_front();
        const bool counted =
            std::any_of(seen.begin(), seen.end(), [&](const auto& entry) { return entry.second == fact.id; });
        if (!counted)
            seen.emplace_back(at, fact.id);
        // Rules ask whether there were n, not how many there were.
        while (seen.size() > static_cast<size_t>(rule.times))
            seen.pop_front();
        const bool enough = seen.size() >= static_cast<size_t>(rule.times);
        point->second.onDue = seen.back().first + rule.within.count() + 1;
        schedule(point);
        if (!enough)
            return;
    }
    if (seeding)
        return;
    Context context = contextOf(rule, fact);
    out.push_back({Verdict::What::Raise, &rule, fact.company, key, context.branch, std::move(context.source),
                   std::move(context.record), std::move(context.args), fromMillis(at)});
}

void AlarmEvaluator::tick(const QDateTime& now, std::vector<Verdict>& out)
{
    const Millis moment = toMillis(now);
    while (!m_due.empty() && m_due.begin()->first <= moment) {
        const auto point = m_points.find(*m_due.begin()->second);
        Q_ASSERT(point != m_points.end());
        if (point->second.window)
            drop(point); // its last occurrence is too long ago to count
        else
            settle(point, moment, out);
    }
}

std::optional<QDateTime> AlarmEvaluator::nextDue() const
{
    return m_due.empty() ? std::nullopt : std::optional(fromMillis(m_due.begin()->first));
}

void AlarmEvaluator::settle(Points::iterator point, Millis now, std::vector<Verdict>& out)
{
    const PointKey& key = point->first;
    Point& state = point->second;
    const auto company = protocol::CompanyId::from(key.company).value();
    if (state.raised && state.onDue <= now) {
        state.onDue = state.offDue = never; // it aged again before the end of it was believed
        state.context.reset();
    }
    if (state.raised && state.offDue <= now) {
        out.push_back({.what = Verdict::What::Return, .rule = key.rule, .company = company, .key = key.key,
                       .at = fromMillis(state.offDue)});
        state.raised = false;
        state.offDue = never;
    }
    if (!state.raised && state.onDue <= now) {
        Context& context = *state.context;
        state.argsHash = qHash(context.args);
        out.push_back({Verdict::What::Raise, key.rule, company, key.key, context.branch, std::move(context.source),
                       std::move(context.record), std::move(context.args), fromMillis(state.onDue)});
        state.raised = true;
        state.onDue = never;
        state.context.reset();
    }
    if (!state.raised && state.onDue == never)
        drop(point);
    else
        schedule(point);
}

void AlarmEvaluator::schedule(Points::iterator point)
{
    Point& state = point->second;
    const Millis due = std::min(state.onDue, state.offDue);
    if (due == state.due)
        return;
    if (state.due != never)
        m_due.erase({state.due, &point->first});
    if (due != never)
        m_due.emplace(due, &point->first);
    state.due = due;
}

void AlarmEvaluator::drop(Points::iterator point)
{
    if (point->second.due != never)
        m_due.erase({point->second.due, &point->first});
    m_points.erase(point);
}

} // namespace domain
