// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/logging.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

Q_LOGGING_CATEGORY(lcNet, "vakhta.net", QtInfoMsg)
Q_LOGGING_CATEGORY(lcApi, "vakhta.api", QtInfoMsg)
Q_LOGGING_CATEGORY(lcAuth, "vakhta.auth", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStorage, "vakhta.storage", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDomain, "vakhta.domain", QtInfoMsg)
Q_LOGGING_CATEGORY(lcDevice, "vakhta.device", QtInfoMsg)
Q_LOGGING_CATEGORY(lcServer, "vakhta.server", QtInfoMsg)
Q_LOGGING_CATEGORY(lcLink, "vakhta.link", QtInfoMsg)
Q_LOGGING_CATEGORY(lcStore, "vakhta.store", QtInfoMsg)
Q_LOGGING_CATEGORY(lcUi, "vakhta.ui", QtInfoMsg)

namespace base {
namespace {

LogFormat g_format = LogFormat::Text; // set once, before the first thread starts

const char* levelName(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    return "info";
}

void writeLine(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const QString at = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    QByteArray line;
    if (g_format == LogFormat::Json) {
        const QJsonObject object{{QStringLiteral("at"), at},
                                 {QStringLiteral("level"), QString::fromLatin1(levelName(type))},
                                 {QStringLiteral("category"), QString::fromLatin1(context.category)},
                                 {QStringLiteral("message"), message}};
        line = QJsonDocument(object).toJson(QJsonDocument::Compact);
    } else {
        line = at.toLatin1() + ' ' + levelName(type) + ' ' + context.category + ": " + message.toUtf8();
        // A message must not be able to forge a second line.
        line.replace('\n', "\\n");
        line.replace('\r', "\\r");
    }
    line += '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stderr);
}

} // namespace

void installLogging(LogFormat format)
{
    g_format = format;
    qInstallMessageHandler(writeLine);
}

} // namespace base
