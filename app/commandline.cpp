// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandline.h"

#include <QCommandLineParser>

namespace client {

using namespace Qt::StringLiterals;

CommandLine::Outcome CommandLine::parse(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Shop-floor dashboard of a Vakhta server."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption server(u"server"_s, u"Address of the server, e.g. http://127.0.0.1:8000."_s,
                                    u"URL"_s);
    const QCommandLineOption user(u"user"_s, u"Login name."_s, u"NAME"_s);
    const QCommandLineOption tokenFile(
        u"token-file"_s,
        u"File with an access token, as `vakhtad token` prints it; read again when it is refused."_s,
        u"FILE"_s);
    const QCommandLineOption password(u"password-stdin"_s,
                                      u"Sign in with --user and a password read from standard input."_s);
    const QCommandLineOption panel(
        u"panel"_s,
        u"Show this panel first: overview, alarms, machines, worktime, access, budgets, timesheets, tickets, hall, "
        "kitchen, schedule, profile, settings; or a page or record of it: alarms/health, schedule/day, "
        "schedule/month, machines/7."_s,
        u"PANEL"_s);
    const QCommandLineOption wall(u"wall"_s, u"Wall mode: no rail, no dialogs, large type."_s);
    const QCommandLineOption size(u"size"_s, u"Size of the window, e.g. 1440x900."_s, u"SIZE"_s);
    const QCommandLineOption screenshot(u"screenshot"_s, u"Write a picture of the window to FILE and exit."_s,
                                        u"FILE"_s);
    const QCommandLineOption after(u"after"_s, u"Seconds until the picture is taken (5)."_s, u"SECONDS"_s);
    const QCommandLineOption theme(u"theme"_s, u"light or dark; otherwise as chosen in the settings."_s,
                                   u"THEME"_s);
    const QCommandLineOption language(u"language"_s, u"ru or en; otherwise as chosen in the settings."_s,
                                      u"LANGUAGE"_s);
    const QCommandLineOption data(u"data"_s, u"Folder for caches and token files."_s, u"FOLDER"_s);
    parser.addOptions(
        {server, user, tokenFile, password, panel, wall, size, screenshot, after, theme, language, data});

    const auto refuse = [](const QString& text) { return Outcome{std::nullopt, text + u'\n', 2}; };
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (parser.isSet(help))
        return {std::nullopt, parser.helpText().replace(u"<executable_name>"_s, u"vakhta"_s), 0};
    if (parser.isSet(version))
        return {std::nullopt, u"vakhta " VAKHTA_VERSION "\n"_s, 0};
    if (!parser.positionalArguments().isEmpty())
        return refuse(u"Unexpected argument: "_s + parser.positionalArguments().constFirst());

    CommandLine line;
    if (parser.isSet(server)) {
        line.server = QUrl(parser.value(server), QUrl::StrictMode);
        const bool web = line.server.scheme() == "http"_L1 || line.server.scheme() == "https"_L1;
        if (!line.server.isValid() || !web || line.server.host().isEmpty())
            return refuse(u"--server must be an address such as http://127.0.0.1:8000"_s);
    }
    line.user = parser.value(user);
    line.tokenFile = parser.value(tokenFile);
    line.passwordFromStdin = parser.isSet(password);
    if (line.passwordFromStdin && line.user.isEmpty())
        return refuse(u"--password-stdin needs --user"_s);
    const QStringList place = parser.value(panel).split(u'/');
    line.panel = place.constFirst();
    const QStringList pages{u"alarms/health"_s, u"schedule/day"_s, u"schedule/month"_s};
    if (pages.contains(parser.value(panel))) {
        line.page = place[1];
    } else if (place.size() > 1) {
        bool ok = false;
        line.record = place[1].toLongLong(&ok);
        if (!ok || line.record <= 0 || place.size() > 2)
            return refuse(u"--panel takes a panel's name, or one and a record's number: machines/7"_s);
    }
    if (parser.isSet(size)) {
        const QStringList sides = parser.value(size).split(u'x');
        line.size = sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
        if (line.size.width() < 320 || line.size.height() < 240 || line.size.width() > 16'384 ||
            line.size.height() > 16'384)
            return refuse(u"--size takes width and height, such as 1440x900"_s);
    }
    line.wall = parser.isSet(wall);
    line.screenshot = parser.value(screenshot);
    if (parser.isSet(after)) {
        bool ok = false;
        line.after = parser.value(after).toDouble(&ok);
        if (!ok || line.after < 0 || line.screenshot.isEmpty())
            return refuse(u"--after takes seconds, together with --screenshot"_s);
    }
    line.theme = parser.value(theme);
    if (!line.theme.isEmpty() && line.theme != "light"_L1 && line.theme != "dark"_L1)
        return refuse(u"--theme must be light or dark"_s);
    line.language = parser.value(language);
    if (!line.language.isEmpty() && line.language != "ru"_L1 && line.language != "en"_L1)
        return refuse(u"--language must be ru or en"_s);
    line.folder = parser.value(data);
    return {line, {}, 0};
}

} // namespace client
