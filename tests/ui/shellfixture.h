// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "plant.h"
#include "uitest.h"

#include "panels/dress.h"
#include "shell/mainwindow.h"
#include "theme/format.h"

#include "alerts/alertcenter.h"
#include "models/models.h"
#include "models/overview.h"

#include <QTranslator>

/// The whole window on a plant, without a network: what the client would tell, the test tells.
class Shell final
{
public:
    explicit Shell(protocol::Roles roles = {protocol::Role::Manager}, const QSize& size = {1440, 900},
                   bool filled = true)
        : models(testClock())
        , overview(models, testClock())
        , alerts(testClock(), {}, {})
        , plant(models, testClock().now())
    {
        overview.setTimeZone(QTimeZone("Asia/Ashgabat"));
        alerts.setRoles(roles);
        ui::format::setPlantZone(QTimeZone("Asia/Ashgabat"));
        ui::dress(models);
        window = std::make_unique<ui::MainWindow>(models, overview, alerts, testClock());
        window->resize(size);
        if (filled)
            plant.fill();
        window->setLink(live());
        window->setMe(me(roles));
        window->show();
        QCoreApplication::processEvents();
        QCoreApplication::processEvents();
    }
    ~Shell()
    {
        window.reset(); // before the models that it shows
        ui::format::setPlantZone(QTimeZone());
    }

    static protocol::Me me(protocol::Roles roles, const QString& name = QStringLiteral("manager"))
    {
        return {*protocol::UserId::from(1),
                name,
                {},
                {},
                QStringLiteral("Мурадова Айна"),
                roles,
                std::nullopt,
                true,
                *protocol::CompanyId::from(1),
                QStringLiteral("Ткацкая фабрика «Заря»"),
                std::nullopt,
                QStringLiteral("Цех № 2"),
                QStringLiteral("Asia/Ashgabat")};
    }
    static client::LinkStatus live()
    {
        client::LinkStatus link;
        link.state = client::LinkState::Live;
        link.reason = client::LinkReason::StreamResumed;
        link.transport = client::Transport::WebSocket;
        link.endpoint = QUrl(QStringLiteral("ws://192.168.1.10:8000/api/v1/ws"));
        link.changedAt = testClock().now().addSecs(-3600);
        link.lastEventAt = testClock().now().addSecs(-3);
        link.dataAsOf = testClock().now().addSecs(-2);
        link.roundTripMs = 4;
        return link;
    }
    static client::LinkStatus offline()
    {
        client::LinkStatus link = live();
        link.state = client::LinkState::Offline;
        link.reason = client::LinkReason::ServerUnreachable;
        link.transport = client::Transport::None;
        link.dataAsOf = testClock().now().addSecs(-1800);
        link.roundTripMs = -1;
        link.reconnectAttempts = 7;
        link.nextProbeAt = testClock().now().addSecs(12);
        return link;
    }

    client::Models models;
    client::Overview overview;
    client::AlertCenter alerts;
    Plant plant;
    std::unique_ptr<ui::MainWindow> window;
};

/// The interface in Russian for as long as it lives.
class Russian final
{
public:
    Russian()
    {
        if (!m_translator.load(QStringLiteral(":/i18n/vakhta_ru.qm")) ||
            !QCoreApplication::installTranslator(&m_translator))
            qFatal("There is no Russian translation among the resources.");
    }
    ~Russian() { QCoreApplication::removeTranslator(&m_translator); }

private:
    QTranslator m_translator;
};
