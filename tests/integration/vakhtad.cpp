// SPDX-License-Identifier: GPL-3.0-or-later
#include "vakhtad.h"

#include "support/endwithus.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>

#include <csignal>

namespace integration {

using namespace Qt::StringLiterals;

namespace {

/// Long, because sanitizers and a loaded machine are slow; a test that waits so long has failed.
constexpr int patienceMs = 30'000;

Finished ended(QProcess& process)
{
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(patienceMs)) {
        process.kill();
        process.waitForFinished();
        return {-1, process.readAllStandardOutput(), process.readAllStandardError() + "\nIt did not end."};
    }
    const bool normally = process.exitStatus() == QProcess::NormalExit;
    return {normally ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

} // namespace

Vakhtad::Vakhtad() : m_data(m_folder.filePath(u"data"_s))
{
    if (!m_folder.isValid())
        qFatal("No temporary folder: %s", qPrintable(m_folder.errorString()));
}

Vakhtad::~Vakhtad()
{
    killHard();
}

void Vakhtad::configure(const QByteArray& toml)
{
    m_config = m_folder.filePath(u"vakhtad.toml"_s);
    QFile file(m_config);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(toml) != toml.size())
        qFatal("%s: %s", qPrintable(m_config), qPrintable(file.errorString()));
}

QByteArray Vakhtad::withoutOwnAlarms()
{
    QByteArray toml;
    for (const char* rule : {"disk-low", "queue-long", "lag-high"})
        toml += QByteArray("[[alarm]]\nrule = \"") + rule + "\"\nenabled = false\n";
    return toml;
}

QStringList Vakhtad::place() const
{
    QStringList place{u"--data"_s, m_data};
    if (!m_config.isEmpty())
        place += {u"--config"_s, m_config};
    return place;
}

bool Vakhtad::start()
{
    killHard();
    m_process = std::make_unique<QProcess>();
    // To a file: nobody has to keep a pipe empty while the server runs.
    if (!m_logIsPiped)
        m_process->setStandardErrorFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    support::endWithUs(*m_process, m_beforeExec);
    const QStringList where{u"serve"_s, u"--host"_s, u"127.0.0.1"_s, u"--port"_s, QString::number(m_port)};
    m_process->start(QStringLiteral(VAKHTAD_PROGRAM), where + place() + m_serveOptions);

    static const QRegularExpression address(u"://[^ /]+:(\\d+)"_s);
    QByteArray said;
    QElapsedTimer waiting;
    waiting.start();
    while (waiting.elapsed() < patienceMs && m_process->state() != QProcess::NotRunning) {
        m_process->waitForReadyRead(100);
        said += m_process->readAllStandardOutput();
        const auto match = address.match(QString::fromUtf8(said));
        if (match.hasMatch() && said.endsWith('\n')) {
            m_port = match.captured(1).toUShort();
            return true;
        }
    }
    return false;
}

void Vakhtad::killHard()
{
    if (!isRunning())
        return;
    m_process->kill();
    m_process->waitForFinished(-1);
    log(); // keeps what is still in the pipe
}

Finished Vakhtad::stop()
{
    m_process->terminate();
    Finished result = ended(*m_process);
    result.err = log();
    return result;
}

bool Vakhtad::isRunning() const
{
    return m_process && m_process->state() != QProcess::NotRunning;
}

int Vakhtad::exitCode() const
{
    const bool ended = m_process && !isRunning() && m_process->error() != QProcess::FailedToStart &&
                       m_process->exitStatus() == QProcess::NormalExit;
    return ended ? m_process->exitCode() : -1;
}

QUrl Vakhtad::url(const QString& path) const
{
    return QUrl(u"http://127.0.0.1:%1%2"_s.arg(m_port).arg(path));
}

QByteArray Vakhtad::log()
{
    if (m_logIsPiped && m_process) {
        m_process->waitForReadyRead(1);
        m_pipedLog += m_process->readAllStandardError();
    }
    QFile file(m_folder.filePath(u"log"_s));
    return m_pipedLog + (file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
}

Finished Vakhtad::run(const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    process.start(QStringLiteral(VAKHTAD_PROGRAM), arguments);
    process.write(input);
    process.closeWriteChannel();
    return ended(process);
}

Finished Vakhtad::command(const QString& subcommand, const QStringList& arguments,
                          const QByteArray& input) const
{
    return run(QStringList{subcommand} + place() + arguments, input);
}

void Vakhtad::addUser(const QString& name, const QStringList& roles, const QStringList& further) const
{
    QStringList arguments{u"add"_s, name};
    for (const QString& role : roles)
        arguments += {u"--role"_s, role};
    const Finished added = command(u"user"_s, arguments + further, password() + '\n');
    if (added.exitCode != 0)
        qFatal("vakhtad user add %s: %s", qPrintable(name), added.err.constData());
}

QByteArray Vakhtad::token(const QString& name) const
{
    const Finished printed = command(u"token"_s, {name});
    if (printed.exitCode != 0)
        qFatal("vakhtad token %s: %s", qPrintable(name), printed.err.constData());
    return printed.out.trimmed();
}

QString Vakhtad::card(int number)
{
    return u"A0%1"_s.arg(number, 6, 16, QLatin1Char('0')).toUpper();
}

QString Vakhtad::loom(int number)
{
    return u"LOHIA-%1"_s.arg(number, 3, 10, QLatin1Char('0'));
}

void Vakhtad::importPlant(int people, int machines, const QString& prefix, const QStringList& further) const
{
    QByteArray employees = "employee_id,last_name,first_name,middle_name,department,position,rfid_uid\n";
    for (int i = 1; i <= people; ++i)
        employees += u"T-%1,%2Тестов%1,Аман,,Операторы,оператор,%3\n"_s.arg(i).arg(prefix, card(i)).toUtf8();
    employees += u"M-1,%1Мастеров,Пётр,Ильич,Механики,мастер,%2\n"_s.arg(prefix, masterCard()).toUtf8();
    QByteArray looms = "name,esp32_id,meters_per_pulse,transmit_pulse,gear_box_ratio,sprocket_gear_box,"
                       "sprocket_takeup_roller,roller_diameter_cm\n";
    for (int i = 1; i <= machines; ++i)
        looms += u"%1Станок %2,%3,,,,,,\n"_s.arg(prefix).arg(i).arg(loom(i)).toUtf8();

    for (const auto& [table, csv] : {std::pair{u"employees"_s, employees}, std::pair{u"machines"_s, looms}}) {
        QFile file(scratch(table + u".csv"_s));
        if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(csv) != csv.size())
            qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(file.errorString()));
        file.close();
        const Finished imported = command(u"import"_s, QStringList{table, file.fileName()} + further);
        if (imported.exitCode != 0)
            qFatal("vakhtad import %s: %s", qPrintable(table), imported.err.constData());
    }
}

} // namespace integration
