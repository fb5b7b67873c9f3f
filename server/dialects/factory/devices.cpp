// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/devices.h"

#include "base/logging.h"
#include "dialects/factory/answers.h"
#include "dialects/factory/firmware.h"
#include "dialects/factory/jsonwriter.h"
#include "dialects/factory/labels.h"
#include "dialects/factory/rows.h"
#include "domain/access/service.h"
#include "domain/attendance/service.h"
#include "domain/machines/service.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace dialects {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Result;

/// A post's body as an object, and where it came from.
struct DeviceEndpoints::Post
{
    QByteArray path; ///< with its slash
    QHostAddress peer;
    QJsonObject body;
};

namespace {

constexpr qsizetype maxIdLetters = 64; // longer than any device id or card; keeps the database clean
constexpr double maxPulsesPerPost = 1e9;
constexpr qint64 strangerLineEveryMs = 60'000;
constexpr qsizetype maxStrangers = 1'000;

net::Response reply(JsonWriter& json)
{
    return jsonAnswer(json.endObject().take());
}

JsonWriter success()
{
    JsonWriter json(JsonText::Utf8);
    json.beginObject().field("success"_L1, true);
    return json;
}

/// {"error":text}: how the original words what its view did not expect.
net::Response bareError(int status, QStringView text)
{
    JsonWriter json(JsonText::Utf8);
    json.beginObject().key("error"_L1).value(text);
    return jsonAnswer(json.endObject().take(), status);
}

QString idFrom(const QJsonObject& body, QLatin1StringView key)
{
    const QString text = body[key].toString().trimmed();
    return text.size() <= maxIdLetters ? text : QString();
}

QString cardFrom(const QJsonObject& body)
{
    return idFrom(body, "rfid_uid"_L1).toUpper();
}

std::optional<QJsonObject> objectFrom(const QByteArray& body)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return std::nullopt;
    return document.object();
}

QString words(const protocol::Error& error)
{
    switch (error.code) {
    case ErrorCode::UnknownMachine:
        return u"Станок не найден"_s;
    case ErrorCode::UnknownCard:
        return u"Карта не найдена"_s;
    case ErrorCode::NoOperator:
        return u"Нет оператора на станке"_s;
    case ErrorCode::CallAlreadyOpen:
        return u"Вызов уже открыт"_s;
    case ErrorCode::NoOpenCall:
        return u"Нет такого вызова"_s;
    case ErrorCode::MachineOccupied:
        return u"Станок занят другим оператором"_s;
    case ErrorCode::NoActiveShift:
        return u"Нет активной смены оператора"_s;
    case ErrorCode::Unavailable:
        return u"Сервер занят, повторите"_s;
    default:
        return u"Ошибка сервера"_s;
    }
}

/// What a service refused because of the state things are in; everything else is the server's or
/// the installer's trouble and answered with 500.
bool isRefusal(ErrorCode code)
{
    return code == ErrorCode::NoOperator || code == ErrorCode::CallAlreadyOpen ||
           code == ErrorCode::NoOpenCall || code == ErrorCode::MachineOccupied ||
           code == ErrorCode::NoActiveShift || code == ErrorCode::ValidationFailed;
}

void logFailure(const char* what, const QString& device, const protocol::Error& error)
{
    if (error.status() >= 500)
        qCWarning(lcDevice).noquote()
            << u"The %1 of %2 failed: %3"_s.arg(QLatin1StringView(what), device, error.text());
    else
        qCInfo(lcDevice).noquote() << u"The %1 of %2 was refused: %3"_s.arg(QLatin1StringView(what), device,
                                                                            error.text());
}

QByteArray retryKey(const QByteArray& path, const QString& device, const QString& card)
{
    return path + '\n' + device.toUtf8() + '\n' + card.toUtf8();
}

} // namespace

DeviceEndpoints::DeviceEndpoints(const FactoryContext& context)
    : m_executor(context.executor)
    , m_clock(context.clock)
    , m_config(context.config)
    , m_hot(context.hot)
    , m_retries(context.clock)
{
}

