// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"

#include <QObject>

namespace client {
class Models;
}

namespace ui {

class MainWindow;

/// Brings the window to the page or record that somebody named at the start, as soon as the panel is shown
/// and the record is there; rows come topic by topic. A person who goes elsewhere first is left alone.
/// Deletes itself when it is done.
class Landing final : public QObject
{
    Q_OBJECT
public:
    /// place: of a panel; its topic empty for the panel's own records, or a page ("health") with id 0.
    Landing(MainWindow& window, client::Models& models, const Place& place);

private:
    void attempt();

    MainWindow& m_window;
    client::Models& m_models;
    Place m_place;
};

} // namespace ui
