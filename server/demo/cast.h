// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace demo {

/// What somebody at the invented plant does.
enum class Duty {
    Operator, ///< tends two looms in one of three shifts
    Reserve,  ///< steps in for an operator who is missing
    Mechanic, ///< repairs, in one of three shifts
    Guard,    ///< in one of three shifts
    Day,      ///< office and store, with the first shift
};

struct Person
{
    QString personnelNumber;
    QString lastName;
    QString firstName;
    QString middleName;
    QString department;
    QString position;
    QString card;
    Duty duty = Duty::Day;
    int shift = 0;          ///< 0–2
    std::vector<int> looms; ///< indices into Cast::looms; of operators
};

struct LoomPlace
{
    QString name;
    QString device;
    int pulsesPer30s = 30; ///< at full speed
};

/// Everybody and everything at the plant. The same seed makes the same cast, on every platform.
struct Cast
{
    std::vector<Person> people;   ///< 120
    std::vector<LoomPlace> looms; ///< 40
    QStringList gates;
    QStringList terminals; ///< attendance readers
    QStringList repairs;   ///< what masters write about their work
};

Cast makeCast(quint32 seed);

} // namespace demo
