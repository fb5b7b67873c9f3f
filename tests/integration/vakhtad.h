// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

#include <functional>
#include <memory>

namespace integration {

/// What a program that ended by itself left behind.
struct Finished
{
    int exitCode = -1; ///< −1: a signal ended it, or it did not end in time
    QByteArray out;
    QByteArray err;
};

/// The real server, as the package installs it, on a data folder of its own that goes with the object.
/// Everything it writes to standard error is kept for the test's failure text. Not thread-safe; what
/// talks to the server may do so from any thread.
class Vakhtad final
{
public:
    Vakhtad();
    ~Vakhtad(); ///< kills
    Vakhtad(const Vakhtad&) = delete;
    Vakhtad& operator=(const Vakhtad&) = delete;

    /// Options of every start besides --port, --data and --config, e.g. {"--shards", "1"}.
    void setServeOptions(const QStringList& options) { m_serveOptions = options; }
    /// Written to a file that every command of this server is given.
    void configure(const QByteArray& toml);
    /// A part of a configuration: no alarm comes of the machine that the test runs on.
    static QByteArray withoutOwnAlarms();
    /// Takes what the server writes to standard error over a pipe instead of a file, which limits on
    /// files would hit too. For servers that say little: nobody empties the pipe but log().
    void pipeLog() { m_logIsPiped = true; }
    /// Runs in the server's process between fork and exec: limits, another user.
    void setBeforeExec(std::function<void()> prepare) { m_beforeExec = std::move(prepare); }

    /// Starts the server on a free port, later on the same one again, and waits until it says that it
    /// serves. False: it ended, or said nothing; see log().
    bool start();
    /// kill -9, and waits until the process is gone. Nothing of it can answer any more then.
    void killHard();
    /// SIGTERM; waits for the end.
    Finished stop();
    bool isRunning() const;
    /// Of the last start, when it has ended by itself; −1: by a signal, or not at all.
    int exitCode() const;
    qint64 processId() const { return m_process ? m_process->processId() : 0; }

    quint16 port() const { return m_port; }
    QUrl url(const QString& path = {}) const;
    QString dataFolder() const { return m_data; }
    void setDataFolder(const QString& folder) { m_data = folder; }
    /// A path in a folder that goes with the object but is not the data folder.
    QString scratch(const QString& name) const { return m_folder.filePath(name); }
    /// Standard error of all starts so far.
    QByteArray log();

    /// Another subcommand on the same data: command("user", {"add", "hr", …}, "password\n").
    Finished command(const QString& subcommand, const QStringList& arguments = {},
                     const QByteArray& input = {}) const;
    /// The program by itself, without --data.
    static Finished run(const QStringList& arguments, const QByteArray& input = {});

    /// Adds a person whose password is password(); further: --company C and the like. Aborts the test
    /// program when that fails.
    void addUser(const QString& name, const QStringList& roles, const QStringList& further = {}) const;
    static QByteArray password() { return "vahta-2026"; }
    /// What "vakhtad token NAME" prints.
    QByteArray token(const QString& name) const;
    /// Puts in so many operators with the cards card(1…), machines LOHIA-001…, and one master. prefix:
    /// before each name; further: --branch B and the like.
    void importPlant(int people, int machines, const QString& prefix = {},
                     const QStringList& further = {}) const;
    static QString card(int number);
    static QString masterCard() { return QStringLiteral("FEEDFACE"); }
    static QString loom(int number);

private:
    QStringList place() const;

    QTemporaryDir m_folder;
    QString m_data;
    QString m_config;
    QStringList m_serveOptions;
    std::function<void()> m_beforeExec;
    bool m_logIsPiped = false;
    QByteArray m_pipedLog;
    std::unique_ptr<QProcess> m_process;
    quint16 m_port = 0;
};

} // namespace integration
