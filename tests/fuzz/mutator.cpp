// SPDX-License-Identifier: GPL-3.0-or-later
#include "mutator.h"

#include <algorithm>

Mutator::Mutator(quint32 seed, QList<QByteArray> dictionary)
    : m_random(seed), m_dictionary(std::move(dictionary))
{
}

int Mutator::below(int bound)
{
    // Not std::uniform_int_distribution, whose numbers differ from one library to the next.
    return bound > 0 ? int(m_random() % quint32(bound)) : 0;
}

QByteArray Mutator::mutate(QByteArray input, const QList<QByteArray>& others)
{
    for (int changes = 1 + below(6); changes > 0; --changes)
        change(input, others);
    return input;
}

void Mutator::change(QByteArray& input, const QList<QByteArray>& others)
{
    const int size = int(input.size());
    const int at = below(size + 1);
    const int length = below(std::min(size - at, 1 + below(64)) + 1);
    switch (below(10)) {
    case 0:
        if (at < size)
            input[at] = char(input[at] ^ (1 << below(8)));
        break;
    case 1:
        if (at < size)
            input[at] = char(below(256));
        break;
    case 2:
        input.remove(at, length);
        break;
    case 3:
        input.insert(at, input.mid(at, length));
        break;
    case 4:
        input.truncate(at);
        break;
    case 5: {
        const QByteArray& other = others[below(int(others.size()))];
        input = input.left(at) + other.mid(below(int(other.size()) + 1));
        break;
    }
    case 6:
        input.insert(at, QByteArray(1 + below(below(8) == 0 ? 40'000 : 300), char(below(256))));
        break;
    case 7:
        input += others[below(int(others.size()))];
        break;
    default: {
        const QByteArray& word = m_dictionary[below(int(m_dictionary.size()))];
        if (below(2) == 0)
            input.replace(at, std::min<qsizetype>(word.size(), size - at), word);
        else
            input.insert(at, word);
        break;
    }
    }
}

QList<QByteArray> Mutator::cut(const QByteArray& input)
{
    QList<QByteArray> pieces;
    const int longest = below(3) == 0 ? 3 : below(2) == 0 ? 200 : int(input.size()) + 1;
    for (qsizetype at = 0; at < input.size();) {
        const qsizetype size = std::min<qsizetype>(1 + below(longest), input.size() - at);
        pieces.append(input.mid(at, size));
        at += size;
    }
    return pieces;
}

int fuzzRounds(int usual)
{
    bool ok = false;
    const int rounds = qEnvironmentVariableIntValue("VAKHTA_FUZZ_ROUNDS", &ok);
    return ok ? rounds : usual;
}

quint32 fuzzSeed()
{
    bool ok = false;
    const int seed = qEnvironmentVariableIntValue("VAKHTA_FUZZ_SEED", &ok);
    return ok ? quint32(seed) : 1;
}

QList<QByteArray> httpCorpus()
{
    const QByteArray upgrade = "Host: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";
    return {
        "GET /hello HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /things/%D1%8F%2F?a=b&c=%20+d HTTP/1.1\r\nHost: localhost\r\nCookie: a=b; c=d\r\n\r\n",
        "HEAD /hello HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\nGET /both HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /hello HTTP/1.0\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
        "11\r\n\r\n{\"a\":[1,2]}",
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
        "chunked\r\n\r\n5;x=\"y\"\r\nhello\r\n1\r\n!\r\n"
        "0\r\nTrailer: z\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok",
        "POST /secret?token=foreman HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: "
        "close\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "OPTIONS /both HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
        "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: x-a\r\n\r\n",
        "GET http://localhost/peer HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 1.2.3.4, ::1\r\n\r\n",
        "GET /ws HTTP/1.1\r\n" + upgrade + "\r\n" + QByteArray("\x81\x82\x01\x02\x03\x04hi", 8),
        "GET /private?token=good HTTP/1.1\r\n" + upgrade + "Origin: http://localhost:3000\r\n\r\n",
        "GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n",
    };
}

QList<QByteArray> httpDictionary()
{
    return {"\r\n",
            "\r\n\r\n",
            "\n",
            "\r",
            "\0",
            ": ",
            " HTTP/1.1\r\n",
            " HTTP/1.0\r\n",
            " HTTP/2.0\r\n",
            "GET ",
            "POST ",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "CONNECT a:1 ",
            "Content-Length: 5\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: 18446744073709551615\r\n",
            "Content-Length: 1048577\r\n",
            "Content-Length: 0x10\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: identity\r\n",
            "Transfer-Encoding: chunked, chunked\r\n",
            "Transfer-Encoding:\tchunked\r\n",
            "Transfer-Encoding : chunked\r\n",
            "Connection: close\r\n",
            "Connection: upgrade, keep-alive\r\n",
            "Upgrade: websocket\r\n",
            "Expect: 100-continue\r\n",
            "Host: a\r\n",
            "ffffffffffffffff\r\n",
            "0\r\n\r\n",
            "7fffffff;a=b\r\n",
            "%00",
            "%2F",
            "%2f..",
            "%",
            "%u0041",
            "/../",
            "Sec-WebSocket-Version: 8\r\n",
            "Sec-WebSocket-Key: x\r\n",
            " folded\r\n",
            "\t",
            "#",
            "?",
            "//",
            "\xff\xfe"};
}

QList<QByteArray> webSocketCorpus()
{
    const auto frame = [](int first, const QByteArray& payload) {
        QByteArray bytes(1, char(first));
        if (payload.size() < 126) {
            bytes.append(char(0x80 | payload.size()));
        } else {
            bytes.append(char(0x80 | 126)).append(char(payload.size() >> 8)).append(char(payload.size()));
        }
        const QByteArray mask("\x11\x22\x33\x44", 4);
        bytes += mask;
        for (qsizetype i = 0; i < payload.size(); ++i)
            bytes.append(char(payload[i] ^ mask[i % 4]));
        return bytes;
    };
    return {
        frame(0x81, "hello"),
        frame(0x81, "{\"type\":\"ping\"}") + frame(0x81, QByteArray(300, 'x')),
        frame(0x01, "one ") + frame(0x89, "ping") + frame(0x00, "two ") + frame(0x80, "three"),
        frame(0x82, QByteArray("\0\1\2\3", 4)),
        frame(0x89, "") + frame(0x8a, "pong") + frame(0x81, "\xD0\x92\xD0\xB0\xD1\x85\xD1\x82\xD0\xB0"),
        frame(0x88, QByteArray("\x03\xe8 bye", 6)),
        frame(0x81, "close 4401"),
        frame(0x81, "abort"),
        frame(0x81, "") + frame(0x01, "") + frame(0x80, "") + frame(0x81, QByteArray(5000, 'y')),
    };
}

QList<QByteArray> webSocketDictionary()
{
    return {QByteArray("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10),
            QByteArray("\x81\xff\0\0\0\0\0\4\0\1", 10),
            QByteArray("\x81\xfe\0\1", 4),
            QByteArray("\x81\xfe\xff\xff", 4),
            QByteArray("\x89\xfe\1\0", 4),
            QByteArray("\x88\x80\0\0\0\0", 6),
            QByteArray("\x88\x81\0\0\0\0a", 7),
            QByteArray("\x88\x82\0\0\0\0\0\0", 8),
            QByteArray("\x83\x80\0\0\0\0", 6),
            QByteArray("\x8b\x80\0\0\0\0", 6),
            QByteArray("\xf1\x80\0\0\0\0", 6),
            QByteArray("\x80\x80\0\0\0\0", 6),
            QByteArray("\x09\x80\0\0\0\0", 6),
            QByteArray("\x81\5hello", 7),
            QByteArray("\x81\x82\0\0\0\0\xff\xfe", 8),
            QByteArray("\x81\x83\0\0\0\0\xed\xa0\x80", 9),
            QByteArray("\xc0\x80", 2),
            "GET / HTTP/1.1\r\n\r\n"};
}
