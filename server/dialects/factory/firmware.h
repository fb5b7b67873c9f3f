// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "domain/machines/service.h"

#include <QByteArray>
#include <QString>

/// What the loom's firmware (contracts.md §0.1, A4) can take: it parses answers with ArduinoJson 6
/// into a pool of fixed size, and an answer that does not fit fails to parse, which it takes for a
/// lost answer and posts again.
namespace dialects {

constexpr int scanPool = 512;  ///< bytes, for a scan's answer
constexpr int otherPool = 256; ///< bytes, for the answers to pulses and calls

/// Bytes of pool that ArduinoJson 6 needs on a 32-bit chip: 16 for each member and element, and
/// every key and string copied with its NUL. Equal strings may share a copy in newer versions; older
/// ones copy each, so each is counted.
int arduinoPool(const QByteArray& json);

/// The answer to a card at a loom (A4): exactly the contract's members, within scanPool. Names are
/// shortened where they would not fit, first to initials, then by cutting.
QByteArray machineScanAnswer(const domain::MachineScan& scan);

/// "Аннагельдыев Б. М.": the last name with initials.
QString withInitials(const domain::Employee& employee);

} // namespace dialects
