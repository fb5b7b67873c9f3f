// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/settingspanel.h"

#include "shell/rolehome.h"
#include "shell/settings.h"
#include "theme/icons.h"
#include "theme/signs.h"
#include "toasts/sound.h"
#include "widgets/choice.h"
#include "widgets/labels.h"

#include "alerts/alertcenter.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QFrame>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSlider>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int settingNameWidth = 152;
constexpr int wallColumns = 2;
constexpr int settingsWidth = 760; ///< wider, and a name is too far from its control

QFrame* settingsCard(const QString& title, QFormLayout*& form)
{
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::l, space::l, space::l, space::l);
    layout->setSpacing(space::m);
    layout->addWidget(makeLabel(title, Type::Title, Weight::Semibold));
    form = new QFormLayout;
    form->setHorizontalSpacing(space::xl);
    form->setVerticalSpacing(space::m);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFormAlignment(Qt::AlignLeft | Qt::AlignTop);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    layout->addLayout(form);
    return card;
}

void addSetting(QFormLayout* form, const QString& name, QWidget* control)
{
    auto* label = makeLabel(name);
    label->setBuddy(control);
    label->setMinimumWidth(theme().px(settingNameWidth)); // the controls of all cards stand in one line
    control->setAccessibleName(name);
    control->setMaximumWidth(theme().px(420));
    form->addRow(label, control);
}

} // namespace

SettingsPanel::SettingsPanel(const Context& context, SoundPlayer& sounds, QWidget* parent)
    : Panel("settings"_L1, "settings"_L1, parent), m_alerts(context.alerts), m_sounds(sounds)
{
    auto* inner = new QWidget;
    inner->setProperty("pane", true);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    column->setSpacing(space::l);
    column->addWidget(lookCard());
    column->addWidget(soundCard());
    column->addWidget(wallCard());
    column->addStretch();
    inner->setMaximumWidth(theme().px(settingsWidth));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(inner);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    setPerson({});
}

QString SettingsPanel::title() const
{
    return tr("Settings");
}

QWidget* SettingsPanel::lookCard()
{
    QFormLayout* form = nullptr;
    QFrame* card = settingsCard(tr("Look"), form);

    auto* scheme = new Choice;
    scheme->addItem(tr("As the system"), int(SchemeChoice::System));
    scheme->addItem(tr("Light"), int(SchemeChoice::Light));
    scheme->addItem(tr("Dark"), int(SchemeChoice::Dark));
    scheme->setCurrentIndex(scheme->findData(int(settings::scheme())));
    addSetting(form, tr("Colours"), scheme);
    connect(scheme, &QComboBox::activated, this, [scheme] {
        const auto choice = SchemeChoice(scheme->currentData().toInt());
        settings::setScheme(choice);
        theme().setChoice(choice);
    });

    auto* size = new Choice;
    for (const int percent : {100, 110, 125, 150, 175, 200})
        size->addItem(tr("%1 %", "text size").arg(percent), percent);
    size->setCurrentIndex(std::max(0, size->findData(qRound(settings::textScale() * 100))));
    addSetting(form, tr("Text size"), size);
    connect(size, &QComboBox::activated, this, [size] {
        settings::setTextScale(size->currentData().toInt() / 100.0);
        theme().setTextScale(settings::textScale());
    });

    auto* language = new Choice;
    language->addItem(tr("As the system"), QString());
    language->addItem(u"Русский"_s, u"ru"_s);
    language->addItem(u"English"_s, u"en"_s);
    language->setCurrentIndex(std::max(0, language->findData(settings::language())));
    addSetting(form, tr("Language"), language);
    connect(language, &QComboBox::activated, this, [this, language] {
        if (settings::language() == language->currentData().toString())
            return;
        settings::setLanguage(language->currentData().toString());
        emit languageChanged();
    });
    return card;
}

QWidget* SettingsPanel::soundCard()
{
    QFormLayout* form = nullptr;
    QFrame* card = settingsCard(tr("Sounds"), form);

    m_volume = new QSlider(Qt::Horizontal);
    m_volume->setRange(0, 100);
    m_volume->setPageStep(10);
    m_volume->setMinimumWidth(theme().px(200));
    addSetting(form, tr("Volume"), m_volume);
    connect(m_volume, &QSlider::valueChanged, this, [this](int value) {
        settings::setVolume(m_person, value / 100.0);
        m_sounds.setVolume(value / 100.0);
    });

    auto* tests = new QWidget;
    auto* row = new QHBoxLayout(tests);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::s);
    for (const auto priority : {client::Priority::Critical, client::Priority::High, client::Priority::Medium,
                                client::Priority::Low}) {
        auto* button = new QPushButton(signOf(priority).text);
        button->setAccessibleName(tr("Play the sound: %1").arg(signOf(priority).text));
        row->addWidget(button);
        connect(button, &QAbstractButton::clicked, this, [this, priority] { m_sounds.play(priority); });
    }
    row->addStretch();
    addSetting(form, tr("Listen to"), tests);

    m_quiet = new QCheckBox(tr("No sounds, except critical ones"));
    auto* hours = new QWidget;
    auto* hoursRow = new QHBoxLayout(hours);
    hoursRow->setContentsMargins(0, 0, 0, 0);
    hoursRow->setSpacing(space::s);
    m_quietFrom = new QTimeEdit(QTime(22, 0));
    m_quietTo = new QTimeEdit(QTime(6, 0));
    m_quietFrom->setAccessibleName(tr("Quiet hours begin"));
    m_quietTo->setAccessibleName(tr("Quiet hours end"));
    for (QTimeEdit* edit : {m_quietFrom, m_quietTo}) {
        edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
        connect(edit, &QTimeEdit::timeChanged, this, &SettingsPanel::saveQuietHours);
    }
    hoursRow->addWidget(m_quiet);
    hoursRow->addWidget(m_quietFrom);
    hoursRow->addWidget(makeLabel(u"–"_s));
    hoursRow->addWidget(m_quietTo);
    hoursRow->addStretch();
    addSetting(form, tr("Quiet hours"), hours);
    m_quietNote = makeLabel(tr("As is usual for your role, until you change it."), Type::Caption,
                            Weight::Regular, Ink::Muted);
    m_quietNote->setWordWrap(true);
    form->addRow(QString(), m_quietNote);
    connect(m_quiet, &QCheckBox::toggled, this, &SettingsPanel::saveQuietHours);
    return card;
}

