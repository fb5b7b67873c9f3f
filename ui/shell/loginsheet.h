// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/sheet.h"

#include "core/client.h"

#include <QUrl>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ui {

/// Asks who is there. What was on the screen stays beneath it. A mistake is told beside the field
/// that has it.
class LoginSheet final : public Sheet
{
    Q_OBJECT
public:
    explicit LoginSheet(QWidget* window);

    void ask(client::SignInReason reason, const QUrl& server, const QString& user);
    void fail(client::SignInFailure failure);
    void succeed();
    void setTokensInFile(bool inFile);
    QString errorText() const;

    /// What a person types as an address, made a URL: a bare host gets http and port 8000; nonsense
    /// gives an invalid one.
    static QUrl serverUrl(const QString& typed);

signals:
    void submitted(const QUrl& server, const QString& user, const QString& password);

protected:
    QWidget* firstFocus() override;

private:
    void submit();
    void setBusy(bool busy);
    void showError(const QString& text, QLineEdit* at);

    QLabel* m_text;
    QLineEdit* m_server;
    QLineEdit* m_user;
    QLineEdit* m_password;
    QLabel* m_error;
    QLabel* m_tokens;
    QPushButton* m_signIn;
    QPushButton* m_later;
};

} // namespace ui
