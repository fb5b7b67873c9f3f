// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/sheet.h"

#include "diagnosis/report.h"
#include "link/linkstatus.h"

class QGridLayout;
class QLabel;
class QPushButton;

namespace ui {

class Chip;
class LinkChecks;

/// What the link does and why: for the person who is asked "does it work?".
class LinkSheet final : public Sheet
{
    Q_OBJECT
public:
    explicit LinkSheet(QWidget* window);

    void setLink(const client::LinkStatus& link);
    /// Whether tokens are kept in a file, for want of a keychain.
    void setTokensInFile(bool inFile);
    /// The words of one line, for tests and for copying.
    QString asText() const;

    /// The next step of what was asked for with checkRequested().
    void addCheck(const diagnosis::Check& check);
    void endChecks(bool well);

signals:
    void probeRequested();
    /// The way to the server is to be looked at, hop by hop.
    void checkRequested();

protected:
    QWidget* firstFocus() override;

private:
    enum Line {
        Endpoint,
        Transport,
        Since,
        LastEvent,
        DataAsOf,
        RoundTrip,
        Attempts,
        NextProbe,
        Tokens,
        LineCount
    };
    void refresh();
    void beginChecks();

    client::LinkStatus m_link;
    bool m_tokensInFile = false;
    Chip* m_sign;
    QLabel* m_reason;
    QLabel* m_names[LineCount];
    QLabel* m_values[LineCount];
    LinkChecks* m_checks;
    QLabel* m_verdict; ///< of the checks
    QPushButton* m_probe;
    QPushButton* m_check;
    QPushButton* m_copy;
};

} // namespace ui
