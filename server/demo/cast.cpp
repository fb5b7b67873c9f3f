// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo/cast.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QSet>

#include <algorithm>
#include <array>

namespace demo {

using namespace Qt::StringLiterals;

namespace {

constexpr int loomCount = 40;
constexpr int shifts = 3;
constexpr int operatorsAShift = loomCount / 2;

/// A group of people with the same work.
struct Group
{
    Duty duty;
    int count; ///< a shift; of Day: in all
    QString department;
    QString position;
};

const std::vector<Group>& groups()
{
    // 3 × (12 + 8 + 2 + 4 + 3) + 33 = 120
    static const std::vector<Group> list{
        {Duty::Operator, 12, u"Сотрудник_bag"_s, u"Оператор станка"_s},
        {Duty::Operator, operatorsAShift - 12, u"Сотрудник"_s, u"Оператор станка"_s},
        {Duty::Reserve, 2, u"Сотрудник"_s, u"Оператор станка"_s},
        {Duty::Mechanic, 4, u"Механики"_s, u"Механик"_s},
        {Duty::Guard, 3, u"Охрана"_s, u"Охранник"_s},
        {Duty::Day, 3, u"IT отдел"_s, u"Инженер"_s},
        {Duty::Day, 6, u"Бухгалтерия"_s, u"Бухгалтер"_s},
        {Duty::Day, 8, u"Администрация"_s, u"Специалист"_s},
        {Duty::Day, 16, u"Склад"_s, u"Кладовщик"_s},
    };
    return list;
}

QStringList strings(const QJsonValue& array)
{
    QStringList list;
    for (const auto& value : array.toArray())
        list.append(value.toString());
    return list;
}

class Names final
{
public:
    explicit Names(QRandomGenerator& random) : m_random(random)
    {
        QFile file(u":/demo/names.json"_s);
        const bool opened = file.open(QIODevice::ReadOnly);
        Q_ASSERT(opened);
        m_lists = QJsonDocument::fromJson(file.readAll()).object();
        m_last = strings(m_lists["last"_L1]);
        m_firstRussian = m_last.indexOf(m_lists["firstRussian"_L1].toString());
        Q_ASSERT(m_firstRussian > 0);
    }

    /// A name that nobody has yet; mechanics and guards are men here.
    void give(Person& person, bool female)
    {
        do {
            const int index = m_random.bounded(static_cast<int>(m_last.size()));
            person.lastName = m_last[index];
            if (index >= m_firstRussian) {
                const QJsonObject russian = m_lists["russian"_L1].toObject();
                person.firstName = pick(russian[female ? "female"_L1 : "male"_L1]);
                person.middleName = pick(russian[female ? "fatherFemale"_L1 : "fatherMale"_L1]);
            } else {
                const QJsonObject turkmen = m_lists["turkmen"_L1].toObject();
                person.firstName = pick(turkmen[female ? "female"_L1 : "male"_L1]);
                const QString father = pick(turkmen["father"_L1]);
                if (father.endsWith(u'ы'))
                    person.middleName = father + (female ? u"евна"_s : u"евич"_s);
                else
                    person.middleName = father + (female ? u"овна"_s : u"ович"_s);
            }
            if (female)
                person.lastName += u'а';
        } while (m_given.contains(person.lastName + person.firstName));
        m_given.insert(person.lastName + person.firstName);
    }
    QStringList repairs() const { return strings(m_lists["repairs"_L1]); }

private:
    QString pick(const QJsonValue& array) const
    {
        const QJsonArray list = array.toArray();
        return list[m_random.bounded(static_cast<int>(list.size()))].toString();
    }

    QRandomGenerator& m_random;
    QJsonObject m_lists;
    QStringList m_last;
    qsizetype m_firstRussian = 0;
    QSet<QString> m_given;
};

QString newCard(QRandomGenerator& random, QSet<QString>& given)
{
    QString card;
    do
        card = u"%1"_s.arg(random.generate(), 8, 16, QChar(u'0')).toUpper();
    while (given.contains(card));
    given.insert(card);
    return card;
}

} // namespace

Cast makeCast(quint32 seed)
{
    QRandomGenerator random(seed);
    Names names(random);
    QSet<QString> cards;
    Cast cast;
    cast.repairs = names.repairs();
    for (int i = 1; i <= 3; ++i)
        cast.gates.append(u"ESP32-SEC-%1"_s.arg(i, 3, 10, QChar(u'0')));
    for (int i = 1; i <= 2; ++i)
        cast.terminals.append(u"ESP32-HR-%1"_s.arg(i, 3, 10, QChar(u'0')));
    for (int i = 1; i <= loomCount; ++i) {
        cast.looms.push_back({u"Станок %1"_s.arg(i, 2, 10, QChar(u'0')),
                              u"LOHIA-%1"_s.arg(i, 3, 10, QChar(u'0')), random.bounded(24, 37)});
    }
    std::array<int, shifts> nextLoom{};
    for (const Group& group : groups()) {
        const int turns = group.duty == Duty::Day ? 1 : shifts;
        for (int shift = 0; shift < turns; ++shift) {
            for (int i = 0; i < group.count; ++i) {
                Person person;
                person.personnelNumber = u"%1"_s.arg(cast.people.size() + 1, 4, 10, QChar(u'0'));
                person.department = group.department;
                person.position = group.position;
                person.duty = group.duty;
                person.shift = shift;
                const bool men = group.duty == Duty::Mechanic || group.duty == Duty::Guard;
                names.give(person, !men && random.bounded(100) < 45);
                person.card = newCard(random, cards);
                if (group.duty == Duty::Operator) {
                    int& loom = nextLoom[static_cast<size_t>(shift)];
                    person.looms = {loom, loom + 1};
                    loom += 2;
                }
                cast.people.push_back(std::move(person));
            }
        }
    }
    return cast;
}

} // namespace demo
