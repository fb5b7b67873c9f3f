// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/tokens.h"

#include "base/clock.h"
#include "core/actions.h"
#include "protocol/roles.h"

#include <QList>
#include <QString>
#include <QStringList>
#include <QWidget>

#include <optional>
#include <vector>

namespace client {
class AlertCenter;
class Models;
class Overview;
struct OutboxEntry;
struct OutboxRequest;
} // namespace client

namespace ui {

class Freshness;
class Inquiry;

/// What panels are built on. The window owns none of it; it outlives every panel.
struct Context
{
    client::Models& models;
    client::Overview& overview;
    client::AlertCenter& alerts;
    const Freshness& freshness;
    const base::Clock& clock;
    const Inquiry& inquiry;
};

/// Where something is: a panel, and within it perhaps a record.
struct Place
{
    QString panel;
    QString topic; ///< of the record; empty: the panel itself
    qint64 id = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

/// Something the palette found.
struct Finding
{
    QString text;
    QString detail;
    QLatin1StringView icon;
    Place place;
    int score = 0; ///< of fuzzyScore()
};

/// The best of them, at most limit, best first.
QList<Finding> bestOf(QList<Finding> findings, int limit);

/// A subject's place in the window. It reads models and asks the shell to go elsewhere; it knows
/// neither the link nor any other panel.
class Panel : public QWidget
{
    Q_OBJECT
public:
    Panel(QLatin1StringView key, QLatin1StringView iconName, QWidget* parent = nullptr)
        : QWidget(parent)
        , m_key(key)
        , m_icon(iconName)
        , m_actions([this](const client::OutboxRequest& request) {
            emit sendRequested(request);
            return QString();
        })
    {
    }

    QString key() const { return m_key; }
    QLatin1StringView iconName() const { return m_icon; }
    virtual QString title() const = 0;
    /// Topics it cannot do without; the rail shows the panel to those who may read them all.
    virtual QStringList topics() const { return {}; }
    /// Whether the company has what it shows, or this person works with it: a weaving mill's manager needs
    /// no hall. useChanged() when that is another; a panel that is shown stays for as long as the person.
    virtual bool isInUse() const { return true; }
    /// What stands at the right of the top bar, made once.
    virtual QWidget* tools() { return nullptr; }
    /// The open record's name, for the top bar; empty: the list is shown.
    virtual QString recordTitle() const { return {}; }
    /// Shows a record; false if it is not there.
    virtual bool openRecord(const QString& topic, qint64 id);
    /// Leaves the open record; false if none is open.
    virtual bool back() { return false; }
    /// Puts the keyboard where a person would type to filter.
    virtual void focusFilter() {}
    /// What it knows that matches; at most limit findings, best first.
    virtual QList<Finding> find(const QString& query, int limit) const;
    /// On the wall nobody types or clicks: only what is read from afar stays.
    virtual void setWall(bool) {}
    /// What the person may do.
    virtual void setRoles(protocol::Roles) {}
    /// The person's account; 0: nobody is signed in.
    virtual void setAccount(qint64) {}
    /// Whose settings to use.
    virtual void setPerson(const QString&) {}
    /// What was written here and has not reached the server, or was refused.
    virtual void setOutbox(const std::vector<client::OutboxEntry>&) {}
    /// Its number in the rail, where that is not the unread alerts of its topics.
    struct Badge
    {
        int count = 0;
        Tone tone = Tone::Neutral;
    };
    virtual std::optional<Badge> badge() const { return std::nullopt; }

protected:
    /// What a person does here: each deed is one write, which leaves through sendRequested().
    const client::Actions& actions() const { return m_actions; }

signals:
    /// title() or recordTitle() is another.
    void titleChanged();
    /// isInUse() is another.
    void useChanged();
    void openRequested(const ui::Place& place);
    /// What is open here is done with: back to where the person came from.
    void backRequested();
    /// Another panel's row, whichever panel shows its topic.
    void rowRequested(const QString& topic, qint64 id);
    /// A write that must reach the server exactly once.
    void sendRequested(const client::OutboxRequest& request);
    void badgeChanged();
    /// A short word for the person about something they did.
    void noted(const QString& text);

private:
    QString m_key;
    QLatin1StringView m_icon;
    client::Actions m_actions;
};

} // namespace ui
