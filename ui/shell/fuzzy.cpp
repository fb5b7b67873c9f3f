// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/fuzzy.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr QStringView latinKeys = u"`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
constexpr QStringView russianKeys = u"ёйцукенгшщзхъфывапролджэячсмитьбю";

QString folded(const QString& text)
{
    QString result = text.toLower();
    result.replace(u'ё', u'е');
    return result;
}

/// query and text are folded.
int scoreFolded(QStringView query, QStringView text)
{
    if (query.isEmpty() || query.size() > text.size())
        return 0;
    if (const qsizetype at = text.indexOf(query); at >= 0) {
        const bool wordStart = at == 0 || !text[at - 1].isLetterOrNumber();
        const bool wordEnd = at + query.size() == text.size() || !text[at + query.size()].isLetterOrNumber();
        return 1000 + (wordStart ? 300 : 0) + (wordStart && wordEnd ? 300 : 0) + (at == 0 ? 100 : 0) -
               int(std::min<qsizetype>(text.size(), 90));
    }
    int score = 0;
    int run = 0;
    qsizetype at = 0;
    for (const QChar letter : query) {
        if (letter.isSpace()) {
            run = 0;
            continue;
        }
        qsizetype found = text.indexOf(letter, at);
        if (found < 0)
            return 0;
        // A beginning of a word is worth a short walk.
        for (qsizetype ahead = found; run == 0 && ahead >= 0 && ahead < found + 24;
             ahead = text.indexOf(letter, ahead + 1))
            if (ahead == 0 || !text[ahead - 1].isLetterOrNumber()) {
                found = ahead;
                break;
            }
        const bool wordStart = found == 0 || !text[found - 1].isLetterOrNumber();
        run = found == at ? run + 1 : 1;
        score += 10 + (wordStart ? 25 : 0) + run * 6 - int(std::min<qsizetype>(found - at, 12));
        at = found + 1;
    }
    // Of «Станок 1» and «Станок 17», «стан 1» means the first.
    if (at == text.size() || !text[at].isLetterOrNumber())
        score += 20;
    // Letters scattered over a line are a coincidence, not an answer.
    return score >= int(query.size()) * 14 ? std::min(score, 999) : 0;
}

} // namespace

QString otherLayout(const QString& text)
{
    QString result = text.toLower();
    for (QChar& letter : result) {
        if (const qsizetype key = latinKeys.indexOf(letter); key >= 0)
            letter = russianKeys[key];
        else if (const qsizetype russian = russianKeys.indexOf(letter); russian >= 0)
            letter = latinKeys[russian];
    }
    return result;
}

int fuzzyScore(const QString& query, const QString& text)
{
    const QString foldedText = folded(text);
    const int straight = scoreFolded(folded(query).trimmed(), foldedText);
    if (straight >= 1000)
        return straight;
    const int other = scoreFolded(folded(otherLayout(query)).trimmed(), foldedText);
    return std::max(straight, other * 9 / 10);
}

} // namespace ui
