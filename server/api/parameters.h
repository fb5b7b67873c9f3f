// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/message.h"
#include "protocol/error.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace api {

/// What is wrong with an id in a path that is no positive whole number.
protocol::Error badPathId();

/// Reads typed values out of a request's path and query and remembers the first thing that was wrong,
/// as protocol::Fields does for a body.
class Parameters final
{
public:
    explicit Parameters(const net::Request& request) : m_request(request) {}

    /// What stood for the n-th {name} of the route: a positive whole number.
    qint64 id(size_t place = 0);
    /// The fallback where the query has no such item.
    int number(const QString& name, int fallback, int least, int most);
    bool flag(const QString& name, bool fallback = false);
    std::optional<QString> text(const QString& name);
    std::optional<qint64> optionalId(const QString& name);

    /// For checks the caller makes; the first complaint wins.
    void complain(const QString& name, const QString& what);
    const std::optional<protocol::Error>& error() const { return m_error; }

private:
    const net::Request& m_request;
    std::optional<protocol::Error> m_error;
};

/// The file of a multipart/form-data body (RFC 7578): the part called name, else the first with a file
/// name, else the first. A body of another type is itself. BadRequest when the parts cannot be read.
protocol::Result<QByteArray> uploadedFile(const net::Request& request, const QByteArray& name);

} // namespace api
