// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

#include <QSet>

using namespace Qt::StringLiterals;

namespace {

struct Translations
{
    QSet<QString> messages; ///< context, source and comment of each
    QStringList unfinished;
    QStringList badPlaceholders;
};

/// The placeholders of a text, sorted: %1, %2, %n.
QStringList placeholders(const QString& text)
{
    QStringList result;
    for (qsizetype i = 0; i + 1 < text.size(); ++i)
        if (text[i] == u'%' && (text[i + 1].isDigit() || text[i + 1] == u'n'))
            result.append(text.mid(i, 2));
    result.sort();
    return result;
}

Translations read(const QString& path)
{
    Translations result;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return result;
    QXmlStreamReader xml(&file);
    QString context;
    QString source;
    QString comment;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1) {
            context = xml.readElementText();
        } else if (xml.name() == "message"_L1) {
            source.clear();
            comment.clear();
        } else if (xml.name() == "source"_L1) {
            source = xml.readElementText();
        } else if (xml.name() == "comment"_L1) {
            comment = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            const QString type = xml.attributes().value("type"_L1).toString();
            QStringList forms;
            QString text;
            while (!(xml.readNext() == QXmlStreamReader::EndElement && xml.name() == "translation"_L1)) {
                if (xml.isStartElement())
                    forms.append(xml.readElementText());
                else
                    text += xml.text();
            }
            if (forms.isEmpty())
                forms.append(text);
            const QString name =
                context + u" / "_s + source + (comment.isEmpty() ? QString() : u" // "_s + comment);
            if (type != "vanished"_L1 && type != "obsolete"_L1)
                result.messages.insert(name);
            if (type == "unfinished"_L1 || forms.contains(QString()))
                result.unfinished.append(name);
            for (const QString& form : forms) {
                // "Polling every second": a plural form may leave its number out, nothing else.
                QStringList wanted = placeholders(source);
                QStringList found = placeholders(form);
                wanted.removeAll(u"%n"_s);
                found.removeAll(u"%n"_s);
                if (wanted != found)
                    result.badPlaceholders.append(name);
            }
        }
    }
    return result;
}

} // namespace

class tst_Translations final : public QObject
{
    Q_OBJECT
private slots:
    void complete_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QStringList>("options");
        QTest::newRow("ru") << u"vakhta_ru.ts"_s << QStringList();
        QTest::newRow("en") << u"vakhta_en.ts"_s << QStringList(u"-pluralonly"_s);
    }
    void complete()
    {
        QFETCH(QString, file);
        QFETCH(QStringList, options);
        const QString path = QStringLiteral(VAKHTA_SOURCE) + u"/translations/"_s + file;
        const Translations kept = read(path);
        QVERIFY(kept.messages.size() > 10);
        QVERIFY2(kept.unfinished.isEmpty(), qPrintable(kept.unfinished.join(u'\n')));
        QVERIFY2(kept.badPlaceholders.isEmpty(), qPrintable(kept.badPlaceholders.join(u'\n')));

        // What the sources say today is what is translated: nothing was added and forgotten.
        QTemporaryDir folder;
        const QString copy = folder.filePath(file);
        QVERIFY(QFile::copy(path, copy));
        QProcess lupdate;
        lupdate.start(QStringLiteral(VAKHTA_LUPDATE),
                      QStringList{u"-silent"_s, u"-no-obsolete"_s, u"-locations"_s, u"none"_s} + options +
                          QStringList{QStringLiteral(VAKHTA_SOURCE) + u"/ui"_s,
                                      QStringLiteral(VAKHTA_SOURCE) + u"/server/diagnosis"_s, u"-ts"_s, copy});
        QVERIFY(lupdate.waitForFinished());
        QCOMPARE(lupdate.exitCode(), 0);
        const Translations today = read(copy);
        QCOMPARE(QStringList((today.messages - kept.messages).values()), QStringList());
        QCOMPARE(QStringList((kept.messages - today.messages).values()), QStringList());
        QVERIFY2(today.unfinished.isEmpty(), qPrintable(today.unfinished.join(u'\n')));
    }
};

QTEST_GUILESS_MAIN(tst_Translations)
#include "tst_translations.moc"
