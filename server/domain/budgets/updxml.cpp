// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgets/upd.h"

#include <QCryptographicHash>
#include <QRegularExpression>
#include <QStringDecoder>
#include <QXmlStreamReader>

#include <array>

namespace domain {

using namespace Qt::StringLiterals;
using protocol::Money;
using protocol::Quantity;

namespace {

constexpr size_t mostItems = 10'000;
constexpr int deepest = 32;

/// The upper half of windows-1251, which Qt cannot read without ICU and which most of these files are in.
constexpr std::array<char16_t, 64> cyrillicFrom80{
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039, 0x040A,
    0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0xFFFD, 0x2122,
    0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6,
    0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456,
    0x0491, 0x00B5, 0x00B6, 0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457};

QString fromWindows1251(const QByteArray& bytes)
{
    QString text(bytes.size(), Qt::Uninitialized);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const auto byte = static_cast<unsigned char>(bytes[i]);
        char16_t c = byte;
        if (byte >= 0xC0)
            c = static_cast<char16_t>(0x0410 + (byte - 0xC0));
        else if (byte >= 0x80)
            c = cyrillicFrom80[byte - 0x80];
        text[i] = QChar(c);
    }
    return text;
}

/// What the XML declaration says; empty: nothing.
QString declaredEncoding(const QByteArray& file)
{
    static const QRegularExpression declaration(u"^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']"_s);
    return declaration.match(QString::fromLatin1(file.left(200))).captured(1).toLower();
}

base::Unexpected<protocol::Error> unreadable(const QString& why)
{
    return protocol::failure(protocol::ErrorCode::BadRequest, u"The file is no readable УПД: %1"_s.arg(why));
}

class UpdReader final
{
public:
    UpdReader(const QString& text, Upd upd) : m_xml(text), m_upd(std::move(upd)) {}

    protocol::Result<Upd> read()
    {
        while (!m_xml.atEnd() && m_problem.isEmpty()) {
            switch (m_xml.readNext()) {
            case QXmlStreamReader::DTD:
            case QXmlStreamReader::EntityReference:
                m_problem = u"it has a document type or entities, which are not read."_s;
                break;
            case QXmlStreamReader::StartElement:
                if (m_path.size() >= deepest)
                    m_problem = u"its elements are nested too deeply."_s;
                m_path.append(m_xml.name().toString());
                enter(m_xml.attributes());
                break;
            case QXmlStreamReader::EndElement:
                m_path.removeLast();
                break;
            default:
                break;
            }
        }
        if (!m_problem.isEmpty())
            return unreadable(m_problem);
        if (m_xml.hasError())
            return unreadable(u"line %1: %2"_s.arg(m_xml.lineNumber()).arg(m_xml.errorString()));
        return finish();
    }

private:
    bool isInside(const QString& element) const { return m_path.contains(element); }

    void enter(const QXmlStreamAttributes& attributes)
    {
        const QString& element = m_path.constLast();
        const auto value = [&](const QString& name) { return attributes.value(name).toString().trimmed(); };
        if (element == u"СвСчФакт") {
            m_isUpd = true;
            m_upd.number = value(u"НомерДок"_s).isEmpty() ? value(u"НомерСчФ"_s) : value(u"НомерДок"_s);
            const QString date = value(u"ДатаДок"_s).isEmpty() ? value(u"ДатаСчФ"_s) : value(u"ДатаДок"_s);
            m_upd.date = QDate::fromString(date, u"dd.MM.yyyy"_s);
        } else if (element == u"СвЮЛУч" || element == u"СвИП" || element == u"СвФЛУч") {
            takeParty(value(u"НаимОрг"_s), value(u"ИННЮЛ"_s).isEmpty() ? value(u"ИННФЛ"_s) : value(u"ИННЮЛ"_s));
        } else if (element == u"ФИО" && (isInside(u"СвИП"_s) || isInside(u"СвФЛУч"_s))) {
            takeParty(QStringList{value(u"Фамилия"_s), value(u"Имя"_s), value(u"Отчество"_s)}.join(u' ').simplified(),
                      {});
        } else if (element == u"СведТов") {
            takeItem(value(u"НаимТов"_s), value(u"НаимЕдИзм"_s), value(u"КолТов"_s),
                     value(u"СтТовУчНал"_s).isEmpty() ? value(u"СтТовБезНДС"_s) : value(u"СтТовУчНал"_s));
        } else if (element == u"ДопСведТов" && !m_upd.items.empty() && m_upd.items.back().unit.isEmpty()) {
            m_upd.items.back().unit = value(u"НаимЕдИзм"_s).left(50);
        } else if (element == u"ВсегоОпл") {
            const QString total = value(u"СтТовУчНалВсего"_s);
            m_total = Money::fromText(total);
            if (!total.isEmpty() && (!m_total || *m_total < Money()))
                m_problem = u"its total is no sum of money."_s;
        }
    }

