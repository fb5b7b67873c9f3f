// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/panelstack.h"

#include "shell/fuzzy.h"
#include "shell/rolehome.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr qsizetype historyLength = 30;
constexpr int findingsPerPanel = 20;
} // namespace

PanelStack::PanelStack(QWidget* parent) : QStackedWidget(parent) {}

void PanelStack::add(std::unique_ptr<Panel> owned)
{
    Panel* added = owned.release(); // the stack takes it
    m_panels.append(added);
    addWidget(added);
    connect(added, &Panel::titleChanged, this, &PanelStack::titleChanged);
    connect(added, &Panel::useChanged, this, &PanelStack::review);
    connect(added, &Panel::openRequested, this, &PanelStack::go);
    connect(added, &Panel::backRequested, this, &PanelStack::back);
    connect(added, &Panel::rowRequested, this, &PanelStack::openRow);
    connect(added, &Panel::noted, this, &PanelStack::noted);
    connect(added, &Panel::sendRequested, this, &PanelStack::sendRequested);
    connect(added, &Panel::badgeChanged, this, &PanelStack::badgeChanged);
}

ui::Panel* PanelStack::panel(const QString& key) const
{
    for (Panel* each : m_panels)
        if (each->key() == key)
            return each;
    return nullptr;
}

QList<Finding> PanelStack::find(const QString& query) const
{
    QList<Finding> result;
    for (const Panel* each : m_panels) {
        if (!m_shown.contains(each->key()))
            continue;
        const int score = query.isEmpty() ? 1 : fuzzyScore(query, each->title());
        if (score > 0)
            result.append({each->title(), tr("Panel"), each->iconName(), {each->key(), {}, 0}, score});
        if (!query.isEmpty())
            result += each->find(query, findingsPerPanel);
    }
    return result;
}

void PanelStack::setHome(const QString& key)
{
    m_home = key;
    if (m_shown.contains(key))
        enter({key, {}, 0});
    else
        m_homeMissed = true;
}

void PanelStack::setRoles(protocol::Roles roles)
{
    m_roles = roles;
    for (Panel* each : std::as_const(m_panels))
        each->setRoles(roles);
    review();
    if (!m_shown.contains(m_here.panel))
        goHome();
}

void PanelStack::review()
{
    // Rows come and go; what a person has seen in the rail stays there.
    const QStringList before = std::exchange(m_shown, {});
    for (const Panel* each : std::as_const(m_panels)) {
        if (mayRead(m_roles, each->topics()) && (before.contains(each->key()) || each->isInUse()))
            m_shown.append(each->key());
    }
    if (m_shown == before)
        return;
    emit shownChanged();
    if (m_homeMissed && m_shown.contains(m_home))
        goHome();
}

void PanelStack::setPerson(const QString& name)
{
    for (Panel* each : std::as_const(m_panels))
        each->setPerson(name);
    if (m_person == name)
        return;
    m_person = name;
    m_shown.clear();
    m_history.clear();
    m_here = {};
}

void PanelStack::goHome()
{
    m_history.clear();
    const bool missed = !m_home.isEmpty() && !m_shown.contains(m_home);
    for (const QString& key : {m_home, homeFor(m_roles), u"overview"_s})
        if (m_shown.contains(key)) {
            enter({key, {}, 0});
            break;
        }
    m_homeMissed = missed;
}

bool PanelStack::go(const Place& place)
{
    if (!m_shown.contains(place.panel))
        return false;
    if (place == m_here)
        return true;
    const Place before = m_here;
    enter(place);
    if (!before.panel.isEmpty() && before != m_here) {
        m_history.append(before);
        if (m_history.size() > historyLength)
            m_history.removeFirst();
    }
    return true;
}

void PanelStack::start(const QString& key)
{
    m_history.clear();
    enter({key, {}, 0});
}

bool PanelStack::openRow(const QString& topic, qint64 id)
{
    for (const Panel* each : std::as_const(m_panels))
        if (each->topics().contains(topic) && go({each->key(), topic, id}))
            return true;
    return false;
}

void PanelStack::back()
{
    if (!m_history.isEmpty())
        enter(m_history.takeLast());
    else if (Panel* current = currentPanel(); current && current->back())
        enter({m_here.panel, {}, 0});
}

void PanelStack::reopen()
{
    enter({m_here.panel, {}, 0});
}

void PanelStack::enter(const Place& place)
{
    Panel* target = panel(place.panel);
    if (!target)
        return;
    while (target->back()) {
        // leave whatever record is still open there
    }
    m_homeMissed = false;
    const bool opened = !place.topic.isEmpty() && target->openRecord(place.topic, place.id);
    m_here = opened ? place : Place{place.panel, {}, 0};
    setCurrentWidget(target);
    emit placeChanged();
}

} // namespace ui
