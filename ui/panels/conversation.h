// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/rows/timesheet.h"
#include "store/outboxentry.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace ui {

/// What was said about a record, oldest first, as a conversation is read, with what was said here and is
/// not with the server at its end. Who may, adds to it; Enter sends.
class Conversation final : public QWidget
{
    Q_OBJECT
public:
    /// A comment that is not with the server.
    struct Unsent
    {
        QString text;
        bool refused = false;
        friend bool operator==(const Unsent&, const Unsent&) = default;
    };

    explicit Conversation(QWidget* parent = nullptr);

    void setComments(const std::vector<protocol::CommentRow>& comments, const std::vector<Unsent>& unsent);
    /// Whether this person may say something here.
    void setWritable(bool writable);
    /// Brings the comment into sight.
    void reveal(qint64 comment);
    /// Everything it shows, for tests.
    QString asText() const;

signals:
    void said(const QString& text);

private:
    void rebuild();
    void say();

    std::vector<protocol::CommentRow> m_comments;
    std::vector<Unsent> m_unsent;
    QScrollArea* m_scroll;
    QLabel* m_empty;
    QWidget* m_writing;
    QLineEdit* m_words;
    QPushButton* m_say;
    qint64 m_revealed = 0;
};

} // namespace ui
