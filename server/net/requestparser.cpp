// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that includes Boost.Beast: it costs seconds to compile.
#include "net/requestparser.h"

#include "net/server.h"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/buffers_range.hpp>
#include <boost/beast/http/parser.hpp>

namespace net {

namespace http = boost::beast::http;

namespace {

QByteArrayView view(boost::beast::string_view text)
{
    return QByteArrayView(text.data(), qsizetype(text.size()));
}

/// Beast's Body concept over QByteArray: the body lands where the handlers want it, without a copy.
struct ByteArrayBody
{
    using value_type = QByteArray;

    class reader
    {
    public:
        template <bool isRequest, class Fields>
        reader(http::header<isRequest, Fields>&, value_type& body) : m_body(body)
        {
        }
        void init(const boost::optional<std::uint64_t>& length, boost::beast::error_code& error)
        {
            // A promise alone costs us at most this much; the rest grows with what arrives.
            constexpr std::uint64_t onTrust = 64 * 1024;
            if (length)
                m_body.reserve(qsizetype(std::min(*length, onTrust)));
            error = {};
        }
        template <class Buffers> std::size_t put(const Buffers& buffers, boost::beast::error_code& error)
        {
            std::size_t taken = 0;
            for (const auto buffer : boost::beast::buffers_range(buffers)) {
                m_body.append(static_cast<const char*>(buffer.data()), qsizetype(buffer.size()));
                taken += buffer.size();
            }
            error = {};
            return taken;
        }
        void finish(boost::beast::error_code& error) { error = {}; }

