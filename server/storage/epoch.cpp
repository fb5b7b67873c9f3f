// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/epoch.h"

#include "storage/connection.h"

#include <QRandomGenerator>

#include <array>

namespace storage {

using namespace Qt::StringLiterals;

namespace {

QString randomEpoch()
{
    std::array<quint32, 4> words;
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return QString::fromLatin1(
        QByteArray(reinterpret_cast<const char*>(words.data()), sizeof(words)).toHex());
}

} // namespace

QString epochOf(Connection& connection)
{
    auto rows = connection.query("SELECT value FROM meta WHERE key = 'epoch'"_L1);
    if (!rows.next())
        throw SqlError(u"%1 has no epoch: it was not finished when it was made."_s.arg(connection.file()));
    return rows.text(0);
}

void ensureEpoch(Connection& connection)
{
    // Nearly always it is there, and a write would wait for whoever is at work on the file.
    if (connection.query("SELECT 1 FROM meta WHERE key = 'epoch'"_L1).next())
        return;
    connection.exec("INSERT INTO meta (key, value) VALUES ('epoch', ?) ON CONFLICT DO NOTHING"_L1,
                    randomEpoch());
}

void renewEpoch(Connection& connection)
{
    connection.exec("INSERT INTO meta (key, value) VALUES ('epoch', ?) "
                    "ON CONFLICT (key) DO UPDATE SET value = excluded.value"_L1,
                    randomEpoch());
}

} // namespace storage
