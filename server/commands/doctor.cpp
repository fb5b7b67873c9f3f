// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/doctor.h"
#include "base/clock.h"
#include "commands/commands.h"
#include "commands/console.h"
#include "commands/options.h"
#include "diagnosis/words.h"

#include <QEventLoop>
#include <QFile>
#include <QUrl>

#include <optional>

namespace commands {

using namespace Qt::StringLiterals;

namespace {

/// "http://HOST:PORT", or without its scheme; none when it is no such address.
std::optional<QUrl> serverAddress(const QString& text)
{
    const QUrl url(text.contains(u"://"_s) ? text : u"http://"_s + text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    // What may be a secret has no place in an address, and would be repeated in the report.
    const bool isPlain = url.userInfo().isEmpty() && !url.hasQuery() && !url.hasFragment();
    return url.isValid() && isWeb && isPlain && !url.host().isEmpty() ? std::optional(url) : std::nullopt;
}

QString markOf(diagnosis::Outcome outcome)
{
    switch (outcome) {
    case diagnosis::Outcome::Passed:
        return u"ok"_s;
    case diagnosis::Outcome::Warned:
        return u"WARN"_s;
    case diagnosis::Outcome::Failed:
        return u"FAIL"_s;
    case diagnosis::Outcome::Skipped:
        return u"--"_s;
    }
    Q_UNREACHABLE();
}

void print(const diagnosis::Check& check)
{
    constexpr int markWidth = 4;
    constexpr int nameWidth = 14;
    const diagnosis::Words words = diagnosis::wordsFor(check);
    QString line = u"%1  %2  %3"_s.arg(markOf(check.outcome), -markWidth)
                       .arg(nameOf(check.step), -nameWidth)
                       .arg(words.what);
    if (check.outcome != diagnosis::Outcome::Skipped && check.took.count() > 0)
        line += u" (%1 ms)"_s.arg(check.took.count());
    printLine(line);
    if (!words.advice.isEmpty())
        printLine(QString(markWidth + nameWidth + 4, u' ') + u"→ "_s + words.advice);
}

std::optional<QByteArray> tokenIn(const QString& name)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) {
        printError(u"%1 cannot be read: %2"_s.arg(name, file.errorString()));
        return std::nullopt;
    }
    const QByteArray token = file.read(64 * 1024).trimmed();
    if (token.isEmpty())
        printError(u"There is no token in %1."_s.arg(name));
    return token.isEmpty() ? std::nullopt : std::optional(token);
}

} // namespace

int doctor(const QStringList& arguments)
{
    Options options(
        u"doctor"_s,
        u"Checks a server from a client's side, step by step, and says what to do. Changes nothing "
        "there. Exit status 0: everything works."_s);
    const QCommandLineOption user(
        u"user"_s, u"Logs in as this user; the password is read from standard input."_s, u"NAME"_s);
    const QCommandLineOption tokenFile(
        u"token-file"_s, u"Uses the access token in this file (vakhtad token NAME prints one)."_s, u"FILE"_s);
    const QCommandLineOption direct(
        u"direct"_s,
        u"The same server past the proxies before it: tells whose fault a refused WebSocket is."_s, u"URL"_s);
    const QCommandLineOption topic(
        u"topic"_s, u"What this user should hear of, e.g. machines; may be given several times."_s,
        u"TOPIC"_s);
    const QCommandLineOption company(u"company"_s, u"The company whose events should arrive."_s, u"C"_s);
    const QCommandLineOption branch(u"branch"_s, u"The branch whose events should arrive."_s, u"B"_s);
    options.parser().addOptions({user, tokenFile, direct, topic, company, branch});
    options.parser().addPositionalArgument(u"URL"_s, u"As the desktops are given it."_s);
    if (const auto ends = options.parse(arguments))
        return *ends;
    const QCommandLineParser& parser = options.parser();
    const QStringList words = parser.positionalArguments();
    if (words.size() != 1)
        return options.misuse(u"say which server"_s);
    const auto server = serverAddress(words[0]);
    if (!server)
        return options.misuse(u"the address looks like https://plant.example.org or http://10.0.0.5:8000"_s);
    if (parser.isSet(user) && parser.isSet(tokenFile))
        return options.misuse(u"--user or --token-file, not both"_s);

    diagnosis::Patient patient{.server = *server,
                               .topics = parser.values(topic),
                               .company = parser.value(company),
                               .branch = parser.value(branch)};
    if (parser.isSet(direct)) {
        const auto url = serverAddress(parser.value(direct));
        if (!url)
            return options.misuse(u"--direct takes an address like http://10.0.0.5:8000"_s);
        patient.direct = *url;
    }
    if (parser.isSet(user)) {
        const auto password = readPassword(u"Password for %1: "_s.arg(parser.value(user)));
        if (!password)
            return failed(u"There is no password on standard input."_s);
        patient.user = parser.value(user);
        patient.password = QString::fromUtf8(*password);
    } else if (parser.isSet(tokenFile)) {
        const auto token = tokenIn(parser.value(tokenFile));
        if (!token)
            return 1;
        patient.token = *token;
    }

    const bool anonymous = patient.user.isEmpty() && patient.token.isEmpty();
    const base::SystemClock clock;
    diagnosis::Doctor doctor(std::move(patient), clock);
    QEventLoop loop;
    bool isWell = false;
    QString place;
    QObject::connect(&doctor, &diagnosis::Doctor::checked, &loop, [&](const diagnosis::Check& check) {
        print(check);
        if (place.isEmpty() && check.outcome == diagnosis::Outcome::Failed)
            place = nameOf(check.step);
    });
    QObject::connect(&doctor, &diagnosis::Doctor::finished, &loop, [&](bool well) {
        isWell = well;
        loop.quit();
    });
    // From the loop, so that a report that ends at once ends it too.
    QMetaObject::invokeMethod(&doctor, &diagnosis::Doctor::start, Qt::QueuedConnection);
    loop.exec();
    if (!isWell)
        printLine(u"The way ends at: %1."_s.arg(place));
    else if (anonymous)
        printLine(u"The server can be reached. Give --user or --token-file to see the rest."_s);
    else
        printLine(u"Everything works."_s);
    return isWell ? 0 : 1;
}

} // namespace commands
