// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/budgets/upd.h"

#include <QTest>

using namespace Qt::StringLiterals;
using protocol::Money;

namespace {

protocol::Result<domain::Upd> read(const QByteArray& file)
{
    return domain::updFromXml(file, *protocol::CompanyId::from(1), *protocol::UserId::from(4));
}

/// A document as the tax service's format has it, cut down to what is read; invented throughout.
QString document()
{
    return uR"(<?xml version="1.0" encoding="utf-8"?>
<Файл ИдФайл="ON_NSCHFDOPPR_1" ВерсФорм="5.01" ВерсПрог="тест">
 <СвУчДокОбор ИдОтпр="1" ИдПол="2"/>
 <Документ КНД="1115131" Функция="СЧФДОП" НаимЭконСубСост="ООО Тест">
  <СвСчФакт НомерСчФ="А-17" ДатаСчФ="26.01.2026" КодОКВ="643">
   <СвПрод><ИдСв><СвЮЛУч НаимОрг="ООО &quot;Пример&quot;" ИННЮЛ="0000000017" КПП="000000001"/></ИдСв>
    <Адрес><АдрРФ Индекс="000000"/></Адрес></СвПрод>
   <СвПокуп><ИдСв><СвЮЛУч НаимОрг="ООО Покупатель" ИННЮЛ="0000000025"/></ИдСв></СвПокуп>
  </СвСчФакт>
  <ТаблСчФакт>
   <СведТов НомСтр="1" НаимТов="Цемент М500" ОКЕИ_Тов="166" КолТов="100" ЦенаТов="450.00" СтТовБезНДС="45000.00"
     НалСт="20%" СтТовУчНал="54000.00"><ДопСведТов НаимЕдИзм="кг"/></СведТов>
   <СведТов НомСтр="2" НаимТов="Доставка" ОКЕИ_Тов="796" КолТов="1.50000000000" СтТовБезНДС="1000.01"/>
   <ВсегоОпл СтТовБезНДСВсего="46000.01" СтТовУчНалВсего="55000.01"/>
  </ТаблСчФакт>
 </Документ>
</Файл>
)"_s;
}

QByteArray windows1251(const QString& text)
{
    QByteArray bytes;
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        if (unit < 0x80)
            bytes.append(char(unit));
        else if (unit >= 0x0410 && unit <= 0x044F)
            bytes.append(char(0xC0 + (unit - 0x0410)));
        else
            qFatal("not in this test's letters");
    }
    return bytes;
}

QByteArray with(const QString& from, const QString& to)
{
    QString text = document();
    Q_ASSERT(text.contains(from));
    return text.replace(from, to).toUtf8();
}

} // namespace

