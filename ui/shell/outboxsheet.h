// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/sheet.h"

#include "store/outboxentry.h"

#include <vector>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace client {
class Models;
}

namespace ui {

/// What was written here and is not with the server: what waits for the link, and what the server did
/// not take, with the reason and with what was typed, until the person has dealt with it.
class OutboxSheet final : public Sheet
{
    Q_OBJECT
public:
    OutboxSheet(const client::Models& models, QWidget* window);

    void setEntries(const std::vector<client::OutboxEntry>& entries);
    /// Everything it says, for tests.
    QString asText() const;

signals:
    void dismissed(const QString& key);
    void probeRequested();

protected:
    QWidget* firstFocus() override;
    void showEvent(QShowEvent* event) override;

private:
    void rebuild();
    QWidget* lineFor(const client::OutboxEntry& entry);

    const client::Models& m_models;
    std::vector<client::OutboxEntry> m_entries;
    QLabel* m_empty;
    QScrollArea* m_scroll;
    QVBoxLayout* m_lines = nullptr;
    QPushButton* m_probe;
    QPushButton* m_close;
};

} // namespace ui