    void takeParty(const QString& name, const QString& inn)
    {
        QString& party = isInside(u"СвПрод"_s) ? m_upd.supplierName : m_upd.buyerName;
        const bool concerned = isInside(u"СвПрод"_s) || isInside(u"СвПокуп"_s);
        if (!concerned)
            return;
        if (party.isEmpty())
            party = name.left(255);
        if (isInside(u"СвПрод"_s) && m_upd.supplierInn.isEmpty())
            m_upd.supplierInn = inn.left(12);
    }

    void takeItem(const QString& name, const QString& unit, const QString& quantity, const QString& amount)
    {
        if (m_upd.items.size() >= mostItems) {
            m_problem = u"it has more than %1 items."_s.arg(mostItems);
            return;
        }
        const int line = static_cast<int>(m_upd.items.size()) + 1;
        // The format allows eleven decimals; nobody weighs a cargo to less than a millionth.
        const auto count = protocol::decimal::unitsFromText(quantity.isEmpty() ? u"1"_s : quantity, 6, true);
        const auto sum = Money::fromText(amount);
        if (name.isEmpty() || !count || *count <= 0 || !sum || *sum < Money()) {
            m_problem = u"item %1 has no name, no quantity or no sum."_s.arg(line);
            return;
        }
        m_upd.items.push_back({.line = line,
                               .name = name.left(1000),
                               .unit = unit.left(50),
                               .quantity = Quantity::fromUnits(*count),
                               .amount = *sum});
    }

    protocol::Result<Upd> finish()
    {
        if (!m_isUpd)
            return unreadable(u"it has no СвСчФакт."_s);
        if (m_upd.number.isEmpty() || m_upd.number.size() > 255 || !m_upd.date.isValid())
            return unreadable(u"its number or its date is missing."_s);
        if (m_upd.supplierName.isEmpty())
            return unreadable(u"its supplier is missing."_s);
        if (m_upd.items.empty())
            return unreadable(u"it has no items."_s);
        for (const UpdItem& item : m_upd.items) {
            m_upd.total += item.amount;
            if (!m_upd.total.isSane())
                return unreadable(u"its total is out of range."_s);
        }
        if (m_total)
            m_upd.total = *m_total;
        m_upd.itemCount = static_cast<int>(m_upd.items.size());
        return std::move(m_upd);
    }

    QXmlStreamReader m_xml;
    Upd m_upd;
    QStringList m_path;
    QString m_problem;
    std::optional<Money> m_total;
    bool m_isUpd = false;
};

} // namespace

protocol::Result<Upd> updFromXml(const QByteArray& file, protocol::CompanyId company, protocol::UserId by)
{
    const QString encoding = declaredEncoding(file);
    QString text;
    if (encoding == "windows-1251"_L1 || encoding == "cp1251"_L1) {
        text = fromWindows1251(file);
    } else if (encoding.isEmpty() || encoding == "utf-8"_L1) {
        QStringDecoder decoder(QStringDecoder::Utf8);
        text = decoder(file);
        if (decoder.hasError())
            return unreadable(u"it is not in the encoding it says."_s);
    } else {
        return unreadable(u"its encoding %1 is not known here; UTF-8 and windows-1251 are."_s.arg(encoding));
    }
    Upd upd{.company = company, .uploadedBy = by};
    upd.fingerprint = QCryptographicHash::hash(file, QCryptographicHash::Sha256);
    return UpdReader(text, std::move(upd)).read();
}

} // namespace domain