template <class T>
void DeviceEndpoints::write(std::function<Result<T>(domain::Workspace&)> unit,
                            std::function<void(Result<T>)> done)
{
    domain::writeThen<T>(m_executor, std::move(unit), [this, done = std::move(done)](Result<T> result) {
        m_hot.invalidate();
        done(std::move(result));
    });
}

void DeviceEndpoints::addTo(net::Router& router)
{
    add(router, "/employees/api/rfid-scan/", &DeviceEndpoints::rfidScan);
    add(router, "/lohia/api/pulse/update/", &DeviceEndpoints::pulses);
    add(router, "/lohia/api/maintenance/call/", &DeviceEndpoints::callMaster);
    add(router, "/lohia/api/maintenance/start/", &DeviceEndpoints::startRepair);
    add(router, "/lohia/api/maintenance/end/", &DeviceEndpoints::endRepair);
    add(router, "/lohia/api/shift/start/", &DeviceEndpoints::startShift);
    add(router, "/lohia/api/shift/end/", &DeviceEndpoints::endShift);
    for (const char* path : {"/security/api/scan/", "/security/api/scan"}) {
        router.add(net::Route{"*", path, net::Access::device(),
                              [this](const net::Request& request, net::Responder responder) {
                                  gateScan(request, std::move(responder));
                              },
                              FactoryDevice});
    }
}

void DeviceEndpoints::add(net::Router& router, const QByteArray& path, Handle handle)
{
    // Any method, so that the wrong ones are answered as the original does.
    const auto handler = [this, path, handle](const net::Request& request, net::Responder responder) {
        if (request.method != "POST")
            return responder(wrongMethod("POST"));
        const auto body = objectFrom(request.body);
        if (!body)
            return responder(deviceFailure(400, u"Неверный JSON"));
        (this->*handle)(Post{path, request.peer, *body}, std::move(responder));
    };
    router.add(net::Route{"*", path, net::Access::device(), handler, FactoryDevice});
    router.add(net::Route{"*", path.chopped(1), net::Access::device(), handler, FactoryDevice});
}

bool DeviceEndpoints::isKnown(const QString& device, const QHostAddress& peer)
{
    if (m_config.isReader(device))
        return true;
    const qint64 now = m_clock.monotonicMs();
    {
        const std::lock_guard lock(m_strangersMutex);
        const auto last = m_strangers.constFind(device);
        if (last != m_strangers.cend() && now - *last < strangerLineEveryMs)
            return false;
        if (m_strangers.size() >= maxStrangers)
            m_strangers.clear();
        m_strangers.insert(device, now);
    }
    QString shown = device;
    shown.removeIf([](QChar c) { return !c.isPrint(); });
    qCWarning(lcDevice).noquote()
        << u"A device that calls itself \"%1\" posted from %2 but is not registered; add it to devices.readers."_s
               .arg(shown, peer.toString());
    return false;
}

void DeviceEndpoints::rfidScan(const Post& post, net::Responder responder)
{
    const QString card = cardFrom(post.body);
    if (card.isEmpty())
        return responder(deviceFailure(400, u"Пустой UID карты"));
    const QString device =
        post.body.contains("device_id"_L1) ? idFrom(post.body, "device_id"_L1) : u"ESP32-001"_s;
    if (device.startsWith("LOHIA-"_L1))
        loomScan(post, device, card, std::move(responder));
    else
        terminalScan(post, device, card, std::move(responder));
}

void DeviceEndpoints::loomScan(const Post& post, const QString& device, const QString& card,
                               net::Responder responder)
{
    m_retries.answer(retryKey(post.path, device, card), RetryMemory::Rule::Loom, std::move(responder),
                     [this, device, card](net::Responder once) {
                         write<domain::MachineScan>(
                             [device, card](domain::Workspace& work) {
                                 return work.get<domain::MachineService>().scan(device, card);
                             },
                             [device, once](Result<domain::MachineScan> scan) {
                                 if (scan)
                                     return once(jsonAnswer(machineScanAnswer(*scan)));
                                 logFailure("scan", device, scan.error());
                                 once(bareError(scan.error().code == ErrorCode::UnknownMachine ? 404 : 500,
                                                words(scan.error())));
                             });
                     });
}