    private:
        value_type& m_body;
    };
};

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

bool hasToken(QByteArrayView list, QByteArrayView token)
{
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        const QByteArrayView item = (comma < 0 ? list : list.first(comma)).trimmed();
        if (item.size() == token.size() && item.toByteArray().compare(token, Qt::CaseInsensitive) == 0)
            return true;
        list = comma < 0 ? QByteArrayView() : list.sliced(comma + 1);
    }
    return false;
}

QByteArray decodePath(QByteArrayView raw)
{
    QByteArray path;
    path.reserve(raw.size());
    for (qsizetype i = 0; i < raw.size(); ++i) {
        const char c = raw[i];
        if (c != '%') {
            path.append(c);
            continue;
        }
        if (i + 2 >= raw.size())
            return {};
        const int high = hexDigit(raw[i + 1]);
        const int low = hexDigit(raw[i + 2]);
        if (high < 0 || low < 0)
            return {};
        const int byte = high * 16 + low;
        if (byte < 0x20 || byte == 0x7f)
            return {};
        if (byte == '/')
            path.append(raw.sliced(i, 3));
        else
            path.append(char(byte));
        i += 2;
    }
    return path;
}

struct RequestParser::Beast
{
    http::request_parser<ByteArrayBody> parser;
};

RequestParser::RequestParser(const Limits& limits)
    : m_beast(std::make_unique<Beast>())
    , m_maxHeaderBytes(limits.maxHeaderBytes)
    , m_maxFields(limits.maxHeaderFields)
{
    m_beast->parser.header_limit(std::uint32_t(limits.maxHeaderBytes));
    m_beast->parser.body_limit(std::uint64_t(limits.maxBodyBytes));
    m_beast->parser.eager(false);
}

RequestParser::~RequestParser() = default;

std::optional<quint64> RequestParser::contentLength() const
{
    const auto length = m_beast->parser.content_length();
    return length ? std::optional<quint64>(*length) : std::nullopt;
}

qint64 RequestParser::bodyBytes() const
{
    return m_beast->parser.get().body().size() + m_request.body.size(); // before Step::Done, after it
}

RequestParser::Step RequestParser::fail(int status)
{
    m_status = status;
    return Step::Failed;
}

RequestParser::Step RequestParser::feed(QByteArrayView data, qsizetype& used)
{
    auto& parser = m_beast->parser;
    used = 0;
    for (;;) {
        boost::beast::error_code error;
        const QByteArrayView rest = data.sliced(used);
        if (parser.is_header_done() && !m_headerTaken) {
            m_headerTaken = true;
            // Beast counts a start line that comes in one piece too late.
            if (m_headerBytes > m_maxHeaderBytes)
                return fail(431);
            if (!takeHeader())
                return Step::Failed;
            return Step::HeaderDone;
        }
        if (parser.is_done()) {
            m_request.body = std::move(parser.get().body());
            return Step::Done;
        }
        if (rest.isEmpty())
            return Step::More;
        const std::size_t taken =
            parser.put(boost::asio::const_buffer(rest.data(), std::size_t(rest.size())), error);
        used += qsizetype(taken);
        if (!m_headerTaken)
            m_headerBytes += qint64(taken);
        if (error == http::error::need_more)
            return Step::More;
        if (error == http::error::body_limit)
            return fail(413);
        if (error == http::error::header_limit)
            return fail(431);
        if (error)
            return fail(400);
        if (taken == 0 && !parser.is_done() && !(parser.is_header_done() && !m_headerTaken))
            return Step::More;
    }
}

bool RequestParser::takeHeader()
{
    const auto& message = m_beast->parser.get();
    m_http11 = message.version() == 11;
    m_keepAlive = message.keep_alive();

    int hosts = 0;
    int lengths = 0;
    int encodings = 0;
    bool chunked = false;
    bool sawExpect = false;
    for (const auto& field : message) {
        if (int(m_request.headers.size()) >= m_maxFields) {
            fail(431);
            return false;
        }
        const QByteArrayView value = view(field.value());
        switch (field.name()) {
        case http::field::host:
            ++hosts;
            break;
        case http::field::content_length:
            ++lengths;
            break;
        case http::field::transfer_encoding:
            ++encodings;
            chunked = value.trimmed().toByteArray().compare("chunked", Qt::CaseInsensitive) == 0;
            break;
        case http::field::expect:
            sawExpect = true;
            m_expectsContinue =
                value.trimmed().toByteArray().compare("100-continue", Qt::CaseInsensitive) == 0;
            break;
        default:
            break;
        }
        m_request.headers.emplace_back(view(field.name_string()).toByteArray(), value.toByteArray());
    }

    if (hosts > 1 || (m_http11 && hosts == 0) || lengths > 1 || (lengths > 0 && encodings > 0)) {
        fail(400);
        return false;
    }
    if (encodings > 0 && !m_http11) {
        fail(400);
        return false;
    }
    // Beast lets an unknown coding pass as if there were no body: what follows would be read as the
    // next request.
    if (encodings > 1 || (encodings == 1 && !chunked)) {
        fail(501);
        return false;
    }
    if (sawExpect && m_http11 && !m_expectsContinue) {
        fail(417);
        return false;
    }
    m_hasBody = !m_beast->parser.is_done();
    m_expectsContinue = m_expectsContinue && m_http11 && m_hasBody;
    m_request.method = view(message.method_string()).toByteArray();
    if (!takeTarget(view(message.target()))) {
        fail(400);
        return false;
    }
    return true;
}

bool RequestParser::takeTarget(QByteArrayView target)
{
    if (target == "*" && m_request.method == "OPTIONS") {
        m_request.path = "*";
        return true;
    }
    // The absolute form, which a server must take too (RFC 9112, 3.2.2): the authority is ours anyway.
    for (const QByteArrayView scheme : {QByteArrayView("http://"), QByteArrayView("https://")}) {
        if (target.size() > scheme.size() &&
            target.first(scheme.size()).toByteArray().compare(scheme, Qt::CaseInsensitive) == 0) {
            const qsizetype slash = target.indexOf('/', scheme.size());
            target = slash < 0 ? QByteArrayView("/") : target.sliced(slash);
            break;
        }
    }
    if (target.isEmpty() || target.front() != '/' || target.contains('#'))
        return false;
    const qsizetype question = target.indexOf('?');
    m_request.path = decodePath(question < 0 ? target : target.first(question));
    if (question >= 0)
        m_request.rawQuery = target.sliced(question + 1).toByteArray();
    return !m_request.path.isEmpty();
}

} // namespace net
