// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diagnosis/report.h"

#include <QPointer>
#include <QScrollArea>

class QGridLayout;

namespace client {
class Client;
}

namespace ui {

class LinkSheet;

/// The way to the server hop by hop: what was found at each, and what to change where it ends.
class LinkChecks final : public QScrollArea
{
    Q_OBJECT
public:
    explicit LinkChecks(QWidget* parent = nullptr);

    void clear();
    void add(const diagnosis::Check& check);
    /// Scrolls to where the way ends.
    void showFailure();
    /// The words of all lines, for copying.
    QStringList lines() const { return m_lines; }

    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QGridLayout* m_rows = nullptr;
    QPointer<QWidget> m_failure; ///< the texts of the first step that failed
    QStringList m_lines;
};

/// The sheet asks, the client looks, the sheet shows.
void bindLinkChecks(LinkSheet& sheet, client::Client& client);

} // namespace ui