void DeviceEndpoints::terminalScan(const Post& post, const QString& device, const QString& card,
                                   net::Responder responder)
{
    if (!isKnown(device, post.peer))
        return responder(deviceFailure(403, u"Устройство не зарегистрировано"));
    m_retries.answer(retryKey(post.path, device, card), RetryMemory::Rule::Reader, std::move(responder),
                     [this, device, card](net::Responder once) {
                         write<domain::AttendanceScan>(
                             [device, card, company = m_config.company](domain::Workspace& work) {
                                 return work.get<domain::AttendanceService>().scan(company, card, device);
                             },
                             [device, card, once](Result<domain::AttendanceScan> scan) {
                                 if (!scan) {
                                     logFailure("scan", device, scan.error());
                                     return once(deviceFailure(500, words(scan.error())));
                                 }
                                 // {"success":true,"employee":{…},"action":"in","message":"Приход отмечен"}
                                 // action is not in the original; the reader's firmware reads it and shows an
                                 // exit where it is missing (contracts.md A4).
                                 if (!scan->entry) {
                                     JsonWriter json(JsonText::Utf8);
                                     json.beginObject()
                                         .field("success"_L1, false)
                                         .field("error"_L1, u"Карта не найдена"_s)
                                         .field("rfid_uid"_L1, card)
                                         .endObject();
                                     return once(jsonAnswer(json.take(), 404));
                                 }
                                 using Outcome = domain::AttendanceScan::Outcome;
                                 const bool out = scan->outcome == Outcome::Exit;
                                 JsonWriter json = success();
                                 json.key("employee"_L1);
                                 writeScannedEmployee(json, scan->entry->employee);
                                 json.field("action"_L1, out ? "out"_L1 : "in"_L1)
                                     .field("message"_L1, out ? u"Уход отмечен"_s
                                                          : scan->outcome == Outcome::Reopened
                                                              ? u"С возвращением"_s
                                                              : u"Приход отмечен"_s);
                                 once(reply(json));
                             });
                     });
}

void DeviceEndpoints::gateScan(const net::Request& request, net::Responder responder)
{
    // Every answer is a 200 on this path: the gate's firmware takes any other status for no answer.
    const auto refuse = [&](QStringView text) { responder(deviceFailure(200, text)); };
    if (request.method != "POST")
        return refuse(u"Только POST");
    const auto body = objectFrom(request.body);
    if (!body)
        return refuse(u"Неверный JSON");
    const QString card = cardFrom(*body);
    if (card.isEmpty())
        return refuse(u"Пустой UID карты");
    // The original ignores device_id, so some gates may not send it; one that is sent must be known.
    const QString device = idFrom(*body, "device_id"_L1);
    if (body->contains("device_id"_L1) && !isKnown(device, request.peer))
        return refuse(u"Устройство не зарегистрировано");
    m_retries.answer(retryKey("/security/api/scan/", device, card), RetryMemory::Rule::Reader,
                     std::move(responder), [this, device, card](net::Responder once) {
                         write<domain::GateScan>(
                             [device, card, company = m_config.company](domain::Workspace& work) {
                                 return work.get<domain::AccessService>().scan(company, card, device);
                             },
                             [device, once](Result<domain::GateScan> scan) {
                                 if (!scan) {
                                     logFailure("scan", device, scan.error());
                                     return once(deviceFailure(200, words(scan.error())));
                                 }
                                 if (!scan->granted || !scan->granted->employee)
                                     return once(deviceFailure(200, u"Карта не найдена"));
                                 // {"success":true,"action":"in","employee_name":"…","message":"Вход
                                 // разрешён"}
                                 const bool out = scan->granted->action == protocol::AccessAction::Out;
                                 JsonWriter json = success();
                                 json.field("action"_L1, out ? "out"_L1 : "in"_L1)
                                     .field("employee_name"_L1, scan->granted->employee->fullName())
                                     .field("message"_L1, out ? u"Выход разрешён"_s : u"Вход разрешён"_s);
                                 once(reply(json));
                             });
                     });
}

