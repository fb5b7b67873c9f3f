// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/factory/devices.h"

#include "base/logging.h"
#include "dialects/factory/answers.h"
#include "dialects/factory/deviceanswers.h"
#include "domain/access/service.h"
#include "domain/attendance/service.h"
#include "domain/machines/service.h"

#include <QJsonDocument>

#include <cmath>

namespace dialects {

using namespace Qt::StringLiterals;
using protocol::ErrorCode;
using protocol::Result;
using Rule = RetryMemory::Rule;

/// A post's body as an object, and where it came from.
struct DeviceEndpoints::Post
{
    QByteArray path; ///< with its slash
    QHostAddress peer;
    QJsonObject body;
};

namespace {

constexpr qsizetype maxIdLetters = 64;   // longer than any device id or card; keeps the database clean
constexpr double maxPulsesPerPost = 1e9; // whole below it, and far above what the domain takes

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

/// A device's name for the log: whatever it sent must not make lines of its own.
QString shown(QString device)
{
    device.removeIf([](QChar c) { return !c.isPrint(); });
    return device;
}

} // namespace

DeviceEndpoints::DeviceEndpoints(const FactoryContext& context)
    : m_context(context), m_began(context.clock.now()), m_retries(context.clock), m_logLimit(context.clock)
{
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

// ---- from a post to its answer ----

template <class T> void DeviceEndpoints::perform(Action<T> action, net::Responder responder)
{
    domain::writeThen<T>(m_context.executor, std::move(action.decide),
                         [this, what = action.what, device = action.device, answer = std::move(action.answer),
                          responder = std::move(responder)](const Result<T>& result) {
                             if (!result)
                                 logFailure(what, device, result.error());
                             m_context.hot.invalidate(); // what was polled before is no longer current
                             responder(answer(result));
                         });
}

template <class T>
void DeviceEndpoints::performOnce(const QByteArray& path, const QString& card, Rule rule, Action<T> action,
                                  net::Responder responder)
{
    const QByteArray source = path + '\n' + action.device.toUtf8();
    m_retries.answer(source, card.toUtf8(), rule, std::move(responder),
                     [&](net::Responder once) { perform(std::move(action), std::move(once)); });
}

template <class T>
void DeviceEndpoints::atLoom(
    const Post& post, const char* what,
    std::function<Result<T>(domain::Workspace&, const QString&, const QString&)> decide,
    net::Response (*answer)(const Result<T>&), net::Responder responder)
{
    const QString device = idFrom(post.body, "esp32_id"_L1);
    const QString card = cardFrom(post.body);
    if (device.isEmpty() || card.isEmpty())
        return responder(deviceFailure(400, u"Неверные данные"));
    performOnce<T>(post.path, card, Rule::Loom,
                   {what, device,
                    [decide = std::move(decide), device, card](domain::Workspace& work) {
                        return decide(work, device, card);
                    },
                    answer},
                   std::move(responder));
}

std::optional<DeviceEndpoints::Lost> DeviceEndpoints::lostAnswers() const
{
    const QDateTime from = m_context.clock.now().addMSecs(-RetryMemory::loomWindow.count());
    return from < m_began ? std::optional(Lost{from, m_began}) : std::nullopt;
}

bool DeviceEndpoints::isKnown(const QString& device, const QHostAddress& peer)
{
    if (m_context.config.isReader(device))
        return true;
    if (m_logLimit.passes(u"reader "_s + device)) {
        qCWarning(lcDevice).noquote()
            << u"A device that calls itself \"%1\" posted from %2 but is not registered; add it to devices.readers."_s
                   .arg(shown(device), peer.toString());
    }
    return false;
}

void DeviceEndpoints::logFailure(const char* what, const QString& device, const protocol::Error& error)
{
    if (error.code == ErrorCode::NoOperator)
        return; // a loom that runs between shifts posts on
    const QString line =
        u"The %1 of %2 was refused: %3"_s.arg(QLatin1StringView(what), shown(device), error.text());
    if (!m_logLimit.passes(line))
        return;
    if (error.status() >= 500)
        qCWarning(lcDevice).noquote() << line;
    else
        qCInfo(lcDevice).noquote() << line;
}

// ---- the endpoints ----

void DeviceEndpoints::rfidScan(const Post& post, net::Responder responder)
{
    const QString card = cardFrom(post.body);
    if (card.isEmpty())
        return responder(deviceFailure(400, u"Пустой UID карты"));
    const QString device =
        post.body.contains("device_id"_L1) ? idFrom(post.body, "device_id"_L1) : u"ESP32-001"_s;
    if (device.startsWith("LOHIA-"_L1)) {
        const auto decide = [device, card,
                             lost = lostAnswers()](domain::Workspace& work) -> Result<domain::MachineScan> {
            auto& machines = work.get<domain::MachineService>();
            if (auto before = lost ? machines.scanBetween(device, card, lost->from, lost->to) : std::nullopt)
                return *std::move(before);
            return machines.scan(device, card);
        };
        return performOnce<domain::MachineScan>(
            post.path, card, Rule::Loom, {"scan", device, decide, loomScanAnswer}, std::move(responder));
    }
    if (!isKnown(device, post.peer))
        return responder(deviceFailure(403, u"Устройство не зарегистрировано"));
    const auto decide = [company = m_context.config.company, device, card](domain::Workspace& work) {
        return work.get<domain::AttendanceService>().scan(company, card, device);
    };
    const auto answer = [card](const Result<domain::AttendanceScan>& scan) {
        return terminalScanAnswer(scan, card);
    };
    performOnce<domain::AttendanceScan>(post.path, card, Rule::Reader, {"scan", device, decide, answer},
                                        std::move(responder));
}

void DeviceEndpoints::gateScan(const net::Request& request, net::Responder responder)
{
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
    const auto decide = [company = m_context.config.company, device, card](domain::Workspace& work) {
        return work.get<domain::AccessService>().scan(company, card, device);
    };
    performOnce<domain::GateScan>("/security/api/scan/", card, Rule::Reader,
                                  {"scan", device, decide, gateScanAnswer}, std::move(responder));
}

void DeviceEndpoints::pulses(const Post& post, net::Responder responder)
{
    const QString device = idFrom(post.body, "esp32_id"_L1);
    const QJsonValue sent = post.body["pulse_count"_L1];
    const double count = sent.toDouble();
    if (device.isEmpty() || !sent.isDouble() || count < 1 || count > maxPulsesPerPost ||
        count != std::floor(count))
        return responder(deviceFailure(400, u"Неверные данные"));
    const auto decide = [device, count = static_cast<qint64>(count)](domain::Workspace& work) {
        return work.get<domain::MachineService>().addPulses(device, count);
    };
    // Each time: a post carries no number of its own, and two equal counts are usually two different
    // half minutes (contracts.md A4: at least once).
    perform<domain::PulseOutcome>({"pulse count", device, decide, pulseAnswer}, std::move(responder));
}

void DeviceEndpoints::callMaster(const Post& post, net::Responder responder)
{
    const QString device = idFrom(post.body, "esp32_id"_L1);
    if (device.isEmpty())
        return responder(deviceFailure(400, u"Неверные данные"));
    const auto decide = [device,
                         lost = lostAnswers()](domain::Workspace& work) -> Result<domain::CallOutcome> {
        auto& machines = work.get<domain::MachineService>();
        if (auto before = lost ? machines.callBetween(device, lost->from, lost->to) : std::nullopt)
            return *std::move(before);
        return machines.call(device);
    };
    // The button is retried like a scan: to a call that was made, a second answer "there is a call
    // already" would count as a failure.
    performOnce<domain::CallOutcome>(post.path, {}, Rule::Loom, {"call", device, decide, callAnswer},
                                     std::move(responder));
}

void DeviceEndpoints::startRepair(const Post& post, net::Responder responder)
{
    atLoom<domain::CallOutcome>(
        post, "repair's start",
        [](domain::Workspace& work, const QString& device, const QString& card) {
            return work.get<domain::MachineService>().startRepair(device, card);
        },
        repairStartAnswer, std::move(responder));
}

void DeviceEndpoints::endRepair(const Post& post, net::Responder responder)
{
    atLoom<domain::CallOutcome>(
        post, "repair's end",
        [description = post.body["description"_L1].toString().trimmed()](
            domain::Workspace& work, const QString& device, const QString& card) {
            return work.get<domain::MachineService>().endRepair(device, card, description);
        },
        repairEndAnswer, std::move(responder));
}

void DeviceEndpoints::startShift(const Post& post, net::Responder responder)
{
    atLoom<domain::ShiftOutcome>(
        post, "shift's start",
        [](domain::Workspace& work, const QString& device, const QString& card) {
            return work.get<domain::MachineService>().startShift(device, card);
        },
        shiftStartAnswer, std::move(responder));
}

void DeviceEndpoints::endShift(const Post& post, net::Responder responder)
{
    atLoom<domain::ShiftOutcome>(
        post, "shift's end",
        [](domain::Workspace& work, const QString& device, const QString& card) {
            return work.get<domain::MachineService>().endShift(device, card);
        },
        shiftEndAnswer, std::move(responder));
}

} // namespace dialects
