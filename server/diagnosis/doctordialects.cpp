// SPDX-License-Identifier: GPL-3.0-or-later
#include "diagnosis/doctor.h"

#include "diagnosis/dialectvisit.h"

namespace diagnosis {

using namespace Qt::StringLiterals;

void Doctor::askForDialects()
{
    QUrlQuery query;
    if (!m_patient.branch.isEmpty())
        query.addQueryItem(u"branch"_s, QString::fromLatin1(QUrl::toPercentEncoding(m_patient.branch)));
    ask(get(u"/api/v1/ws/dialects"_s, query), &Doctor::dialectsAnswered);
}

void Doctor::dialectsAnswered(const Answer& answer)
{
    const auto sockets = answer.status == 200 ? dialectSocketsFrom(answer.body) : std::nullopt;
    if (answer.status == 404)
        return skipFrom(Step::CafeOrders, Finding::DialectsUnknown);
    if (!sockets) {
        Verdict verdict = judgeDialectList(answer, way(), m_patient.branch);
        tell(Step::CafeOrders, verdict, answer.took);
        return skipFrom(Step::CafeTables, Finding::NotReached);
    }
    m_dialects = *sockets;
    visitNext();
}

void Doctor::visitNext()
{
    if (m_dialects.empty())
        return end();
    const DialectSocket socket = m_dialects.front();
    m_dialects.erase(m_dialects.begin());
    if (!m_token.isEmpty() && !socket.opens) {
        tell(socket.step,
             {Outcome::Skipped, Finding::DialectNotOpen, {socket.path, m_roles.toNames().join(u", "_s)}});
        return visitNext();
    }
    auto* visit = new DialectVisit(socket,
                                   {.server = m_patient.server,
                                    .direct = m_patient.direct,
                                    .knowsDirect = !m_patient.direct.isEmpty() || !m_proxy.isEmpty(),
                                    .token = m_token,
                                    .branch = m_patient.branch,
                                    .way = way()},
                                   this);
    connect(visit, &DialectVisit::finished, this,
            [this, step = socket.step](const Verdict& verdict, std::chrono::milliseconds took) {
                tell(step, verdict, took);
                visitNext();
            });
    visit->start();
}

void Doctor::knock()
{
    for (int step = int(Step::Login); step < int(Step::Schedule); ++step) {
        if (Step(step) != Step::Direct)
            tell(Step(step), {Outcome::Skipped, Finding::NeedsLogin, {}});
    }
    m_dialects = openableSockets();
    visitNext();
}

} // namespace diagnosis