void DeviceEndpoints::pulses(const Post& post, net::Responder responder)
{
    // Not remembered: a post carries no number of its own, and two equal counts are usually two
    // different half minutes (contracts.md A4: at least once).
    const QString device = idFrom(post.body, "esp32_id"_L1);
    const QJsonValue sent = post.body["pulse_count"_L1];
    const double count = sent.toDouble();
    if (device.isEmpty() || !sent.isDouble() || count < 1 || count > maxPulsesPerPost ||
        count != std::floor(count))
        return responder(deviceFailure(400, u"Неверные данные"));
    write<domain::PulseOutcome>(
        [device, count = static_cast<qint64>(count)](domain::Workspace& work) {
            return work.get<domain::MachineService>().addPulses(device, count);
        },
        [device, responder](Result<domain::PulseOutcome> outcome) {
            if (!outcome) {
                const protocol::Error& error = outcome.error();
                if (error.code != ErrorCode::NoOperator) // a loom that runs between shifts posts on
                    logFailure("pulse count", device, error);
                const int status = error.code == ErrorCode::UnknownMachine ? 404
                                   : isRefusal(error.code)                 ? 400
                                                                           : 500;
                return responder(deviceFailure(status, words(error)));
            }
            // {"success":true,"total_pulses":1200,"total_meters":0.138,"pulse_rate":"31 pulses/30s",
            //  "meters_per_pulse":0.000115}
            JsonWriter json = success();
            json.field("total_pulses"_L1, outcome->totalPulses)
                .field("total_meters"_L1, outcome->totalMeters)
                .field("pulse_rate"_L1, u"%1 pulses/30s"_s.arg(outcome->pulsesLast30s))
                .field("meters_per_pulse"_L1, outcome->machine.metersPerPulse);
            responder(reply(json));
        });
}

void DeviceEndpoints::callMaster(const Post& post, net::Responder responder)
{
    const QString device = idFrom(post.body, "esp32_id"_L1);
    if (device.isEmpty())
        return responder(deviceFailure(400, u"Неверные данные"));
    // The button is retried like a scan: a second answer "there is a call already" to a call that
    // was made would count as a failure.
    m_retries.answer(
        retryKey(post.path, device, {}), RetryMemory::Rule::Loom, std::move(responder),
        [this, device](net::Responder once) {
            write<domain::CallOutcome>(
                [device](domain::Workspace& work) { return work.get<domain::MachineService>().call(device); },
                [device, once](Result<domain::CallOutcome> outcome) {
                    if (!outcome) {
                        logFailure("call", device, outcome.error());
                        return once(isRefusal(outcome.error().code)
                                        ? deviceFailure(400, words(outcome.error()))
                                        : bareError(500, words(outcome.error())));
                    }
                    JsonWriter json = success();
                    json.field("message"_L1, u"Мастер вызван"_s).field("call_id"_L1, outcome->call.id);
                    once(reply(json));
                });
        });
}

void DeviceEndpoints::cardAtLoom(const Post& post, net::Responder responder,
                                 std::function<void(const QString&, const QString&, net::Responder)> act)
{
    const QString device = idFrom(post.body, "esp32_id"_L1);
    const QString card = cardFrom(post.body);
    if (device.isEmpty() || card.isEmpty())
        return responder(deviceFailure(400, u"Неверные данные"));
    m_retries.answer(retryKey(post.path, device, card), RetryMemory::Rule::Loom, std::move(responder),
                     [&](net::Responder once) { act(device, card, std::move(once)); });
}

void DeviceEndpoints::startRepair(const Post& post, net::Responder responder)
{
    cardAtLoom(post, std::move(responder),
               [this](const QString& device, const QString& card, net::Responder once) {
                   write<domain::CallOutcome>(
                       [device, card](domain::Workspace& work) {
                           return work.get<domain::MachineService>().startRepair(device, card);
                       },
                       [device, once](Result<domain::CallOutcome> outcome) {
                           if (!outcome) {
                               logFailure("repair's start", device, outcome.error());
                               return once(isRefusal(outcome.error().code)
                                               ? deviceFailure(400, words(outcome.error()))
                                               : bareError(500, words(outcome.error())));
                           }
                           JsonWriter json = success();
                           json.field("message"_L1, u"Ремонт начат"_s).field("call_id"_L1, outcome->call.id);
                           once(reply(json));
                       });
               });
}

