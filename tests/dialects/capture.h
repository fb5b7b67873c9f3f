// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/sourcetree.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QString>

/// Compares something with its capture in a folder of tests/data/wire/; with VAKHTA_WRITE_CAPTURES set,
/// writes the capture instead: read the difference before committing it. Empty when they are equal,
/// else what differs.
inline QString compareWithCapture(const QString& name, const QJsonObject& actual,
                                  const QString& folder = QStringLiteral("factory"))
{
    const QByteArray text = QJsonDocument(actual).toJson();
    QFile file(support::testData(QStringLiteral("wire/%1/%2.json").arg(folder, name)));
    if (qEnvironmentVariableIsSet("VAKHTA_WRITE_CAPTURES")) {
        if (!QDir().mkpath(QFileInfo(file).path()) || !file.open(QIODevice::WriteOnly))
            return file.errorString();
        file.write(text);
        return {};
    }
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("%1: %2").arg(file.fileName(), file.errorString());
    const QByteArray expected = file.readAll();
    if (QJsonDocument::fromJson(expected).object() == actual)
        return {};
    return QStringLiteral("%1 should be\n%2but is\n%3")
        .arg(name, QString::fromUtf8(expected), QString::fromUtf8(text));
}
