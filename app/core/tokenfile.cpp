// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokenfile.h"

#include "base/logging.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace client {

using namespace Qt::StringLiterals;

std::optional<QString> readTokenFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(lcLink, "The token file cannot be read: %s", qUtf8Printable(file.errorString()));
        return std::nullopt;
    }
    return QString::fromLatin1(file.read(64 * 1024).trimmed());
}

QString tokenSubject(const QString& token)
{
    const QByteArray payload = token.section(u'.', 1, 1).toLatin1();
    const QByteArray json =
        QByteArray::fromBase64(payload, QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    return QJsonDocument::fromJson(json).object().value("sub"_L1).toVariant().toString();
}

} // namespace client