void DeviceEndpoints::endRepair(const Post& post, net::Responder responder)
{
    const QString description = post.body["description"_L1].toString().trimmed();
    cardAtLoom(post, std::move(responder),
               [this, description](const QString& device, const QString& card, net::Responder once) {
                   write<domain::CallOutcome>(
                       [device, card, description](domain::Workspace& work) {
                           return work.get<domain::MachineService>().endRepair(device, card, description);
                       },
                       [device, once](Result<domain::CallOutcome> outcome) {
                           if (!outcome) {
                               logFailure("repair's end", device, outcome.error());
                               return once(isRefusal(outcome.error().code)
                                               ? deviceFailure(400, words(outcome.error()))
                                               : bareError(500, words(outcome.error())));
                           }
                           const domain::MaintenanceCall& call = outcome->call;
                           std::optional<QString> repairTime;
                           if (call.startedAt && call.endedAt)
                               repairTime = hoursMinutesSeconds(call.startedAt->secsTo(*call.endedAt));
                           JsonWriter json = success();
                           json.field("message"_L1, u"Ремонт завершён"_s)
                               .field("call_id"_L1, call.id)
                               .field("repair_time"_L1, repairTime);
                           once(reply(json));
                       });
               });
}

void DeviceEndpoints::startShift(const Post& post, net::Responder responder)
{
    cardAtLoom(post, std::move(responder),
               [this](const QString& device, const QString& card, net::Responder once) {
                   write<domain::ShiftOutcome>(
                       [device, card](domain::Workspace& work) {
                           return work.get<domain::MachineService>().startShift(device, card);
                       },
                       [device, once](Result<domain::ShiftOutcome> outcome) {
                           if (!outcome) {
                               const ErrorCode code = outcome.error().code;
                               logFailure("shift's start", device, outcome.error());
                               return once(code == ErrorCode::UnknownCard || isRefusal(code)
                                               ? deviceFailure(400, words(outcome.error()))
                                               : bareError(500, words(outcome.error())));
                           }
                           JsonWriter json = success();
                           json.field("message"_L1, u"Смена начата"_s)
                               .field("shift_id"_L1, outcome->shift.id)
                               .key("machine"_L1)
                               .beginObject()
                               .field("name"_L1, outcome->machine.name)
                               .field("status"_L1, protocol::toWire(outcome->machine.status))
                               .endObject();
                           once(reply(json));
                       });
               });
}

void DeviceEndpoints::endShift(const Post& post, net::Responder responder)
{
    cardAtLoom(post, std::move(responder),
               [this](const QString& device, const QString& card, net::Responder once) {
                   write<domain::ShiftOutcome>(
                       [device, card](domain::Workspace& work) {
                           return work.get<domain::MachineService>().endShift(device, card);
                       },
                       [device, once](Result<domain::ShiftOutcome> outcome) {
                           if (!outcome) {
                               const ErrorCode code = outcome.error().code;
                               logFailure("shift's end", device, outcome.error());
                               if (code == ErrorCode::UnknownCard || isRefusal(code))
                                   return once(deviceFailure(400, words(outcome.error())));
                               return once(bareError(code == ErrorCode::UnknownMachine ? 404 : 500,
                                                     words(outcome.error())));
                           }
                           const domain::MachineShift& shift = outcome->shift;
                           JsonWriter json = success();
                           json.field("message"_L1, u"Смена завершена"_s)
                               .key("shift"_L1)
                               .beginObject()
                               .field("total_pulses"_L1, shift.pulses)
                               .field("total_meters"_L1, shift.meters)
                               .field("duration_hours"_L1, hoursBetween(shift.startedAt, shift.endedAt))
                               .endObject();
                           once(reply(json));
                       });
               });
}

} // namespace dialects
