// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QObject>
#include <QSslError>
#include <QSslSocket>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

namespace diagnosis {

/// How long a hop may take before it counts as silent.
struct Patience
{
    std::chrono::milliseconds name{5'000};
    std::chrono::milliseconds connection{5'000};
    std::chrono::milliseconds tls{5'000};
    std::chrono::milliseconds answer{8'000};  ///< without a byte of it
    std::chrono::milliseconds message{8'000}; ///< of a WebSocket
};

struct Question
{
    QByteArray method = "GET";
    QUrl url; ///< http or https
    std::vector<std::pair<QByteArray, QByteArray>> headers{};
    QByteArray body{};        ///< JSON
    bool upgrade = false;     ///< asks for a WebSocket
    bool throughProxy = true; ///< the one this machine is set to, if any
};

/// Where an exchange ended, when it did not end in an answer.
enum class Trouble {
    None,
    NameUnknown,
    Refused,
    NoRoute,
    ConnectSilent,
    Proxy,
    ConnectFailed,
    Certificate, ///< see TlsSight::errors
    Tls,
    TlsSilent,
    Silent, ///< connected, and then nothing
    Cut,    ///< closed before the answer was whole
    NotHttp,
};

/// What TLS showed.
struct TlsSight
{
    QString protocol; ///< "TLS 1.3"; empty: the handshake did not come so far
    QString subject;
    QStringList names; ///< all that it is good for
    QString issuer;
    QDateTime from;
    QDateTime until;
    QList<QSslError::SslError> errors;
};

struct Answer
{
    Trouble trouble = Trouble::None;
    QString detail{}; ///< the system's words, for the troubles that say little
    bool connected = false;
    std::optional<TlsSight> tls{}; ///< when https was asked for, and the peer showed something
    int status = 0;                ///< 0: none came
    std::vector<std::pair<QByteArray, QByteArray>> headers{};
    QByteArray body{};
    QByteArray upgradeKey{}; ///< what Sec-WebSocket-Accept must answer
    std::chrono::milliseconds connectedAfter{0};
    std::chrono::milliseconds encryptedAfter{0}; ///< from the start; 0: not
    std::chrono::milliseconds took{0};

    bool hasAnswer() const { return trouble == Trouble::None; }
    QByteArray header(QByteArrayView name) const; ///< first value; null when absent
};

/// One HTTP/1.1 request over a connection of its own, which tells where it ended: QNetworkAccessManager
/// hides the hops, and QWebSocket the answer to a refused upgrade. Ends in exactly one finished(), then
/// deletes itself.
class Exchange final : public QObject
{
    Q_OBJECT
public:
    Exchange(Question question, Patience patience, QObject* parent);
    ~Exchange() override;

    void start();

signals:
    void finished(const diagnosis::Answer& answer);

private:
    enum class Stage { Connecting, Encrypting, Answering, Ended };
    void enter(Stage stage);
    void ask();
    void read();
    /// Looks at what has come; at its end, what is not whole will not be.
    void parse(bool atEnd);
    bool parseHead();
    void failed(QAbstractSocket::SocketError error);
    void timedOut();
    void seeTls(const QList<QSslError>& errors);
    void end(Trouble trouble, const QString& detail = {});

    const Question m_question;
    const Patience m_patience;
    const bool m_encrypted;
    QSslSocket m_socket;
    QTimer m_timer;
    std::chrono::steady_clock::time_point m_began;
    Stage m_stage = Stage::Connecting;
    QByteArray m_input;
    bool m_hasHead = false;
    Answer m_answer;
};

} // namespace diagnosis
