// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>

#include <random>

/// Makes wrong input of right input. The same seed makes the same sequence on every machine.
class Mutator final
{
public:
    /// dictionary: pieces with a meaning in the input's language, put in now and then.
    Mutator(quint32 seed, QList<QByteArray> dictionary);

    /// One to six changes: flipped, lost, doubled, moved and foreign bytes.
    QByteArray mutate(QByteArray input, const QList<QByteArray>& others);
    /// The input cut into pieces of random sizes, few or many.
    QList<QByteArray> cut(const QByteArray& input);
    /// 0 … below - 1.
    int below(int bound);

private:
    void change(QByteArray& input, const QList<QByteArray>& others);

    std::mt19937 m_random;
    QList<QByteArray> m_dictionary;
};

/// VAKHTA_FUZZ_ROUNDS, or usual when it is not set.
int fuzzRounds(int usual);
/// VAKHTA_FUZZ_SEED, or 1.
quint32 fuzzSeed();

/// Valid HTTP requests of every kind that the server knows.
QList<QByteArray> httpCorpus();
QList<QByteArray> httpDictionary();
/// Valid streams of WebSocket frames from a client.
QList<QByteArray> webSocketCorpus();
QList<QByteArray> webSocketDictionary();
