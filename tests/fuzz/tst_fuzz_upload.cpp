// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/parameters.h"
#include "domain/budgets/upd.h"
#include "mutator.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// A delivery document, invented, with an item of each kind.
QByteArray updDocument()
{
    return uR"(<?xml version="1.0" encoding="utf-8"?><Файл ВерсФорм="5.01"><Документ КНД="1115131">
<СвСчФакт НомерСчФ="А-17" ДатаСчФ="26.01.2026"><СвПрод><ИдСв><СвЮЛУч НаимОрг="ООО Пример" ИННЮЛ="0000000017"/></ИдСв>
</СвПрод></СвСчФакт><ТаблСчФакт><СведТов НаимТов="Цемент" КолТов="100.5" СтТовУчНал="54000.00"><ДопСведТов
НаимЕдИзм="кг"/></СведТов><СведТов НаимТов="Песок" КолТов="2" СтТовБезНДС="1000"/><ВсегоОпл СтТовУчНалВсего="55000.00"/>
</ТаблСчФакт></Документ></Файл>)"_s.toUtf8();
}

QByteArray uploadForm(const QByteArray& file)
{
    return "--b\r\nContent-Disposition: form-data; name=\"comment\"\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; "
           "name=\"file\"; filename=\"upd.xml\"\r\nContent-Type: text/xml\r\n\r\n"
           + file + "\r\n--b--\r\n";
}

} // namespace

/// What somebody uploads: whatever it is, it is read as it should be or refused with a reason.
class FuzzUpload final : public QObject
{
    Q_OBJECT

private slots:
    void documents()
    {
        const QList<QByteArray> corpus{updDocument(),
                                       updDocument().replace("utf-8", "windows-1251"),
                                       updDocument().replace("<Файл", "<!DOCTYPE x [<!ENTITY a \"b\">]><Файл")};
        Mutator mutator(fuzzSeed(), {"<", ">", "/>", "\"", "&#0;", "&#x10FFFF;", "&lt;", "&a;", "<![CDATA[", "]]>",
                                     "<!--", "<!DOCTYPE a [", "КолТов=\"", "СтТовУчНал=\"", "99999999999999999999",
                                     "-1", "1e9", "0.0000001", "<СведТов ", "\xEF\xBB\xBF", "\xFF\xFE", "windows-1251"});
        int read = 0;
        int refused = 0;
        for (int round = fuzzRounds(5'000); round > 0; --round) {
            const QByteArray file = mutator.mutate(corpus[mutator.below(int(corpus.size()))], corpus);
            const auto upd = domain::updFromXml(file, *protocol::CompanyId::from(1), *protocol::UserId::from(1));
            if (!upd) {
                ++refused;
                QCOMPARE(upd.error().status(), 400);
                continue;
            }
            ++read;
            QVERIFY(!upd->number.isEmpty() && upd->date.isValid() && !upd->supplierName.isEmpty());
            QVERIFY(!upd->items.empty() && upd->itemCount == int(upd->items.size()));
            QVERIFY(upd->total.isSane() && upd->total >= protocol::Money());
            for (const domain::UpdItem& item : upd->items) {
                QVERIFY(!item.name.isEmpty() && item.quantity.isPositive() && item.amount >= protocol::Money());
                QVERIFY(item.quantity.isSane() && item.amount.isSane());
            }
        }
        qInfo("%d documents read, %d refused", read, refused);
        QVERIFY(read > 0 && refused > 0);
    }

    void forms()
    {
        const QByteArray file = updDocument();
        const QList<QByteArray> corpus{uploadForm(file), uploadForm("x"), uploadForm({})};
        Mutator mutator(fuzzSeed(), {"--b", "--b--", "\r\n", "\r\n\r\n", "\n", "name=\"file\"", "filename=\"", "; ",
                                     "Content-Disposition:", "form-data", "=", ":", "\""});
        const QList<QByteArray> types{"multipart/form-data; boundary=b", "multipart/form-data; boundary=\"b\"",
                                      "multipart/form-data; boundary=", "multipart/form-data", "text/xml"};
        int read = 0;
        int refused = 0;
        for (int round = fuzzRounds(5'000) * 4; round > 0; --round) {
            net::Request request;
            request.headers.emplace_back("Content-Type",
                                         mutator.below(10) > 0 ? types[mutator.below(int(types.size()))]
                                                               : mutator.mutate(types[0], types));
            request.body = mutator.mutate(corpus[mutator.below(int(corpus.size()))], corpus);
            const auto found = api::uploadedFile(request, "file");
            if (!found) {
                ++refused;
                QCOMPARE(found.error().status(), 400);
            } else {
                ++read;
                // A part of what was sent, or all of it.
                QVERIFY(found->size() <= request.body.size());
                QVERIFY(found->isEmpty() || request.body.contains(*found));
            }
        }
        qInfo("%d forms read, %d refused", read, refused);
        QVERIFY(read > 0 && refused > 0);
    }
};

QTEST_GUILESS_MAIN(FuzzUpload)
#include "tst_fuzz_upload.moc"
