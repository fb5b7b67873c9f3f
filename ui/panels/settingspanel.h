// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"

#include <utility>

class QCheckBox;
class QLabel;
class QPushButton;
class QSlider;
class QTimeEdit;

namespace ui {

class SoundPlayer;

/// The look, the language, the sounds, the wall.
class SettingsPanel final : public Panel
{
    Q_OBJECT
public:
    SettingsPanel(const Context& context, SoundPlayer& sounds, QWidget* parent = nullptr);

    QString title() const override;
    void setRoles(protocol::Roles roles) override;
    void setPerson(const QString& person) override;
    /// The panels there are for this person, by key and name: among them the wall's are chosen.
    void setPanels(const QList<std::pair<QString, QString>>& panels);

signals:
    /// Another language: every word has to be made anew.
    void languageChanged();
    void wallRequested();

private:
    QWidget* lookCard();
    QWidget* soundCard();
    QWidget* wallCard();
    void showQuietHours();
    void saveQuietHours();
    /// A monitor's wall.
    struct Wall
    {
        QString monitor;
        QWidget* place = nullptr;
        QList<QCheckBox*> boxes{}; ///< as m_panels
    };
    void listPanels(Wall& wall);
    QStringList reviewPanels(const Wall& wall) const; ///< returns the keys of those chosen

    client::AlertCenter& m_alerts;
    SoundPlayer& m_sounds;
    QString m_person;
    QSlider* m_volume = nullptr;
    QCheckBox* m_quiet = nullptr;
    QTimeEdit* m_quietFrom = nullptr;
    QTimeEdit* m_quietTo = nullptr;
    QLabel* m_quietNote = nullptr;
    protocol::Roles m_roles;
    QList<std::pair<QString, QString>> m_panels;
    QList<Wall> m_walls;
};

} // namespace ui
