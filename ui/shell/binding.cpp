// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/binding.h"

#include "panels/dress.h"
#include "shell/linkchecks.h"
#include "shell/mainwindow.h"

#include "core/client.h"

#include <QPointer>

namespace ui {

void bind(MainWindow& window, client::Client& client)
{
    using client::Client;
    QObject::connect(&client, &Client::linkChanged, &window, &MainWindow::setLink);
    const auto showMe = [&window, &client] {
        window.setMe(client.me());
        dress(client.models()); // the plant's clock may be another one now
    };
    QObject::connect(&client, &Client::meChanged, &window, showMe);
    QObject::connect(&client, &Client::signInNeeded, &window,
                     [&window, &client](client::SignInReason reason) {
                         window.askToSignIn(reason, client.server(), client.userName());
                     });
    QObject::connect(&client, &Client::signInFailed, &window, &MainWindow::signInFailed);
    QObject::connect(&client, &Client::signedIn, &window, &MainWindow::signedIn);
    QObject::connect(&client, &Client::tokensInFileChanged, &window,
                     [&window, &client] { window.setTokensInFile(client.tokensInFile()); });
    QObject::connect(&window, &MainWindow::signInRequested, &client, &Client::signIn);
    QObject::connect(&window, &MainWindow::signOutRequested, &client, &Client::signOut);
    QObject::connect(&window, &MainWindow::probeRequested, &client, &Client::probeNow);
    QObject::connect(&window, &MainWindow::sendRequested, &client,
                     [&client](const client::OutboxRequest& request) { client.send(request); });
    QObject::connect(&window, &MainWindow::notificationsShown, &client, &Client::noteDisplayed);
    QObject::connect(&window, &MainWindow::outboxDismissed, &client, &Client::dismissFromOutbox,
                     Qt::QueuedConnection);
    QObject::connect(&client, &Client::outboxChanged, &window,
                     [&window, &client] { window.setOutbox(client.outbox()); });
    window.inquiry().setHandler([asked = QPointer<Client>(&client)](const client::Question& question,
                                                                    QObject* context,
                                                                    client::ReplyHandler answered) {
        if (asked)
            asked->ask(question, context, std::move(answered));
    });
    bindLinkChecks(window.linkSheet(), client);
    window.setOutbox(client.outbox());
    window.setLink(client.link());
    window.setTokensInFile(client.tokensInFile());
    showMe();
}

} // namespace ui
