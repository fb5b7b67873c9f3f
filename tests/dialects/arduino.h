// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <cctype>
#include <cstring>
#include <string>

/// The firmware's side of the pool, written apart from the server's: walks the bytes as ArduinoJson 6
/// does and gives out slots and string copies from a pool of fixed size.
class ArduinoPool final
{
public:
    explicit ArduinoPool(int capacity) : m_capacity(capacity) {}

    /// False: "NoMemory" or "InvalidInput", which the firmware does not tell apart.
    bool parse(const QByteArray& json)
    {
        m_at = json.constData();
        m_end = m_at + json.size();
        m_used = 0;
        if (!value())
            return false;
        space();
        return m_at == m_end && m_used <= m_capacity;
    }
    int used() const { return m_used; }

private:
    static constexpr int slot = 16; // sizeof(VariantSlot), 32 bits

    void space()
    {
        while (m_at < m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
    }
    bool take(char c)
    {
        space();
        if (m_at == m_end || *m_at != c)
            return false;
        ++m_at;
        return true;
    }
    bool word(const char* text)
    {
        for (; *text; ++text, ++m_at) {
            if (m_at == m_end || *m_at != *text)
                return false;
        }
        return true;
    }
    bool string()
    {
        if (!take('"'))
            return false;
        int bytes = 1; // NUL
        while (m_at < m_end && *m_at != '"') {
            if (*m_at != '\\') {
                ++bytes;
                ++m_at;
                continue;
            }
            if (++m_at == m_end)
                return false;
            if (*m_at++ != 'u') {
                ++bytes;
                continue;
            }
            if (m_end - m_at < 4)
                return false;
            const long code = std::stol(std::string(m_at, 4), nullptr, 16);
            bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
            m_at += 4;
        }
        m_used += bytes;
        return m_at++ < m_end;
    }
    bool value()
    {
        space();
        if (m_at == m_end)
            return false;
        switch (*m_at) {
        case '{':
            ++m_at;
            if (take('}'))
                return true;
            do {
                m_used += slot;
                if (!string() || !take(':') || !value())
                    return false;
            } while (take(','));
            return take('}');
        case '[':
            ++m_at;
            if (take(']'))
                return true;
            do {
                m_used += slot;
                if (!value())
                    return false;
            } while (take(','));
            return take(']');
        case '"':
            return string();
        case 't':
            return word("true");
        case 'f':
            return word("false");
        case 'n':
            return word("null");
        default: {
            const char* begin = m_at;
            while (m_at < m_end &&
                   (std::isdigit(static_cast<unsigned char>(*m_at)) || std::strchr("+-.eE", *m_at)))
                ++m_at;
            return m_at != begin;
        }
        }
    }

    const int m_capacity;
    const char* m_at = nullptr;
    const char* m_end = nullptr;
    int m_used = 0;
};