QWidget* SettingsPanel::wallCard()
{
    QFormLayout* form = nullptr;
    QFrame* card = settingsCard(tr("Wall"), form);
    for (const QScreen* screen : QGuiApplication::screens()) {
        const QString monitor = screen->name();
        auto* layout = new Choice;
        layout->addItem(tr("One panel after another"), false);
        layout->addItem(tr("All panels in a grid"), true);
        layout->setCurrentIndex(settings::wallGrid(monitor) ? 1 : 0);
        addSetting(form, monitor.isEmpty() ? tr("Monitor") : tr("Monitor %1").arg(monitor), layout);
        connect(layout, &QComboBox::activated, this,
                [layout, monitor] { settings::setWallGrid(monitor, layout->currentData().toBool()); });
        auto* panels = new QWidget;
        auto* grid = new QGridLayout(panels);
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setHorizontalSpacing(space::xl);
        grid->setVerticalSpacing(space::xs);
        addSetting(form, tr("Panels"), panels);
        m_walls.append({monitor, panels});
    }
    auto* start = new QPushButton(tr("Show the wall (F11)"));
    setLeadingIcon(*start, icon("wall"_L1));
    form->addRow(start);
    start->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(start, &QAbstractButton::clicked, this, &SettingsPanel::wallRequested);
    return card;
}

void SettingsPanel::setPanels(const QList<std::pair<QString, QString>>& panels)
{
    if (m_panels == panels)
        return;
    m_panels = panels;
    for (Wall& wall : m_walls)
        listPanels(wall);
}

void SettingsPanel::listPanels(Wall& wall)
{
    qDeleteAll(wall.boxes);
    wall.boxes.clear();
    const QStringList chosen = settings::wallPanels(wall.monitor);
    // Another person's choice may leave nothing of what this one may see: then it is all of it.
    const bool any = std::any_of(m_panels.cbegin(), m_panels.cend(),
                                 [&chosen](const auto& panel) { return chosen.contains(panel.first); });
    auto* grid = qobject_cast<QGridLayout*>(wall.place->layout());
    for (const auto& [key, name] : std::as_const(m_panels)) {
        auto* box = new QCheckBox(name);
        box->setChecked(!any || chosen.contains(key));
        const int place = int(wall.boxes.size());
        grid->addWidget(box, place / wallColumns, place % wallColumns);
        wall.boxes.append(box);
    }
    for (const QCheckBox* box : std::as_const(wall.boxes))
        connect(box, &QCheckBox::toggled, this, [this, monitor = wall.monitor] {
            for (const Wall& each : std::as_const(m_walls))
                if (each.monitor == monitor) {
                    const QStringList keys = reviewPanels(each);
                    // All of them are also those that are still to come.
                    settings::setWallPanels(monitor, keys.size() == m_panels.size() ? QStringList() : keys);
                }
        });
    reviewPanels(wall);
}

QStringList SettingsPanel::reviewPanels(const Wall& wall) const
{
    QStringList keys;
    for (qsizetype i = 0; i < wall.boxes.size(); ++i)
        if (wall.boxes[i]->isChecked())
            keys.append(m_panels[i].first);
    for (QCheckBox* box : wall.boxes)
        box->setEnabled(keys.size() > 1 || !box->isChecked()); // a wall shows something
    return keys;
}

void SettingsPanel::setPerson(const QString& person)
{
    m_person = person;
    const QSignalBlocker blocker(m_volume);
    m_volume->setValue(qRound(settings::volume(person) * 100));
    m_sounds.setVolume(settings::volume(person));
    showQuietHours();
}

void SettingsPanel::setRoles(protocol::Roles roles)
{
    m_roles = roles;
    showQuietHours();
}

void SettingsPanel::showQuietHours()
{
    const QSignalBlocker blockers[]{QSignalBlocker(m_quiet), QSignalBlocker(m_quietFrom),
                                    QSignalBlocker(m_quietTo)};
    const auto chosen = settings::quietHours(m_person);
    const std::optional<client::QuietHours> hours = chosen.value_or(quietHoursFor(m_roles));
    m_quietNote->setVisible(!chosen);
    m_quiet->setChecked(hours.has_value());
    if (hours) {
        m_quietFrom->setTime(hours->from);
        m_quietTo->setTime(hours->to);
    }
    m_quietFrom->setEnabled(hours.has_value());
    m_quietTo->setEnabled(hours.has_value());
    m_alerts.setQuietHours(hours);
}

void SettingsPanel::saveQuietHours()
{
    const auto hours = m_quiet->isChecked()
                           ? std::optional(client::QuietHours{m_quietFrom->time(), m_quietTo->time()})
                           : std::nullopt;
    m_quietFrom->setEnabled(hours.has_value());
    m_quietTo->setEnabled(hours.has_value());
    settings::setQuietHours(m_person, hours);
    m_quietNote->hide();
    m_alerts.setQuietHours(hours);
}

} // namespace ui
