// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deeds/timesheets.h"

namespace client {

using namespace Qt::StringLiterals;

const DeedReader TimesheetDeeds::reader{
    "time-sheets"_L1,
    [](const OutboxRequest&, const QStringList& parts) {
        return parts.last() == "comments"_L1 ? u"comment"_s : parts.last();
    },
    [](const OutboxRequest&, const QStringList& parts) { return subjectOfPath("timesheets"_L1, parts); }};

QString TimesheetDeeds::comment(qint64 timesheet, protocol::CommentType type, const QString& text) const
{
    return post(u"time-sheets/%1/comments"_s.arg(timesheet),
                {{u"comment_text"_s, text}, {u"comment_type"_s, QString(protocol::toWire(type))}});
}

QString TimesheetDeeds::submit(qint64 timesheet) const
{
    return post(u"time-sheets/%1/submit"_s.arg(timesheet));
}

QString TimesheetDeeds::approve(qint64 timesheet, std::optional<protocol::Money> rate) const
{
    return post(u"time-sheets/%1/approve"_s.arg(timesheet),
                rate ? QJsonObject{{u"rate"_s, rate->toText()}} : QJsonObject());
}

QString TimesheetDeeds::reject(qint64 timesheet, const QString& why) const
{
    return post(u"time-sheets/%1/reject"_s.arg(timesheet), withText(u"reason"_s, why));
}

QString TimesheetDeeds::cancel(qint64 timesheet, const QString& why) const
{
    return post(u"time-sheets/%1/cancel"_s.arg(timesheet), withText(u"reason"_s, why));
}

} // namespace client
