// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/machines/rules.h"

#include "domain/machines/machine.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace domain {

double metersPerPulse(const Gearing& gearing)
{
    constexpr double pi = 3.14159265359; // as the reference has it, so that the sixth decimal agrees
    const double circumference = pi * gearing.rollerDiameterCm / 100;
    const double ratio = gearing.gearBoxRatio * gearing.sprocketTakeupRoller / gearing.sprocketGearBox;
    const double meters = circumference / ratio / gearing.transmitPulse;
    return std::isfinite(meters) && meters > 0 ? std::round(meters * 1e6) / 1e6 : 0;
}

bool isOperatorDepartment(QStringView department)
{
    static constexpr std::array<QStringView, 4> names{u"Сотрудник_bag", u"Операторы", u"Сотрудник",
                                                      u"Администрация"};
    return std::find(names.begin(), names.end(), department) != names.end();
}

bool isMasterDepartment(QStringView department)
{
    return department == u"Механики";
}

} // namespace domain
