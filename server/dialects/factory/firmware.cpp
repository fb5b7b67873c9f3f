// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/firmware.h"

#include "dialects/factory/jsonwriter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace dialects {

using namespace Qt::StringLiterals;

namespace {

constexpr int slotBytes = 16; // sizeof(VariantSlot) where pointers have 32 bits

int copied(const QString& text)
{
    return static_cast<int>(text.toUtf8().size()) + 1;
}

int poolOf(const QJsonValue& value)
{
    int bytes = 0;
    if (value.isString()) {
        bytes = copied(value.toString());
    } else if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            bytes += slotBytes + copied(it.key()) + poolOf(it.value());
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (const QJsonValue& element : array)
            bytes += slotBytes + poolOf(element);
    }
    return bytes;
}

QLatin1StringView actionName(domain::MachineScan::Action action)
{
    using enum domain::MachineScan::Action;
    switch (action) {
    case ShiftStarted:
        return "shift_started"_L1;
    case ShiftEnded:
        return "shift_ended"_L1;
    case MaintenanceStarted:
        return "maintenance_started"_L1;
    case MaintenanceCompleted:
        return "maintenance_completed"_L1;
    case NoMaintenance:
        return "no_maintenance"_L1;
    case InfoOnly:
    case Denied: // not an error on this wire: one blinds the loom until it is rebooted (contracts.md §0.2)
        return "info_only"_L1;
    }
    return {};
}

QString scanMessage(domain::MachineScan::Action action)
{
    using enum domain::MachineScan::Action;
    switch (action) {
    case ShiftStarted:
        return u"Смена начата"_s;
    case ShiftEnded:
        return u"Смена завершена"_s;
    case MaintenanceStarted:
        return u"Ремонт начат"_s;
    case MaintenanceCompleted:
        return u"Ремонт завершён"_s;
    case NoMaintenance:
        return u"Нет вызова"_s;
    case InfoOnly:
        return u"Карта принята"_s;
    case Denied:
        return u"Карта неизвестна"_s;
    }
    return {};
}

/// The texts of a scan's answer that come from the database and may be of any length.
struct ScanTexts
{
    QString employee;
    QString department;
    QString machine;
    QString currentOperator; // null: none

    std::array<QString*, 4> all() { return {&employee, &department, &machine, &currentOperator}; }
};

QByteArray writeScan(const domain::MachineScan& scan, const ScanTexts& texts)
{
    // {"success":true,"action":"shift_started","message":"Смена начата",
    //  "employee":{"name":"…","department":"Операторы"},
    //  "machine":{"name":"Станок 07","status":"working","current_operator":"…"|null}}
    JsonWriter json(JsonText::Utf8);
    json.beginObject()
        .field("success"_L1, true)
        .field("action"_L1, actionName(scan.action))
        .field("message"_L1, scanMessage(scan.action));
    json.key("employee"_L1)
        .beginObject()
        .field("name"_L1, texts.employee)
        .field("department"_L1, texts.department)
        .endObject();
    json.key("machine"_L1)
        .beginObject()
        .field("name"_L1, texts.machine)
        .field("status"_L1, protocol::toWire(scan.machine.status))
        .key("current_operator"_L1);
    if (texts.currentOperator.isNull())
        json.null();
    else
        json.value(texts.currentOperator);
    return json.endObject().endObject().take();
}

/// Takes one letter (not half of one) off the end, leaving an ellipsis in its place.
void cutOne(QString& text)
{
    static const QChar ellipsis(u'…');
    if (text.endsWith(ellipsis))
        text.chop(1);
    if (!text.isEmpty() && text.back().isLowSurrogate())
        text.chop(1);
    text.chop(1);
    text.append(ellipsis);
}

} // namespace

int arduinoPool(const QByteArray& json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    return poolOf(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()));
}

QString withInitials(const domain::Employee& employee)
{
    QString name = employee.lastName;
    for (const QString& part : {employee.firstName, employee.middleName}) {
        if (!part.isEmpty())
            name += u' ' + part.left(part.front().isHighSurrogate() ? 2 : 1) + u'.';
    }
    return name;
}

QByteArray machineScanAnswer(const domain::MachineScan& scan)
{
    ScanTexts texts;
    texts.employee = scan.employee ? scan.employee->fullName() : u""_s;
    texts.department = scan.employee ? scan.employee->department : u""_s;
    texts.machine = scan.machine.name;
    if (scan.machine.operatorRef)
        texts.currentOperator = scan.machine.operatorRef->fullName();

    QByteArray answer = writeScan(scan, texts);
    if (arduinoPool(answer) <= scanPool)
        return answer;

    if (scan.employee)
        texts.employee = withInitials(*scan.employee);
    if (scan.machine.operatorRef)
        texts.currentOperator = withInitials(*scan.machine.operatorRef);
    answer = writeScan(scan, texts);

    while (arduinoPool(answer) > scanPool) {
        // The longest gives way first. Two bytes a round at most, so count before writing again.
        int excess = arduinoPool(answer) - scanPool;
        while (excess > 0) {
            const auto fields = texts.all();
            QString& longest =
                **std::max_element(fields.begin(), fields.end(), [](const QString* a, const QString* b) {
                    return a->toUtf8().size() < b->toUtf8().size();
                });
            const auto before = longest.toUtf8().size();
            cutOne(longest);
            excess -= static_cast<int>(before - longest.toUtf8().size());
        }
        answer = writeScan(scan, texts);
    }
    return answer;
}

} // namespace dialects
