// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;

namespace ui {

/// What was said about a record, and what has happened to it, oldest first, as a conversation is read,
/// with what was said here and is not with the server at its end. Who may, adds to it; Enter sends.
class Conversation final : public QWidget
{
    Q_OBJECT
public:
    struct Saying
    {
        qint64 id = 0; ///< the row's
        QString author{};
        QString kind{}; ///< beside the time; empty of a plain comment
        QString text{};
        QDateTime at{};
        bool happened = false; ///< it was done, not said
        friend bool operator==(const Saying&, const Saying&) = default;
    };
    /// A comment that is not with the server.
    struct Unsent
    {
        QString text;
        bool refused = false;
        friend bool operator==(const Unsent&, const Unsent&) = default;
    };

    explicit Conversation(QWidget* parent = nullptr);

    void setSayings(const std::vector<Saying>& sayings, const std::vector<Unsent>& unsent);
    /// How long a comment must be and may be, in characters.
    void setBounds(int least, int most);
    /// Whether this person may say something here.
    void setWritable(bool writable);
    /// Brings the row into sight.
    void reveal(qint64 id);
    /// Everything it shows, for tests.
    QString asText() const;

signals:
    void said(const QString& text);

private:
    void rebuild();
    void say();

    std::vector<Saying> m_sayings;
    std::vector<Unsent> m_unsent;
    QScrollArea* m_scroll;
    QLabel* m_empty;
    QWidget* m_writing;
    QLineEdit* m_words;
    QPushButton* m_say;
    qint64 m_revealed = 0;
    int m_least = 1;
};

} // namespace ui
