// SPDX-License-Identifier: GPL-3.0-or-later
#include "panels/profilepanel.h"

#include "panels/telegramcard.h"
#include "shell/rolehome.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "widgets/labels.h"

#include <QFormLayout>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using protocol::Role;

namespace ui {

namespace {

constexpr int profileWidth = 760; ///< as the settings

QStringList roleNames(protocol::Roles roles)
{
    const std::pair<Role, QString> names[]{{Role::Admin, ProfilePanel::tr("Administrator")},
                                           {Role::Manager, ProfilePanel::tr("Manager")},
                                           {Role::Foreman, ProfilePanel::tr("Foreman")},
                                           {Role::Master, ProfilePanel::tr("Master")},
                                           {Role::Operator, ProfilePanel::tr("Operator")},
                                           {Role::EquipmentManager, ProfilePanel::tr("Equipment manager")},
                                           {Role::Security, ProfilePanel::tr("Security")},
                                           {Role::HrManager, ProfilePanel::tr("Personnel")},
                                           {Role::Accountant, ProfilePanel::tr("Accountant")},
                                           {Role::MaterialsManager, ProfilePanel::tr("Materials")},
                                           {Role::ProcurementManager, ProfilePanel::tr("Procurement")},
                                           {Role::Technician, ProfilePanel::tr("Technician")},
                                           {Role::Waiter, ProfilePanel::tr("Waiter")},
                                           {Role::Cook, ProfilePanel::tr("Cook")},
                                           {Role::Planner, ProfilePanel::tr("Planner")},
                                           {Role::Viewer, ProfilePanel::tr("Viewer")}};
    QStringList result;
    for (const auto& [role, name] : names)
        if (roles.has(role))
            result.append(name);
    return result;
}

} // namespace

ProfilePanel::ProfilePanel(const Context& context, QWidget* parent)
    : Panel("profile"_L1, "user"_L1, parent)
    , m_name(makeLabel({}, Type::Title, Weight::Semibold))
    , m_facts(new QFormLayout)
    , m_telegram(new TelegramCard(context.inquiry, context.clock))
{
    auto* inner = new QWidget;
    inner->setProperty("pane", true);
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    column->setSpacing(space::l);
    column->addWidget(buildPerson());
    column->addWidget(m_telegram);
    column->addStretch();
    inner->setMaximumWidth(theme().px(profileWidth));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inner);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    setMe(std::nullopt);
}

QString ProfilePanel::title() const
{
    return tr("Profile");
}

QWidget* ProfilePanel::buildPerson()
{
    auto* card = new QFrame;
    card->setProperty("card", true);
    auto* out = new QPushButton(tr("Sign out"));
    setLeadingIcon(*out, icon("logout"_L1));
    connect(out, &QAbstractButton::clicked, this, &ProfilePanel::signOutRequested);
    auto* head = new QHBoxLayout;
    head->addWidget(m_name, 1);
    head->addWidget(out);
    m_name->setWordWrap(true);
    m_facts->setHorizontalSpacing(space::xl);
    m_facts->setVerticalSpacing(space::s);
    m_facts->setLabelAlignment(Qt::AlignLeft);
    m_facts->setFormAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(space::l, space::l, space::l, space::l);
    layout->setSpacing(space::m);
    layout->addLayout(head);
    layout->addLayout(m_facts);
    return card;
}

void ProfilePanel::setMe(const std::optional<protocol::Me>& me)
{
    m_name->setText(!me ? tr("Not signed in") : me->fullName.isEmpty() ? me->username : me->fullName);
    while (m_facts->rowCount() > 0)
        m_facts->removeRow(0);
    const auto add = [this](const QString& name, const QString& value) {
        if (value.isEmpty())
            return;
        auto* label = makeLabel(value);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_facts->addRow(makeLabel(name, Type::Body, Weight::Regular, Ink::Muted), label);
    };
    if (me) {
        add(tr("Login"), me->username);
        add(tr("Roles"), roleNames(me->roles).join(u", "_s));
        add(tr("Company"), companyText(*me));
        add(tr("Branch"), me->branchName);
        add(tr("Phone"), me->phone);
        add(tr("E-mail"), me->email);
        add(tr("Plant's time zone"), me->timeZone);
    }
    const std::optional<qint64> who = me ? std::optional(me->id.value()) : std::nullopt;
    if (m_who != who) {
        m_who = who;
        m_telegram->clear();
    }
}

} // namespace ui
