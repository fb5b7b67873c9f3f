// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/auth.h"
#include "protocol/polling.h"
#include "protocol/rows/access.h"
#include "protocol/rows/alarm.h"
#include "protocol/rows/attendance.h"
#include "protocol/rows/budget.h"
#include "protocol/rows/crew.h"
#include "protocol/rows/hall.h"
#include "protocol/rows/machine.h"
#include "protocol/rows/notification.h"
#include "protocol/rows/order.h"
#include "protocol/rows/plan.h"
#include "protocol/rows/ticket.h"
#include "protocol/rows/timesheet.h"
#include "protocol/stream.h"
#include "support/sourcetree.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <functional>
#include <set>

using namespace Qt::StringLiterals;
using protocol::Result;

namespace {

QByteArray compact(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// Decodes and encodes again.
using Codec = std::function<Result<QByteArray>(const QByteArray&)>;

template <class T> Codec objectCodec(Result<T> (*decode)(const QJsonObject&))
{
    return [decode](const QByteArray& json) -> Result<QByteArray> {
        const auto value = decode(QJsonDocument::fromJson(json).object());
        if (!value)
            return base::Unexpected<protocol::Error>{value.error()};
        return compact(toJson(*value));
    };
}

template <class T> Codec bytesCodec(Result<T> (*decode)(const QByteArray&))
{
    return [decode](const QByteArray& json) -> Result<QByteArray> {
        const auto value = decode(json);
        if (!value)
            return base::Unexpected<protocol::Error>{value.error()};
        return compact(toJson(*value));
    };
}

Result<QByteArray> serverFrame(const QByteArray& json)
{
    const auto messages = protocol::serverMessagesFromJson(json);
    if (!messages)
        return base::Unexpected<protocol::Error>{messages.error()};
    if (!json.startsWith('['))
        return compact(toJson(messages->at(0)));
    QJsonArray array;
    for (const protocol::ServerMessage& message : *messages)
        array.append(toJson(message));
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

/// By the beginning of the file's path; the first that fits decides.
const std::vector<std::pair<QString, Codec>>& codecs()
{
    static const std::vector<std::pair<QString, Codec>> list{
        {u"stream/client_"_s, bytesCodec(protocol::clientMessageFromJson)},
        {u"stream/"_s, serverFrame},
        {u"rows/machine"_s, objectCodec(protocol::machineRowFromJson)},
        {u"rows/shift"_s, objectCodec(protocol::shiftRowFromJson)},
        {u"rows/call"_s, objectCodec(protocol::callRowFromJson)},
        {u"rows/state"_s, objectCodec(protocol::stateRowFromJson)},
        {u"rows/worktime"_s, objectCodec(protocol::worktimeRowFromJson)},
        {u"rows/access"_s, objectCodec(protocol::accessRowFromJson)},
        {u"rows/person"_s, objectCodec(protocol::personRowFromJson)},
        {u"rows/alarm"_s, objectCodec(protocol::alarmRowFromJson)},
        {u"rows/ticket_event"_s, objectCodec(protocol::ticketEventRowFromJson)},
        {u"rows/ticket"_s, objectCodec(protocol::ticketRowFromJson)},
        {u"rows/notification"_s, objectCodec(protocol::notificationRowFromJson)},
        {u"http/receipts"_s, objectCodec(protocol::receiptsFromJson)},
        {u"rows/budget"_s, objectCodec(protocol::budgetRowFromJson)},
        {u"rows/cost"_s, objectCodec(protocol::costRowFromJson)},
        {u"rows/timesheet"_s, objectCodec(protocol::timesheetRowFromJson)},
        {u"rows/comment"_s, objectCodec(protocol::commentRowFromJson)},
        {u"rows/table"_s, objectCodec(protocol::tableRowFromJson)},
        {u"rows/booking"_s, objectCodec(protocol::bookingRowFromJson)},
        {u"rows/order"_s, objectCodec(protocol::orderRowFromJson)},
        {u"rows/kitchen"_s, objectCodec(protocol::kitchenTaskRowFromJson)},
        {u"rows/project"_s, objectCodec(protocol::projectRowFromJson)},
        {u"rows/plan_task"_s, objectCodec(protocol::planTaskRowFromJson)},
        {u"rows/daily_work"_s, objectCodec(protocol::dailyWorkRowFromJson)},
        {u"rows/monthly"_s, objectCodec(protocol::monthlyPlanRowFromJson)},
        {u"rows/brigade"_s, objectCodec(protocol::brigadeRowFromJson)},
        {u"rows/executor"_s, objectCodec(protocol::executorRowFromJson)},
        {u"rows/equipment_use"_s, objectCodec(protocol::equipmentUseRowFromJson)},
        {u"http/login"_s, objectCodec(protocol::loginFromJson)},
        {u"http/tokens"_s, objectCodec(protocol::tokensFromJson)},
        {u"http/me"_s, objectCodec(protocol::meFromJson)},
        {u"http/changes"_s, bytesCodec(protocol::changesFromJson)},
        {u"http/snapshots"_s, bytesCodec(protocol::snapshotsFromJson)},
        {u"http/error"_s, objectCodec(protocol::errorFromJson)},
    };
    return list;
}

const Codec* codecFor(const QString& name)
{
    for (const auto& [prefix, codec] : codecs()) {
        if (name.startsWith(prefix))
            return &codec;
    }
    return nullptr;
}

/// Every golden file by its path, without the newline at its end.
std::map<QString, QByteArray> goldenFiles()
{
    const QString root = support::testData(u"wire/"_s);
    std::map<QString, QByteArray> files;
    for (QDirIterator it(root, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
        const QString path = it.next();
        QFile file(path);
        const QString name = path.mid(root.size());
        // Other folders hold other systems' wires, which have their own tests.
        if (codecFor(name) && file.open(QIODevice::ReadOnly))
            files.emplace(name, file.readAll().chopped(1));
    }
    return files;
}

} // namespace

/// The wire as it was agreed, one message a file: clients and servers of different ages meet on it,
/// so a change of these bytes is a change of the protocol.
class WireFilesTest final : public QObject
{
    Q_OBJECT

private slots:
    void bytesSurvive_data() { addFiles(); }
    void bytesSurvive()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, json);
        const auto again = (*codecFor(name))(json);
        QVERIFY2(again, again ? "" : qPrintable(again.error().text()));
        QCOMPARE(*again, json);
    }

    void unknownKeysAreIgnored_data() { addFiles(); }
    void unknownKeysAreIgnored()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, json);
        if (json.startsWith('['))
            return; // each of them is an object of its own file
        QJsonObject object = QJsonDocument::fromJson(json).object();
        object.insert(u"from_the_future"_s, QJsonObject{{u"a"_s, 1}});
        // Objects that the struct itself describes, not those it only carries.
        for (const QString& part : {u"operator"_s, u"shift"_s, u"call"_s, u"employee"_s, u"company"_s,
                                    u"foreman"_s, u"author"_s}) {
            if (!object[part].isObject())
                continue;
            QJsonObject inner = object[part].toObject();
            inner.insert(u"from_the_future"_s, true);
            object.insert(part, inner);
        }
        const auto again = (*codecFor(name))(compact(object));
        QVERIFY2(again, again ? "" : qPrintable(again.error().text()));
        QCOMPARE(*again, json);
    }

    void wrongTypesInRowsAreNamed_data() { addFiles(u"rows/"_s); }
    void wrongTypesInRowsAreNamed()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, json);
        const QJsonObject object = QJsonDocument::fromJson(json).object();
        for (const QString& key : object.keys()) {
            QJsonObject broken = object;
            broken.insert(key, object[key].isArray() ? QJsonValue(1) : QJsonValue(QJsonArray{1}));
            const auto result = (*codecFor(name))(compact(broken));
            QVERIFY2(!result, qPrintable(key));
            QCOMPARE(result.error().code, protocol::ErrorCode::ValidationFailed);
            QCOMPARE(result.error().detail[u"field"_s].toString(), key);
        }
    }

    void nothingBreaksOnWhatIsMissing_data() { addFiles(); }
    /// Whatever key is gone: an answer or a refusal, and what is answered can be read again.
    void nothingBreaksOnWhatIsMissing()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, json);
        const QJsonObject object = QJsonDocument::fromJson(json).object();
        for (const QString& key : object.keys()) {
            QJsonObject part = object;
            part.remove(key);
            const auto result = (*codecFor(name))(compact(part));
            if (result)
                QVERIFY2((*codecFor(name))(*result), qPrintable(key));
            else
                QVERIFY2(!result.error().text().isEmpty(), qPrintable(key));
        }
    }

    void everyMessageHasItsFile()
    {
        std::set<size_t> fromServer;
        std::set<size_t> fromClient;
        for (const auto& [name, json] : goldenFiles()) {
            if (name.startsWith(u"stream/client_"_s)) {
                fromClient.insert(protocol::clientMessageFromJson(json)->index());
            } else if (name.startsWith(u"stream/"_s)) {
                const auto messages = protocol::serverMessagesFromJson(json);
                for (const auto& message : *messages)
                    fromServer.insert(message.index());
            }
        }
        QCOMPARE(fromClient.size(), std::variant_size_v<protocol::ClientMessage>);
        QCOMPARE(fromServer.size(), std::variant_size_v<protocol::ServerMessage> - 1); // all but Unknown
        for (const auto& [prefix, codec] : codecs()) {
            const auto files = goldenFiles();
            QVERIFY2(std::any_of(files.begin(), files.end(),
                                 [&](const auto& file) { return file.first.startsWith(prefix); }),
                     qPrintable(prefix));
        }
    }

private:
    static void addFiles(const QString& folder = {})
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("json");
        for (const auto& [name, json] : goldenFiles()) {
            if (name.startsWith(folder))
                QTest::newRow(qPrintable(name)) << name << json;
        }
    }
};

QTEST_APPLESS_MAIN(WireFilesTest)
#include "tst_wirefiles.moc"
