// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/parameters.h"

#include <limits>
#include <vector>

namespace api {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;

protocol::Error badPathId()
{
    return {ErrorCode::ValidationFailed, u"id must be a positive whole number"_s,
            {{u"field"_s, u"id"_s}, {u"in"_s, u"path"_s}}};
}

void Parameters::complain(const QString& name, const QString& what)
{
    if (!m_error)
        m_error = protocol::Error{ErrorCode::ValidationFailed, u"%1 %2"_s.arg(name, what),
                                  {{u"field"_s, name}, {u"in"_s, u"query"_s}}};
}

qint64 Parameters::id(size_t place)
{
    bool ok = false;
    const qint64 number = m_request.captures.at(place).toLongLong(&ok);
    if (!m_error && (!ok || number < 1))
        m_error = badPathId();
    return number;
}

int Parameters::number(const QString& name, int fallback, int least, int most)
{
    if (!m_request.hasQuery(name))
        return fallback;
    bool ok = false;
    const int number = m_request.query(name).toInt(&ok);
    if (!ok || number < least || number > most) {
        complain(name, u"must be a whole number from %1 to %2"_s.arg(least).arg(most));
        return fallback;
    }
    return number;
}

bool Parameters::flag(const QString& name, bool fallback)
{
    const QString text = m_request.query(name).toLower();
    if (text.isEmpty())
        return fallback;
    const bool on = text == "true"_L1 || text == "1"_L1;
    if (!on && text != "false"_L1 && text != "0"_L1)
        complain(name, u"must be true or false"_s);
    return on;
}

std::optional<QString> Parameters::text(const QString& name)
{
    return m_request.hasQuery(name) ? std::optional(m_request.query(name)) : std::nullopt;
}

std::optional<qint64> Parameters::optionalId(const QString& name)
{
    if (!m_request.hasQuery(name))
        return std::nullopt;
    bool ok = false;
    const qint64 number = m_request.query(name).toLongLong(&ok);
    if (!ok || number < 1)
        complain(name, u"must be a positive whole number"_s);
    return number;
}

namespace {

struct FormPart
{
    QByteArray name;
    bool isFile = false;
    QByteArrayView content;
};

base::Unexpected<protocol::Error> badForm(const QString& why)
{
    return protocol::failure(ErrorCode::BadRequest, u"The form cannot be read: %1"_s.arg(why));
}

/// A parameter of a header field such as `form-data; name="file"; filename="upd.xml"`.
std::optional<QByteArray> fieldParameter(QByteArrayView field, QByteArrayView name)
{
    qsizetype at = field.indexOf(';');
    while (at >= 0) {
        const qsizetype equals = field.indexOf('=', at);
        if (equals < 0)
            break;
        const bool wanted = field.sliced(at + 1, equals - at - 1).trimmed().compare(name, Qt::CaseInsensitive) == 0;
        qsizetype from = equals + 1;
        qsizetype to = 0;
        if (from < field.size() && field[from] == '"') {
            to = field.indexOf('"', ++from);
            if (to < 0)
                break;
        } else {
            to = field.indexOf(';', from);
            to = to < 0 ? field.size() : to;
        }
        if (wanted)
            return field.sliced(from, to - from).trimmed().toByteArray();
        at = field.indexOf(';', to);
    }
    return std::nullopt;
}

std::optional<FormPart> readPart(QByteArrayView part)
{
    const qsizetype end = part.indexOf("\r\n\r\n");
    if (end < 0 || !part.startsWith("\r\n"))
        return std::nullopt;
    FormPart read;
    read.content = part.sliced(end + 4);
    // Each line begins with a line break here: the boundary's own comes first.
    for (qsizetype at = 0; at < end;) {
        const qsizetype from = at + 2;
        const qsizetype to = part.indexOf("\r\n", from);
        const QByteArrayView line = part.sliced(from, to - from);
        const qsizetype colon = line.indexOf(':');
        if (colon > 0 && line.first(colon).trimmed().compare("Content-Disposition", Qt::CaseInsensitive) == 0) {
            read.name = fieldParameter(line, "name").value_or(QByteArray());
            read.isFile = fieldParameter(line, "filename").has_value();
        }
        at = to;
    }
    return read;
}

} // namespace

protocol::Result<QByteArray> uploadedFile(const net::Request& request, const QByteArray& name)
{
    constexpr qsizetype mostParts = 50;
    const QByteArray type = request.header("Content-Type");
    if (!type.trimmed().toLower().startsWith("multipart/form-data"))
        return request.body;
    const QByteArray boundary = fieldParameter(type, "boundary").value_or(QByteArray());
    if (boundary.isEmpty() || boundary.size() > 70)
        return badForm(u"its boundary is missing."_s);

    // The first delimiter stands at the beginning or after a preamble, each next one on a line of its own.
    const QByteArray delimiter = "\r\n--" + boundary;
    const QByteArray body = "\r\n" + request.body;
    std::vector<FormPart> parts;
    qsizetype at = body.indexOf(delimiter);
    while (at >= 0) {
        const qsizetype from = at + delimiter.size();
        if (QByteArrayView(body).sliced(from).startsWith("--"))
            break;
        const qsizetype to = body.indexOf(delimiter, from);
        if (to < 0)
            return badForm(u"it ends in the middle of a part."_s);
        const auto part = readPart(QByteArrayView(body).sliced(from, to - from));
        if (!part || static_cast<qsizetype>(parts.size()) >= mostParts)
            return badForm(u"a part has no header, or there are too many."_s);
        parts.push_back(*part);
        at = to;
    }
    if (at < 0 || parts.empty())
        return badForm(u"it has no parts, or no end."_s);
    const FormPart* chosen = nullptr;
    for (const FormPart& part : parts) {
        if (part.name == name) {
            chosen = &part;
            break;
        }
        if (part.isFile && (!chosen || !chosen->isFile))
            chosen = &part;
    }
    return (chosen ? *chosen : parts.front()).content.toByteArray();
}

} // namespace api