class UpdXmlTest final : public QObject
{
    Q_OBJECT

private slots:
    void aDocument_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("UTF-8") << document().toUtf8();
        QTest::newRow("UTF-8 with a mark") << "\xEF\xBB\xBF" + document().toUtf8();
        QTest::newRow("no declaration") << with(u"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"_s, {});
        QTest::newRow("windows-1251") << windows1251(document().replace(u"utf-8"_s, u"windows-1251"_s));
        QString newer = document();
        newer.replace(u"НомерСчФ"_s, u"НомерДок"_s).replace(u"ДатаСчФ"_s, u"ДатаДок"_s);
        QTest::newRow("5.03") << newer.toUtf8();
    }
    void aDocument()
    {
        QFETCH(QByteArray, file);
        const auto upd = read(file);
        QVERIFY2(upd, upd ? "" : qPrintable(upd.error().text()));
        QCOMPARE(upd->number, u"А-17"_s);
        QCOMPARE(upd->date, QDate(2026, 1, 26));
        QCOMPARE(upd->supplierName, u"ООО \"Пример\""_s);
        QCOMPARE(upd->supplierInn, u"0000000017"_s);
        QCOMPARE(upd->buyerName, u"ООО Покупатель"_s);
        QCOMPARE(upd->total, Money::fromText(u"55000.01").value());
        QCOMPARE(upd->itemCount, 2);
        QCOMPARE(upd->items.size(), 2u);
        QCOMPARE(upd->items[0].name, u"Цемент М500"_s);
        QCOMPARE(upd->items[0].unit, u"кг"_s);
        QCOMPARE(upd->items[0].quantity.toText(), u"100.000"_s);
        QCOMPARE(upd->items[0].amount, Money::fromText(u"54000").value());
        QCOMPARE(upd->items[1].line, 2);
        QCOMPARE(upd->items[1].quantity.toText(), u"1.500"_s);
        QCOMPARE(upd->items[1].amount, Money::fromText(u"1000.01").value()); // there is none with tax
        QCOMPARE(upd->fingerprint.size(), 32);
    }

    void aPersonSells()
    {
        const auto upd = read(with(u"<СвЮЛУч НаимОрг=\"ООО &quot;Пример&quot;\" ИННЮЛ=\"0000000017\" КПП=\"000000001\"/>"_s,
                                   u"<СвИП ИННФЛ=\"000000000017\"><ФИО Фамилия=\"Тест\" Имя=\"Анна\"/></СвИП>"_s));
        QVERIFY2(upd, upd ? "" : qPrintable(upd.error().text()));
        QCOMPARE(upd->supplierName, u"Тест Анна"_s);
        QCOMPARE(upd->supplierInn, u"000000000017"_s);
    }

    void theTotalIsAddedUpWhereItIsMissing()
    {
        const auto upd = read(with(u" СтТовУчНалВсего=\"55000.01\""_s, {}));
        QVERIFY(upd);
        QCOMPARE(upd->total, Money::fromText(u"55000.01").value());
    }

    void whatIsRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no XML") << QByteArray("PK\x03\x04");
        QTest::newRow("another document") << QByteArray("<?xml version=\"1.0\"?><order number=\"1\"/>");
        QTest::newRow("cut off") << document().toUtf8().chopped(40);
        QTest::newRow("no number") << with(u"НомерСчФ=\"А-17\""_s, u"НомерСчФ=\" \""_s);
        QTest::newRow("no date") << with(u"26.01.2026"_s, u"2026-01-26"_s);
        QTest::newRow("no supplier") << with(u"НаимОрг=\"ООО &quot;Пример&quot;\""_s, {});
        QTest::newRow("no items") << with(u"СведТов НомСтр"_s, u"Прочее НомСтр"_s).replace("</СведТов>", "</Прочее>");
        QTest::newRow("a quantity in words") << with(u"КолТов=\"100\""_s, u"КолТов=\"сто\""_s);
        QTest::newRow("no quantity") << with(u"КолТов=\"100\""_s, u"КолТов=\"0\""_s);
        QTest::newRow("less than nothing") << with(u"\"54000.00\""_s, u"\"-54000.00\""_s);
        QTest::newRow("part of a kopeck") << with(u"\"54000.00\""_s, u"\"54000.001\""_s);
        QTest::newRow("more than there is") << with(u"\"54000.00\""_s, u"\"540000000000000000\""_s);
        QTest::newRow("a total in words") << with(u"\"55000.01\""_s, u"\"много\""_s);
        QTest::newRow("another encoding") << with(u"utf-8"_s, u"koi8-r"_s);
        QTest::newRow("not in its encoding") << windows1251(document());
        QTest::newRow("a document type") << with(u"<Файл"_s, u"<!DOCTYPE Файл>\n<Файл"_s);
        QTest::newRow("a file of the server's")
            << with(u"<Файл"_s, u"<!DOCTYPE Файл [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<Файл"_s)
                   .replace("Доставка", "&x;");
        QTest::newRow("a billion laughs")
            << with(u"<Файл"_s, u"<!DOCTYPE Файл [<!ENTITY a \"ха\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
                                 "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>\n<Файл"_s)
                   .replace("Доставка", "&c;");
        QTest::newRow("too deep") << QByteArray("<a>").repeated(1'000);
        const QString item = u"<СведТов НаимТов=\"x\" КолТов=\"1\" СтТовУчНал=\"1\"/>"_s;
        const QString dear = u"<СведТов НаимТов=\"x\" КолТов=\"1\" СтТовУчНал=\"10000000000000\"/>"_s;
        QTest::newRow("more than there is, in parts")
            << with(u"<ВсегоОпл"_s, dear.repeated(9'900) + u"<ВсегоОпл"_s);
        QTest::newRow("too many items") << with(u"<ВсегоОпл"_s, item.repeated(10'000) + u"<ВсегоОпл"_s);
    }
    void whatIsRefused()
    {
        QFETCH(QByteArray, file);
        const auto upd = read(file);
        QVERIFY(!upd);
        QCOMPARE(upd.error().status(), 400);
        QVERIFY(!upd.error().text().contains(u"root:"_s));
    }
};

QTEST_APPLESS_MAIN(UpdXmlTest)
#include "tst_updxml.moc"
