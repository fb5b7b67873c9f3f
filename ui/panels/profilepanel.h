// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "panels/panel.h"

#include "protocol/auth.h"

#include <optional>

class QFormLayout;
class QLabel;

namespace ui {

class TelegramCard;

/// Who is signed in, what they may do, and where they are told of things when they are not here.
class ProfilePanel final : public Panel
{
    Q_OBJECT
public:
    explicit ProfilePanel(const Context& context, QWidget* parent = nullptr);

    QString title() const override;
    void setMe(const std::optional<protocol::Me>& me);

    TelegramCard& telegram() { return *m_telegram; }

signals:
    void signOutRequested();

private:
    QWidget* buildPerson();

    std::optional<qint64> m_who;
    QLabel* m_name;
    QFormLayout* m_facts;
    TelegramCard* m_telegram;
};

} // namespace ui
