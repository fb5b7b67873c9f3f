// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/loginsheet.h"

#include "shell/words.h"
#include "theme/icons.h"
#include "theme/theme.h"
#include "widgets/labels.h"

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

namespace {
constexpr int defaultPort = 8000; // design.md §7
} // namespace

LoginSheet::LoginSheet(QWidget* window)
    : Sheet(Placement::Centre, 400, window)
    , m_text(makeLabel({}, Type::Body, Weight::Regular, Ink::Muted))
    , m_server(new QLineEdit)
    , m_user(new QLineEdit)
    , m_password(new QLineEdit)
    , m_error(makeLabel({}, Type::Body, Weight::Medium))
    , m_tokens(makeLabel({}, Type::Caption, Weight::Regular, Ink::Muted))
    , m_signIn(new QPushButton(tr("Sign in")))
    , m_later(new QPushButton(tr("Later")))
{
    setAccessibleName(tr("Sign in"));
    auto* layout = new QVBoxLayout(&card());
    layout->setContentsMargins(space::xl, space::xl, space::xl, space::xl);
    layout->setSpacing(space::xs);
    layout->addWidget(makeLabel(tr("Sign in"), Type::Heading, Weight::Semibold));
    m_text->setWordWrap(true);
    layout->addWidget(m_text);
    layout->addSpacing(space::m);
    const auto addField = [&](QLineEdit* field, const QString& name) {
        auto* label = makeLabel(name, Type::Caption, Weight::Semibold, Ink::Muted);
        label->setBuddy(field);
        field->setAccessibleName(name);
        layout->addWidget(label);
        layout->addWidget(field);
        layout->addSpacing(space::s);
        connect(field, &QLineEdit::textEdited, this, [this] { showError({}, nullptr); });
        connect(field, &QLineEdit::returnPressed, this, &LoginSheet::submit);
    };
    addField(m_server, tr("Server"));
    addField(m_user, tr("User"));
    addField(m_password, tr("Password"));
    m_server->setPlaceholderText(u"192.168.1.10:8000"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_error->setProperty("tone", u"critical"_s);
    m_error->setWordWrap(true);
    layout->addWidget(m_error);
    m_tokens->setWordWrap(true);
    layout->addWidget(m_tokens);
    layout->addSpacing(space::m);
    m_signIn->setProperty("primary", true);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(space::s);
    buttons->addStretch();
    buttons->addWidget(m_later);
    buttons->addWidget(m_signIn);
    layout->addLayout(buttons);
    setTokensInFile(false);
    showError({}, nullptr);

    connect(m_signIn, &QAbstractButton::clicked, this, &LoginSheet::submit);
    connect(m_later, &QAbstractButton::clicked, this, &Sheet::close);
}

void LoginSheet::ask(client::SignInReason reason, const QUrl& server, const QString& user)
{
    m_text->setText(signInText(reason));
    if (!server.isEmpty())
        m_server->setText(
            server.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::StripTrailingSlash));
    if (!user.isEmpty())
        m_user->setText(user);
    m_password->clear();
    setBusy(false);
    // The first time there is nothing beneath worth going back to.
    const bool first = reason == client::SignInReason::FirstTime;
    setDismissible(!first);
    m_later->setVisible(!first);
    open();
}

void LoginSheet::fail(client::SignInFailure failure)
{
    setBusy(false);
    const bool serverSide =
        failure == client::SignInFailure::ServerUnreachable || failure == client::SignInFailure::NotOurServer;
    showError(failureText(failure), serverSide ? m_server : m_password);
    (serverSide ? m_server : m_password)->setFocus();
    (serverSide ? m_server : m_password)->selectAll();
}

void LoginSheet::succeed()
{
    m_password->clear();
    setBusy(false);
    close();
}

void LoginSheet::setTokensInFile(bool inFile)
{
    m_tokens->setText(
        inFile ? tr("You stay signed in: the token is kept in a file only you can read, "
                    "because there is no keychain here.")
               : tr("You stay signed in: the token is kept in the system's keychain, or where there is "
                    "none in a file only you can read."));
}

QString LoginSheet::errorText() const
{
    return m_error->text();
}

QUrl LoginSheet::serverUrl(const QString& typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty() || text.contains(u' '))
        return {};
    const bool bare = !text.contains("://"_L1);
    if (bare)
        text.prepend("http://"_L1);
    QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || (url.scheme() != "http"_L1 && url.scheme() != "https"_L1))
        return {};
    if (bare && url.port() < 0)
        url.setPort(defaultPort);
    url.setPath({});
    url.setQuery(QString());
    url.setUserInfo({});
    return url;
}

QWidget* LoginSheet::firstFocus()
{
    return m_server->text().isEmpty() ? m_server : m_user->text().isEmpty() ? m_user : m_password;
}

void LoginSheet::submit()
{
    if (!m_signIn->isEnabled())
        return;
    const QUrl server = serverUrl(m_server->text());
    if (!server.isValid() || server.isEmpty())
        return showError(tr("This is not the address of a server."), m_server);
    if (m_user->text().trimmed().isEmpty())
        return showError(tr("Who are you?"), m_user);
    if (m_password->text().isEmpty())
        return showError(tr("The password is missing."), m_password);
    showError({}, nullptr);
    setBusy(true);
    emit submitted(server, m_user->text().trimmed(), m_password->text());
}

void LoginSheet::setBusy(bool busy)
{
    m_signIn->setEnabled(!busy);
    m_signIn->setText(busy ? tr("Signing in\u2026") : tr("Sign in"));
}

void LoginSheet::showError(const QString& text, QLineEdit* at)
{
    m_error->setText(text);
    m_error->setVisible(!text.isEmpty());
    for (QLineEdit* field : {m_server, m_user, m_password}) {
        field->setProperty("invalid", field == at);
        field->style()->unpolish(field);
        field->style()->polish(field);
        field->setAccessibleDescription(field == at ? text : QString());
    }
    if (at)
        at->setFocus();
}

} // namespace ui
